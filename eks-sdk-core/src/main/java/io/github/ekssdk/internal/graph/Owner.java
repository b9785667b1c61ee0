package io.github.ekssdk.internal.graph;

import io.github.ekssdk.state.ResourceState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The cluster that owns resources, and the marks by which they are known to be its own.
 *
 * @param cluster the cluster's name
 * @param account the AWS account id
 * @param region the region
 * @param partition {@code aws}, {@code aws-cn}, {@code aws-us-gov}, ...
 * @param rolePath how the path of the IAM roles begins, as far as is known
 */
public record Owner(String cluster, String account, String region, String partition, String rolePath) {

    /** The tag that names the owning cluster. */
    public static final String CLUSTER_TAG = "eks-sdk/cluster";

    /** The tag that holds the resource's id. */
    public static final String RESOURCE_TAG = "eks-sdk/resource";

    /** The tag that lists the keys of the tags that a spec asked for, so that one taken out of it can be removed. */
    public static final String KEYS_TAG = "eks-sdk/tag-keys";

    /** The label by which the nodes of a self-managed node group tell their group. */
    public static final String NODE_GROUP_LABEL = "eks-sdk/node-group";

    /** Returns the owner of roles whose path begins otherwise. */
    public Owner withRolePath(String path) {
        return new Owner(cluster, account, region, partition, path);
    }

    /** Returns all tags of a resource: those wanted and the marks of ownership. */
    public Map<String, String> tags(String resourceId, Map<String, String> wanted) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(CLUSTER_TAG, cluster);
        tags.put(RESOURCE_TAG, resourceId);
        tags.put(KEYS_TAG, TagKeys.write(wanted.keySet()));
        tags.putAll(wanted);
        return tags;
    }

    /** Tells whether tags that were read are those of a resource of this cluster. */
    public boolean owns(Map<String, String> tags) {
        return cluster.equals(tags.get(CLUSTER_TAG)) && tags.containsKey(RESOURCE_TAG);
    }

    /** Returns the tags, of all those read, that this SDK has set for a spec. */
    public static Map<String, String> wantedTags(Map<String, String> read) {
        Predicate<String> ours = TagKeys.read(read.getOrDefault(KEYS_TAG, ""));
        Map<String, String> wanted = new TreeMap<>();
        read.forEach((key, value) -> {
            if (ours.test(key)) {
                wanted.put(key, value);
            }
        });
        return wanted;
    }

    /** Returns the keys of the tags that a former spec wanted of a resource and the present one does not. */
    public static List<String> staleTags(ResourceState now, Map<String, String> wanted) {
        return Properties.of(now).map("tags").keySet().stream()
                .filter(key -> !wanted.containsKey(key))
                .toList();
    }

    /** Returns a short text that differs for each cluster of this name in another account or region. */
    public String fingerprint() {
        return sha256(String.join("/", partition, account, region, cluster)).substring(0, 8);
    }

    /** Returns the SHA-256 of a text in hexadecimal, 64 characters. */
    public static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }
}

package io.github.ekssdk.k8s.component;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Collects the settings of a class of nodes: {@code NodeClass} of EKS Auto Mode, {@code EC2NodeClass} of Karpenter. The nodes take the
 * role, the subnets and the security group that the cluster's other nodes have unless told otherwise.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html">Node classes of EKS Auto Mode</a>
 * @see <a href="https://karpenter.sh/docs/concepts/nodeclasses/">EC2NodeClasses of Karpenter</a>
 * @since 0.1
 */
public final class NodeClassSettings extends ObjectSettings<NodeClassSettings> {

    private final boolean karpenter;
    private final Map<String, Object> more = new LinkedHashMap<>();
    private final Map<String, String> tags = new LinkedHashMap<>();
    private Optional<String> role = Optional.empty();
    private Optional<Map<String, String>> subnetTags = Optional.empty();
    private Optional<Map<String, String>> groupTags = Optional.empty();
    private Optional<String> storage = Optional.empty();
    private String ami = "al2023@latest";

    NodeClassSettings(String name, boolean karpenter) {
        super(name);
        this.karpenter = karpenter;
    }

    /** Sets the name of the nodes' role, which has to be let into the cluster by an access entry. */
    public NodeClassSettings role(String name) {
        role = Optional.of(name);
        return this;
    }

    /** Puts the nodes into subnets with these tags. */
    public NodeClassSettings subnetTags(Map<String, String> tags) {
        subnetTags = Optional.of(new LinkedHashMap<>(tags));
        return this;
    }

    /** Gives the nodes the security groups with these tags. */
    public NodeClassSettings securityGroupTags(Map<String, String> tags) {
        groupTags = Optional.of(new LinkedHashMap<>(tags));
        return this;
    }

    /** Sets the size of the nodes' disk, such as {@code 80Gi}. */
    public NodeClassSettings storage(String size) {
        storage = Optional.of(size);
        return this;
    }

    /** Sets the image of Karpenter's nodes, as family and version; {@code al2023@latest} unless set. EKS Auto Mode has its own. */
    public NodeClassSettings amiAlias(String alias) {
        ami = alias;
        return this;
    }

    /** Adds a tag to the instances. */
    public NodeClassSettings tag(String key, String value) {
        tags.put(key, value);
        return this;
    }

    /** Sets a field of {@code spec} that has no word here. */
    public NodeClassSettings field(String name, Object value) {
        more.put(name, value);
        return this;
    }

    @Override
    boolean namespaced() {
        return false;
    }

    @Override
    Map<String, Object> manifest(Place place) {
        Map<String, Object> spec = new LinkedHashMap<>();
        role.or(() -> place.context().nodeRoleName()).ifPresent(name -> spec.put("role", name));
        spec.put(
                "subnetSelectorTerms",
                terms(
                        subnetTags,
                        () -> List.copyOf(place.context().nodeSubnetIds().values())));
        spec.put(
                "securityGroupSelectorTerms",
                terms(groupTags, () -> List.of(place.context().clusterSecurityGroupId())));
        if (karpenter) {
            spec.put("amiSelectorTerms", List.of(Map.of("alias", ami)));
        }
        storage.ifPresent(size -> spec.put(
                karpenter ? "blockDeviceMappings" : "ephemeralStorage", karpenter ? disk(size) : Map.of("size", size)));
        if (!tags.isEmpty()) {
            spec.put("tags", tags);
        }
        spec.putAll(more);
        return Trees.of(
                karpenter ? "karpenter.k8s.aws/v1" : "eks.amazonaws.com/v1",
                karpenter ? "EC2NodeClass" : "NodeClass",
                spec);
    }

    private static List<Object> disk(String size) {
        return List.of(
                Trees.tree("deviceName", "/dev/xvda", "ebs", Trees.tree("volumeSize", size, "volumeType", "gp3")));
    }

    private static List<Map<String, Object>> terms(Optional<Map<String, String>> tags, Supplier<List<String>> ids) {
        return tags.map(all -> List.of(Trees.tree("tags", all)))
                .orElseGet(
                        () -> ids.get().stream().map(id -> Trees.tree("id", id)).toList());
    }
}

package io.github.ekssdk.internal.resource;

import io.github.ekssdk.internal.graph.Owner;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The tags by which it is known what controllers have made in AWS for which cluster. Clusters may share a VPC. */
public final class ControllerTags {

    /** Keys whose value is the cluster's name: the AWS Load Balancer Controller of today, Auto Mode, the controller's first version. */
    private static final List<String> NAMING =
            List.of("elbv2.k8s.aws/cluster", "eks:eks-cluster-name", "ingress.k8s.aws/cluster");

    private static final String OWNED = "owned";
    private static final String SERVICE = "kubernetes.io/service-name";
    private static final String CLAIM = "kubernetes.io/created-for/pvc/name";
    private static final String NAMESPACE = "kubernetes.io/created-for/pvc/namespace";

    private ControllerTags() {}

    /** Returns the keys one of which everything has that a controller made for a cluster. */
    public static List<String> keys(Owner owner) {
        return Stream.concat(NAMING.stream(), Stream.of(key(owner))).toList();
    }

    private static String key(Owner owner) {
        return "kubernetes.io/cluster/" + owner.cluster();
    }

    /** Tells whether the tags are those of a load balancer of the cluster, or of a part of one. */
    public static boolean ofLoadBalancer(Owner owner, Map<String, String> tags) {
        return named(owner, tags) || (owned(owner, tags) && tags.containsKey(SERVICE));
    }

    /** Tells whether a controller has written the cluster's name into the tags. */
    public static boolean named(Owner owner, Map<String, String> tags) {
        return NAMING.stream().anyMatch(key -> owner.cluster().equals(tags.get(key)));
    }

    /** Tells whether the tags say that something goes with the cluster. */
    public static boolean owned(Owner owner, Map<String, String> tags) {
        return OWNED.equals(tags.get(key(owner)));
    }

    /** Tells whether the tags are those of a volume that was made for a persistent volume claim of the cluster. */
    public static boolean ofClaim(Owner owner, Map<String, String> tags) {
        return tags.containsKey(CLAIM) && (owned(owner, tags) || named(owner, tags));
    }

    /** Returns the persistent volume claim that a volume was made for, as namespace and name. */
    public static String claim(Map<String, String> tags) {
        return tags.getOrDefault(NAMESPACE, "") + "/" + tags.get(CLAIM);
    }
}

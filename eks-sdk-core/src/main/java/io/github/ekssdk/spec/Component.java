package io.github.ekssdk.spec;

import java.util.List;
import java.util.Set;

/**
 * Something that runs or stands inside the cluster, with what it takes on the side of AWS: a controller with its role, an
 * application, a StorageClass. Its objects are steps of the same plan as the cluster itself. Applications implement it, and
 * {@code eks-sdk-k8s}, which must be on the class path to apply any, has many.
 *
 * <p>An implementation is a value: it is asked several times, while planning and while applying, and must give the same each time.
 *
 * @since 0.1
 */
public interface Component {

    /** Returns the name, unique among the components of a cluster, such as {@code aws-load-balancer-controller}. */
    String name();

    /**
     * Adds what it takes on the side of AWS: add-ons, roles of Pods, tags. Called while the spec is built; what stands there by the
     * application's own word is not to be changed. Adds nothing unless implemented.
     */
    default void addTo(ClusterSpec.Builder cluster) {}

    /** Returns the names of the components that must be ready before this one is applied; none unless implemented. */
    default Set<String> after() {
        return Set.of();
    }

    /**
     * Returns the objects it wants in the cluster. What it returned once and does not return any more is deleted. None unless
     * implemented.
     */
    default List<KubernetesObject> objects(ComponentContext context) {
        return List.of();
    }
}

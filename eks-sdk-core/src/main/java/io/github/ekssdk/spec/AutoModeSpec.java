package io.github.ekssdk.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * EKS Auto Mode: EKS starts and stops nodes by what Pods need, and has block storage, load balancing, networking and DNS inside.
 * EKS charges for each node besides its instance.
 *
 * <p>It is switched on and off in place. Switching it off terminates the nodes that it runs and deletes the load balancers that it
 * made; EBS volumes stay.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/automode.html">EKS Auto Mode in the EKS user guide</a>
 * @since 0.1
 */
@Value.Immutable
public interface AutoModeSpec {

    /**
     * The node pools that EKS provides: {@code general-purpose}, {@code system} or none; both unless set. Without them Pods wait
     * for node pools that are made in the cluster.
     */
    default List<String> nodePools() {
        return List.of("general-purpose", "system");
    }

    /**
     * The role of the nodes in these pools, with {@code AmazonEKSWorkerNodeMinimalPolicy} and
     * {@code AmazonEC2ContainerRegistryPullOnly}; the SDK makes one when empty. EKS itself lets its nodes in.
     */
    Optional<String> nodeRoleArn();

    /** Roles of nodes in node classes that are made in the cluster; each is let in by an access entry of the type EC2. */
    List<String> customNodeRoleArns();

    /** Starts a changed copy. */
    @Value.NonAttribute
    default Builder toBuilder() {
        return new Builder().from(this);
    }

    /**
     * Collects the settings of EKS Auto Mode. Bad values are reported when the spec is built, all at once.
     *
     * @since 0.1
     */
    final class Builder extends ImmutableAutoModeSpec.Builder {

        Builder() {}

        /** Replaces the node pools that EKS provides; none at all without arguments. */
        public Builder nodePools(String... nodePools) {
            return nodePools(Arrays.asList(nodePools));
        }

        AutoModeSpec unchecked() {
            return super.build();
        }
    }
}

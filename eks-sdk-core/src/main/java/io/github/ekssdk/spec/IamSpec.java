package io.github.ekssdk.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * The IAM roles of a cluster: how those are made that the SDK makes, and which ones are given.
 *
 * <p>IAM neither moves nor renames a role, so path and prefix cannot be changed later. The permissions boundary can.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/cluster-iam-role.html">The cluster IAM role in the EKS user
 *     guide</a>
 * @since 0.1
 */
@Value.Immutable
public interface IamSpec {

    /**
     * The beginning of the path of the roles that the SDK makes, beginning and ending with a slash, such as {@code /team/};
     * {@code /} unless set. What follows is the SDK's own, so that it finds its roles again.
     */
    default String path() {
        return "/";
    }

    /**
     * The ARN of the policy beyond which the roles that the SDK makes can do nothing, whatever else they are allowed; none unless
     * set. Changed in place.
     */
    Optional<String> permissionsBoundary();

    /**
     * What the names of the roles that the SDK makes begin with, before the name of the cluster; nothing unless set. IAM allows 64
     * characters in all, so the name of the cluster is cut where it has to be.
     */
    default String rolePrefix() {
        return "";
    }

    /**
     * The role by which EKS runs the control plane; the SDK makes one when empty. It has to trust {@code eks.amazonaws.com} and to
     * have {@code AmazonEKSClusterPolicy}, or what that allows. Another one later takes another cluster.
     */
    Optional<String> clusterRoleArn();

    /**
     * The role by which Fargate starts Pods; the SDK makes one when empty. It has to trust {@code eks-fargate-pods.amazonaws.com}
     * and to have {@code AmazonEKSFargatePodExecutionRolePolicy}. Another one later replaces the Fargate profiles.
     */
    Optional<String> fargatePodExecutionRoleArn();

    /**
     * Managed policies for the roles of nodes that the SDK makes, besides those that nodes need, for node groups and Karpenter alike:
     * each the name of one of AWS's, such as {@code AmazonSSMManagedInstanceCore} for Session Manager or {@code
     * CloudWatchAgentServerPolicy}, or an ARN; none unless set, and at most 7, as IAM attaches 10 to a role. Whatever runs on a node
     * may do what its role may, so give Pods roles of their own for the rest. Changed in place.
     */
    List<String> nodeManagedPolicies();

    /** Starts a changed copy. */
    @Value.NonAttribute
    default Builder toBuilder() {
        return new Builder().from(this);
    }

    /**
     * Collects the settings of the IAM roles. Bad values are reported when the spec is built, all at once.
     *
     * @since 0.1
     */
    final class Builder extends ImmutableIamSpec.Builder {

        Builder() {}

        /** Replaces the further policies of nodes, each the name of one of AWS's managed policies, or an ARN. */
        public Builder nodeManagedPolicies(String... namesOrArns) {
            return nodeManagedPolicies(Arrays.asList(namesOrArns));
        }

        IamSpec unchecked() {
            return super.build();
        }
    }
}

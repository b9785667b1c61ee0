package io.github.ekssdk.spec;

/**
 * How many nodes a managed node group runs. Checked when the spec is built: {@code 0 <= min <= desired <= max} and
 * {@code max >= 1}, because EKS refuses a group that may never have a node.
 *
 * @param min the fewest nodes to keep
 * @param desired the nodes to start with; an autoscaler may move it later between the other two
 * @param max the most nodes to run; an account has 450 per group unless its quota was raised
 * @see <a
 *     href="https://docs.aws.amazon.com/eks/latest/APIReference/API_NodegroupScalingConfig.html">NodegroupScalingConfig
 *     in the EKS API</a>
 * @since 0.1
 */
public record Scaling(int min, int desired, int max) {

    /** Always {@code nodes} nodes. */
    public static Scaling fixed(int nodes) {
        return new Scaling(nodes, nodes, nodes);
    }
}

package io.github.ekssdk.spec;

/**
 * A kind of control plane log that EKS can send to CloudWatch Logs.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html">Control plane logs in the EKS
 *     user guide</a>
 * @since 0.1
 */
public enum LogType {
    /** Requests to the Kubernetes API server, as the server itself logs them. */
    API("api"),
    /** Who did what in the cluster: the Kubernetes audit log. */
    AUDIT("audit"),
    /** How IAM principals were mapped to Kubernetes users; only EKS has this log. */
    AUTHENTICATOR("authenticator"),
    /** The control loops of Kubernetes. */
    CONTROLLER_MANAGER("controllerManager"),
    /** Which node each Pod was given, and why. */
    SCHEDULER("scheduler");

    private final String value;

    LogType(String value) {
        this.value = value;
    }

    /** The name in the EKS API, for example {@code controllerManager}. */
    public String value() {
        return value;
    }
}

package io.github.ekssdk.spec;

/**
 * Where EKS looks up what an IAM principal may do in the cluster. EKS allows changes in one direction only:
 * {@link #CONFIG_MAP} to {@link #API_AND_CONFIG_MAP} to {@link #API}. The constants are named as in the EKS API.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/grant-k8s-access.html">Access to Kubernetes in the EKS
 *     user guide</a>
 * @since 0.1
 */
public enum AuthenticationMode {
    /** Access entries of the EKS API only; the default of this SDK. */
    API,
    /** Access entries and the {@code aws-auth} ConfigMap; entries win. */
    API_AND_CONFIG_MAP,
    /** The {@code aws-auth} ConfigMap only, the way of clusters from before access entries. */
    CONFIG_MAP
}

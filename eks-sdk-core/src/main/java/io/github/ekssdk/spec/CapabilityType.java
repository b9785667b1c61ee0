package io.github.ekssdk.spec;

/**
 * Which capability EKS runs for a cluster. The constants are named as in the EKS API.
 *
 * @since 0.1
 */
public enum CapabilityType {
    /** AWS Controllers for Kubernetes: AWS resources as Kubernetes objects. */
    ACK,
    /** Argo CD: what runs in the cluster is as a Git repository says. */
    ARGOCD,
    /** Kube Resource Orchestrator: Kubernetes objects made of others. */
    KRO
}

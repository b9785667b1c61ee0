package io.github.ekssdk.k8s;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.ekssdk.client.Cluster;
import io.github.ekssdk.k8s.internal.client.Clients;
import io.github.ekssdk.k8s.internal.client.Endpoint;

/**
 * Gives Fabric8 clients for the Kubernetes API of EKS clusters.
 *
 * <p>A client logs in as the IAM identity it was made with, by a bearer token that is renewed before it ends, and once more when
 * the cluster does not take it. So it can be kept as long as the program runs. No {@code aws} command and no kubeconfig file is
 * needed, and none that is there is looked at.
 *
 * @since 0.1
 */
public final class EksKubernetes {

    private EksKubernetes() {}

    /**
     * Returns a client for a cluster, logging in with the credentials of the manager that the cluster came from. Nothing is
     * called yet. The caller closes the client; it goes on when the manager is closed.
     *
     * @throws IllegalStateException if the cluster has no endpoint yet, because EKS is still creating it
     */
    public static KubernetesClient connect(Cluster cluster) {
        return Clients.connect(endpoint(cluster), cluster.tokens());
    }

    private static Endpoint endpoint(Cluster cluster) {
        return new Endpoint(
                cluster.name(),
                cluster.endpoint().orElseThrow(() -> notReady(cluster)),
                cluster.certificateAuthority().orElseThrow(() -> notReady(cluster)));
    }

    private static IllegalStateException notReady(Cluster cluster) {
        return new IllegalStateException("The cluster " + cluster.name() + " has no endpoint yet; its status is "
                + cluster.status() + ". Wait until EKS has created it, and read it again.");
    }
}

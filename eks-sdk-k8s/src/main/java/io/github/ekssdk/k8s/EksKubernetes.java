package io.github.ekssdk.k8s;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.ekssdk.client.Cluster;
import io.github.ekssdk.client.EksConfig;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.client.EksManagers;
import io.github.ekssdk.error.ClusterNotFoundException;
import io.github.ekssdk.error.EksSdkException;
import io.github.ekssdk.k8s.internal.client.Calls;
import io.github.ekssdk.k8s.internal.client.Clients;
import io.github.ekssdk.k8s.internal.client.Endpoint;
import io.github.ekssdk.k8s.internal.client.Explanations;
import java.util.Optional;
import java.util.function.Consumer;

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

    /**
     * Returns a client for the cluster of that name in the region and with the credentials of the AWS SDK's default chains. Reads
     * the cluster; the caller closes the client.
     *
     * @throws ClusterNotFoundException if there is no such cluster
     * @throws IllegalStateException if the cluster has no endpoint yet, because EKS is still creating it
     */
    public static KubernetesClient connect(String clusterName) {
        return connect(clusterName, aws -> {});
    }

    /**
     * Returns a client for the cluster of that name, whoever made it.
     *
     * <pre>{@code
     * KubernetesClient client = EksKubernetes.connect("prod", aws -> aws.region("eu-west-1")
     *         .assumeRole("arn:aws:iam::123456789012:role/ops"));
     * }</pre>
     *
     * <p>Reads the cluster, for which the credentials or the role need {@code eks:DescribeCluster}; the caller closes the client.
     *
     * @param settings the region, the credentials, a role to assume
     * @throws ClusterNotFoundException if there is no such cluster
     * @throws io.github.ekssdk.error.AwsConfigurationException if there is no region, or there are no credentials
     * @throws io.github.ekssdk.error.PermissionDeniedException if the cluster may not be read or the role not be assumed
     * @throws IllegalStateException if the cluster has no endpoint yet, because EKS is still creating it
     */
    public static KubernetesClient connect(String clusterName, Consumer<? super EksConfig.Builder> settings) {
        EksConfig.Builder config = EksConfig.builder();
        settings.accept(config);
        try (EksManager eks = EksManagers.connect(config.build())) {
            return connect(eks.cluster(clusterName));
        }
    }

    /**
     * Makes sure that a cluster can be reached and lets the caller in, with one call that everybody who is let in may make.
     *
     * @throws io.github.ekssdk.error.KubernetesUnreachableException if there is no way to it, as to a private endpoint from
     *     outside
     * @throws io.github.ekssdk.error.KubernetesUntrustedException if what answers is not the cluster
     * @throws io.github.ekssdk.error.KubernetesLoginRefusedException if neither an access entry nor {@code aws-auth} names the
     *     caller
     * @throws EksSdkException for other reasons, such as credentials that have ended
     */
    public static void check(KubernetesClient client) {
        Calls.of(client).get(() -> client.raw("/api"));
    }

    /**
     * Returns what a failure of a client means: the exception that this SDK's own calls would have failed with. Its message says
     * who was refused what and what to do about it.
     *
     * <pre>{@code
     * try {
     *     client.pods().list();
     * } catch (KubernetesClientException e) {
     *     throw EksKubernetes.explain(client, e);
     * }
     * }</pre>
     */
    public static EksSdkException explain(KubernetesClient client, KubernetesClientException failure) {
        return Explanations.explain(client, failure);
    }

    private static Endpoint endpoint(Cluster cluster) {
        return new Endpoint(
                cluster.name(),
                cluster.endpoint().orElseThrow(() -> notReady(cluster)),
                cluster.certificateAuthority().orElseThrow(() -> notReady(cluster)),
                Optional.of(cluster.callerArn()),
                publicAccess(cluster));
    }

    private static Optional<Boolean> publicAccess(Cluster cluster) {
        return cluster.state().properties().get("endpointPublicAccess") instanceof Boolean open
                ? Optional.of(open)
                : Optional.empty();
    }

    private static IllegalStateException notReady(Cluster cluster) {
        return new IllegalStateException("The cluster " + cluster.name() + " has no endpoint yet; its status is "
                + cluster.status() + ". Wait until EKS has created it, and read it again.");
    }
}

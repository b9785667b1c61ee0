package io.github.ekssdk.k8s.internal.client;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.ekssdk.kubeconfig.TokenSource;

/** Makes Fabric8 clients for the Kubernetes API of EKS clusters. */
public final class Clients {

    private static final int CONNECT_MILLIS = 10_000;
    private static final int REQUEST_MILLIS = 30_000;

    private Clients() {}

    /**
     * Returns a client that logs in with bearer tokens. Nothing is called yet; whoever asked for the client closes it.
     *
     * <p>It never repeats a request but after a 401, once and with a new token: what to repeat is the caller's to decide.
     */
    public static KubernetesClient connect(Endpoint endpoint, TokenSource tokens) {
        KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(config(endpoint))
                .withHttpClientFactory(new Transport(endpoint, tokens))
                .build();
        client.getConfiguration().setCaCertData(endpoint.certificateAuthority());
        return client;
    }

    /** Nothing of kubeconfig files, of the environment or of a pod's service account gets into it. */
    private static Config config(Endpoint endpoint) {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(endpoint.url())
                .withNamespace("default")
                .withConnectionTimeout(CONNECT_MILLIS)
                .withRequestTimeout(REQUEST_MILLIS)
                .withRequestRetryBackoffLimit(0)
                .withOnlyHttpWatches(true)
                .build();
    }
}

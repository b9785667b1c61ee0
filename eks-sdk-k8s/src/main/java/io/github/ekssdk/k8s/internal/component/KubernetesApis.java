package io.github.ekssdk.k8s.internal.component;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsSettings;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.k8s.internal.client.Clients;
import io.github.ekssdk.k8s.internal.client.Endpoint;
import io.github.ekssdk.kubeconfig.BearerTokens;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The Kubernetes APIs of the clusters that one manager works with, each connected once. */
final class KubernetesApis implements AutoCloseable {

    private final AwsSettings settings;
    private final Map<Endpoint, KubernetesApi> open = new HashMap<>();

    private KubernetesApis(AwsSettings settings) {
        this.settings = settings;
    }

    /** Returns the API at an address. */
    static KubernetesApi of(Aws aws, Owner owner, ApiAddress address) {
        return aws.companion(KubernetesApis.class, KubernetesApis::new)
                .api(owner, new Endpoint(owner.cluster(), address.endpoint(), address.authority()));
    }

    private synchronized KubernetesApi api(Owner owner, Endpoint endpoint) {
        return open.computeIfAbsent(endpoint, missing -> connect(owner, missing));
    }

    private KubernetesApi connect(Owner owner, Endpoint endpoint) {
        Clock clock = settings.time().clock();
        return new KubernetesApi(Clients.connect(
                endpoint,
                BearerTokens.forCluster(owner.cluster(), owner.region(), settings.credentials(), clock)
                        .cached(clock)));
    }

    @Override
    public void close() {
        List<KubernetesApi> closing;
        synchronized (this) {
            closing = List.copyOf(open.values());
            open.clear();
        }
        closing.forEach(KubernetesApi::close);
    }
}

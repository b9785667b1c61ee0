package io.github.ekssdk.k8s.internal.component;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsSettings;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.k8s.internal.client.Clients;
import io.github.ekssdk.k8s.internal.client.Endpoint;
import io.github.ekssdk.kubeconfig.BearerTokens;
import io.github.ekssdk.state.ResourceState;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Kubernetes APIs of the clusters that one manager works with, each connected once. */
final class KubernetesApis implements AutoCloseable {

    /** Where the API is, by the names that both the outputs of a control plane and properties have. */
    static final String ENDPOINT = "endpoint";

    static final String CERTIFICATE_AUTHORITY = "certificateAuthority";

    private final AwsSettings settings;
    private final Map<Endpoint, KubernetesApi> open = new HashMap<>();

    private KubernetesApis(AwsSettings settings) {
        this.settings = settings;
    }

    /** Returns the API of a cluster whose control plane was read; nothing while it has no endpoint. */
    static Optional<KubernetesApi> of(Aws aws, Owner owner, ResourceState cluster) {
        Optional<String> endpoint = cluster.output(ENDPOINT);
        Optional<String> authority = cluster.output(CERTIFICATE_AUTHORITY);
        return endpoint.isEmpty() || authority.isEmpty()
                ? Optional.empty()
                : Optional.of(of(aws, owner, endpoint.get(), authority.get()));
    }

    /** Returns the API that settings name. */
    static KubernetesApi of(Aws aws, Owner owner, Properties settings) {
        return of(
                aws,
                owner,
                settings.string(Field.control(ENDPOINT)),
                settings.string(Field.control(CERTIFICATE_AUTHORITY)));
    }

    static KubernetesApi of(Aws aws, Owner owner, String endpoint, String authority) {
        return aws.companion(KubernetesApis.class, KubernetesApis::new)
                .api(owner, new Endpoint(owner.cluster(), endpoint, authority));
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

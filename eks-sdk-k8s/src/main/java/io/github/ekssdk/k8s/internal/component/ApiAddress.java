package io.github.ekssdk.k8s.internal.component;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.graph.Output;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.state.ResourceState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the Kubernetes API of a cluster is; every resource inside of one knows it.
 *
 * @param endpoint its URL
 * @param authority the certificate authority to trust there
 */
record ApiAddress(String endpoint, String authority) {

    private static final String ENDPOINT = "endpoint";
    private static final String AUTHORITY = "certificateAuthority";
    private static final Set<String> OUT_OF_SERVICE = Set.of("CREATING", "DELETING", "FAILED");

    /** Returns the address of a cluster whose control plane was read; nothing while that does not serve. */
    static Optional<ApiAddress> of(Optional<ResourceState> cluster) {
        return cluster.filter(state -> !OUT_OF_SERVICE.contains(state.status()))
                .flatMap(state -> state.output(ENDPOINT)
                        .flatMap(endpoint ->
                                state.output(AUTHORITY).map(authority -> new ApiAddress(endpoint, authority))));
    }

    /** Returns the address that a resource was seen at or is wanted at. */
    static ApiAddress of(ResourceState known) {
        return new ApiAddress(value(known, ENDPOINT), value(known, AUTHORITY));
    }

    private static String value(ResourceState known, String name) {
        return known.output(name).orElseGet(() -> Properties.of(known).string(Field.control(name)));
    }

    /** Returns the address that settings name. */
    static ApiAddress of(Properties settings) {
        return new ApiAddress(settings.string(Field.control(ENDPOINT)), settings.string(Field.control(AUTHORITY)));
    }

    /** Starts the settings of a resource inside a cluster that may have no address yet. */
    static Properties.Builder settings(String cluster) {
        return Properties.builder()
                .set(Field.control(ENDPOINT), new Output(cluster, ENDPOINT))
                .set(Field.control(AUTHORITY), new Output(cluster, AUTHORITY));
    }

    /** Returns what a resource keeps of it, to be found again. */
    Map<String, String> outputs() {
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put(ENDPOINT, endpoint);
        outputs.put(AUTHORITY, authority);
        return outputs;
    }

    /** Returns the API, to be asked as the owner's manager. */
    KubernetesApi api(Aws aws, Owner owner) {
        return KubernetesApis.of(aws, owner, this);
    }
}

package io.github.ekssdk.k8s.internal.component;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.state.ResourceState;
import java.util.Optional;
import java.util.Set;

/** How what is inside of a cluster is reached by those who know a resource of it. */
final class Inside {

    private static final Set<String> OUT_OF_SERVICE = Set.of("CREATING", "DELETING", "FAILED");

    private Inside() {}

    /** Returns the API of a cluster that serves and that the SDK has put something into; nothing of others. */
    static Optional<KubernetesApi> of(Aws aws, Owner owner, Optional<ResourceState> cluster) {
        return cluster.filter(state -> state.output("components").isPresent())
                .filter(state -> !OUT_OF_SERVICE.contains(state.status()))
                .flatMap(state -> KubernetesApis.of(aws, owner, state));
    }

    /** Returns the address of the API, of a resource that was seen or is wanted. */
    static String endpoint(ResourceState known) {
        return value(known, KubernetesApis.ENDPOINT);
    }

    /** Returns the certificate authority of the API, of a resource that was seen or is wanted. */
    static String authority(ResourceState known) {
        return value(known, KubernetesApis.CERTIFICATE_AUTHORITY);
    }

    private static String value(ResourceState known, String name) {
        return known.output(name).orElseGet(() -> Properties.of(known).string(Field.control(name)));
    }
}

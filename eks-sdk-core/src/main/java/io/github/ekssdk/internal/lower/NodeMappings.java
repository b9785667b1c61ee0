package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.ResourceNode;
import io.github.ekssdk.internal.resource.eks.ControlPlane;
import io.github.ekssdk.spec.AuthenticationMode;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.state.ResourceState;
import java.util.List;
import java.util.Map;

/**
 * Where access entries are not known, self-managed nodes are let in by mappings in the ConfigMap aws-auth. Whether somebody else has
 * made one already is asked, and whether anything on the class path can make one.
 */
final class NodeMappings implements Question {

    /** The roles whose mappings stay while access entries take their place, which takes some minutes to be heard of. */
    static final String KEPT = "authenticationMode.nodeMappings";

    private static final String PATH = "authenticationMode";

    /** Tells whether a spec takes such mappings. */
    static boolean wanted(ClusterSpec spec) {
        return spec.authenticationMode() == AuthenticationMode.CONFIG_MAP
                && !spec.selfManagedNodeGroups().isEmpty();
    }

    @Override
    public void ask(Inquiry inquiry) {
        if (wanted(inquiry.spec())) {
            if (Extensions.all().isEmpty()) {
                inquiry.problem(
                        PATH,
                        "With the authentication mode CONFIG_MAP, self-managed nodes are let in by the ConfigMap"
                                + " aws-auth, and nothing on the class path can write into it.",
                        "Add io.github.ekssdk:eks-sdk-k8s as a dependency, or use the authentication mode API or"
                                + " API_AND_CONFIG_MAP.");
                return;
            }
            inquiry.cluster().ifPresent(cluster -> look(inquiry, cluster));
        } else if (inquiry.cluster().filter(NodeMappings::hasNoEntries).isPresent()) {
            List<String> kept = inquiry.names(NodeEntries.MAPPING);
            if (!kept.isEmpty()) {
                inquiry.resolve(KEPT, kept);
            }
        }
    }

    private static boolean hasNoEntries(ResourceState cluster) {
        return AuthenticationMode.CONFIG_MAP.name().equals(cluster.properties().get(ControlPlane.AUTHENTICATION_MODE));
    }

    /** The listing shows what the SDK has made only. */
    private static void look(Inquiry inquiry, ResourceState cluster) {
        if (cluster.output("endpoint").isEmpty() || !hasNoEntries(cluster)) {
            return;
        }
        Lowering.lower(inquiry.spec(), inquiry.owner(), inquiry.answers()).nodes().stream()
                .filter(node -> node.kind().name().equals(NodeEntries.MAPPING))
                .filter(node -> inquiry.observed(node.id()).isEmpty())
                .forEach(node -> look(inquiry, node));
    }

    private static void look(Inquiry inquiry, ResourceNode node) {
        Properties wanted = node.wanted()
                .resolve(output -> inquiry.observed(output.resourceId()).flatMap(state -> state.output(output.name())));
        ResourceState known = new ResourceState(node.id(), "", "", wanted.asMap(), Map.of(), List.of());
        node.kind().read(inquiry.aws(), inquiry.owner(), known).ifPresent(inquiry::found);
    }
}

package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.ResourceGraph;
import io.github.ekssdk.internal.resource.eks.ControlPlane;
import io.github.ekssdk.spec.AccessEntrySpec;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.state.ResourceState;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Access entries, and the authentication mode that they need, in a cluster that no spec describes. */
public final class AccessGraph {

    private AccessGraph() {}

    /**
     * Returns the resources.
     *
     * @param observed what is there, the authentication mode among it
     */
    public static ResourceGraph of(List<AccessEntrySpec> entries, Owner owner, Map<String, ResourceState> observed) {
        ResourceGraph graph = new ResourceGraph();
        ResourceState cluster = Objects.requireNonNull(observed.get(modeId(owner)), "authentication mode");
        String mode = Properties.of(cluster).string(ControlPlane.AUTHENTICATION_MODE);
        graph.add(
                Kinds.AUTHENTICATION_MODE,
                owner.cluster(),
                Properties.builder()
                        .set(ControlPlane.AUTHENTICATION_MODE, mode.equals("CONFIG_MAP") ? "API_AND_CONFIG_MAP" : mode)
                        .build());
        ClusterSpec shell =
                ClusterSpec.builder(owner.cluster()).accessEntries(entries).build();
        AccessLowering lowering = new AccessLowering(new LoweringContext(shell, owner, graph, Map.of()));
        shell.accessEntries().forEach(lowering::lower);
        return graph;
    }

    /** Returns the id of the authentication mode. */
    public static String modeId(Owner owner) {
        return Kinds.AUTHENTICATION_MODE.name() + "/" + owner.cluster();
    }
}

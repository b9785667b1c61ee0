package io.github.ekssdk.client;

import io.github.ekssdk.error.ClusterNotFoundException;
import io.github.ekssdk.error.UnsupportedChangeException;
import io.github.ekssdk.error.UnsupportedChangeException.Replacement;
import io.github.ekssdk.internal.engine.Planner;
import io.github.ekssdk.internal.engine.Snapshot;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.lower.AccessGraph;
import io.github.ekssdk.internal.resource.eks.ClusterAuthenticationMode;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.AccessEntrySpec;
import io.github.ekssdk.state.ResourceState;
import java.util.List;
import java.util.function.Supplier;

/** Plans that are about access entries of a cluster alone. */
final class AccessPlans {

    private AccessPlans() {}

    /**
     * Makes a plan.
     *
     * @param lockOuts is asked who would not be let in any more, once it is known that there is a plan to make
     */
    static Plan plan(List<AccessEntrySpec> entries, Owner owner, Snapshot snapshot, Supplier<List<String>> lockOuts) {
        ResourceState cluster = snapshot.states().get(AccessGraph.modeId(owner));
        if (cluster == null) {
            throw new ClusterNotFoundException(owner.cluster(), owner.region());
        }
        if (ClusterAuthenticationMode.isOwn(cluster)) {
            throw new UnsupportedChangeException(
                    "The access entries of a cluster that a spec describes belong into the spec:",
                    List.of(new Replacement(
                            "cluster/" + owner.cluster(),
                            "it is this SDK's own, and entries that no spec names get lost")),
                    "Add accessEntry(...) to the spec, and plan that.");
        }
        Plan.Builder plan =
                Plan.builder(owner.cluster(), owner.account(), owner.region()).accessEntries(entries);
        lockOuts.get().forEach(plan::lockOut);
        Planner.planPart(AccessGraph.of(entries, owner, snapshot.states()), snapshot, plan);
        return plan.build();
    }
}

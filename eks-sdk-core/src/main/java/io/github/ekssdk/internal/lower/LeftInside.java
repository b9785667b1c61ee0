package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.ResourceKind;
import io.github.ekssdk.state.ResourceState;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** What it means for the deletion of a cluster that nobody on the class path knows the inside of clusters. */
public final class LeftInside {

    private static final Set<String> LOAD_BALANCERS = Set.of("loadBalancer", "classicLoadBalancer");

    private LeftInside() {}

    /** Returns what the reader of a deletion plan should know, given what was found; nothing where there is nothing to it. */
    public static Optional<String> warning(Collection<ResourceState> found) {
        boolean inside = Extensions.kinds().anyMatch(ResourceKind::deletionOnly);
        boolean running = found.stream().anyMatch(state -> state.kind().equals(Kinds.CONTROL_PLANE.name()));
        boolean balancers = found.stream().anyMatch(state -> LOAD_BALANCERS.contains(state.kind()));
        return !inside && running && balancers
                ? Optional.of("The Services, Ingresses and Gateways inside the cluster are not deleted first, because"
                        + " io.github.ekssdk:eks-sdk-k8s is not on the class path. Their load balancers are found by AWS"
                        + " tags and deleted once the control plane is gone and can make none again.")
                : Optional.empty();
    }
}

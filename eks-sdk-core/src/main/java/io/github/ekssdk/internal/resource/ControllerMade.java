package io.github.ekssdk.internal.resource;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.ResourceKind;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.state.ResourceState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the kinds of resources share that controllers in a cluster make in AWS and that nobody but them removes: they matter only to
 * those who delete the cluster.
 */
public abstract class ControllerMade extends ResourceKind {

    protected static final String AVAILABLE = "available";

    /** Returns the resources of the cluster, given its control plane if that is still there. */
    @Override
    public abstract List<ResourceState> list(Aws aws, Owner owner, Optional<ResourceState> cluster);

    @Override
    public List<ResourceState> list(Aws aws, Owner owner) {
        return list(aws, owner, Optional.empty());
    }

    @Override
    public Optional<String> listedIn() {
        return Optional.of("cluster");
    }

    @Override
    public boolean deletionOnly() {
        return true;
    }

    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        throw new IllegalStateException("No spec wants " + wanted.id() + ".");
    }

    @Override
    public ResourceState update(Aws aws, Wanted wanted, ResourceState now, Set<String> differences) {
        throw new IllegalStateException("No spec wants " + wanted.id() + ".");
    }

    @Override
    public Mutability mutability(String property) {
        return Mutability.INITIAL;
    }

    /** Whoever may not look for them may still delete a cluster that has none. */
    @Override
    public Optional<String> withoutListing(AwsFault fault) {
        return fault.denied()
                ? Optional.of("Whether controllers have left anything of the kind " + name() + " cannot be told: "
                        + fault.error() + ". What they left stays, and may hold up the deletion of the network.")
                : Optional.empty();
    }

    /** Makes the state of a resource that was found. */
    protected ResourceState found(String name, String physicalId, String status, Map<String, Object> properties) {
        return new ResourceState(
                name() + "/" + name, physicalId, status, new LinkedHashMap<>(properties), Map.of(), List.of());
    }

    /** Tells whether something stands in the VPC of a cluster; where the cluster is gone, nobody knows which that was. */
    protected static boolean inVpc(Optional<ResourceState> cluster, String vpcId) {
        return cluster.flatMap(state -> state.output("vpcId"))
                .map(vpcId::equals)
                .orElse(true);
    }
}

package io.github.ekssdk.k8s.internal.component;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.ResourceKind;
import io.github.ekssdk.state.ResourceState;
import java.util.List;
import java.util.Optional;

/** What the kinds of resources share that the SDK makes inside of a cluster: they are there with it, and go with it. */
abstract class InsideKind extends ResourceKind {

    static final String CLUSTER = "cluster";

    private static final String COMPONENTS = "components";

    @Override
    public final Optional<String> listedIn() {
        return Optional.of(CLUSTER);
    }

    @Override
    public final List<ResourceState> list(Aws aws, Owner owner) {
        return List.of();
    }

    /** Only clusters that say that there is something inside are looked into: others may be out of reach. */
    @Override
    public final List<ResourceState> list(Aws aws, Owner owner, Optional<ResourceState> cluster) {
        return ApiAddress.of(cluster.filter(state -> state.output(COMPONENTS).isPresent() && isIn(state)))
                .map(address -> list(address.api(aws, owner), address))
                .orElse(List.of());
    }

    /** Tells whether there may be resources of this kind in a cluster. */
    boolean isIn(ResourceState cluster) {
        return true;
    }

    /** Returns the resources that are the SDK's. */
    abstract List<ResourceState> list(KubernetesApi api, ApiAddress address);

    @Override
    public final Optional<String> withoutListing(AwsFault fault) {
        return Optional.of("What components have put into the cluster stays as it is, for nobody can look: "
                + fault.error().message());
    }

    @Override
    public final Mutability mutability(String property) {
        return Field.isControl(property) ? Mutability.INITIAL : Mutability.IN_PLACE;
    }

    @Override
    public boolean shown(String property) {
        return !Field.isControl(property);
    }

    @Override
    public final Optional<String> within() {
        return Optional.of(CLUSTER);
    }

    @Override
    public final boolean goesAlong() {
        return true;
    }

    @Override
    public final boolean createdWhole() {
        return true;
    }
}

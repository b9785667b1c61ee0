package io.github.ekssdk.internal.resource.eks;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.state.ResourceState;

/** The authentication mode of a cluster that somebody else has made; nothing else of the cluster is touched. */
public final class ClusterAuthenticationMode extends ControlPlane {

    static final String NAME = "authenticationMode";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean foreign(ResourceState state) {
        return false;
    }

    /** Whose the cluster is. */
    public static boolean isOwn(ResourceState state) {
        return !EksTags.foreign(state);
    }

    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        throw new IllegalStateException(
                "The authentication mode is a part of cluster " + wanted.owner().cluster() + ", and made with it.");
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        throw new IllegalStateException(
                "The authentication mode is a part of cluster " + owner.cluster() + ", and goes with it.");
    }
}

package io.github.ekssdk.internal.resource.eks;

import io.github.ekssdk.state.ResourceState;

/** What the kinds share of which EKS tells the status, because it takes a while to make and to delete them. */
abstract class EksStatusKind extends EksKind {

    @Override
    public Phase phase(ResourceState state) {
        return phaseOf(state.status());
    }

    /** What could not be created has done nothing yet. */
    @Override
    public boolean failedIsWorthless() {
        return true;
    }

    @Override
    public boolean deletionTakesTime() {
        return true;
    }
}

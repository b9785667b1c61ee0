package io.github.ekssdk.testing.internal.service.eks;

/** A rollback on its way: the nodes of Auto Mode first, if there are any, then the control plane. */
final class RunningRollback {
    private final UpdateEntry entry;
    private boolean nodesMove;
    private boolean cancelled;

    /** @param nodesMove whether it begins with nodes of Auto Mode */
    RunningRollback(UpdateEntry entry, boolean nodesMove) {
        this.entry = entry;
        this.nodesMove = nodesMove;
    }

    UpdateEntry entry() {
        return entry;
    }

    void turnToControlPlane() {
        nodesMove = false;
    }

    /** Whether it can be called off: as long as only nodes have moved. */
    boolean isCancellable() {
        return nodesMove;
    }

    boolean isCancelled() {
        return cancelled;
    }

    void cancel() {
        cancelled = true;
    }
}

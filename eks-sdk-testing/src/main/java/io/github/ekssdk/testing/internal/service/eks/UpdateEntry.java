package io.github.ekssdk.testing.internal.service.eks;

import java.util.List;
import software.amazon.awssdk.services.eks.model.CancellationStatus;
import software.amazon.awssdk.services.eks.model.ErrorDetail;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateStatus;

/** One update of a cluster or of something that belongs to it. */
final class UpdateEntry {
    private final String target;
    private Update update;

    /** An update that has begun; {@code target} is empty for one of the cluster itself. */
    UpdateEntry(String target, Update update) {
        this.target = target;
        this.update = update.toBuilder().status(UpdateStatus.IN_PROGRESS).build();
    }

    String id() {
        return update.id();
    }

    boolean isOf(String whichTarget) {
        return target.equals(whichTarget);
    }

    boolean isRunning() {
        return update.status() == UpdateStatus.IN_PROGRESS;
    }

    void succeed() {
        update = update.toBuilder().status(UpdateStatus.SUCCESSFUL).build();
    }

    void fail(ErrorDetail... errors) {
        update = update.toBuilder()
                .status(UpdateStatus.FAILED)
                .errors(List.of(errors))
                .build();
    }

    /** How far a cancellation that was asked for has come. */
    void cancellation(CancellationStatus status, String reason) {
        update = update.copy(b -> b.cancellation(c -> c.status(status).reason(reason)));
    }

    void cancel(String reason) {
        update = update.copy(b -> b.status(UpdateStatus.CANCELLED));
        cancellation(CancellationStatus.SUCCESSFUL, reason);
    }

    Update describe() {
        return update;
    }
}

package io.github.ekssdk.testing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the fault rules together do to one call: delays add up, of the rest the first rule decides. */
final class FaultPlan {
    private Duration delay = Duration.ZERO;
    private @Nullable FaultAction action;

    void add(FaultAction next) {
        if (next.kind() == FaultAction.Kind.DELAY) {
            delay = delay.plus(next.delay());
        } else if (action == null) {
            action = next;
        }
    }

    Duration delay() {
        return delay;
    }

    boolean is(FaultAction.Kind kind) {
        return action != null && action.kind() == kind;
    }

    @Nullable FaultAction action() {
        return action;
    }
}

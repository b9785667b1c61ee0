package io.github.ekssdk.testing;

import io.github.ekssdk.testing.Journal.Called;
import io.github.ekssdk.testing.Journal.Entry;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Answers reads from the past. A replica that lags behind is the account with less of its journal, so what it says fits
 * together: ids, states and errors are those of that moment.
 */
final class StaleReads {
    private final World world;

    StaleReads(World world) {
        this.world = world;
    }

    /** What the read would have been told before the last change. */
    Outcome beforeLastChange(Called call) {
        Entry lastChange = lastChange();
        return lastChange == null
                ? world.ask(call)
                : world.past(call.at(), entry -> entry != lastChange).ask(call);
    }

    /** What the read would have been told that long ago. */
    Outcome behind(Called call, Duration lag) {
        Instant then = call.at().minus(lag);
        return world.past(then, entry -> !entry.at().isAfter(then)).ask(call);
    }

    private @Nullable Entry lastChange() {
        Entry found = null;
        for (Entry entry : world.journal().entries()) {
            if (!(entry instanceof Called call) || !call.read()) {
                found = entry;
            }
        }
        return found;
    }
}

package io.github.ekssdk.examples.offender;

import io.fabric8.standin.StandIn;
import io.github.ekssdk.examples.offender.internal.Hidden;
import io.github.ekssdk.examples.offender.other.Neighbour;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Breaks each rule once, so that the rules can show that they notice. */
public final class BreaksTheRules {
    public List<Hidden> showsAnInternalType(StandIn fabric8) {
        return List.of(new Hidden(fabric8.name(), List.of()));
    }

    public CompletableFuture<Long> readsTheClockOnTheCommonPool() {
        return CompletableFuture.supplyAsync(System::nanoTime);
    }

    public Neighbour needsWhoNeedsIt() {
        return new Neighbour(this);
    }

    public void printsDice() {
        System.out.println(UUID.randomUUID());
    }

    public void failsWithoutAType() {
        throw new RuntimeException("what happened?");
    }
}

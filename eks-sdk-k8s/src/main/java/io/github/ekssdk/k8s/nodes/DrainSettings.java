package io.github.ekssdk.k8s.nodes;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How nodes are drained.
 *
 * @since 0.1
 */
public final class DrainSettings {

    private final Duration deadline;
    private final int nodesAtOnce;
    private final @Nullable Duration gracePeriod;
    private final @Nullable Duration forceAfter;
    private final boolean podsWithEmptyDir;
    private final boolean podsWithoutController;
    private final boolean uncordonOnFailure;
    private final Consumer<? super DrainEvent> listener;

    private DrainSettings(Builder builder) {
        this.deadline = builder.deadline;
        this.nodesAtOnce = builder.nodesAtOnce;
        this.gracePeriod = builder.gracePeriod;
        this.forceAfter = builder.forceAfter;
        this.podsWithEmptyDir = builder.podsWithEmptyDir;
        this.podsWithoutController = builder.podsWithoutController;
        this.uncordonOnFailure = builder.uncordonOnFailure;
        this.listener = builder.listener;
    }

    static DrainSettings of(Consumer<? super Builder> settings) {
        Builder builder = new Builder();
        settings.accept(builder);
        return new DrainSettings(builder);
    }

    Duration deadline() {
        return deadline;
    }

    int nodesAtOnce() {
        return nodesAtOnce;
    }

    Optional<Duration> gracePeriod() {
        return Optional.ofNullable(gracePeriod);
    }

    Optional<Duration> forceAfter() {
        return Optional.ofNullable(forceAfter);
    }

    boolean podsWithEmptyDir() {
        return podsWithEmptyDir;
    }

    boolean podsWithoutController() {
        return podsWithoutController;
    }

    boolean uncordonOnFailure() {
        return uncordonOnFailure;
    }

    Consumer<? super DrainEvent> listener() {
        return listener;
    }

    /** Collects the settings. */
    public static final class Builder {

        private Duration deadline = Duration.ofMinutes(30);
        private int nodesAtOnce = 1;
        private @Nullable Duration gracePeriod;
        private @Nullable Duration forceAfter;
        private boolean podsWithEmptyDir;
        private boolean podsWithoutController;
        private boolean uncordonOnFailure = true;
        private Consumer<? super DrainEvent> listener = event -> {};

        private Builder() {}

        /** Sets how long to go on for all nodes together; 30 minutes unless set. */
        public Builder deadline(Duration deadline) {
            this.deadline = notNegative(deadline, "deadline");
            return this;
        }

        /**
         * Sets how many nodes are emptied at the same time; one unless set. All are cordoned at the start, so that no pod moves
         * from one to the next.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder nodesAtOnce(int nodesAtOnce) {
            if (nodesAtOnce < 1) {
                throw new IllegalArgumentException("nodesAtOnce must be at least 1, but is " + nodesAtOnce + ".");
            }
            this.nodesAtOnce = nodesAtOnce;
            return this;
        }

        /** Sets how long a pod may take to end, in whole seconds; each pod's own time unless set. */
        public Builder gracePeriod(Duration gracePeriod) {
            this.gracePeriod = notNegative(gracePeriod, "gracePeriod");
            return this;
        }

        /** Deletes pods instead of evicting them, whatever their PodDisruptionBudgets say. */
        public Builder force() {
            return forceAfter(Duration.ZERO);
        }

        /** Evicts pods for this time, and deletes those that are left, whatever their PodDisruptionBudgets say. */
        public Builder forceAfter(Duration patience) {
            this.forceAfter = notNegative(patience, "forceAfter");
            return this;
        }

        /** Sets whether to evict pods with {@code emptyDir} volumes, whose data is then lost; refused unless set. */
        public Builder podsWithEmptyDir(boolean podsWithEmptyDir) {
            this.podsWithEmptyDir = podsWithEmptyDir;
            return this;
        }

        /** Sets whether to evict pods without a controller, which nothing starts again; refused unless set. */
        public Builder podsWithoutController(boolean podsWithoutController) {
            this.podsWithoutController = podsWithoutController;
            return this;
        }

        /**
         * Sets whether nodes that this call has cordoned, and not emptied, are uncordoned when it fails or is interrupted; they
         * are unless set.
         */
        public Builder uncordonOnFailure(boolean uncordonOnFailure) {
            this.uncordonOnFailure = uncordonOnFailure;
            return this;
        }

        /** Sets who is told what happens, on the calling thread; it must not block, and what it throws is logged and dropped. */
        public Builder listener(Consumer<? super DrainEvent> listener) {
            this.listener = requireNonNull(listener, "listener");
            return this;
        }

        private static Duration notNegative(Duration duration, String what) {
            if (duration.isNegative()) {
                throw new IllegalArgumentException(what + " is " + duration + "; it cannot be negative.");
            }
            return duration;
        }
    }
}

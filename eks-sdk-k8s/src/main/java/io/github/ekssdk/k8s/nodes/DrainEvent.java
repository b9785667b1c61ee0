package io.github.ekssdk.k8s.nodes;

import java.time.Instant;
import java.util.Optional;

/**
 * What happens while nodes are drained.
 *
 * @since 0.1
 */
public sealed interface DrainEvent {

    /** When it happened. */
    Instant at();

    /** The node it happened on. */
    String node();

    /** Returns a sentence. */
    String describe();

    /** New pods are kept off the node from now on. */
    record NodeCordoned(Instant at, String node) implements DrainEvent {

        @Override
        public String describe() {
            return node + ": cordoned.";
        }
    }

    /**
     * A pod was asked to end.
     *
     * @param pod its namespace and name, with a slash between them
     * @param forced whether it was deleted, whatever its disruption budget says
     */
    record PodEvicted(Instant at, String node, String pod, boolean forced) implements DrainEvent {

        @Override
        public String describe() {
            return node + ": pod " + pod + (forced ? " deleted." : " evicted.");
        }
    }

    /**
     * A pod stays for now; told once for each pod. It is tried again until the deadline.
     *
     * @param pod its namespace and name, with a slash between them
     * @param budget the PodDisruptionBudget that does not allow to evict it
     * @param reason why it stays, as the end of a sentence
     */
    record PodBlocked(Instant at, String node, String pod, Optional<String> budget, String reason)
            implements DrainEvent {

        @Override
        public String describe() {
            return node + ": pod " + pod + " stays for now: it " + reason + ".";
        }
    }

    /** The node is empty, but for pods of DaemonSets, static pods and pods that have ended. */
    record NodeDrained(Instant at, String node) implements DrainEvent {

        @Override
        public String describe() {
            return node + ": drained.";
        }
    }

    /** Pods may be scheduled onto the node again, because draining it failed. */
    record NodeUncordoned(Instant at, String node) implements DrainEvent {

        @Override
        public String describe() {
            return node + ": uncordoned.";
        }
    }
}

package io.github.ekssdk.k8s.nodes;

import java.util.Optional;

/** What asking a pod to leave came to. */
sealed interface Eviction {

    /** The pod is asked to end. */
    record Begun() implements Eviction {}

    /** The pod is not there any more. */
    record Gone() implements Eviction {}

    /** The pod may not be evicted now. */
    record Refused(String reason, Optional<String> budget) implements Eviction {}
}

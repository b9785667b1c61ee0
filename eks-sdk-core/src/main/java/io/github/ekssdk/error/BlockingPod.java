package io.github.ekssdk.error;

import java.time.Instant;
import java.util.Optional;

/**
 * A pod that kept a node from being drained.
 *
 * @param node the node it runs on
 * @param namespace its namespace
 * @param name its name
 * @param reason why it stays, as the end of a sentence, in Kubernetes' words where there are some
 * @param budget the PodDisruptionBudget, in the pod's namespace, that does not allow to evict it
 * @param since when it was first found to stay
 * @since 0.1
 */
public record BlockingPod(
        String node, String namespace, String name, String reason, Optional<String> budget, Instant since) {

    /** Returns a sentence. */
    public String describe() {
        return "Pod " + namespace + "/" + name + " on " + node + " " + reason + " (since " + since + ").";
    }
}

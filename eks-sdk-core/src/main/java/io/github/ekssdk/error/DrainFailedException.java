package io.github.ekssdk.error;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Nodes could not be drained, because pods stay on them: their disruption budgets do not allow to evict them until the deadline, or
 * they would be lost and nobody has allowed that. Pods that were evicted are not brought back.
 *
 * @since 0.1
 */
@SuppressWarnings("serial") // Thrown and caught in one process, never serialised.
public class DrainFailedException extends EksSdkException {

    private final List<BlockingPod> pods;
    private final boolean retryable;

    /**
     * Reports nodes that were not drained.
     *
     * @param message what was tried and for how long, and what to do next
     * @param pods the pods that stay
     * @param retryable whether trying again later may help
     */
    public DrainFailedException(String message, List<BlockingPod> pods, boolean retryable) {
        super(message + "\n" + pods.stream().map(pod -> "  - " + pod.describe()).collect(joining("\n")), null);
        this.pods = Collections.unmodifiableList(new ArrayList<>(pods));
        this.retryable = retryable;
    }

    /** The pods that stay, by node, namespace and name. */
    public List<BlockingPod> pods() {
        return pods;
    }

    /** Whether the deadline has passed; false if pods would be lost. */
    @Override
    public boolean retryable() {
        return retryable;
    }
}

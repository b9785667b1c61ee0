package io.github.ekssdk.internal.engine;

import io.github.ekssdk.internal.engine.Tasks.Task;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whose turn it is where AWS takes up one thing after the other. Looks at how the run stands now, which what was launched a moment
 * ago is part of.
 */
final class Turns {

    private final Snapshot snapshot;
    private final Map<String, Task> waiting;
    private final Set<String> running;
    private final Set<String> done;

    Turns(Snapshot snapshot, Map<String, Task> waiting, Set<String> running, Set<String> done) {
        this.snapshot = snapshot;
        this.waiting = waiting;
        this.running = running;
        this.done = done;
    }

    /** Tells whether a task that is ready may begin: what nobody waits for lets go first what somebody waits for. */
    boolean has(Task task) {
        Optional<String> queue = queue(task.key());
        if (queue.isEmpty()) {
            return true;
        }
        return running.stream().noneMatch(key -> queue(key).equals(queue))
                && (isNeeded(task)
                        || waiting.values().stream()
                                .filter(other -> queue(other.key()).equals(queue))
                                .noneMatch(other -> isNeeded(other) && canCome(other)));
    }

    private Optional<String> queue(String key) {
        return snapshot.queue(Tasks.kindOf(key));
    }

    private boolean isNeeded(Task task) {
        return waiting.values().stream().anyMatch(other -> other.needs().contains(task.key()));
    }

    /** Tells whether nothing that a task needs has failed. */
    private boolean canCome(Task task) {
        return task.needs().stream().allMatch(need -> done.contains(need) || running.contains(need) || canCome(need));
    }

    private boolean canCome(String key) {
        Task task = waiting.get(key);
        return task != null && canCome(task);
    }
}

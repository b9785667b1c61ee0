package io.github.ekssdk.testing.internal.service.eks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The updates of one cluster and its node groups, oldest first. */
final class Updates {
    private final List<UpdateEntry> entries = new ArrayList<>();

    void add(UpdateEntry entry) {
        entries.add(entry);
    }

    /** The update that runs on the cluster itself (empty name) or on a node group. */
    Optional<UpdateEntry> running(String nodegroup) {
        return of(nodegroup).stream().filter(UpdateEntry::isRunning).findFirst();
    }

    Optional<UpdateEntry> find(String nodegroup, String updateId) {
        return of(nodegroup).stream()
                .filter(entry -> entry.id().equals(updateId))
                .findFirst();
    }

    List<UpdateEntry> of(String nodegroup) {
        return entries.stream().filter(entry -> entry.isOf(nodegroup)).toList();
    }

    void forget(String nodegroup) {
        entries.removeIf(entry -> entry.isOf(nodegroup));
    }
}

package io.github.ekssdk.testing.internal.service.eks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The updates of one cluster and of what belongs to it, oldest first. */
final class Updates {
    private final List<UpdateEntry> entries = new ArrayList<>();

    /** What updates of an add-on are kept under; names of node groups have no slash. */
    static String addon(String name) {
        return "addon/" + name;
    }

    /** What updates of a capability are kept under. */
    static String capability(String name) {
        return "capability/" + name;
    }

    void add(UpdateEntry entry) {
        entries.add(entry);
    }

    /** The update that runs on the cluster itself (empty name), on a node group, an add-on or a capability. */
    Optional<UpdateEntry> running(String target) {
        return of(target).stream().filter(UpdateEntry::isRunning).findFirst();
    }

    Optional<UpdateEntry> find(String target, String updateId) {
        return of(target).stream().filter(entry -> entry.id().equals(updateId)).findFirst();
    }

    List<UpdateEntry> of(String target) {
        return entries.stream().filter(entry -> entry.isOf(target)).toList();
    }

    void forget(String target) {
        entries.removeIf(entry -> entry.isOf(target));
    }
}

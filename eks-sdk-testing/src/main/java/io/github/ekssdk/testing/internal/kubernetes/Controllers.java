package io.github.ekssdk.testing.internal.kubernetes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs controllers until none has anything left to do at the present instant. */
final class Controllers {
    private static final int MOST_ROUNDS = 1_000;

    private final ObjectStore store;
    private final List<Controller> all = new ArrayList<>();
    private final Map<Controller, Long> seen = new HashMap<>();
    private boolean running;

    Controllers(ObjectStore store) {
        this.store = store;
    }

    void add(Controller controller) {
        all.add(controller);
    }

    /** @param everything whether also those are asked who care for nothing that changed: time has passed, or AWS has changed */
    void settle(boolean everything) {
        if (running) {
            return;
        }
        running = true;
        try {
            boolean ask = everything;
            for (int round = 0; round < MOST_ROUNDS; round++) {
                long before = store.revision();
                for (Controller controller : all) {
                    if (ask || cares(controller)) {
                        seen.put(controller, store.revision());
                        controller.reconcile();
                    }
                }
                if (store.revision() == before) {
                    return;
                }
                ask = false;
            }
            throw new IllegalStateException("The controllers of a fake cluster do not come to rest.");
        } finally {
            running = false;
        }
    }

    private boolean cares(Controller controller) {
        long since = seen.getOrDefault(controller, 0L);
        return controller.types().stream().anyMatch(type -> store.lastChange(type) > since);
    }
}

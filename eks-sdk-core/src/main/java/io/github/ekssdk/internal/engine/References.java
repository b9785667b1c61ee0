package io.github.ekssdk.internal.engine;

import io.github.ekssdk.state.ResourceState;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Tells from what was read which resources hold on to which: one that names another's id needs it. */
final class References {

    private static final Set<String> WORDS_OF_USERS = Set.of("tags", "labels");

    private References() {}

    /** Tells whether a setting of the one is the id of the other. */
    static boolean refersTo(ResourceState one, ResourceState other) {
        return !one.physicalId().equals(other.physicalId())
                && one.properties().entrySet().stream()
                        .filter(entry -> !WORDS_OF_USERS.contains(entry.getKey()))
                        .anyMatch(entry -> mentions(entry.getValue(), other.physicalId()));
    }

    static boolean mentions(Object value, String physicalId) {
        if (value instanceof Collection<?> items) {
            return items.stream().anyMatch(item -> mentions(item, physicalId));
        }
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(item -> mentions(item, physicalId));
        }
        return physicalId.equals(value);
    }
}

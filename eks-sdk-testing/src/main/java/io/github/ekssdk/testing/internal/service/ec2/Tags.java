package io.github.ekssdk.testing.internal.service.ec2;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Tag;

/** The tags of every EC2 thing, by its id. */
final class Tags {
    private final Map<String, Map<String, String>> byId = new LinkedHashMap<>();

    Map<String, String> of(String id) {
        return Collections.unmodifiableMap(byId.getOrDefault(id, Map.of()));
    }

    List<Tag> list(String id) {
        return of(id).entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    /** The {@code Name} tag, or the id of what has none. */
    String label(String id) {
        return of(id).getOrDefault("Name", id);
    }

    void put(String id, Map<String, String> tags) {
        if (!tags.isEmpty()) {
            byId.computeIfAbsent(id, key -> new LinkedHashMap<>()).putAll(tags);
        }
    }

    void remove(String id, String key) {
        byId.getOrDefault(id, new LinkedHashMap<>()).remove(key);
    }

    void forget(String id) {
        byId.remove(id);
    }

    /** Ids of everything that has tags. */
    Set<String> ids() {
        return Collections.unmodifiableSet(byId.keySet());
    }
}

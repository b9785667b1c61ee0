package io.github.ekssdk.internal.engine;

import io.github.ekssdk.state.ResourceState;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which resources name which words in their settings, so that those who hold on to a resource are found without looking at all. */
final class Mentions {

    private final Map<String, Map<String, ResourceState>> byWord = new HashMap<>();

    void add(ResourceState state) {
        words(state)
                .forEach(word -> byWord.computeIfAbsent(word, none -> new LinkedHashMap<>())
                        .put(state.id(), state));
    }

    void remove(ResourceState state) {
        words(state)
                .forEach(word -> byWord.computeIfPresent(word, (same, states) -> {
                    states.remove(state.id());
                    return states;
                }));
    }

    /** Returns the resources that refer to one. */
    List<ResourceState> of(ResourceState held) {
        return byWord.getOrDefault(held.physicalId(), Map.of()).values().stream()
                .filter(state -> References.refersTo(state, held))
                .toList();
    }

    private static Set<String> words(ResourceState state) {
        Set<String> words = new HashSet<>();
        state.properties().values().forEach(value -> collect(value, words));
        return words;
    }

    private static void collect(Object value, Set<String> words) {
        if (value instanceof Collection<?> items) {
            items.forEach(item -> collect(item, words));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(item -> collect(item, words));
        } else if (value instanceof String word) {
            words.add(word);
        }
    }
}

package io.github.ekssdk.k8s.controller;

import io.github.ekssdk.spec.AddonSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How an add-on is installed.
 *
 * @param configuration its configuration; its own where empty
 * @param others everything else
 */
record AddonSettings(Map<String, Object> configuration, Consumer<AddonSpec.Builder> others) {

    static final AddonSettings NONE = new AddonSettings(Map.of(), addon -> {});

    AddonSettings and(Consumer<? super AddonSpec.Builder> more) {
        return new AddonSettings(configuration, others.andThen(more));
    }

    AddonSettings configured(Map<String, ?> values) {
        return new AddonSettings(merged(configuration, values), others);
    }

    private static Map<String, Object> merged(Map<?, ?> first, Map<?, ?> second) {
        Map<String, Object> merged = new LinkedHashMap<>();
        first.forEach((key, value) -> merged.put(String.valueOf(key), value));
        second.forEach((key, value) -> merged.put(
                String.valueOf(key),
                value instanceof Map<?, ?> map && merged.get(String.valueOf(key)) instanceof Map<?, ?> present
                        ? merged(present, map)
                        : value));
        return merged;
    }

    void applyTo(AddonSpec.Builder addon) {
        others.accept(addon);
        if (!configuration.isEmpty()) {
            addon.configuration(configuration);
        }
    }
}

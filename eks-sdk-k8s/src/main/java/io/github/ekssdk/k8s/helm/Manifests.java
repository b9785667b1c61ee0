package io.github.ekssdk.k8s.helm;

import io.github.ekssdk.error.ChartUnavailableException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads YAML as kubectl does, which is not YAML 1.2 throughout: {@code 0644} is a number in base eight. */
final class Manifests {

    private static final int LONGEST = 64 * 1024 * 1024;
    private static final int MOST_ALIASES = 1000;

    private Manifests() {}

    /**
     * Reads the objects of several documents, those of lists each by itself.
     *
     * @throws YamlEngineException if it is not YAML
     */
    static List<Map<String, Object>> read(String text) {
        List<Map<String, Object>> objects = new ArrayList<>();
        load().loadAllFromString(text).forEach(document -> collect(document, objects));
        return objects;
    }

    private static void collect(Object document, List<Map<String, Object>> objects) {
        if (!(document instanceof Map<?, ?> map)) {
            return;
        }
        if (textAt(map, "kind").equals("List")) {
            listAt(map, "items").forEach(item -> collect(item, objects));
        } else {
            objects.add(named(map));
        }
    }

    /**
     * Reads the values of a chart.
     *
     * @throws IllegalArgumentException if the text is not a map in YAML
     */
    static Map<String, Object> values(String text) {
        try {
            Object values = load().loadFromString(text);
            if (values instanceof Map<?, ?> map) {
                return named(map);
            }
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException("The values are not YAML: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("The values of a chart are a map in YAML, such as 'replicas: 2'.");
    }

    /** Reads what a server says of itself. */
    static Object index(String text, URI from) {
        try {
            return load().loadFromString(text);
        } catch (YamlEngineException e) {
            throw new ChartUnavailableException(
                    "What stands at " + from + " cannot be read: " + e.getMessage() + ". Look at the address.",
                    false,
                    e);
        }
    }

    static String textAt(Object map, String key) {
        return map instanceof Map<?, ?> entries && entries.get(key) != null ? String.valueOf(entries.get(key)) : "";
    }

    static List<?> listAt(Object map, String key) {
        return map instanceof Map<?, ?> entries && entries.get(key) instanceof List<?> list ? list : List.of();
    }

    static Map<?, ?> mapAt(Object map, String key) {
        return map instanceof Map<?, ?> entries && entries.get(key) instanceof Map<?, ?> found ? found : Map.of();
    }

    /** Returns a map with its keys as texts. */
    static Map<String, Object> named(Map<?, ?> map) {
        Map<String, Object> named = new LinkedHashMap<>();
        map.forEach((key, value) -> named.put(String.valueOf(key), value));
        return named;
    }

    private static Load load() {
        return new Load(LoadSettings.builder()
                .setSchema(new KubernetesYaml())
                .setCodePointLimit(LONGEST)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .setAllowDuplicateKeys(true)
                .build());
    }
}

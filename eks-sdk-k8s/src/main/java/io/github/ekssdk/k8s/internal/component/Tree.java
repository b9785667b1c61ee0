package io.github.ekssdk.k8s.internal.component;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks into objects that were read as trees of maps and lists. */
final class Tree {

    private Tree() {}

    /** Returns a tree as a map of names; an empty one where it is something else. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object tree) {
        return tree instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /** Returns what stands at a path; null where nothing does. */
    static @Nullable Object at(Object tree, String... path) {
        Object now = tree;
        for (String name : path) {
            if (!(now instanceof Map<?, ?> map) || map.get(name) == null) {
                return null;
            }
            now = map.get(name);
        }
        return now;
    }

    /** Returns the map at a path; an empty one where there is none. */
    static Map<String, Object> mapAt(Object tree, String... path) {
        return map(at(tree, path));
    }

    /** Returns the list at a path; an empty one where there is none. */
    static List<?> list(Object tree, String... path) {
        return at(tree, path) instanceof List<?> list ? list : List.of();
    }

    /** Returns the text at a path; an empty one where there is none. */
    static String text(Object tree, String... path) {
        return at(tree, path) instanceof String text ? text : "";
    }

    /** Returns the number at a path. */
    static long number(Object tree, long unless, String... path) {
        return at(tree, path) instanceof Number number ? number.longValue() : unless;
    }

    /** Returns a copy of a map with something put in at a path. */
    static Map<String, Object> with(Map<String, Object> tree, Object value, String... path) {
        Map<String, Object> copy = new LinkedHashMap<>(tree);
        copy.put(
                path[0],
                path.length == 1
                        ? value
                        : with(mapAt(tree, path[0]), value, java.util.Arrays.copyOfRange(path, 1, path.length)));
        return copy;
    }
}

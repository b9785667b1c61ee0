package io.github.ekssdk.k8s.internal.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads manifests. */
final class Tree {

    private Tree() {}

    static Optional<Object> find(Object tree, String... path) {
        Object value = tree;
        for (String key : path) {
            value = value instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return Optional.ofNullable(value);
    }

    static Optional<String> text(Object tree, String... path) {
        return find(tree, path).filter(String.class::isInstance).map(String.class::cast);
    }

    static boolean isTrue(Object tree, String... path) {
        return find(tree, path).filter(Boolean.TRUE::equals).isPresent();
    }

    static Map<?, ?> map(Object tree, String... path) {
        return find(tree, path).orElse(null) instanceof Map<?, ?> map ? map : Map.of();
    }

    static Stream<Object> items(Object tree, String... path) {
        return find(tree, path).orElse(null) instanceof List<?> list
                ? list.stream().map(item -> item)
                : Stream.empty();
    }
}

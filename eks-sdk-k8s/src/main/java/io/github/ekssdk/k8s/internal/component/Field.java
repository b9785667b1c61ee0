package io.github.ekssdk.k8s.internal.component;

import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Names the fields of an object by their paths, such as {@code spec.template.spec.containers[web].image}. */
final class Field {

    /** What identifies an item of a list, whichever of these all its items have. */
    private static final List<String> KEYS = List.of(
            "name", "mountPath", "containerPort", "port", "key", "type", "topologyKey", "ip", "devicePath", "path");

    private static final String CONTROL = "@";

    private Field() {}

    /** Returns the name of a property that is no field of the object. */
    static String control(String name) {
        return CONTROL + name;
    }

    /** Tells whether a property is no field of the object. */
    static boolean isControl(String property) {
        return property.startsWith(CONTROL);
    }

    /** Returns the leaves of a tree by their paths: values, lists of values, and empty maps and lists. */
    static Map<String, Object> flatten(Map<String, Object> tree) {
        Map<String, Object> leaves = new LinkedHashMap<>();
        tree.forEach((name, value) -> {
            if (value != null) {
                flatten(step("", name), value, leaves);
            }
        });
        return leaves;
    }

    static void flatten(String path, Object value, Map<String, Object> leaves) {
        if (value instanceof Map<?, ?> map && !map.isEmpty() && !whole(path)) {
            map.forEach((name, item) -> {
                if (item != null) {
                    flatten(step(path, String.valueOf(name)), item, leaves);
                }
            });
        } else if (value instanceof List<?> list && ofMaps(list) && !whole(path)) {
            Optional<String> key = key(list);
            for (int i = 0; i < list.size(); i++) {
                flatten(item(path, list.get(i), key, i), list.get(i), leaves);
            }
        } else {
            leaves.put(path, value);
        }
    }

    /** The schema of a custom resource is one value: nobody reads a plan of its thousand fields. */
    private static boolean whole(String path) {
        return path.endsWith(".openAPIV3Schema");
    }

    static boolean ofMaps(List<?> list) {
        return !list.isEmpty() && list.stream().allMatch(Map.class::isInstance);
    }

    /** Returns the field that tells the items of a list apart; nothing where only their places do. */
    static Optional<String> key(List<?> list) {
        return KEYS.stream()
                .filter(key -> list.stream()
                                .map(item -> Tree.at(item, key))
                                .filter(Objects::nonNull)
                                .distinct()
                                .count()
                        == list.size())
                .findFirst();
    }

    static String item(String path, Object item, Optional<String> key, int index) {
        return path + "[" + key.map(name -> String.valueOf(Tree.at(item, name))).orElse(String.valueOf(index)) + "]";
    }

    static String step(String path, String name) {
        if (name.indexOf('.') >= 0 || name.indexOf('/') >= 0) {
            return path + "[" + name + "]";
        }
        return path.isEmpty() ? name : path + "." + name;
    }

    /** Tells whether two values mean the same to Kubernetes. */
    static boolean same(Object wanted, Object present) {
        if (wanted.equals(present)) {
            return true;
        }
        if (wanted instanceof Number one && present instanceof Number other) {
            return one.doubleValue() == other.doubleValue();
        }
        if (wanted instanceof List<?> one && present instanceof List<?> other) {
            return one.size() == other.size() && alike(one, other);
        }
        if (wanted instanceof Map<?, ?> one && present instanceof Map<?, ?> other) {
            return Stream.concat(one.keySet().stream(), other.keySet().stream())
                    .allMatch(key -> sameMember(one.get(key), other.get(key)));
        }
        return quantity(wanted).isPresent() && quantity(wanted).equals(quantity(present));
    }

    private static boolean sameMember(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return saysNothing(Objects.requireNonNullElse(one, ""))
                    && saysNothing(Objects.requireNonNullElse(other, ""));
        }
        return same(one, other);
    }

    /** Tells whether a value is what a field has that is left out, as Kubernetes does with most of them: nothing, zero or false. */
    static boolean saysNothing(Object value) {
        return value.equals("")
                || value.equals(false)
                || (value instanceof Number number && number.doubleValue() == 0)
                || (value instanceof Map<?, ?> map && map.isEmpty())
                || (value instanceof List<?> list && list.isEmpty());
    }

    private static boolean alike(List<?> one, List<?> other) {
        for (int i = 0; i < one.size(); i++) {
            if (!same(one.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static Optional<java.math.BigDecimal> quantity(Object value) {
        String text = value instanceof Number ? value.toString() : value instanceof String string ? string : "";
        if (text.isEmpty() || text.length() > 20 || !Character.isDigit(text.charAt(0))) {
            return Optional.empty();
        }
        try {
            return Optional.of(Quantity.parse(text).getNumericalAmount().stripTrailingZeros());
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** Names those who have set fields. */
    static String names(Collection<String> managers) {
        return managers.stream().sorted().collect(Collectors.joining(" and "));
    }
}

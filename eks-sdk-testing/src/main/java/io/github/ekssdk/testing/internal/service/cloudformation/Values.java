package io.github.ekssdk.testing.internal.service.cloudformation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values that templates are made of: text, lists, and maps with text keys. */
final class Values {
    private Values() {}

    static boolean isMap(@Nullable Object value) {
        return value instanceof Map<?, ?>;
    }

    static Map<String, Object> map(@Nullable Object value) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> copy.put(String.valueOf(key), item));
        }
        return copy;
    }

    /** The items of a list; a single value is a list of one. */
    static List<Object> list(@Nullable Object value) {
        List<Object> items = new ArrayList<>();
        if (value instanceof Collection<?> several) {
            items.addAll(several);
        } else if (value != null) {
            items.add(value);
        }
        return items;
    }

    static List<String> texts(@Nullable Object value) {
        return list(value).stream().map(String::valueOf).toList();
    }

    static String text(@Nullable Object value) {
        return value == null ? "" : String.valueOf(value);
    }

    /** Whatever stands under a key, at any depth: {@code Vpc.VpcId}, {@code Vpcs.0.CidrBlock}; whatever the case of letters. */
    static @Nullable Object at(@Nullable Object value, String path) {
        Object found = value;
        for (String step : path.split("\\.", -1)) {
            if (found instanceof List<?> items) {
                int index = Integer.parseInt(step);
                found = index < items.size() ? items.get(index) : null;
            } else {
                found = member(map(found), step);
            }
        }
        return found;
    }

    private static @Nullable Object member(Map<String, Object> map, String name) {
        for (Map.Entry<String, Object> entry : map.entrySet()) {
            if (entry.getKey().equalsIgnoreCase(name)) {
                return entry.getValue();
            }
        }
        return null;
    }
}

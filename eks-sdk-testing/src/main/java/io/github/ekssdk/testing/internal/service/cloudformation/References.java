package io.github.ekssdk.testing.internal.service.cloudformation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the names that a piece of a template refers to, but for AWS's pseudo parameters. */
final class References {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^!${}]+)}");

    private References() {}

    static Set<String> in(@Nullable Object value) {
        Set<String> found = new TreeSet<>();
        collect(value, found);
        found.removeIf(name -> name.startsWith("AWS::"));
        return found;
    }

    private static void collect(@Nullable Object value, Set<String> found) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> {
                switch (String.valueOf(key)) {
                    case "Ref" -> found.add(Values.text(item));
                    case "Fn::GetAtt" -> found.add(resourceOf(item));
                    case "Fn::Sub" -> ofSub(item, found);
                    default -> collect(item, found);
                }
            });
        } else if (value instanceof Collection<?> items) {
            items.forEach(item -> collect(item, found));
        }
    }

    private static String resourceOf(@Nullable Object getAtt) {
        String first =
                Values.texts(getAtt).isEmpty() ? "" : Values.texts(getAtt).get(0);
        int dot = first.indexOf('.');
        return dot < 0 ? first : first.substring(0, dot);
    }

    private static void ofSub(@Nullable Object sub, Set<String> found) {
        List<Object> parts = Values.list(sub);
        Map<String, Object> own = parts.size() > 1 ? Values.map(parts.get(1)) : Map.of();
        collect(own, found);
        Matcher matcher = PLACEHOLDER.matcher(parts.isEmpty() ? "" : Values.text(parts.get(0)));
        while (matcher.find()) {
            String name = matcher.group(1).trim();
            int dot = name.indexOf('.');
            String first = dot < 0 ? name : name.substring(0, dot);
            if (!own.containsKey(name)) {
                found.add(first);
            }
        }
    }
}

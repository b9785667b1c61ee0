package io.github.ekssdk.testing.internal.service.logs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One page of things sorted by name; the token names the last one that was shown. */
record LogsPages<T>(List<T> items, @Nullable String nextToken) {

    static <T> LogsPages<T> of(NavigableMap<String, T> all, Predicate<T> wanted, int size, @Nullable String token) {
        String after = token == null ? null : decoded(token);
        NavigableMap<String, T> rest = after == null ? all : all.tailMap(after, false);
        List<T> items = new ArrayList<>();
        String last = null;
        for (Map.Entry<String, T> entry : rest.entrySet()) {
            if (wanted.test(entry.getValue())) {
                if (items.size() == size) {
                    return new LogsPages<>(items, encoded(last));
                }
                items.add(entry.getValue());
                last = entry.getKey();
            }
        }
        return new LogsPages<>(items, null);
    }

    private static String encoded(@Nullable String name) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("after:" + name).getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith("after:")) {
                return text.substring("after:".length());
            }
        } catch (IllegalArgumentException notOurs) {
            throw badToken();
        }
        throw badToken();
    }

    private static RuntimeException badToken() {
        return LogsRefusals.invalidParameter("The specified nextToken is invalid.");
    }
}

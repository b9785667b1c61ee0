package io.github.ekssdk.testing.internal.service.elb;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some results, and the marker that asks for the next ones. */
record ElbPages<T>(List<T> items, @Nullable String marker) {
    private static final int MOST = 400;

    static <T> ElbPages<T> of(List<T> all, @Nullable Integer size, @Nullable String marker) {
        int from = marker == null ? 0 : position(marker, all.size());
        if (size != null && (size < 1 || size > MOST)) {
            throw ElbRefusals.validation("1 validation error detected: Value '" + size
                    + "' at 'pageSize' failed to satisfy constraint: Member must have value between 1 and " + MOST);
        }
        int to = Math.min(all.size(), from + (size == null ? MOST : size));
        return new ElbPages<>(all.subList(from, to), to < all.size() ? String.valueOf(to) : null);
    }

    private static int position(String marker, int size) {
        if (!marker.matches("\\d{1,9}") || Integer.parseInt(marker) > size) {
            throw ElbRefusals.validation("Invalid marker '" + marker + "'");
        }
        return Integer.parseInt(marker);
    }
}

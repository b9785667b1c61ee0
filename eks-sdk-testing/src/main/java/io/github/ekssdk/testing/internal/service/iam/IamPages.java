package io.github.ekssdk.testing.internal.service.iam;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a list that IAM answers with markers. */
record IamPages<T>(List<T> items, @Nullable String marker) {
    private static final int DEFAULT_SIZE = 100;
    private static final int LARGEST_SIZE = 1_000;

    static <T> IamPages<T> of(List<T> all, @Nullable String marker, @Nullable Integer maxItems) {
        int size = maxItems == null ? DEFAULT_SIZE : maxItems;
        if (size < 1 || size > LARGEST_SIZE) {
            throw IamRefusals.validation("1 validation error detected: Value '" + size
                    + "' at 'maxItems' failed to satisfy constraint: Member must have value between 1 and 1000");
        }
        int from = marker == null ? 0 : position(marker);
        if (from > all.size()) {
            throw IamRefusals.validation("Invalid Marker.");
        }
        int to = Math.min(all.size(), from + size);
        return new IamPages<>(all.subList(from, to), to < all.size() ? markerOf(to) : null);
    }

    boolean isTruncated() {
        return marker != null;
    }

    private static String markerOf(int position) {
        return Base64.getUrlEncoder().encodeToString(("iam-page:" + position).getBytes(StandardCharsets.UTF_8));
    }

    private static int position(String marker) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
            if (!text.startsWith("iam-page:")) {
                throw IamRefusals.validation("Invalid Marker.");
            }
            return Integer.parseUnsignedInt(text.substring("iam-page:".length()));
        } catch (IllegalArgumentException notOurs) {
            throw IamRefusals.validation("Invalid Marker.");
        }
    }
}

package io.github.ekssdk.testing.internal.service.autoscaling;

import io.github.ekssdk.testing.internal.AwsRefusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a list of Auto Scaling. */
record AsgPages<T>(List<T> items, @Nullable String nextToken) {
    private static final int USUAL = 50;
    private static final int LARGEST = 100;
    private static final String MARK = "asg-page:";

    static <T> AsgPages<T> of(List<T> all, @Nullable Integer maxRecords, @Nullable String nextToken) {
        return of(all, maxRecords, nextToken, USUAL);
    }

    static <T> AsgPages<T> of(List<T> all, @Nullable Integer maxRecords, @Nullable String nextToken, int usualSize) {
        int size = maxRecords == null ? usualSize : maxRecords;
        if (size < 1 || size > LARGEST) {
            throw AsgRefusals.validation("MaxRecords must be between 1 and " + LARGEST + ", but is " + size);
        }
        int from = nextToken == null || nextToken.isEmpty() ? 0 : position(nextToken);
        if (from > all.size()) {
            throw badToken();
        }
        int to = Math.min(all.size(), from + size);
        return new AsgPages<>(List.copyOf(all.subList(from, to)), to < all.size() ? token(to) : null);
    }

    private static String token(int position) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((MARK + position).getBytes(StandardCharsets.UTF_8));
    }

    private static int position(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (!text.startsWith(MARK)) {
                throw badToken();
            }
            return Integer.parseUnsignedInt(text.substring(MARK.length()));
        } catch (IllegalArgumentException notOurs) {
            throw badToken();
        }
    }

    private static AwsRefusal badToken() {
        return new AwsRefusal(400, "InvalidNextToken", "The token is not valid.");
    }
}

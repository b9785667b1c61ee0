package io.github.ekssdk.testing.internal.service.ec2;

import io.github.ekssdk.testing.internal.AwsRefusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an operation deals its results out: the bounds of {@code MaxResults}. Without it everything comes in one page. */
record Pages(int fewest, int most) {

    /** The bounds of most operations. */
    static final Pages USUAL = new Pages(5, 1000);

    /** Some results, and the token that asks for the next ones. */
    record Page<T>(List<T> items, @Nullable String nextToken) {}

    <T> Page<T> of(List<T> all, @Nullable Integer maxResults, @Nullable String nextToken) {
        int from = (int) position(nextToken, all.size());
        int to = maxResults == null ? all.size() : Math.min(all.size(), from + checked(maxResults));
        return new Page<>(all.subList(from, to), to < all.size() ? token(to) : null);
    }

    /** Refuses a page size together with ids, where EC2 does. */
    static void refuseWithIds(@Nullable Integer maxResults, List<String> ids, String parameter) {
        if (maxResults != null && !ids.isEmpty()) {
            throw Refusals.invalidCombination(
                    "The parameter " + parameter + " cannot be used with the parameter maxResults");
        }
    }

    /** How many results a page of the asked size holds at most. */
    int size(@Nullable Integer maxResults) {
        return maxResults == null ? Integer.MAX_VALUE : checked(maxResults);
    }

    private int checked(int maxResults) {
        if (maxResults < fewest) {
            throw outOfBounds(maxResults, "Expecting a value greater than or equal to " + fewest + ".");
        }
        if (maxResults > most) {
            throw outOfBounds(maxResults, "Expecting a value less than or equal to " + most + ".");
        }
        return maxResults;
    }

    private static AwsRefusal outOfBounds(int maxResults, String why) {
        return Refusals.invalidValue("maxResults", String.valueOf(maxResults), why);
    }

    static String token(long position) {
        byte[] bytes = ("ec2-page-" + position).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The position that a token stands for, 0 without one, or EC2's refusal. */
    static long position(@Nullable String token, long last) {
        if (token == null || token.isEmpty()) {
            return 0;
        }
        long position = decoded(token);
        if (position > last || !token(position).equals(token)) {
            throw Refusals.badRequest("InvalidNextToken", "The token '" + token + "' is invalid");
        }
        return position;
    }

    private static long decoded(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII);
            return Long.parseLong(text.substring(text.lastIndexOf('-') + 1));
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }
}

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
        int from = (nextToken == null || nextToken.isEmpty()) ? 0 : position(nextToken, all.size());
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

    private static String token(int position) {
        byte[] bytes = ("ec2-page-" + position).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static int position(String token, int size) {
        int position = decoded(token);
        if (position > size || !token(position).equals(token)) {
            throw Refusals.badRequest("InvalidNextToken", "The token '" + token + "' is invalid");
        }
        return position;
    }

    private static int decoded(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII);
            return Integer.parseInt(text.substring(text.lastIndexOf('-') + 1));
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }
}

package io.github.ekssdk.testing.internal.service.eks;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a list of EKS. */
record EksPages<T>(List<T> items, @Nullable String nextToken) {
    private static final int LARGEST = 100;

    static <T> EksPages<T> of(List<T> all, @Nullable Integer maxResults, @Nullable String nextToken) {
        int size = maxResults == null ? LARGEST : maxResults;
        if (size < 1 || size > LARGEST) {
            throw EksRefusals.invalidParameter("maxResults must be between 1 and " + LARGEST + ", but is " + size);
        }
        int from = nextToken == null ? 0 : position(nextToken);
        if (from > all.size()) {
            throw badToken();
        }
        int to = Math.min(all.size(), from + size);
        return new EksPages<>(List.copyOf(all.subList(from, to)), to < all.size() ? token(to) : null);
    }

    private static String token(int position) {
        byte[] text = ("eks-page:" + position).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    private static int position(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (!text.startsWith("eks-page:")) {
                throw badToken();
            }
            return Integer.parseUnsignedInt(text.substring("eks-page:".length()));
        } catch (IllegalArgumentException notOurs) {
            throw badToken();
        }
    }

    private static RuntimeException badToken() {
        return EksRefusals.invalidParameter("The nextToken is invalid.");
    }
}

package io.github.ekssdk.testing.internal.service.eks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** One page of a list of EKS. */
record EksPages<T>(List<T> items, @Nullable String nextToken) {
    private static final int LARGEST = 100;

    static <T> EksPages<T> of(List<T> all, @Nullable Integer maxResults, @Nullable String nextToken) {
        int size = size(maxResults);
        int from = nextToken == null ? 0 : position(nextToken);
        if (from > all.size()) {
            throw badToken();
        }
        int to = Math.min(all.size(), from + size);
        return new EksPages<>(List.copyOf(all.subList(from, to)), to < all.size() ? token(to) : null);
    }

    /** A page of sorted names; the token carries the last one, so that a page costs the same wherever it begins. */
    static EksPages<String> ofNames(
            NavigableMap<String, ?> all, @Nullable Integer maxResults, @Nullable String nextToken) {
        int size = size(maxResults);
        NavigableMap<String, ?> rest = nextToken == null ? all : all.tailMap(name(nextToken), false);
        List<String> names = new ArrayList<>();
        for (String name : rest.keySet()) {
            if (names.size() == size) {
                return new EksPages<>(List.copyOf(names), nameToken(names.get(size - 1)));
            }
            names.add(name);
        }
        return new EksPages<>(List.copyOf(names), null);
    }

    private static int size(@Nullable Integer maxResults) {
        int size = maxResults == null ? LARGEST : maxResults;
        if (size < 1 || size > LARGEST) {
            throw EksRefusals.invalidParameter("maxResults must be between 1 and " + LARGEST + ", but is " + size);
        }
        return size;
    }

    private static String nameToken(String name) {
        byte[] text = ("eks-after:" + name).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    private static String name(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (!text.startsWith("eks-after:")) {
                throw badToken();
            }
            return text.substring("eks-after:".length());
        } catch (IllegalArgumentException notOurs) {
            throw badToken();
        }
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

package io.github.ekssdk.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Guesses what a misspelt word was to be. */
public final class Spelling {

    private static final int MOST_EDITS = 2;
    private static final int MOST_NAMES = 3;

    private Spelling() {}

    /** Returns the one of the words that differs from the given one by at most two letters, or by capitals only. */
    public static Optional<String> near(String word, Collection<String> words) {
        return words.stream()
                .filter(other -> edits(word, other) <= MOST_EDITS)
                .min(Comparator.comparingInt((String other) -> edits(word, other))
                        .thenComparing(other -> other));
    }

    /** Returns the names that may have been meant by one: those that contain it first, at most three, none that is far. */
    public static List<String> similar(String name, Collection<String> names) {
        int farthest = Math.max(MOST_EDITS, name.length() / 2);
        return names.stream()
                .filter(other -> other.contains(name) || edits(name, other) <= farthest)
                .sorted(Comparator.comparing((String other) -> !other.contains(name))
                        .thenComparing(other -> edits(name, other))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST_NAMES)
                .toList();
    }

    /** Returns how many letters have to be put in, left out or changed, whatever their case. */
    private static int edits(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] before = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] now = new int[b.length() + 1];
            now[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(change, Math.min(before[j], now[j - 1]) + 1);
            }
            before = now;
        }
        return before[b.length()];
    }
}

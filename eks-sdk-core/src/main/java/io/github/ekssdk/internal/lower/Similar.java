package io.github.ekssdk.internal.lower;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds what somebody may have meant. */
final class Similar {

    private static final int MOST = 3;

    private Similar() {}

    /** Returns the names nearest to one, at most three, none that is far. */
    static List<String> to(String name, Collection<String> names) {
        int farthest = Math.max(2, name.length() / 2);
        return names.stream()
                .filter(other -> other.contains(name) || distance(name, other) <= farthest)
                .sorted(Comparator.comparing((String other) -> !other.contains(name))
                        .thenComparing(other -> distance(name, other))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    /** The number of characters to insert, leave out or replace. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}

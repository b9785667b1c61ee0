package io.github.ekssdk.testing;

import java.util.List;

/** Which operations change nothing. */
final class Reads {
    private static final List<String> PREFIXES = List.of(
            "Describe", "List", "Get", "Search", "Simulate", "Decode", "Assume", "Lookup", "Filter", "BatchGet");

    private Reads() {}

    static boolean isRead(String operation) {
        for (String prefix : PREFIXES) {
            if (operation.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}

package io.github.ekssdk.error;

import static java.util.Objects.requireNonNull;

/**
 * One thing that is wrong with a spec.
 *
 * @param path where it is, for example {@code managedNodeGroups[general].scaling.min}; list positions and names stand
 *     in brackets
 * @param message what is wrong, with the value that was given
 * @param hint what would be right
 * @since 0.1
 */
public record Problem(String path, String message, String hint) {

    /** Takes the three texts as they are. */
    public Problem {
        requireNonNull(path, "path");
        requireNonNull(message, "message");
        requireNonNull(hint, "hint");
    }

    /** Reads as one line: {@code path: message hint}. */
    @Override
    public String toString() {
        return path + ": " + message + " " + hint;
    }
}

package io.github.ekssdk.error;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A change would lock somebody out of the cluster who is let in now: the caller, every administrator, or nodes. Nothing was
 * changed.
 *
 * @since 0.1
 */
public class LockOutException extends EksSdkException {

    private final List<String> dangers;
    private final String howToAllow;

    /**
     * Refuses a change.
     *
     * @param what what was to be changed
     * @param dangers a sentence for each lock-out; at least one
     * @param howToAllow a sentence that says how to say that this is wanted, or what to do instead
     */
    public LockOutException(String what, List<String> dangers, String howToAllow) {
        super(describe(what, dangers, howToAllow), null);
        this.dangers = List.copyOf(dangers);
        this.howToAllow = requireNonNull(howToAllow, "howToAllow");
    }

    /** A sentence for each lock-out; never empty. */
    public List<String> dangers() {
        return dangers;
    }

    /** A sentence that says how to allow it, or what to do instead. */
    public String howToAllow() {
        return howToAllow;
    }

    private static String describe(String what, List<String> dangers, String howToAllow) {
        if (dangers.isEmpty()) {
            throw new IllegalArgumentException("dangers is empty");
        }
        return dangers.stream()
                .map(danger -> "\n  " + danger)
                .collect(Collectors.joining(
                        "", what + " was not changed, because that would lock out:", "\n" + howToAllow));
    }
}

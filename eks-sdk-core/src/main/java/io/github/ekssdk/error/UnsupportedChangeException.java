package io.github.ekssdk.error;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A wanted change cannot be made to the resource as it stands: AWS would need it deleted and created anew, which the
 * caller has not allowed, or does not offer the change at all. Nothing was changed.
 *
 * @since 0.1
 */
public class UnsupportedChangeException extends EksSdkException {

    private final List<Replacement> replacements;
    private final String howToAllow;

    /**
     * Refuses changes.
     *
     * @param replacements the resources that would have to be replaced, in plan order; at least one
     * @param howToAllow a sentence that says how to say that this is wanted, or what to do instead
     */
    public UnsupportedChangeException(List<Replacement> replacements, String howToAllow) {
        this("AWS cannot make these changes in place:", replacements, howToAllow);
    }

    /**
     * Refuses changes for another reason than that AWS cannot make them in place.
     *
     * @param why the reason, before the list of resources
     * @param replacements the resources, in plan order; at least one
     * @param howToAllow a sentence that says how to say that this is wanted, or what to do instead
     */
    public UnsupportedChangeException(String why, List<Replacement> replacements, String howToAllow) {
        super(describe(why, replacements, howToAllow), null);
        this.replacements = List.copyOf(replacements);
        this.howToAllow = requireNonNull(howToAllow, "howToAllow");
    }

    /** The resources that would have to be replaced, in plan order; never empty. */
    public List<Replacement> replacements() {
        return replacements;
    }

    /** A sentence that says how to allow the replacement, or what to do instead. */
    public String howToAllow() {
        return howToAllow;
    }

    private static String describe(String why, List<Replacement> replacements, String howToAllow) {
        if (replacements.isEmpty()) {
            throw new IllegalArgumentException("replacements is empty");
        }
        return replacements.stream()
                .map(replacement -> "\n  " + replacement.stepId() + ": " + replacement.reason())
                .collect(Collectors.joining("", why, "\n" + howToAllow));
    }

    /**
     * One resource that would have to be deleted and created anew.
     *
     * @param stepId the resource as plans name it, for example {@code managedNodeGroup/general}
     * @param reason a sentence that names the field, what it is and what it should become
     * @since 0.1
     */
    public record Replacement(String stepId, String reason) {

        /** Takes both texts as they are. */
        public Replacement {
            requireNonNull(stepId, "stepId");
            requireNonNull(reason, "reason");
        }
    }
}

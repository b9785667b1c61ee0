package io.github.ekssdk.error;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A spec cannot be built, with every reason at once. Nothing was sent to AWS.
 *
 * @since 0.1
 */
public class InvalidSpecException extends EksSdkException {

    private final List<Problem> problems;

    /**
     * Refuses a spec.
     *
     * @param problems all that is wrong with it, in the order of the spec; at least one
     */
    public InvalidSpecException(List<Problem> problems) {
        super(describe(problems), null);
        this.problems = List.copyOf(problems);
    }

    /** Everything that is wrong, in the order of the spec; never empty. */
    public List<Problem> problems() {
        return problems;
    }

    private static String describe(List<Problem> problems) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("problems is empty");
        }
        String count = problems.size() == 1 ? "one problem" : problems.size() + " problems";
        return problems.stream()
                .map(problem -> "\n  " + problem)
                .collect(Collectors.joining("", "The spec has " + count + ".", ""));
    }
}

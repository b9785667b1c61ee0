package io.github.ekssdk.error;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A text is no {@code ClusterConfig} as eksctl reads it, or says what cannot be carried over, with every reason at once. Nothing
 * was sent to AWS, and no file was changed.
 *
 * @since 0.1
 */
public class EksctlConfigException extends EksSdkException {

    private final List<Problem> problems;

    /**
     * Refuses a text.
     *
     * @param source what was read, such as the path of the file
     * @param problems all that is wrong with it, in the order of the text; at least one; each path begins with line and column
     *     where there are any
     */
    public EksctlConfigException(String source, List<Problem> problems) {
        super(describe(source, problems), null);
        this.problems = List.copyOf(problems);
    }

    /** Everything that is wrong, in the order of the text; never empty. */
    public List<Problem> problems() {
        return problems;
    }

    private static String describe(String source, List<Problem> problems) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("problems is empty");
        }
        String count = problems.size() == 1 ? "one problem" : problems.size() + " problems";
        return problems.stream()
                .map(problem -> "\n  " + problem)
                .collect(Collectors.joining("", source + " has " + count + ".", ""));
    }
}

package io.github.ekssdk.error;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The ConfigMap {@code aws-auth} of a cluster holds what EKS cannot read, with every place at once. It was left as it is. EKS lets
 * nobody in by what it cannot read, nodes included.
 *
 * @since 0.1
 */
public class MalformedAwsAuthException extends EksSdkException {

    private final List<Problem> problems;

    /**
     * Refuses a ConfigMap.
     *
     * @param source what was read, such as {@code The ConfigMap kube-system/aws-auth}
     * @param problems all that is wrong with it; at least one; each path names the list, line and column
     */
    public MalformedAwsAuthException(String source, List<Problem> problems) {
        super(describe(source, problems), null);
        this.problems = List.copyOf(problems);
    }

    /** Everything that is wrong; never empty. Each path names the list, line and column. */
    public List<Problem> problems() {
        return problems;
    }

    private static String describe(String source, List<Problem> problems) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("problems is empty");
        }
        return problems.stream()
                .map(problem -> "\n  " + problem)
                .collect(Collectors.joining(
                        "",
                        source + " cannot be read, and was left as it is:",
                        "\n"
                                + "EKS lets nobody in by what it cannot read. Mend it with kubectl edit, or"
                                + " restore a backup."));
    }
}

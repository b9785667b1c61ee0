package io.github.ekssdk.error;

import java.util.List;
import java.util.stream.Collectors;

/**
 * AWS has changed since the plan was made, so that applying it would do something the plan did not say. Nothing was
 * changed; planning again shows what would be done now.
 *
 * @since 0.1
 */
public class PlanOutdatedException extends EksSdkException {

    private final List<String> differences;

    /**
     * Refuses a plan.
     *
     * @param clusterName the cluster the plan is for
     * @param differences one sentence for each thing that is different now; at least one
     */
    public PlanOutdatedException(String clusterName, List<String> differences) {
        super(describe(clusterName, differences), null);
        this.differences = List.copyOf(differences);
    }

    /** One sentence for each thing that is different now. */
    public List<String> differences() {
        return differences;
    }

    private static String describe(String clusterName, List<String> differences) {
        return differences.stream()
                .map(difference -> "\n  " + difference)
                .collect(Collectors.joining(
                        "",
                        "The plan for cluster '" + clusterName + "' is outdated, because AWS has changed since:",
                        "\nPlan again and look at what would be done now."));
    }
}

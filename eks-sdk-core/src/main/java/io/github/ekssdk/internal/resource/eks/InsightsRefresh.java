package io.github.ekssdk.internal.resource.eks;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.eks.model.DescribeInsightsRefreshResponse;
import software.amazon.awssdk.services.eks.model.InsightsRefreshStatus;

/**
 * The refresh of EKS's insights into a cluster, which EKS does once in 24 hours by itself, and on demand.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/APIReference/API_StartInsightsRefresh.html">StartInsightsRefresh</a>
 */
public final class InsightsRefresh {

    private InsightsRefresh() {}

    /** What became of the latest refresh that somebody asked for. */
    public enum Outcome {
        /** EKS is at it. */
        IN_PROGRESS,
        /** EKS has looked at everything. */
        COMPLETED,
        /** EKS gave up. */
        FAILED
    }

    /**
     * The latest refresh that somebody asked for.
     *
     * @param outcome what became of it
     * @param startedAt when it began
     */
    public record Latest(Outcome outcome, Instant startedAt) {

        /** Tells whether it began within a span of time before an instant. */
        public boolean startedWithin(Duration span, Instant now) {
            return startedAt.plus(span).isAfter(now);
        }
    }

    /** Begins a refresh; where one is running, that one goes on. */
    public static void start(Aws aws, String cluster) {
        aws.eks().startInsightsRefresh(request -> request.clusterName(cluster));
    }

    /** Returns the latest one; nothing where nobody ever asked for one. */
    public static Optional<Latest> latest(Aws aws, String cluster) {
        return AwsFault.found(() -> latest(aws.eks().describeInsightsRefresh(request -> request.clusterName(cluster))))
                .filter(latest -> !latest.startedAt().equals(Instant.MIN));
    }

    private static Latest latest(DescribeInsightsRefreshResponse answer) {
        Outcome outcome =
                switch (answer.status() == null ? InsightsRefreshStatus.UNKNOWN_TO_SDK_VERSION : answer.status()) {
                    case IN_PROGRESS -> Outcome.IN_PROGRESS;
                    case COMPLETED -> Outcome.COMPLETED;
                    default -> Outcome.FAILED;
                };
        return new Latest(outcome, answer.startedAt() == null ? Instant.MIN : answer.startedAt());
    }
}

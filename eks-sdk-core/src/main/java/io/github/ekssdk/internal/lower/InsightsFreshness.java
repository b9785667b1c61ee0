package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.resource.eks.InsightsRefresh;
import io.github.ekssdk.internal.resource.eks.InsightsRefresh.Latest;
import io.github.ekssdk.internal.resource.eks.InsightsRefresh.Outcome;
import io.github.ekssdk.internal.resource.eks.UpgradeInsights;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Has EKS look again where its upgrade insights are of some time ago. */
final class InsightsFreshness {

    /** For how long good news is good. */
    private static final Duration PASSING = Duration.ofHours(1);

    /** What speaks against an upgrade may have been put right since. */
    private static final Duration SPEAKING_AGAINST = Duration.ofMinutes(5);

    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private InsightsFreshness() {}

    /**
     * Tells whether what the insights say can be judged by. Where it is stale, EKS is asked to look again, and the question is to be
     * asked anew; where EKS does not, the reader of the plan is told how old it is.
     */
    static boolean ensure(Inquiry inquiry, UpgradeInsights insights) {
        Duration age = insights.pass() ? PASSING : SPEAKING_AGAINST;
        if (insights.asOf()
                .filter(time -> time.plus(age).isAfter(inquiry.now()))
                .isPresent()) {
            return true;
        }
        Aws aws = inquiry.aws();
        String cluster = inquiry.spec().name();
        Optional<Latest> latest = InsightsRefresh.latest(aws, cluster)
                .filter(refresh -> refresh.outcome() == Outcome.IN_PROGRESS
                        || refresh.startedWithin(SPEAKING_AGAINST, inquiry.now()));
        if (latest.isPresent()) {
            return judge(inquiry, insights, latest.get());
        }
        try {
            InsightsRefresh.start(aws, cluster);
        } catch (AwsFault fault) {
            if (!fault.denied()) {
                throw fault;
            }
            old(inquiry, insights, "EKS could not be asked to look again, as eks:StartInsightsRefresh is not allowed.");
            return true;
        }
        inquiry.askAgain(POLL);
        return false;
    }

    private static boolean judge(Inquiry inquiry, UpgradeInsights insights, Latest refresh) {
        if (refresh.outcome() == Outcome.IN_PROGRESS) {
            if (refresh.startedWithin(PATIENCE, inquiry.now())) {
                inquiry.askAgain(POLL);
                return false;
            }
            old(inquiry, insights, "EKS has been looking again since " + second(refresh.startedAt()) + ".");
        } else if (refresh.outcome() == Outcome.FAILED) {
            old(inquiry, insights, "EKS was asked to look again, and failed.");
        }
        return true;
    }

    private static void old(Inquiry inquiry, UpgradeInsights insights, String why) {
        inquiry.warning("The upgrade insights of EKS are "
                + insights.asOf().map(time -> "as of " + second(time)).orElse("not there yet") + ". " + why);
    }

    private static Instant second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}

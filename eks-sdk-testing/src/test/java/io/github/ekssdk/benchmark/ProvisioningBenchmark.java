package io.github.ekssdk.benchmark;

import io.github.ekssdk.Eks;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.fixture.Everything;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.LatencyProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Prints how near to the least possible time a standard cluster (three zones, one NAT gateway, two managed node groups) and one
 * that uses everything at once are created, how many calls that takes, how many reads a second apply makes, and what the whole costs in real time on the fake in
 * memory.
 */
public final class ProvisioningBenchmark {

    private static final int SEEDS = Integer.getInteger("benchmark.seeds", 200);
    private static final int WARM_UP = 30;
    private static final int RUNS = 20;

    private static final ClusterSpec STANDARD = Eks.cluster("prod")
            .version("1.34")
            .managedNodeGroup("general", ng -> ng.instanceTypes("m7g.large").scaling(2, 3, 9))
            .managedNodeGroup("batch", ng -> ng.instanceTypes("c7i.xlarge").scaling(0, 1, 9))
            .build();

    private ProvisioningBenchmark() {}

    /** Runs all of it; takes a minute or two. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] args) {
        for (LatencyProfile profile : List.of(LatencyProfile.typical(), LatencyProfile.fast(), LatencyProfile.slow())) {
            System.out.println("standard cluster: " + create(STANDARD, profile));
            System.out.println("everything at once: " + create(Everything.BEFORE, profile));
        }
        System.out.println("standard cluster: " + secondApply(STANDARD));
        System.out.println("everything at once: " + secondApply(Everything.BEFORE));
        System.out.println(realTime());
    }

    private static String create(ClusterSpec spec, LatencyProfile profile) {
        List<Double> ratios = new ArrayList<>();
        List<Double> counts = new ArrayList<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            try (FakeAws aws = account(seed, profile);
                    EksManager eks = connect(aws)) {
                Everything.furnish(aws);
                int calls = aws.ledger().size();
                Plan plan = eks.plan(Everything.in(aws, spec));
                Instant started = aws.clock().now();
                eks.apply(plan);
                Duration took = Duration.between(started, aws.clock().now());
                Duration least = CriticalPath.of(plan, aws.samples());
                ratios.add((double) took.toMillis() / least.toMillis());
                counts.add((double) aws.ledger().size() - calls);
            }
        }
        return String.format(
                Locale.ROOT,
                "create, profile %s, %d seeds: time / critical path mean %.4f, p95 %.4f, max %.4f;"
                        + " AWS calls with the plan's mean %.1f, max %.0f",
                profile.name(),
                SEEDS,
                mean(ratios),
                quantile(ratios, 0.95),
                quantile(ratios, 1),
                mean(counts),
                quantile(counts, 1));
    }

    private static String secondApply(ClusterSpec spec) {
        try (FakeAws aws = account(1, LatencyProfile.typical());
                EksManager eks = connect(aws)) {
            Everything.furnish(aws);
            eks.apply(eks.plan(Everything.in(aws, spec)));
            int calls = aws.ledger().size();
            int mutating = aws.ledger().mutatingCalls().size();
            eks.apply(eks.plan(Everything.in(aws, spec)));
            int reads = aws.ledger().size() - calls;
            return "second apply: " + (aws.ledger().mutatingCalls().size() - mutating) + " mutating calls, " + reads
                    + " reads with the plan's";
        }
    }

    private static String realTime() {
        List<Double> seconds = new ArrayList<>();
        for (int run = 1; run <= WARM_UP + RUNS; run++) {
            Stopwatch watch = Stopwatch.start();
            createAndDelete(run);
            if (run > WARM_UP) {
                seconds.add(watch.seconds());
            }
        }
        return String.format(
                Locale.ROOT,
                "create and delete on the fake in memory, real time after %d runs: median %.3f s, max %.3f s of %d"
                        + " runs",
                WARM_UP,
                quantile(seconds, 0.5),
                quantile(seconds, 1),
                RUNS);
    }

    private static void createAndDelete(int seed) {
        try (FakeAws aws = account(seed, LatencyProfile.typical());
                EksManager eks = connect(aws)) {
            eks.apply(eks.plan(STANDARD));
            eks.apply(eks.planDelete(STANDARD.name()));
        }
    }

    private static FakeAws account(int seed, LatencyProfile profile) {
        return FakeAws.builder().seed(seed).latency(profile).build();
    }

    private static EksManager connect(FakeAws aws) {
        return Eks.connect(config -> config.region(aws.region())
                .credentials(aws.credentials())
                .httpClient(aws.httpClient())
                .time(aws.clock()));
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    private static double quantile(List<Double> values, double share) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size())));
    }
}

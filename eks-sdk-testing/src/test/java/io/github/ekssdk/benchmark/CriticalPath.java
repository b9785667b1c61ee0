package io.github.ekssdk.benchmark;

import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.plan.Step;
import io.github.ekssdk.testing.LatencySample;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The least time a plan can take: along the longest chain of steps, what AWS itself took for each, had every step been started the
 * moment it could be and been noticed the moment it was done.
 */
final class CriticalPath {

    private static final Duration WRITE = Duration.ofMillis(250);

    private final List<LatencySample> samples;

    private CriticalPath(List<LatencySample> samples) {
        this.samples = samples;
    }

    static Duration of(Plan plan, List<LatencySample> samples) {
        return new CriticalPath(samples).longest(plan);
    }

    private Duration longest(Plan plan) {
        Map<String, Duration> ends = new HashMap<>();
        Duration longest = Duration.ZERO;
        for (Step step : plan.steps()) {
            Duration start = step.dependsOn().stream()
                    .map(ends::get)
                    .max(Duration::compareTo)
                    .orElse(Duration.ZERO);
            Duration end = start.plus(work(step, plan.clusterName()));
            ends.put(step.id(), end);
            longest = end.compareTo(longest) > 0 ? end : longest;
        }
        return longest;
    }

    private Duration work(Step step, String cluster) {
        return switch (step.kind()) {
            case "vpc" -> WRITE.plus(sample("ec2.vpc.create", cluster)).plus(WRITE);
            case "subnet" -> WRITE.plus(sample("ec2.subnet.create", cluster + "-" + step.name()));
            case "natGateway" -> WRITE.plus(sample("ec2.nat.create", cluster + "-nat-" + step.name()));
            case "iamRole" -> usable(cluster + "-" + step.name() + "-");
            case "cluster" -> WRITE.plus(sample("eks.cluster.create", cluster));
            case "managedNodeGroup" -> WRITE.plus(sample("eks.nodegroup.create", cluster + "/" + step.name()));
            case "internetGateway", "securityGroup" -> WRITE.multipliedBy(2);
            case "routeTable" -> WRITE.multipliedBy(3);
            default -> WRITE;
        };
    }

    private Duration sample(String name, String key) {
        return samples.stream()
                .filter(sample -> sample.name().equals(name) && sample.key().equals(key))
                .map(LatencySample::duration)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No sample of " + name + " for " + key));
    }

    /** A role can be used when the last of its policies has reached every part of AWS. */
    private Duration usable(String role) {
        List<LatencySample> own = samples.stream()
                .filter(sample ->
                        sample.name().equals("iam.role.usable") && sample.key().startsWith(role))
                .toList();
        Instant first = own.get(0).at();
        return own.stream()
                .map(sample -> Duration.between(first, sample.at()).plus(sample.duration()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO)
                .plus(WRITE);
    }
}

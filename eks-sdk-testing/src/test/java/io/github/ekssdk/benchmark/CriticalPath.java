package io.github.ekssdk.benchmark;

import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.plan.Step;
import io.github.ekssdk.testing.LatencySample;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The least time a plan can take: along the longest chain of steps, what AWS itself took for each, had every step been started the
 * moment it could be and been noticed the moment it was done.
 */
final class CriticalPath {

    private static final Duration WRITE = Duration.ofMillis(250);

    /** What EKS takes up one after the other. */
    private static final Set<String> QUEUED = Set.of("cluster", "fargateProfile", "identityProviderConfig");

    private final Plan plan;
    private final List<LatencySample> samples;
    private final Map<String, Duration> ends = new HashMap<>();

    private CriticalPath(Plan plan, List<LatencySample> samples) {
        this.plan = plan;
        this.samples = samples;
    }

    static Duration of(Plan plan, List<LatencySample> samples) {
        CriticalPath path = new CriticalPath(plan, samples);
        return plan.steps().stream().map(path::end).reduce(Duration.ZERO, CriticalPath::later);
    }

    private Duration end(Step step) {
        Duration known = ends.get(step.id());
        if (known != null) {
            return known;
        }
        Duration start = Stream.concat(step.dependsOn().stream(), queuedBefore(step))
                .map(id -> end(plan.step(id).orElseThrow()))
                .reduce(Duration.ZERO, CriticalPath::later);
        Duration end = start.plus(work(step, plan.clusterName()));
        ends.put(step.id(), end);
        return end;
    }

    private Stream<String> queuedBefore(Step step) {
        return QUEUED.contains(step.kind())
                ? plan.steps().stream()
                        .takeWhile(other -> !other.equals(step))
                        .filter(other -> QUEUED.contains(other.kind()))
                        .map(Step::id)
                : Stream.empty();
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private Duration work(Step step, String cluster) {
        return switch (step.kind()) {
            case "vpc" -> WRITE.plus(sample("ec2.vpc.create", cluster)).plus(WRITE);
            case "subnet" -> WRITE.plus(sample("ec2.subnet.create", cluster + "-" + step.name()));
            case "natGateway" -> WRITE.plus(sample("ec2.nat.create", cluster + "-nat-" + step.name()));
            case "iamRole" -> usable(roleName(step));
            case "cluster" -> WRITE.plus(sample("eks.cluster.create", cluster));
            case "managedNodeGroup" -> WRITE.plus(sample("eks.nodegroup.create", cluster + "/" + step.name()));
            case "fargateProfile" -> WRITE.plus(sample("eks.fargate.create", cluster + "/" + step.name()));
            case "addon" -> WRITE.plus(sample("eks.addon.create", cluster + "/" + step.name()));
            case "capability" -> WRITE.plus(sample("eks.capability.create", cluster + "/" + step.name()));
            case "identityProviderConfig" ->
                WRITE.plus(sample("eks.identityProvider.associate", cluster + "/" + step.name()));
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

    private static String roleName(Step step) {
        return step.changes().stream()
                .filter(change -> change.field().equals("roleName"))
                .flatMap(change -> change.after().stream())
                .findFirst()
                .orElseThrow();
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

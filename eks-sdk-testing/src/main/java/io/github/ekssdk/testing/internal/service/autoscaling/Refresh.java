package io.github.ekssdk.testing.internal.service.autoscaling;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DesiredConfiguration;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;
import software.amazon.awssdk.services.autoscaling.model.RefreshStrategy;

/** One instance refresh: batch after batch the instances that a group had are replaced by new ones. */
final class Refresh {
    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final Set<InstanceRefreshStatus> RUNNING = Set.of(
            InstanceRefreshStatus.PENDING,
            InstanceRefreshStatus.IN_PROGRESS,
            InstanceRefreshStatus.CANCELLING,
            InstanceRefreshStatus.ROLLBACK_IN_PROGRESS);

    private final AsgWorld world;
    private final Retirement retirement;
    private final Activities activities;
    private final ScalingGroup group;
    private final Runnable wake;
    private final RefreshPreferences preferences;
    private final @Nullable DesiredConfiguration wanted;
    private final AutoScalingGroup before;
    private final Set<String> replaced = new HashSet<>();
    private InstanceRefresh model;
    private List<String> targets = List.of();
    private @Nullable Instant warmUntil;
    private Instant lastProgress = Instant.EPOCH;

    /** @param wake lets the group look at itself soon */
    Refresh(
            AsgWorld world,
            Retirement retirement,
            Activities activities,
            ScalingGroup group,
            Runnable wake,
            RefreshPreferences preferences,
            @Nullable DesiredConfiguration wanted) {
        this.world = world;
        this.retirement = retirement;
        this.activities = activities;
        this.group = group;
        this.wake = wake;
        this.preferences = preferences;
        this.wanted = wanted;
        this.before = group.settings();
        this.model = InstanceRefresh.builder()
                .instanceRefreshId(world.account().ids().uuid())
                .autoScalingGroupName(group.name())
                .status(InstanceRefreshStatus.PENDING)
                .strategy(RefreshStrategy.ROLLING)
                .startTime(world.now())
                .preferences(preferences)
                .desiredConfiguration(wanted)
                .percentageComplete(0)
                .build();
    }

    String id() {
        return model.instanceRefreshId();
    }

    InstanceRefresh describe() {
        return model;
    }

    boolean isRunning() {
        return RUNNING.contains(model.status());
    }

    boolean canRollBack() {
        return wanted != null;
    }

    void begin(boolean skipMatching) {
        DesiredConfiguration configuration = wanted;
        if (configuration != null) {
            group.change(b -> b.launchTemplate(configuration.launchTemplate())
                    .mixedInstancesPolicy(configuration.mixedInstancesPolicy()));
        }
        aim(skipMatching);
        status(InstanceRefreshStatus.IN_PROGRESS, null);
    }

    private void aim(boolean skipMatching) {
        String current = currentVersion();
        targets = group.counted()
                .filter(member -> !skipMatching || !member.template().version().equals(current))
                .map(Member::instanceId)
                .toList();
        replaced.clear();
        warmUntil = null;
        lastProgress = world.now();
        model = model.toBuilder().instancesToUpdate(targets.size()).build();
    }

    private String currentVersion() {
        return new Blueprints(world).of(group).specification().version();
    }

    /** Goes a step further if the last one is done. */
    void poke() {
        if (model.status() != InstanceRefreshStatus.IN_PROGRESS
                && model.status() != InstanceRefreshStatus.ROLLBACK_IN_PROGRESS) {
            return;
        }
        if (group.launchFailure().isPresent() && world.now().isAfter(lastProgress.plus(PATIENCE))) {
            fail();
            return;
        }
        if (!isSettled()) {
            return;
        }
        List<Member> remaining = group.counted()
                .filter(member -> targets.contains(member.instanceId()))
                .toList();
        note(remaining.size());
        if (remaining.isEmpty()) {
            end();
        } else {
            replace(remaining.subList(0, Math.min(batch(), remaining.size())));
        }
    }

    /** Whether everything is in service and has warmed up. */
    private boolean isSettled() {
        long inService = group.counted().filter(Member::isInService).count();
        if (inService < group.desired()) {
            return false;
        }
        Instant warm = warmUntil;
        if (warm == null) {
            warm = replaced.isEmpty() ? world.now() : world.now().plus(warmup());
            warmUntil = warm;
            if (warm.isAfter(world.now())) {
                world.at(warmup(), "instance refresh of " + group.name() + " goes on", wake);
            }
        }
        return !world.now().isBefore(warm);
    }

    private Duration warmup() {
        Integer seconds = preferences.instanceWarmup();
        if (seconds == null) {
            seconds = group.settings().defaultInstanceWarmup();
        }
        if (seconds == null) {
            seconds = group.settings().healthCheckGracePeriod();
        }
        return Duration.ofSeconds(seconds == null ? 0 : seconds);
    }

    private void note(int remaining) {
        int total = targets.size();
        int done = total == 0 ? 100 : 100 * (total - remaining) / total;
        model = model.toBuilder()
                .percentageComplete(done)
                .instancesToUpdate(remaining)
                .build();
    }

    private int batch() {
        int healthy = preferences.minHealthyPercentage() == null ? 90 : preferences.minHealthyPercentage();
        return Math.max(1, group.desired() * (100 - healthy) / 100);
    }

    private void replace(List<Member> members) {
        lastProgress = world.now();
        warmUntil = null;
        members.forEach(member -> {
            replaced.add(member.instanceId());
            retirement.begin(
                    group,
                    member,
                    activities.at("an instance was taken out of service in response to an instance refresh."));
        });
        wake.run();
    }

    private void end() {
        boolean back = model.status() == InstanceRefreshStatus.ROLLBACK_IN_PROGRESS;
        status(back ? InstanceRefreshStatus.ROLLBACK_SUCCESSFUL : InstanceRefreshStatus.SUCCESSFUL, null);
    }

    private void fail() {
        String why =
                "The instance refresh has failed: " + group.launchFailure().orElse("no instance could be launched");
        if (Boolean.TRUE.equals(preferences.autoRollback()) && canRollBack()) {
            rollBack(why);
        } else {
            status(InstanceRefreshStatus.FAILED, why);
        }
    }

    void cancel() {
        status(InstanceRefreshStatus.CANCELLING, "Cancelled due to user request.");
    }

    void cancelled() {
        if (model.status() == InstanceRefreshStatus.CANCELLING) {
            status(InstanceRefreshStatus.CANCELLED, "Cancelled due to user request.");
        }
    }

    void rollBack(String why) {
        InstanceRefresh sofar = model;
        group.change(
                b -> b.launchTemplate(before.launchTemplate()).mixedInstancesPolicy(before.mixedInstancesPolicy()));
        model = model.toBuilder()
                .rollbackDetails(details -> details.rollbackReason(why)
                        .rollbackStartTime(world.now())
                        .percentageCompleteOnRollback(sofar.percentageComplete())
                        .instancesToUpdateOnRollback(sofar.instancesToUpdate()))
                .build();
        aim(true);
        status(InstanceRefreshStatus.ROLLBACK_IN_PROGRESS, why);
    }

    private void status(InstanceRefreshStatus status, @Nullable String reason) {
        model = model.toBuilder()
                .status(status)
                .statusReason(reason)
                .endTime(RUNNING.contains(status) ? null : world.now())
                .build();
    }
}

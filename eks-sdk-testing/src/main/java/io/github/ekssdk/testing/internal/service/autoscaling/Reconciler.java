package io.github.ekssdk.testing.internal.service.autoscaling;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;

/** Brings groups to the capacity that they are to have, as time passes. */
final class Reconciler {
    private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
    private static final int LONGEST_RETRY = 15;

    private final AsgWorld world;
    private final Launcher launcher;
    private final Retirement retirement;
    private final Activities activities;
    private final WarmPool warmPool;
    private final HookTimers hooks;

    Reconciler(AsgWorld world, Launcher launcher, Retirement retirement, Activities activities, HookTimers hooks) {
        this.world = world;
        this.launcher = launcher;
        this.retirement = retirement;
        this.activities = activities;
        this.hooks = hooks;
        this.warmPool = new WarmPool(world, launcher, retirement, activities);
    }

    /** Lets a group look at itself soon: something about it has changed. */
    void touch(ScalingGroup group) {
        if (!group.isTouched()) {
            group.touched(true);
            Duration delay = world.account().latencies().peek("autoscaling.react", group.name());
            world.at(delay, "auto-scaling-group/" + group.name() + " looks at itself", () -> run(group));
        }
    }

    private void run(ScalingGroup group) {
        group.touched(false);
        if (group.isGone()) {
            return;
        }
        if (group.isDeleting()) {
            empty(group);
            return;
        }
        replaceUnhealthy(group);
        int gap = group.desired() - group.capacity();
        if (gap > 0 && !group.isSuspended("Launch")) {
            scaleOut(group, gap);
        } else if (gap < 0 && !group.isSuspended("Terminate")) {
            scaleIn(group, -gap);
        }
        warmPool.balance(group);
        group.runningRefresh().ifPresent(Refresh::poke);
    }

    private void empty(ScalingGroup group) {
        String why = activities.at("a user request deleted the group.");
        List<Member> staying =
                group.members().stream().filter(member -> !member.isLeaving()).toList();
        staying.forEach(member -> retirement.begin(group, member, why));
        if (group.members().isEmpty()) {
            world.remove(group);
        }
    }

    private void scaleOut(ScalingGroup group, int missing) {
        int before = group.capacity();
        String why = activities.at("an instance was started in response to a difference between desired and actual"
                + " capacity, increasing the capacity from " + before + " to " + (before + missing) + ".");
        for (int i = 0; i < missing; i++) {
            Optional<Member> warm = warmPool.take(group, why);
            if (warm.isPresent()) {
                watch(group, warm.get());
            } else if (launcher.launch(group, LifecycleState.PENDING, why).isEmpty()) {
                retry(group);
                return;
            }
        }
    }

    private void retry(ScalingGroup group) {
        String why = group.activities().iterator().next().statusMessage();
        int failures = group.launchFailed(why);
        long minutes = Math.min(LONGEST_RETRY, 1L << Math.min(failures - 1, 10));
        world.at(
                FIRST_RETRY.multipliedBy(minutes),
                "auto-scaling-group/" + group.name() + " tries again to launch",
                () -> touch(group));
    }

    private void scaleIn(ScalingGroup group, int superfluous) {
        int before = group.capacity();
        String why = activities.at("an instance was taken out of service in response to a difference between desired"
                + " and actual capacity, shrinking the capacity from " + before + " to " + (before - superfluous)
                + ".");
        for (int i = 0; i < superfluous; i++) {
            Optional<Member> chosen = Retirement.choose(group);
            if (chosen.isEmpty()) {
                return;
            }
            if (!warmPool.takeBack(group, chosen.get(), why)) {
                retirement.begin(group, chosen.get(), why);
            }
        }
    }

    private void replaceUnhealthy(ScalingGroup group) {
        if (group.isSuspended("ReplaceUnhealthy") || group.isSuspended("Terminate")) {
            return;
        }
        List<Member> unhealthy =
                group.counted().filter(member -> !member.isHealthy()).toList();
        unhealthy.forEach(member -> retirement.begin(
                group,
                member,
                activities.at("an instance was taken out of service in response to an EC2 health check indicating it"
                        + " has been terminated or stopped.")));
    }

    /** Takes note of what EC2 did to an instance. */
    void watch(ScalingGroup group, Member member) {
        String state = world.ec2()
                .instance(member.instanceId())
                .map(instance -> instance.state().nameAsString())
                .orElse("terminated");
        switch (state) {
            case "running" -> started(group, member);
            case "terminated" -> gone(group, member);
            case "shutting-down", "stopping", "stopped" -> failing(group, member);
            default -> {
                // pending: more will come
            }
        }
    }

    private void started(ScalingGroup group, Member member) {
        if (member.state() == LifecycleState.WARMED_PENDING) {
            warmPool.ready(group, member);
            activities.finish(group, member);
        } else if (member.state() == LifecycleState.PENDING) {
            boolean held = hooks.hold(
                    group, member, Hook.LAUNCHING, () -> enterService(group, member), () -> abandon(group, member));
            if (held) {
                member.state(LifecycleState.PENDING_WAIT);
            } else {
                enterService(group, member);
            }
        }
    }

    private void enterService(ScalingGroup group, Member member) {
        if (member.isPending()) {
            member.state(LifecycleState.IN_SERVICE);
            activities.finish(group, member);
            touch(group);
        }
    }

    private void abandon(ScalingGroup group, Member member) {
        retirement.begin(group, member, activities.at("an instance was abandoned by a lifecycle hook."));
        touch(group);
    }

    private void gone(ScalingGroup group, Member member) {
        if (!member.isLeaving()) {
            activities.terminating(
                    group,
                    member,
                    activities.at("an instance was taken out of service in response to an EC2 health check indicating"
                            + " it has been terminated or stopped."));
        }
        activities.finish(group, member);
        hooks.forget(member.instanceId());
        world.leave(group, member);
        touch(group);
    }

    /** Somebody stopped or terminated an instance past the group, which notices at its next health check. */
    private void failing(ScalingGroup group, Member member) {
        if (member.counts() && member.isHealthy() && !group.isSuspended("HealthCheck")) {
            Duration delay = world.account().latencies().peek("autoscaling.healthcheck", member.instanceId());
            world.at(delay, member.instanceId() + " is found unhealthy", () -> {
                member.healthy(false);
                touch(group);
            });
        }
    }
}

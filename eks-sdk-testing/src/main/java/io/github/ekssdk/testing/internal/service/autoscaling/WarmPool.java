package io.github.ekssdk.testing.internal.service.autoscaling;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.WarmPoolConfiguration;
import software.amazon.awssdk.services.autoscaling.model.WarmPoolState;

/** Keeps prepared instances ready beside a group. */
final class WarmPool {
    private final AsgWorld world;
    private final Launcher launcher;
    private final Retirement retirement;
    private final Activities activities;

    WarmPool(AsgWorld world, Launcher launcher, Retirement retirement, Activities activities) {
        this.world = world;
        this.launcher = launcher;
        this.retirement = retirement;
        this.activities = activities;
    }

    /** Launches what the pool lacks, and terminates what is too much. */
    void balance(ScalingGroup group) {
        List<Member> present = group.members().stream().filter(Member::isWarm).toList();
        int gap = size(group) - present.size();
        String why = activities.at("an instance was started in response to a difference between desired and actual"
                + " capacity of the warm pool.");
        for (int i = 0; i < gap; i++) {
            if (launcher.launch(group, LifecycleState.WARMED_PENDING, why).isEmpty()) {
                return;
            }
        }
        for (int i = 0; i < -gap; i++) {
            retirement.begin(group, present.get(present.size() - 1 - i), activities.at("the warm pool was shrunk."));
        }
    }

    /** The prepared capacity that the group is to have, less what it has in service; at least the smallest pool. */
    static int size(ScalingGroup group) {
        return group.warmPool().map(pool -> size(group, pool)).orElse(0);
    }

    private static int size(ScalingGroup group, WarmPoolConfiguration pool) {
        int prepared = pool.maxGroupPreparedCapacity() == null || pool.maxGroupPreparedCapacity() < 0
                ? group.settings().maxSize()
                : pool.maxGroupPreparedCapacity();
        int least = pool.minSize() == null ? 0 : pool.minSize();
        return Math.max(least, prepared - group.desired());
    }

    /** An instance of the pool has booted. */
    void ready(ScalingGroup group, Member member) {
        WarmPoolState state =
                group.warmPool().map(WarmPoolConfiguration::poolState).orElse(WarmPoolState.STOPPED);
        switch (state) {
            case RUNNING -> member.state(LifecycleState.WARMED_RUNNING);
            case HIBERNATED -> rest(member, LifecycleState.WARMED_HIBERNATED);
            default -> rest(member, LifecycleState.WARMED_STOPPED);
        }
    }

    private void rest(Member member, LifecycleState state) {
        member.state(state);
        world.ec2().stop(member.instanceId());
    }

    /** Lets a prepared instance enter the group. */
    Optional<Member> take(ScalingGroup group, String why) {
        Optional<Member> prepared = group.members().stream()
                .filter(member -> member.isWarm() && member.state() != LifecycleState.WARMED_PENDING)
                .findFirst();
        prepared.ifPresent(member -> {
            member.state(LifecycleState.PENDING);
            activities.done(group, "Launching a new EC2 instance from warm pool: " + member.instanceId(), why, member);
            world.ec2().start(member.instanceId());
        });
        return prepared;
    }

    /** Returns an instance to the pool instead of terminating it, if the pool reuses instances. */
    boolean takeBack(ScalingGroup group, Member member, String why) {
        boolean reused = group.warmPool()
                .filter(pool -> pool.instanceReusePolicy() != null
                        && Boolean.TRUE.equals(pool.instanceReusePolicy().reuseOnScaleIn()))
                .isPresent();
        if (reused) {
            activities.done(group, "Returning EC2 instance to warm pool: " + member.instanceId(), why, member);
            ready(group, member);
        }
        return reused;
    }
}

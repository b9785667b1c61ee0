package io.github.ekssdk.testing.internal.service.autoscaling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;

/** Chooses instances to terminate, and terminates them. */
final class Retirement {
    private final AsgWorld world;
    private final Activities activities;
    private final HookTimers hooks;

    Retirement(AsgWorld world, Activities activities, HookTimers hooks) {
        this.world = world;
        this.activities = activities;
        this.hooks = hooks;
    }

    /** The instance that a group can best do without: of the zone that has most, by the group's termination policies. */
    static Optional<Member> choose(ScalingGroup group) {
        List<Member> candidates =
                group.counted().filter(member -> !member.isProtected()).toList();
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        String zone = fullestZone(group, candidates);
        List<Member> there = new ArrayList<>(candidates.stream()
                .filter(member -> member.subnetId().equals(zone))
                .toList());
        for (String policy : group.settings().terminationPolicies()) {
            narrow(there, policy);
        }
        return Optional.of(there.get(0));
    }

    private static String fullestZone(ScalingGroup group, List<Member> candidates) {
        Map<String, Long> counts =
                group.counted().collect(Collectors.groupingBy(Member::subnetId, Collectors.counting()));
        List<String> order = new ArrayList<>(group.subnets());
        candidates.stream()
                .map(Member::subnetId)
                .filter(id -> !order.contains(id))
                .forEach(order::add);
        String fullest = candidates.get(0).subnetId();
        long most = 0;
        for (String subnet : order) {
            boolean possible =
                    candidates.stream().anyMatch(member -> member.subnetId().equals(subnet));
            if (possible && counts.getOrDefault(subnet, 0L) >= most) {
                most = counts.getOrDefault(subnet, 0L);
                fullest = subnet;
            }
        }
        return fullest;
    }

    private static void narrow(List<Member> members, String policy) {
        switch (policy) {
            case "NewestInstance" -> keepOnly(members, members.get(members.size() - 1));
            case "OldestInstance", "ClosestToNextInstanceHour" -> keepOnly(members, members.get(0));
            case "Default", "OldestLaunchTemplate", "OldestLaunchConfiguration" -> {
                long oldest =
                        members.stream().mapToLong(Retirement::version).min().orElse(0);
                members.removeIf(member -> version(member) != oldest);
            }
            default -> {
                // AllocationStrategy and functions of the account do not tell our instances apart
            }
        }
    }

    private static void keepOnly(List<Member> members, Member one) {
        members.clear();
        members.add(one);
    }

    private static long version(Member member) {
        return Long.parseLong(member.template().version());
    }

    /** Begins to terminate an instance. */
    Activity begin(ScalingGroup group, Member member, String why) {
        Activity activity = activities.terminating(group, member, why);
        if (member.isWarm()) {
            member.state(LifecycleState.WARMED_TERMINATING);
            finish(member);
        } else if (hooks.hold(group, member, Hook.TERMINATING, () -> finish(member))) {
            member.state(LifecycleState.TERMINATING_WAIT);
        } else {
            member.state(LifecycleState.TERMINATING);
            finish(member);
        }
        return activity;
    }

    private void finish(Member member) {
        if (member.state() == LifecycleState.TERMINATING_WAIT) {
            member.state(LifecycleState.TERMINATING_PROCEED);
        }
        world.ec2().terminate(member.instanceId());
    }

    /** The instances of a group, those first that have been there longest. */
    static List<Member> oldestFirst(ScalingGroup group) {
        return group.counted()
                .sorted(Comparator.comparingLong(Retirement::version))
                .toList();
    }
}

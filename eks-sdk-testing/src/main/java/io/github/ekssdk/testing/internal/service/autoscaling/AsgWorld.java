package io.github.ekssdk.testing.internal.service.autoscaling;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.service.ec2.Ec2Actors;
import io.github.ekssdk.testing.internal.service.ec2.Ec2Service;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.Activity;

/** The Auto Scaling groups of an account in one region, and what all parts of the service need. */
final class AsgWorld {
    private final Account account;
    private final Map<String, ScalingGroup> groups = new TreeMap<>();
    private final Map<String, ScalingGroup> byInstance = new HashMap<>();
    private final List<Activity> pastActivities = new ArrayList<>();
    private @Nullable Reconciler reconciler;
    private boolean watching;

    AsgWorld(Account account) {
        this.account = account;
    }

    Account account() {
        return account;
    }

    Instant now() {
        return account.transitions().now();
    }

    void at(Duration delay, String what, Runnable effect) {
        account.transitions().at(now().plus(delay), what, effect);
    }

    Ec2Service ec2Service() {
        return account.service(Ec2Service.class);
    }

    Ec2Actors ec2() {
        return ec2Service().actors();
    }

    Collection<ScalingGroup> groups() {
        return groups.values();
    }

    Optional<ScalingGroup> find(@Nullable String name) {
        return name == null ? Optional.empty() : Optional.ofNullable(groups.get(name));
    }

    /** The group that a caller named, or a refusal. */
    ScalingGroup group(@Nullable String name) {
        String given = AsgRefusals.required(name, "autoScalingGroupName");
        return find(given).orElseThrow(() -> AsgRefusals.noGroup(given));
    }

    /** The group that a caller wants to change: it must not be on its way out. */
    ScalingGroup changeable(@Nullable String name) {
        ScalingGroup group = group(name);
        if (group.isDeleting()) {
            throw pendingDelete(group);
        }
        return group;
    }

    static AwsRefusal pendingDelete(ScalingGroup group) {
        return new AwsRefusal(
                400,
                "ScalingActivityInProgress",
                "AutoScalingGroup '" + group.name() + "' is in the process of being deleted");
    }

    void add(ScalingGroup group) {
        groups.put(group.name(), group);
    }

    void remove(ScalingGroup group) {
        group.bury();
        groups.remove(group.name());
        pastActivities.addAll(group.activities());
    }

    /** What groups did that are gone now. */
    List<Activity> pastActivities() {
        return pastActivities;
    }

    Optional<ScalingGroup> ofInstance(String instanceId) {
        return Optional.ofNullable(byInstance.get(instanceId));
    }

    /** Who is told when EC2 does something to an instance of a group. */
    void onInstanceChange(Reconciler listener) {
        reconciler = listener;
    }

    /** Looks at an instance of a group soon, as EC2 has changed it. */
    private void changed(String instanceId) {
        if (byInstance.containsKey(instanceId)) {
            at(Duration.ZERO, instanceId + " has changed", () -> look(instanceId));
        }
    }

    private void look(String instanceId) {
        ScalingGroup group = byInstance.get(instanceId);
        if (group != null && reconciler != null) {
            Reconciler listener = reconciler;
            group.member(instanceId).ifPresent(member -> listener.watch(group, member));
        }
    }

    void join(ScalingGroup group, Member member) {
        if (!watching) {
            watching = true;
            ec2().watchInstances(this::changed);
        }
        group.add(member);
        byInstance.put(member.instanceId(), group);
        changed(member.instanceId());
    }

    void leave(ScalingGroup group, Member member) {
        group.remove(member);
        byInstance.remove(member.instanceId());
    }
}

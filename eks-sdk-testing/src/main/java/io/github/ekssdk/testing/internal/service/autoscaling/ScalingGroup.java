package io.github.ekssdk.testing.internal.service.autoscaling;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.autoscaling.model.SuspendedProcess;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;
import software.amazon.awssdk.services.autoscaling.model.WarmPoolConfiguration;

/** One Auto Scaling group and its instances. */
final class ScalingGroup {
    private static final int REMEMBERED_ACTIVITIES = 1_000;

    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Map<String, TagDescription> tags = new TreeMap<>();
    private final Map<String, Hook> hooks = new TreeMap<>();
    private final Map<String, ScalingPolicy> policies = new TreeMap<>();
    private final Map<String, SuspendedProcess> suspended = new TreeMap<>();
    private final Deque<Activity> activities = new ArrayDeque<>();
    private final List<Refresh> refreshes = new ArrayList<>();
    private AutoScalingGroup settings;
    private List<String> subnets = List.of();
    private @Nullable WarmPoolConfiguration warmPool;
    private @Nullable String launchFailure;
    private int failures;
    private boolean touched;
    private boolean deleting;
    private boolean gone;

    ScalingGroup(AutoScalingGroup settings) {
        this.settings = settings;
    }

    String name() {
        return settings.autoScalingGroupName();
    }

    /** What the group is to be, without what it has. */
    AutoScalingGroup settings() {
        return settings;
    }

    void settings(AutoScalingGroup changed) {
        settings = changed;
    }

    void change(Consumer<AutoScalingGroup.Builder> change) {
        settings = settings.copy(change);
    }

    int desired() {
        return settings.desiredCapacity();
    }

    /** The subnets that instances go into, in the order in which they were given. */
    List<String> subnets() {
        return subnets;
    }

    void subnets(List<String> ids) {
        this.subnets = List.copyOf(ids);
    }

    Collection<Member> members() {
        return members.values();
    }

    Optional<Member> member(String instanceId) {
        return Optional.ofNullable(members.get(instanceId));
    }

    void add(Member member) {
        members.put(member.instanceId(), member);
    }

    void remove(Member member) {
        members.remove(member.instanceId());
    }

    /** The instances that count for the capacity. */
    Stream<Member> counted() {
        return members.values().stream().filter(Member::counts);
    }

    int capacity() {
        return (int) counted().count();
    }

    Map<String, TagDescription> tags() {
        return tags;
    }

    Map<String, Hook> hooks() {
        return hooks;
    }

    Map<String, ScalingPolicy> policies() {
        return policies;
    }

    Map<String, SuspendedProcess> suspended() {
        return suspended;
    }

    boolean isSuspended(String process) {
        return suspended.containsKey(process);
    }

    /** What the group has done, newest first. */
    Collection<Activity> activities() {
        return activities;
    }

    void record(Activity activity) {
        activities.addFirst(activity);
        if (activities.size() > REMEMBERED_ACTIVITIES) {
            activities.removeLast();
        }
    }

    /** Puts an activity in the place of an earlier state of it. */
    void replace(Activity activity) {
        List<Activity> copy = new ArrayList<>(activities);
        copy.replaceAll(old -> old.activityId().equals(activity.activityId()) ? activity : old);
        activities.clear();
        activities.addAll(copy);
    }

    List<Refresh> refreshes() {
        return refreshes;
    }

    Optional<Refresh> runningRefresh() {
        return refreshes.stream().filter(Refresh::isRunning).findFirst();
    }

    Optional<WarmPoolConfiguration> warmPool() {
        return Optional.ofNullable(warmPool);
    }

    void warmPool(@Nullable WarmPoolConfiguration configuration) {
        this.warmPool = configuration;
    }

    /** Why the last launch failed, as long as none has succeeded since. */
    Optional<String> launchFailure() {
        return Optional.ofNullable(launchFailure);
    }

    /** Notes a failed launch and tells how many there were in a row. */
    int launchFailed(String why) {
        launchFailure = why;
        return ++failures;
    }

    void launchSucceeded() {
        launchFailure = null;
        failures = 0;
    }

    boolean isTouched() {
        return touched;
    }

    void touched(boolean isTouched) {
        this.touched = isTouched;
    }

    boolean isDeleting() {
        return deleting;
    }

    void delete() {
        deleting = true;
        change(b -> b.status("Delete in progress").minSize(0).maxSize(0).desiredCapacity(0));
    }

    boolean isGone() {
        return gone;
    }

    void bury() {
        gone = true;
    }

    AutoScalingGroup describe(boolean withInstances) {
        List<Member> pool = members.values().stream().filter(Member::isWarm).toList();
        return settings.toBuilder()
                .instances(
                        withInstances
                                ? members.values().stream()
                                        .filter(member -> !pool.contains(member))
                                        .map(Member::describe)
                                        .toList()
                                : List.of())
                .tags(List.copyOf(tags.values()))
                .suspendedProcesses(List.copyOf(suspended.values()))
                .warmPoolConfiguration(warmPool)
                .warmPoolSize(warmPool == null ? null : pool.size())
                .build();
    }
}

package io.github.ekssdk.testing.internal.service.autoscaling;

import io.github.ekssdk.testing.internal.AwsRefusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.CancelInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.CancelInstanceRefreshResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesResponse;
import software.amazon.awssdk.services.autoscaling.model.InstanceMaintenancePolicy;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;
import software.amazon.awssdk.services.autoscaling.model.RollbackInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.RollbackInstanceRefreshResponse;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshResponse;

/** Starts, cancels, rolls back and shows instance refreshes. */
public final class RefreshCalls {
    private final AsgWorld world;
    private final Blueprints blueprints;
    private final Retirement retirement;
    private final Activities activities;
    private final Reconciler reconciler;

    RefreshCalls(
            AsgWorld world,
            Blueprints blueprints,
            Retirement retirement,
            Activities activities,
            Reconciler reconciler) {
        this.world = world;
        this.blueprints = blueprints;
        this.retirement = retirement;
        this.activities = activities;
        this.reconciler = reconciler;
    }

    public StartInstanceRefreshResponse start(StartInstanceRefreshRequest request) {
        ScalingGroup group = world.changeable(request.autoScalingGroupName());
        RefreshPreferences preferences = preferences(group, request.preferences());
        if (group.runningRefresh().isPresent()) {
            throw new AwsRefusal(
                    400,
                    "InstanceRefreshInProgress",
                    "An Instance Refresh is already in progress and blocks the execution of this Instance Refresh.");
        }
        if (request.desiredConfiguration() != null
                && request.desiredConfiguration().launchTemplate() != null) {
            blueprints.find(request.desiredConfiguration().launchTemplate());
        }
        Refresh refresh = new Refresh(
                world,
                retirement,
                activities,
                group,
                () -> reconciler.touch(group),
                preferences,
                request.desiredConfiguration());
        group.refreshes().add(refresh);
        soon(group, () -> refresh.begin(Boolean.TRUE.equals(preferences.skipMatching())));
        return StartInstanceRefreshResponse.builder()
                .instanceRefreshId(refresh.id())
                .build();
    }

    public CancelInstanceRefreshResponse cancel(CancelInstanceRefreshRequest request) {
        ScalingGroup group = world.group(request.autoScalingGroupName());
        Refresh refresh = running(group);
        refresh.cancel();
        soon(group, refresh::cancelled);
        return CancelInstanceRefreshResponse.builder()
                .instanceRefreshId(refresh.id())
                .build();
    }

    public RollbackInstanceRefreshResponse rollback(RollbackInstanceRefreshRequest request) {
        ScalingGroup group = world.group(request.autoScalingGroupName());
        Refresh refresh = running(group);
        if (!refresh.canRollBack()) {
            throw new AwsRefusal(
                    400,
                    "IrreversibleInstanceRefresh",
                    "The instance refresh has no desired configuration and cannot be rolled back.");
        }
        refresh.rollBack("Rolled back due to user request.");
        reconciler.touch(group);
        return RollbackInstanceRefreshResponse.builder()
                .instanceRefreshId(refresh.id())
                .build();
    }

    public DescribeInstanceRefreshesResponse describe(DescribeInstanceRefreshesRequest request) {
        ScalingGroup group = world.group(request.autoScalingGroupName());
        List<InstanceRefresh> found = new ArrayList<>(group.refreshes().stream()
                .map(Refresh::describe)
                .filter(refresh -> request.instanceRefreshIds().isEmpty()
                        || request.instanceRefreshIds().contains(refresh.instanceRefreshId()))
                .toList());
        Collections.reverse(found);
        AsgPages<InstanceRefresh> page = AsgPages.of(found, request.maxRecords(), request.nextToken());
        return DescribeInstanceRefreshesResponse.builder()
                .instanceRefreshes(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private void soon(ScalingGroup group, Runnable effect) {
        Duration delay = world.account().latencies().peek("autoscaling.react", group.name());
        world.at(delay, "instance refresh of " + group.name(), () -> {
            effect.run();
            reconciler.touch(group);
        });
    }

    private static Refresh running(ScalingGroup group) {
        return group.runningRefresh()
                .orElseThrow(() -> new AwsRefusal(
                        400,
                        "ActiveInstanceRefreshNotFound",
                        "No in progress or pending Instance Refresh found for Auto Scaling group " + group.name()));
    }

    private static RefreshPreferences preferences(ScalingGroup group, RefreshPreferences asked) {
        RefreshPreferences given = asked == null ? RefreshPreferences.builder().build() : asked;
        if (given.minHealthyPercentage() == null) {
            InstanceMaintenancePolicy policy = group.settings().instanceMaintenancePolicy();
            int least = policy == null || policy.minHealthyPercentage() == null || policy.minHealthyPercentage() < 0
                    ? 90
                    : policy.minHealthyPercentage();
            given = given.copy(b -> b.minHealthyPercentage(least));
        }
        int least = given.minHealthyPercentage();
        int most = given.maxHealthyPercentage() == null ? Math.max(100, least) : given.maxHealthyPercentage();
        if (least < 0 || least > 100) {
            throw AsgRefusals.validation("MinHealthyPercentage must be between 0 and 100, but is " + least);
        }
        if (most < 100 || most > 200 || most - least > 100) {
            throw AsgRefusals.validation("MaxHealthyPercentage must be between 100 and 200 and at most 100 more than"
                    + " MinHealthyPercentage, but is " + most);
        }
        return given;
    }
}

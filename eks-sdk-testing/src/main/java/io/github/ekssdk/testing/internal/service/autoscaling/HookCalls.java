package io.github.ekssdk.testing.internal.service.autoscaling;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionRequest;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteLifecycleHookRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteLifecycleHookResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHookTypesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHookTypesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHooksRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHooksResponse;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHookSpecification;
import software.amazon.awssdk.services.autoscaling.model.PutLifecycleHookRequest;
import software.amazon.awssdk.services.autoscaling.model.PutLifecycleHookResponse;
import software.amazon.awssdk.services.autoscaling.model.RecordLifecycleActionHeartbeatRequest;
import software.amazon.awssdk.services.autoscaling.model.RecordLifecycleActionHeartbeatResponse;

/** Puts, shows and deletes lifecycle hooks, and completes what waits for them. */
public final class HookCalls {
    private static final int HEARTBEAT = 3600;
    private static final int MOST = 50;
    private static final int GLOBAL = 172_800;
    private static final Set<String> RESULTS = Set.of("CONTINUE", "ABANDON");

    private final AsgWorld world;
    private final HookTimers timers;

    HookCalls(AsgWorld world, HookTimers timers) {
        this.world = world;
        this.timers = timers;
    }

    /** A hook that is given when its group is created. */
    static Hook hook(String group, LifecycleHookSpecification asked) {
        return new Hook(
                complete(LifecycleHook.builder()
                        .autoScalingGroupName(group)
                        .lifecycleHookName(asked.lifecycleHookName())
                        .lifecycleTransition(asked.lifecycleTransition())
                        .notificationTargetARN(asked.notificationTargetARN())
                        .notificationMetadata(asked.notificationMetadata())
                        .roleARN(asked.roleARN())
                        .heartbeatTimeout(asked.heartbeatTimeout())
                        .defaultResult(asked.defaultResult())
                        .build()),
                false);
    }

    private static LifecycleHook complete(LifecycleHook asked) {
        AsgRefusals.required(asked.lifecycleHookName(), "lifecycleHookName");
        String transition = AsgRefusals.required(asked.lifecycleTransition(), "lifecycleTransition");
        if (!transition.equals(Hook.LAUNCHING) && !transition.equals(Hook.TERMINATING)) {
            throw AsgRefusals.validation("Invalid lifecycle transition: " + transition);
        }
        int heartbeat = asked.heartbeatTimeout() == null ? HEARTBEAT : asked.heartbeatTimeout();
        String result = asked.defaultResult() == null ? "ABANDON" : asked.defaultResult();
        checkResult(result);
        return asked.copy(
                b -> b.heartbeatTimeout(heartbeat).defaultResult(result).globalTimeout((int)
                        Math.min(GLOBAL, 100L * heartbeat)));
    }

    private static void checkResult(@Nullable String result) {
        if (!RESULTS.contains(AsgRefusals.required(result, "lifecycleActionResult"))) {
            throw AsgRefusals.validation("Lifecycle action result must be CONTINUE or ABANDON, but is " + result);
        }
    }

    public PutLifecycleHookResponse put(PutLifecycleHookRequest request) {
        ScalingGroup group = world.changeable(request.autoScalingGroupName());
        String name = AsgRefusals.required(request.lifecycleHookName(), "lifecycleHookName");
        Hook before = group.hooks().get(name);
        if (before == null && group.hooks().size() >= MOST) {
            throw AsgRefusals.limitExceeded("An Auto Scaling group has at most " + MOST + " lifecycle hooks.");
        }
        LifecycleHook.Builder after = before == null ? LifecycleHook.builder() : before.model().toBuilder();
        after.lifecycleHookName(name).autoScalingGroupName(group.name());
        if (request.lifecycleTransition() != null) {
            after.lifecycleTransition(request.lifecycleTransition());
        }
        if (request.heartbeatTimeout() != null) {
            after.heartbeatTimeout(request.heartbeatTimeout());
        }
        if (request.defaultResult() != null) {
            after.defaultResult(request.defaultResult());
        }
        if (request.notificationTargetARN() != null) {
            after.notificationTargetARN(request.notificationTargetARN());
        }
        if (request.notificationMetadata() != null) {
            after.notificationMetadata(request.notificationMetadata());
        }
        if (request.roleARN() != null) {
            after.roleARN(request.roleARN());
        }
        group.hooks().put(name, new Hook(complete(after.build()), false));
        return PutLifecycleHookResponse.builder().build();
    }

    public DescribeLifecycleHooksResponse describe(DescribeLifecycleHooksRequest request) {
        List<LifecycleHook> hooks = world.group(request.autoScalingGroupName()).hooks().values().stream()
                .map(Hook::model)
                .filter(hook -> request.lifecycleHookNames().isEmpty()
                        || request.lifecycleHookNames().contains(hook.lifecycleHookName()))
                .toList();
        return DescribeLifecycleHooksResponse.builder().lifecycleHooks(hooks).build();
    }

    public DescribeLifecycleHookTypesResponse describeTypes(DescribeLifecycleHookTypesRequest request) {
        return DescribeLifecycleHookTypesResponse.builder()
                .lifecycleHookTypes(Hook.LAUNCHING, Hook.TERMINATING)
                .build();
    }

    public DeleteLifecycleHookResponse delete(DeleteLifecycleHookRequest request) {
        ScalingGroup group = world.changeable(request.autoScalingGroupName());
        String name = existing(group, request.lifecycleHookName());
        group.hooks().remove(name);
        timers.abandon(group, name);
        return DeleteLifecycleHookResponse.builder().build();
    }

    public CompleteLifecycleActionResponse complete(CompleteLifecycleActionRequest request) {
        ScalingGroup group = world.group(request.autoScalingGroupName());
        checkResult(request.lifecycleActionResult());
        String instance = waiting(group, request.lifecycleHookName(), request.instanceId());
        timers.complete(instance, request.lifecycleActionResult());
        return CompleteLifecycleActionResponse.builder().build();
    }

    public RecordLifecycleActionHeartbeatResponse heartbeat(RecordLifecycleActionHeartbeatRequest request) {
        ScalingGroup group = world.group(request.autoScalingGroupName());
        timers.heartbeat(waiting(group, request.lifecycleHookName(), request.instanceId()));
        return RecordLifecycleActionHeartbeatResponse.builder().build();
    }

    private static String existing(ScalingGroup group, @Nullable String hookName) {
        String name = AsgRefusals.required(hookName, "lifecycleHookName");
        if (!group.hooks().containsKey(name)) {
            throw AsgRefusals.validation("No Lifecycle Hook found with name " + name);
        }
        return name;
    }

    private String waiting(ScalingGroup group, @Nullable String hookName, @Nullable String instanceId) {
        String name = existing(group, hookName);
        String id = AsgRefusals.required(instanceId, "instanceId");
        if (group.member(id).isEmpty() || !timers.waits(id, name)) {
            throw AsgRefusals.validation("No active Lifecycle Action found with instance ID " + id);
        }
        return id;
    }
}

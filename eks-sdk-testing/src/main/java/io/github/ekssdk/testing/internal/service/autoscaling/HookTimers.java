package io.github.ekssdk.testing.internal.service.autoscaling;

import io.github.ekssdk.testing.internal.Transitions.Pending;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;

/** Lets instances wait for lifecycle hooks, until somebody completes the action or its heartbeat stops. */
final class HookTimers {
    private final AsgWorld world;
    private final Map<String, Wait> waits = new HashMap<>();

    HookTimers(AsgWorld world) {
        this.world = world;
    }

    /** Something that an instance waits for. */
    private static final class Wait {
        private final Hook hook;
        private final Runnable goOn;
        private final Runnable giveUp;
        private Pending timeout;

        Wait(Hook hook, Runnable goOn, Runnable giveUp, Pending timeout) {
            this.hook = hook;
            this.goOn = goOn;
            this.giveUp = giveUp;
            this.timeout = timeout;
        }
    }

    /** Holds an instance if a hook says so; a terminating instance goes on whatever the result. */
    boolean hold(ScalingGroup group, Member member, String transition, Runnable goOn) {
        return hold(group, member, transition, goOn, goOn);
    }

    /** Holds an instance if a hook says so. */
    boolean hold(ScalingGroup group, Member member, String transition, Runnable goOn, Runnable giveUp) {
        Optional<Hook> hook = group.hooks().values().stream()
                .filter(candidate -> candidate.holds(transition))
                .findFirst();
        hook.ifPresent(found ->
                waits.put(member.instanceId(), new Wait(found, goOn, giveUp, timeout(member.instanceId(), found))));
        return hook.isPresent();
    }

    private Pending timeout(String instanceId, Hook hook) {
        return world.account()
                .transitions()
                .at(
                        world.now().plus(Duration.ofSeconds(hook.model().heartbeatTimeout())),
                        instanceId + " waits no longer for " + hook.model().lifecycleHookName(),
                        () -> complete(instanceId, hook.model().defaultResult()));
    }

    /** Whether the instance waits for the hook of that name. */
    boolean waits(String instanceId, String hookName) {
        Wait wait = waits.get(instanceId);
        return wait != null && wait.hook.model().lifecycleHookName().equals(hookName);
    }

    void heartbeat(String instanceId) {
        Wait wait = waits.get(instanceId);
        if (wait != null) {
            wait.timeout.cancel();
            wait.timeout = timeout(instanceId, wait.hook);
        }
    }

    /** Goes on with an instance: CONTINUE or ABANDON. */
    void complete(String instanceId, String result) {
        Wait wait = waits.remove(instanceId);
        if (wait != null) {
            wait.timeout.cancel();
            (result.equals("CONTINUE") ? wait.goOn : wait.giveUp).run();
        }
    }

    /** Forgets an instance that is gone. */
    void forget(String instanceId) {
        Wait wait = waits.remove(instanceId);
        if (wait != null) {
            wait.timeout.cancel();
        }
    }

    /** Lets the instances go on that wait for a hook that is deleted. */
    void abandon(ScalingGroup group, String hookName) {
        group.members().stream()
                .map(Member::instanceId)
                .filter(id -> waits(id, hookName))
                .toList()
                .forEach(id -> complete(id, "CONTINUE"));
    }

    /** Whether a state is one of waiting. */
    static boolean isWaiting(LifecycleState state) {
        return state == LifecycleState.PENDING_WAIT || state == LifecycleState.TERMINATING_WAIT;
    }
}

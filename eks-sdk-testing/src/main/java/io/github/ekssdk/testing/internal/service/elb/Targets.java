package io.github.ekssdk.testing.internal.service.elb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** Registers targets with target groups and says how they do: initial, then healthy; draining, then gone. */
final class Targets {
    private final ElbStore store;

    Targets(ElbStore store) {
        this.store = store;
    }

    private Map<String, TargetState> of(String arn) {
        return store.targets.computeIfAbsent(arn, key -> new LinkedHashMap<>());
    }

    public RegisterTargetsResponse register(RegisterTargetsRequest request) {
        TargetGroup group = store.targetGroup(request.targetGroupArn());
        List<TargetDescription> targets = request.targets().stream()
                .map(target -> complete(target, group))
                .toList();
        for (TargetDescription target : targets) {
            if (group.targetType() == TargetTypeEnum.INSTANCE && !store.network.hasInstance(target.id())) {
                throw ElbRefusals.of(
                        "InvalidTarget", "The following targets are not in a running state: '" + target.id() + "'");
            }
        }
        targets.forEach(target -> begin(group.targetGroupArn(), target));
        return RegisterTargetsResponse.builder().build();
    }

    private static TargetDescription complete(TargetDescription target, TargetGroup group) {
        return target.port() == null ? target.copy(b -> b.port(group.port())) : target;
    }

    private void begin(String arn, TargetDescription target) {
        String key = TargetState.key(target);
        of(arn).put(key, new TargetState(target, TargetHealthStateEnum.INITIAL));
        store.later(
                "elb.target.healthy",
                key,
                "target " + key + " becomes healthy",
                () -> of(arn).computeIfPresent(
                                key,
                                (k, state) -> state.health() == TargetHealthStateEnum.INITIAL
                                        ? new TargetState(target, TargetHealthStateEnum.HEALTHY)
                                        : state));
    }

    public DeregisterTargetsResponse deregister(DeregisterTargetsRequest request) {
        TargetGroup group = store.targetGroup(request.targetGroupArn());
        String arn = group.targetGroupArn();
        for (TargetDescription given : request.targets()) {
            String key = TargetState.key(complete(given, group));
            TargetState state = of(arn).get(key);
            if (state != null) {
                of(arn).put(key, new TargetState(state.target(), TargetHealthStateEnum.DRAINING));
                store.later(
                        "elb.target.drained",
                        key,
                        "target " + key + " is drained",
                        () -> of(arn).computeIfPresent(
                                        key, (k, now) -> now.health() == TargetHealthStateEnum.DRAINING ? null : now));
            }
        }
        return DeregisterTargetsResponse.builder().build();
    }

    public DescribeTargetHealthResponse describe(DescribeTargetHealthRequest request) {
        TargetGroup group = store.targetGroup(request.targetGroupArn());
        Map<String, TargetState> registered = of(group.targetGroupArn());
        List<TargetHealthDescription> answers = request.targets().isEmpty()
                ? registered.values().stream()
                        .map(state -> render(state.target(), state, group))
                        .toList()
                : request.targets().stream()
                        .map(given -> complete(given, group))
                        .map(target -> render(target, registered.get(TargetState.key(target)), group))
                        .toList();
        return DescribeTargetHealthResponse.builder()
                .targetHealthDescriptions(answers)
                .build();
    }

    private TargetHealthDescription render(TargetDescription target, @Nullable TargetState state, TargetGroup group) {
        return TargetHealthDescription.builder()
                .target(target)
                .healthCheckPort(String.valueOf(target.port()))
                .targetHealth(health(state, group))
                .build();
    }

    private TargetHealth health(@Nullable TargetState state, TargetGroup group) {
        if (state == null) {
            return TargetHealth.builder()
                    .state(TargetHealthStateEnum.UNUSED)
                    .reason(TargetHealthReasonEnum.TARGET_NOT_REGISTERED)
                    .description("Target is not registered to the target group")
                    .build();
        }
        if (store.balancersOf(group.targetGroupArn()).isEmpty() && state.health() != TargetHealthStateEnum.DRAINING) {
            return TargetHealth.builder()
                    .state(TargetHealthStateEnum.UNUSED)
                    .reason(TargetHealthReasonEnum.TARGET_NOT_IN_USE)
                    .description("Target group is not configured to receive traffic from the load balancer")
                    .build();
        }
        return TargetHealth.builder()
                .state(state.health())
                .reason(
                        switch (state.health()) {
                            case INITIAL -> TargetHealthReasonEnum.ELB_REGISTRATION_IN_PROGRESS;
                            case DRAINING -> TargetHealthReasonEnum.TARGET_DEREGISTRATION_IN_PROGRESS;
                            default -> null;
                        })
                .build();
    }
}

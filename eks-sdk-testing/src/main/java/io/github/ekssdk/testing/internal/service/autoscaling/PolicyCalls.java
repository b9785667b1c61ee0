package io.github.ekssdk.testing.internal.service.autoscaling;

import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.DeletePolicyRequest;
import software.amazon.awssdk.services.autoscaling.model.DeletePolicyResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribePoliciesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribePoliciesResponse;
import software.amazon.awssdk.services.autoscaling.model.ExecutePolicyRequest;
import software.amazon.awssdk.services.autoscaling.model.ExecutePolicyResponse;
import software.amazon.awssdk.services.autoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.autoscaling.model.PutScalingPolicyResponse;
import software.amazon.awssdk.services.autoscaling.model.ScalingPolicy;

/** Keeps scaling policies; simple ones can be executed. */
public final class PolicyCalls {
    private final AsgWorld world;
    private final Reconciler reconciler;

    PolicyCalls(AsgWorld world, Reconciler reconciler) {
        this.world = world;
        this.reconciler = reconciler;
    }

    public PutScalingPolicyResponse put(PutScalingPolicyRequest request) {
        ScalingGroup group = world.changeable(request.autoScalingGroupName());
        String name = AsgRefusals.required(request.policyName(), "policyName");
        ScalingPolicy before = group.policies().get(name);
        String arn = before != null ? before.policyARN() : arn(group, name);
        ScalingPolicy policy = ScalingPolicy.builder()
                .autoScalingGroupName(group.name())
                .policyName(name)
                .policyARN(arn)
                .policyType(request.policyType() == null ? "SimpleScaling" : request.policyType())
                .adjustmentType(request.adjustmentType())
                .minAdjustmentMagnitude(request.minAdjustmentMagnitude())
                .scalingAdjustment(request.scalingAdjustment())
                .cooldown(request.cooldown())
                .metricAggregationType(request.metricAggregationType())
                .stepAdjustments(request.stepAdjustments())
                .estimatedInstanceWarmup(request.estimatedInstanceWarmup())
                .targetTrackingConfiguration(request.targetTrackingConfiguration())
                .predictiveScalingConfiguration(request.predictiveScalingConfiguration())
                .enabled(request.enabled() == null || request.enabled())
                .alarms(List.of())
                .build();
        check(policy);
        group.policies().put(name, policy);
        return PutScalingPolicyResponse.builder().policyARN(arn).build();
    }

    private String arn(ScalingGroup group, String name) {
        return world.account()
                .arn(
                        "autoscaling",
                        "scalingPolicy:" + world.account().ids().uuid() + ":autoScalingGroupName/" + group.name()
                                + ":policyName/" + name);
    }

    private static void check(ScalingPolicy policy) {
        switch (policy.policyType()) {
            case "SimpleScaling" -> AsgRefusals.required(policy.scalingAdjustment(), "scalingAdjustment");
            case "StepScaling" -> {
                if (policy.stepAdjustments().isEmpty()) {
                    throw AsgRefusals.validation("StepAdjustments are required for policy type StepScaling");
                }
            }
            case "TargetTrackingScaling" ->
                AsgRefusals.required(policy.targetTrackingConfiguration(), "targetTrackingConfiguration");
            case "PredictiveScaling" ->
                AsgRefusals.required(policy.predictiveScalingConfiguration(), "predictiveScalingConfiguration");
            default -> throw AsgRefusals.validation("Invalid policy type: " + policy.policyType());
        }
    }

    public DescribePoliciesResponse describe(DescribePoliciesRequest request) {
        List<ScalingPolicy> found = world.groups().stream()
                .filter(group ->
                        request.autoScalingGroupName() == null || group.name().equals(request.autoScalingGroupName()))
                .flatMap(group -> group.policies().values().stream())
                .filter(policy -> request.policyNames().isEmpty()
                        || request.policyNames().contains(policy.policyName())
                        || request.policyNames().contains(policy.policyARN()))
                .filter(policy ->
                        request.policyTypes().isEmpty() || request.policyTypes().contains(policy.policyType()))
                .toList();
        AsgPages<ScalingPolicy> page = AsgPages.of(found, request.maxRecords(), request.nextToken());
        return DescribePoliciesResponse.builder()
                .scalingPolicies(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    public DeletePolicyResponse delete(DeletePolicyRequest request) {
        ScalingGroup group = world.changeable(request.autoScalingGroupName());
        group.policies().remove(find(group, request.policyName()).policyName());
        return DeletePolicyResponse.builder().build();
    }

    public ExecutePolicyResponse execute(ExecutePolicyRequest request) {
        ScalingGroup group = world.changeable(request.autoScalingGroupName());
        ScalingPolicy policy = find(group, request.policyName());
        if (!policy.policyType().equals("SimpleScaling")) {
            throw AsgRefusals.validation("Only policies of type SimpleScaling can be executed without a metric.");
        }
        int after = adjusted(group.desired(), policy);
        int bounded =
                Math.max(group.settings().minSize(), Math.min(group.settings().maxSize(), after));
        group.change(b -> b.desiredCapacity(bounded));
        reconciler.touch(group);
        return ExecutePolicyResponse.builder().build();
    }

    private static int adjusted(int desired, ScalingPolicy policy) {
        int by = policy.scalingAdjustment();
        return switch (policy.adjustmentType() == null ? "ChangeInCapacity" : policy.adjustmentType()) {
            case "ExactCapacity" -> by;
            case "PercentChangeInCapacity" -> desired + desired * by / 100;
            default -> desired + by;
        };
    }

    private static ScalingPolicy find(ScalingGroup group, String name) {
        String given = AsgRefusals.required(name, "policyName");
        return group.policies().values().stream()
                .filter(policy ->
                        policy.policyName().equals(given) || policy.policyARN().equals(given))
                .findFirst()
                .orElseThrow(() -> AsgRefusals.validation("Policy " + given + " not found"));
    }
}

package io.github.ekssdk.testing.internal.service.autoscaling;

import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.AdjustmentType;
import software.amazon.awssdk.services.autoscaling.model.DescribeAdjustmentTypesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAdjustmentTypesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingProcessTypesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingProcessTypesResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeTerminationPolicyTypesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeTerminationPolicyTypesResponse;
import software.amazon.awssdk.services.autoscaling.model.ProcessType;
import software.amazon.awssdk.services.autoscaling.model.ResumeProcessesRequest;
import software.amazon.awssdk.services.autoscaling.model.ResumeProcessesResponse;
import software.amazon.awssdk.services.autoscaling.model.SuspendProcessesRequest;
import software.amazon.awssdk.services.autoscaling.model.SuspendProcessesResponse;
import software.amazon.awssdk.services.autoscaling.model.SuspendedProcess;

/** Suspends and resumes what groups do by themselves, and names it. */
public final class ProcessCalls {
    private static final List<String> PROCESSES = List.of(
            "Launch",
            "Terminate",
            "AddToLoadBalancer",
            "AlarmNotification",
            "AZRebalance",
            "HealthCheck",
            "InstanceRefresh",
            "ReplaceUnhealthy",
            "ScheduledActions");

    private final AsgWorld world;
    private final Reconciler reconciler;

    ProcessCalls(AsgWorld world, Reconciler reconciler) {
        this.world = world;
        this.reconciler = reconciler;
    }

    public SuspendProcessesResponse suspend(SuspendProcessesRequest request) {
        ScalingGroup group = world.changeable(request.autoScalingGroupName());
        for (String process : named(request.scalingProcesses())) {
            group.suspended()
                    .put(
                            process,
                            SuspendedProcess.builder()
                                    .processName(process)
                                    .suspensionReason("User suspended at " + world.now())
                                    .build());
        }
        return SuspendProcessesResponse.builder().build();
    }

    public ResumeProcessesResponse resume(ResumeProcessesRequest request) {
        ScalingGroup group = world.changeable(request.autoScalingGroupName());
        named(request.scalingProcesses()).forEach(group.suspended()::remove);
        reconciler.touch(group);
        return ResumeProcessesResponse.builder().build();
    }

    private static List<String> named(List<String> processes) {
        processes.forEach(process -> {
            if (!PROCESSES.contains(process)) {
                throw AsgRefusals.validation("Invalid process type: " + process);
            }
        });
        return processes.isEmpty() ? PROCESSES : processes;
    }

    public DescribeScalingProcessTypesResponse describe(DescribeScalingProcessTypesRequest request) {
        return DescribeScalingProcessTypesResponse.builder()
                .processes(PROCESSES.stream()
                        .map(name -> ProcessType.builder().processName(name).build())
                        .toList())
                .build();
    }

    public DescribeTerminationPolicyTypesResponse describe(DescribeTerminationPolicyTypesRequest request) {
        return DescribeTerminationPolicyTypesResponse.builder()
                .terminationPolicyTypes(
                        "AllocationStrategy",
                        "ClosestToNextInstanceHour",
                        "Default",
                        "NewestInstance",
                        "OldestInstance",
                        "OldestLaunchConfiguration",
                        "OldestLaunchTemplate")
                .build();
    }

    public DescribeAdjustmentTypesResponse describe(DescribeAdjustmentTypesRequest request) {
        List<String> types = List.of("ChangeInCapacity", "ExactCapacity", "PercentChangeInCapacity");
        return DescribeAdjustmentTypesResponse.builder()
                .adjustmentTypes(types.stream()
                        .map(name ->
                                AdjustmentType.builder().adjustmentType(name).build())
                        .toList())
                .build();
    }
}

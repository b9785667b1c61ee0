package io.github.ekssdk.testing.internal.service.autoscaling;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.autoscaling.model.AttachLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.AttachLoadBalancerTargetGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.AttachLoadBalancersRequest;
import software.amazon.awssdk.services.autoscaling.model.AttachLoadBalancersResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLoadBalancerTargetGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.autoscaling.model.DetachLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DetachLoadBalancerTargetGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DetachLoadBalancersRequest;
import software.amazon.awssdk.services.autoscaling.model.DetachLoadBalancersResponse;
import software.amazon.awssdk.services.autoscaling.model.LoadBalancerState;
import software.amazon.awssdk.services.autoscaling.model.LoadBalancerTargetGroupState;

/** Attaches load balancers to groups and detaches them. */
public final class LoadBalancerCalls {
    private final AsgWorld world;

    LoadBalancerCalls(AsgWorld world) {
        this.world = world;
    }

    public AttachLoadBalancerTargetGroupsResponse attach(AttachLoadBalancerTargetGroupsRequest request) {
        ScalingGroup group = world.changeable(request.autoScalingGroupName());
        List<String> all = joined(group.settings().targetGroupARNs(), request.targetGroupARNs());
        group.change(b -> b.targetGroupARNs(all));
        return AttachLoadBalancerTargetGroupsResponse.builder().build();
    }

    public DetachLoadBalancerTargetGroupsResponse detach(DetachLoadBalancerTargetGroupsRequest request) {
        ScalingGroup group = world.changeable(request.autoScalingGroupName());
        List<String> left =
                without(group.settings().targetGroupARNs(), request.targetGroupARNs(), "Load Balancer Target Groups");
        group.change(b -> b.targetGroupARNs(left));
        return DetachLoadBalancerTargetGroupsResponse.builder().build();
    }

    public DescribeLoadBalancerTargetGroupsResponse describe(DescribeLoadBalancerTargetGroupsRequest request) {
        ScalingGroup group = world.group(request.autoScalingGroupName());
        List<LoadBalancerTargetGroupState> states = group.settings().targetGroupARNs().stream()
                .map(arn -> LoadBalancerTargetGroupState.builder()
                        .loadBalancerTargetGroupARN(arn)
                        .state(state(group))
                        .build())
                .toList();
        AsgPages<LoadBalancerTargetGroupState> page =
                AsgPages.of(states, request.maxRecords(), request.nextToken(), 100);
        return DescribeLoadBalancerTargetGroupsResponse.builder()
                .loadBalancerTargetGroups(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    public AttachLoadBalancersResponse attach(AttachLoadBalancersRequest request) {
        ScalingGroup group = world.changeable(request.autoScalingGroupName());
        List<String> all = joined(group.settings().loadBalancerNames(), request.loadBalancerNames());
        group.change(b -> b.loadBalancerNames(all));
        return AttachLoadBalancersResponse.builder().build();
    }

    public DetachLoadBalancersResponse detach(DetachLoadBalancersRequest request) {
        ScalingGroup group = world.changeable(request.autoScalingGroupName());
        List<String> left =
                without(group.settings().loadBalancerNames(), request.loadBalancerNames(), "Load Balancers");
        group.change(b -> b.loadBalancerNames(left));
        return DetachLoadBalancersResponse.builder().build();
    }

    public DescribeLoadBalancersResponse describe(DescribeLoadBalancersRequest request) {
        ScalingGroup group = world.group(request.autoScalingGroupName());
        List<LoadBalancerState> states = group.settings().loadBalancerNames().stream()
                .map(name -> LoadBalancerState.builder()
                        .loadBalancerName(name)
                        .state(state(group))
                        .build())
                .toList();
        AsgPages<LoadBalancerState> page = AsgPages.of(states, request.maxRecords(), request.nextToken(), 100);
        return DescribeLoadBalancersResponse.builder()
                .loadBalancers(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static String state(ScalingGroup group) {
        return group.counted().anyMatch(Member::isInService) ? "InService" : "Added";
    }

    private static List<String> joined(List<String> present, List<String> added) {
        Set<String> all = new LinkedHashSet<>(present);
        all.addAll(added);
        return List.copyOf(all);
    }

    private static List<String> without(List<String> present, List<String> removed, String what) {
        List<String> left = new ArrayList<>(present);
        for (String one : removed) {
            if (!left.remove(one)) {
                throw AsgRefusals.validation("Trying to remove " + what + " that are not part of the group: " + one);
            }
        }
        return left;
    }
}

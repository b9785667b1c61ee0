package io.github.ekssdk.testing.internal.actor;

import io.github.ekssdk.testing.internal.service.ec2.Ec2Actors;
import io.github.ekssdk.testing.internal.service.elb.ClassicElbService;
import io.github.ekssdk.testing.internal.service.elb.ElbV2Service;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupResponse;

/** Removes load balancers as those do who made them. */
final class BalancerRemoval {
    private final Hand hand;

    BalancerRemoval(Hand hand) {
        this.hand = hand;
    }

    private ElbV2Service elb() {
        return hand.account().service(ElbV2Service.class);
    }

    private ClassicElbService classic() {
        return hand.account().service(ClassicElbService.class);
    }

    private Ec2Actors ec2() {
        return hand.ec2().actors();
    }

    /** Removes all that was made for a cluster, unless the controller is gone. */
    void removeAll(String clusterName) {
        if (elb().isAbandoned(clusterName)) {
            return;
        }
        Set<String> arns = new HashSet<>();
        List<String> groups = new ArrayList<>();
        for (BalancerOwner owner : BalancerOwner.values()) {
            arns.addAll(elb().tagged(owner.clusterTag(), clusterName));
            groups.addAll(madeGroups(owner, clusterName));
        }
        delete(arns);
        classic().tagged("kubernetes.io/cluster/" + clusterName, "owned").forEach(classic()::delete);
        ec2().securityGroupsTagged("kubernetes.io/cluster/" + clusterName, "owned").stream()
                .filter(id -> isNamed(id, "k8s-elb-"))
                .forEach(groups::add);
        deleteGroups(groups);
    }

    /** Removes all that one of those who make load balancers has made for a cluster. */
    void removeAll(String clusterName, BalancerOwner owner) {
        List<String> groups = madeGroups(owner, clusterName);
        delete(elb().tagged(owner.clusterTag(), clusterName));
        deleteGroups(groups);
    }

    /** The groups that somebody made for load balancers; Auto Mode puts the cluster's tag on other things, too. */
    private List<String> madeGroups(BalancerOwner owner, String clusterName) {
        return ec2().securityGroupsTagged(owner.clusterTag(), clusterName).stream()
                .filter(id -> isNamed(id, "k8s-"))
                .toList();
    }

    private boolean isNamed(String groupId, String prefix) {
        return ec2().securityGroup(groupId)
                .filter(group -> group.groupName().startsWith(prefix))
                .isPresent();
    }

    /**
     * Removes what was made for one object, and with the last one what all of them share.
     *
     * @param prefix what the tags begin with that tell for which kind of object it was made
     */
    void remove(String clusterName, String object, String prefix) {
        String vpc = hand.cluster(clusterName).resourcesVpcConfig().vpcId();
        List<String> groups = new ArrayList<>();
        for (BalancerOwner owner : BalancerOwner.values()) {
            Set<String> all = new HashSet<>(elb().tagged(owner.clusterTag(), clusterName));
            Set<String> own = new HashSet<>(elb().tagged(BalancerOwner.stackTag(prefix), object));
            own.retainAll(all);
            delete(own);
            all.removeAll(own);
            if (!own.isEmpty() && all.isEmpty()) {
                groups.addAll(madeGroups(owner, clusterName));
            }
        }
        Set<String> classics = new HashSet<>(
                prefix.startsWith("service.") ? classic().tagged("kubernetes.io/service-name", object) : List.of());
        classics.retainAll(classic().tagged("kubernetes.io/cluster/" + clusterName, "owned"));
        classics.forEach(classic()::delete);
        Stream.concat(
                        Stream.of(BalancerController.name(clusterName, prefix, object)),
                        classics.stream().map("k8s-elb-"::concat))
                .flatMap(name -> ec2().securityGroupNamed(vpc, name).stream())
                .filter(id -> !groups.contains(id))
                .forEach(groups::add);
        deleteGroups(groups);
    }

    private void delete(Collection<String> arns) {
        arns.stream().filter(arn -> arn.contains(":loadbalancer/")).sorted().forEach(elb()::delete);
        arns.stream()
                .filter(arn -> arn.contains(":targetgroup/"))
                .sorted()
                .forEach(arn -> hand.call(
                        elb(),
                        DeleteTargetGroupRequest.builder().targetGroupArn(arn).build(),
                        DeleteTargetGroupResponse.class));
    }

    private void deleteGroups(List<String> groups) {
        groups.forEach(this::revoke);
        groups.forEach(id -> hand.persist("security group " + id + " is deleted", () -> ec2().deleteSecurityGroup(id)));
    }

    /** Takes back what lets the members of a group into others. */
    private void revoke(String groupId) {
        for (SecurityGroupRule rule : ec2().rulesReferringTo(groupId)) {
            if (!rule.groupId().equals(groupId)) {
                hand.ec2(
                        RevokeSecurityGroupIngressRequest.builder()
                                .groupId(rule.groupId())
                                .securityGroupRuleIds(rule.securityGroupRuleId())
                                .build(),
                        RevokeSecurityGroupIngressResponse.class);
            }
        }
    }
}

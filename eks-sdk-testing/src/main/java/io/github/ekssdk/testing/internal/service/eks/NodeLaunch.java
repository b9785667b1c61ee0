package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.service.autoscaling.AutoScalingActors;
import io.github.ekssdk.testing.internal.service.autoscaling.AutoScalingService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.InstanceReusePolicy;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;
import software.amazon.awssdk.services.autoscaling.model.PutWarmPoolRequest;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.eks.model.AutoScalingGroup;
import software.amazon.awssdk.services.eks.model.CapacityTypes;
import software.amazon.awssdk.services.eks.model.NodegroupResources;
import software.amazon.awssdk.services.eks.model.NodegroupScalingConfig;
import software.amazon.awssdk.services.eks.model.WarmPoolConfig;

/** What EKS makes for a managed node group: its Auto Scaling group, its copy of the launch template, the instance profile. */
final class NodeLaunch {
    private static final int GRACE_PERIOD = 15;

    private final Account account;
    private final Ec2Side ec2;
    private final RoleChecks roles;
    private final RemoteAccess remoteAccess;

    NodeLaunch(Account account, Ec2Side ec2, RoleChecks roles) {
        this.account = account;
        this.ec2 = ec2;
        this.roles = roles;
        this.remoteAccess = new RemoteAccess(account, ec2);
    }

    /** Makes everything, and the nodes come. */
    void start(ClusterState cluster, NodegroupState group) {
        String uuid = account.ids().uuid();
        String own = "eks-" + uuid;
        roles.iam()
                .createInstanceProfile(
                        own, group.nodeRole(), account.transitions().now());
        group.instanceProfileName(own);
        Optional<String> remoteGroup = remoteAccess.open(cluster, group, uuid);
        remoteGroup.ifPresent(group::remoteAccessGroup);
        NodeTemplate template = NodeTemplate.of(cluster, group);
        group.ownTemplate(
                ec2.createLaunchTemplate(
                        own, template.base(), template.content(), NodeTemplate.ownTags(cluster, group)),
                "1");
        String name = "eks-" + group.name() + "-" + uuid;
        group.change(b -> b.resources(NodegroupResources.builder()
                .autoScalingGroups(AutoScalingGroup.builder().name(name).build())
                .remoteAccessSecurityGroup(remoteGroup.orElse(null))
                .build()));
        scaling().create(request(cluster, group, name));
        answerHooks(name);
        warmPool(group, group.model().warmPoolConfig());
    }

    private void answerHooks(String name) {
        Map<String, String> hooks = new TreeMap<>();
        hooks.put("Launch-LC-Hook", "autoscaling:EC2_INSTANCE_LAUNCHING");
        hooks.put("Terminate-LC-Hook", "autoscaling:EC2_INSTANCE_TERMINATING");
        scaling().answerHooks(name, hooks, account.arn("sns", "eks-asg-lifecycle-hook-topic"));
    }

    private CreateAutoScalingGroupRequest request(ClusterState cluster, NodegroupState group, String name) {
        NodegroupScalingConfig sizes = group.model().scalingConfig();
        return CreateAutoScalingGroupRequest.builder()
                .autoScalingGroupName(name)
                .minSize(sizes.minSize())
                .maxSize(sizes.maxSize())
                .desiredCapacity(sizes.desiredSize())
                .vpcZoneIdentifier(String.join(",", group.model().subnets()))
                .availabilityZones(account.lenient() ? ec2.zones() : List.of())
                .mixedInstancesPolicy(policy(group, "1"))
                .capacityRebalance(isSpot(group))
                .healthCheckType("EC2")
                .healthCheckGracePeriod(GRACE_PERIOD)
                .terminationPolicies("AllocationStrategy", "OldestLaunchTemplate", "OldestInstance")
                .newInstancesProtectedFromScaleIn(false)
                .tags(tags(cluster, group))
                .build();
    }

    private static List<Tag> tags(ClusterState cluster, NodegroupState group) {
        Map<String, String> tags = new TreeMap<>(NodeTemplate.ownTags(cluster, group));
        tags.put("kubernetes.io/cluster/" + cluster.name(), "owned");
        tags.put("k8s.io/cluster-autoscaler/" + cluster.name(), "owned");
        tags.put("k8s.io/cluster-autoscaler/enabled", "true");
        List<Tag> all = new ArrayList<>();
        tags.forEach((key, value) -> all.add(
                Tag.builder().key(key).value(value).propagateAtLaunch(true).build()));
        return all;
    }

    private static MixedInstancesPolicy policy(NodegroupState group, String version) {
        List<LaunchTemplateOverrides> types = NodeTemplate.instanceTypes(group).stream()
                .map(type ->
                        LaunchTemplateOverrides.builder().instanceType(type).build())
                .toList();
        return MixedInstancesPolicy.builder()
                .launchTemplate(template -> template.launchTemplateSpecification(specification -> specification
                                .launchTemplateId(group.ownTemplateId().orElseThrow())
                                .version(version))
                        .overrides(types))
                .instancesDistribution(distribution -> distribution
                        .onDemandAllocationStrategy("prioritized")
                        .onDemandBaseCapacity(0)
                        .onDemandPercentageAboveBaseCapacity(isSpot(group) ? 0 : 100)
                        .spotAllocationStrategy("price-capacity-optimized"))
                .build();
    }

    private static boolean isSpot(NodegroupState group) {
        return group.model().capacityType() == CapacityTypes.SPOT;
    }

    /** Gives the Auto Scaling group its warm pool, or takes it away. */
    void warmPool(NodegroupState group, WarmPoolConfig config) {
        String name = group.scalingGroup().orElse("");
        if (config == null || !Boolean.TRUE.equals(config.enabled())) {
            scaling().deleteWarmPool(name);
            return;
        }
        scaling()
                .putWarmPool(PutWarmPoolRequest.builder()
                        .autoScalingGroupName(name)
                        .minSize(config.minSize())
                        .maxGroupPreparedCapacity(config.maxGroupPreparedCapacity())
                        .poolState(poolState(config))
                        .instanceReusePolicy(InstanceReusePolicy.builder()
                                .reuseOnScaleIn(Boolean.TRUE.equals(config.reuseOnScaleIn()))
                                .build())
                        .build());
    }

    private static String poolState(WarmPoolConfig config) {
        return switch (config.poolStateAsString() == null ? "STOPPED" : config.poolStateAsString()) {
            case "RUNNING" -> "Running";
            case "HIBERNATED" -> "Hibernated";
            default -> "Stopped";
        };
    }

    /** Lets the Auto Scaling group have other sizes. */
    void resize(NodegroupState group, int min, int desired, int max) {
        group.scalingGroup()
                .ifPresent(name -> scaling()
                        .update(UpdateAutoScalingGroupRequest.builder()
                                .autoScalingGroupName(name)
                                .minSize(min)
                                .desiredCapacity(desired)
                                .maxSize(max)
                                .build()));
    }

    void resize(NodegroupState group, NodegroupScalingConfig sizes) {
        resize(group, sizes.minSize(), sizes.desiredSize(), sizes.maxSize());
    }

    /** Adds a version to EKS's copy of the launch template and lets new nodes come from it; tells its number. */
    String addVersion(NodegroupState group, NodeTemplate template) {
        String version =
                ec2.addLaunchTemplateVersion(group.ownTemplateId().orElseThrow(), template.base(), template.content());
        useVersion(group, version);
        return version;
    }

    void useVersion(NodegroupState group, String version) {
        group.scalingGroup()
                .filter(name ->
                        group.ownTemplateId().filter(ec2::hasLaunchTemplate).isPresent())
                .ifPresent(name -> scaling()
                        .update(UpdateAutoScalingGroupRequest.builder()
                                .autoScalingGroupName(name)
                                .mixedInstancesPolicy(policy(group, version))
                                .build()));
    }

    void terminate(String instanceId, boolean shrink) {
        scaling().terminate(instanceId, shrink);
    }

    /** Deletes the Auto Scaling group, and its nodes with it. */
    void deleteScalingGroup(NodegroupState group) {
        group.scalingGroup().ifPresent(scaling()::delete);
    }

    boolean hasNodesLeft(NodegroupState group) {
        return group.scalingGroup().filter(scaling()::exists).isPresent();
    }

    /**
     * Deletes what is left once the nodes are gone.
     *
     * @throws AwsRefusal if the security group for remote access is still referred to
     */
    void cleanUp(NodegroupState group) {
        group.ownTemplateId().ifPresent(ec2::deleteLaunchTemplate);
        group.instanceProfileName().ifPresent(roles.iam()::deleteInstanceProfile);
        group.instanceProfileName(null);
        remoteAccess.close(group);
    }

    AutoScalingActors scaling() {
        return account.service(AutoScalingService.class).actors();
    }
}

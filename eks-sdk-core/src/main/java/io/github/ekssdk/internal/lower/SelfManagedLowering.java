package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.Output;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.ResourceNode;
import io.github.ekssdk.internal.resource.autoscaling.AutoScalingGroup;
import io.github.ekssdk.internal.resource.ec2.LaunchTemplate;
import io.github.ekssdk.internal.resource.iam.InstanceProfile;
import io.github.ekssdk.internal.resource.iam.Role;
import io.github.ekssdk.spec.AccessEntryType;
import io.github.ekssdk.spec.InstancesDistribution;
import io.github.ekssdk.spec.SelfManagedNodeGroupSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A self-managed node group: Auto Scaling group, launch template, instance profile, and the entry that lets its role in. */
final class SelfManagedLowering {

    private static final String TAGS = "tags";

    private final LoweringContext context;
    private final NodeTemplateLowering templates;
    private final RoleLowering roles;

    SelfManagedLowering(LoweringContext context, Network network, RoleLowering roles) {
        this.context = context;
        this.templates = new NodeTemplateLowering(context, network);
        this.roles = roles;
    }

    void lower(SelfManagedNodeGroupSpec group) {
        ResourceNode template = template(group, instanceProfile(group));
        Output version = template.output(LaunchTemplate.VERSION);
        Properties.Builder wanted = Properties.builder()
                .set(AutoScalingGroup.GROUP_NAME, NodeTemplateLowering.name(context.owner(), group.name()) + "-nodes")
                .set(AutoScalingGroup.LAUNCH_TEMPLATE_ID, template.output("id"))
                .set(AutoScalingGroup.LAUNCH_TEMPLATE_VERSION, version)
                .set(AutoScalingGroup.INSTANCES_VERSION, version)
                .set(AutoScalingGroup.SUBNET_IDS, templates.subnets(group))
                .set(
                        AutoScalingGroup.INSTANCE_TYPES,
                        group.instanceTypes().isEmpty() ? List.of("t3.medium") : List.copyOf(group.instanceTypes()))
                .set(AutoScalingGroup.MIN_SIZE, group.scaling().min())
                .set(AutoScalingGroup.MAX_SIZE, group.scaling().max())
                .set(
                        group.desiredManagedByAutoscaler()
                                ? AutoScalingGroup.INITIAL_SIZE
                                : AutoScalingGroup.DESIRED_SIZE,
                        group.scaling().desired());
        mix(wanted, group.instancesDistribution());
        wanted.set(AutoScalingGroup.CAPACITY_REBALANCE, group.capacityRebalance())
                .set(AutoScalingGroup.MAX_LIFETIME, (int) group.maxInstanceLifetime()
                        .map(Duration::toSeconds)
                        .orElse(0L)
                        .longValue())
                .set(AutoScalingGroup.TARGET_GROUPS, List.copyOf(group.targetGroupArns()))
                .set(AutoScalingGroup.MIN_HEALTHY, group.minHealthyPercentage())
                .set(AutoScalingGroup.WARMUP, (int) group.instanceWarmup().toSeconds())
                .set(AutoScalingGroup.TAGS, tags(group));
        context.graph().add(Kinds.AUTO_SCALING_GROUP, group.name(), wanted.build());
    }

    private static void mix(Properties.Builder wanted, InstancesDistribution mix) {
        OptionalInt pools = mix.spotInstancePools();
        wanted.set(AutoScalingGroup.ON_DEMAND_BASE, mix.onDemandBaseCapacity())
                .set(AutoScalingGroup.ON_DEMAND_PERCENTAGE, mix.onDemandPercentageAboveBaseCapacity())
                .set(
                        AutoScalingGroup.SPOT_STRATEGY,
                        mix.spotAllocationStrategy().value())
                .setIfPresent(
                        AutoScalingGroup.SPOT_POOLS,
                        pools.isPresent() ? Optional.of(pools.getAsInt()) : Optional.empty())
                .setIfPresent(AutoScalingGroup.SPOT_MAX_PRICE, mix.spotMaxPrice());
    }

    private Map<String, String> tags(SelfManagedNodeGroupSpec group) {
        Map<String, String> tags = context.tags(group.tags());
        tags.put("kubernetes.io/cluster/" + context.spec().name(), "owned");
        tags.putIfAbsent("Name", context.spec().name() + "-" + group.name());
        tags.putAll(InstanceSelection.tags(context, group));
        if (group.desiredManagedByAutoscaler()) {
            AutoscalerTags.add(tags, context.spec().name(), group);
        }
        return tags;
    }

    private ResourceNode template(SelfManagedNodeGroupSpec group, Output instanceProfileArn) {
        List<Object> securityGroups = new ArrayList<>(List.of(templates.clusterSecurityGroup()));
        securityGroups.addAll(templates.securityGroups(group));
        Properties.Builder more = Properties.builder();
        List<String> image = context.resolved(SelfManagedImages.path(group));
        if (group.imageId().isEmpty() && !image.isEmpty()) {
            more.set(LaunchTemplate.IMAGE_ID, image.get(0)).set(LaunchTemplate.DESCRIPTION, image.get(1));
        }
        more.set(LaunchTemplate.INSTANCE_PROFILE, instanceProfileArn)
                .set(LaunchTemplate.SECURITY_GROUP_IDS, securityGroups)
                .set(LaunchTemplate.USER_DATA, new NodeUserData(context, group).whole(true));
        return templates.lower(group, more.build());
    }

    /** Groups that share a role share its instance profile and its entry. */
    private Output instanceProfile(SelfManagedNodeGroupSpec group) {
        boolean windows = group.amiType().windows();
        String shared = windows ? "self-managed-windows" : "self-managed";
        Optional<String> given = group.nodeRoleArn();
        String purpose =
                given.map(arn -> "node-" + Owner.sha256(arn).substring(0, 8)).orElse(shared);
        Object roleArn = given.isPresent() ? given.get() : roles.selfManagedNode(shared);
        String principal = given.orElseGet(() -> roles.arn(shared));
        NodeEntries.letIn(
                context, principal, roleArn, windows ? AccessEntryType.EC2_WINDOWS : AccessEntryType.EC2_LINUX);
        Optional<ResourceNode> there = context.graph().find(Kinds.INSTANCE_PROFILE.name() + "/" + purpose);
        return there.orElseGet(() -> context.graph()
                        .add(
                                Kinds.INSTANCE_PROFILE,
                                purpose,
                                Properties.builder()
                                        .set(InstanceProfile.PROFILE_NAME, Role.roleName(context.owner(), purpose))
                                        .set(InstanceProfile.ROLE_ARN, roleArn)
                                        .set(TAGS, context.tags())
                                        .build()))
                .output(InstanceProfile.ARN);
    }
}

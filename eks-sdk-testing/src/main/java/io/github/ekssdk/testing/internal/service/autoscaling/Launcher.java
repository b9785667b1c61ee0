package io.github.ekssdk.testing.internal.service.autoscaling;

import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.service.ec2.InstanceLaunch;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InstanceLifecycleType;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** Launches instances of groups, into the zone that has fewest of them. */
final class Launcher {
    /** Refusals of one zone or instance type, after which the next one is tried. */
    private static final Set<String> LOCAL = Set.of(
            "InsufficientInstanceCapacity", "InsufficientFreeAddressesInSubnet", "Unsupported", "SpotMaxPriceTooLow");

    private final AsgWorld world;
    private final Blueprints blueprints;
    private final Activities activities;

    Launcher(AsgWorld world, Blueprints blueprints, Activities activities) {
        this.world = world;
        this.blueprints = blueprints;
        this.activities = activities;
    }

    /** Launches one instance, or records why that failed. */
    Optional<Member> launch(ScalingGroup group, LifecycleState first, String why) {
        boolean spot = false;
        try {
            Blueprint blueprint = blueprints.of(group);
            spot = Blueprints.nextIsSpot(group, blueprint, onDemandInstances(group));
            Member member = attempt(group, blueprint, spot, first);
            world.join(group, member);
            activities.launching(group, member, why);
            group.launchSucceeded();
            return Optional.of(member);
        } catch (AwsRefusal refusal) {
            activities.launchFailed(group, reason(refusal, spot), why);
            return Optional.empty();
        }
    }

    /** Auto Scaling's words for a launch that EC2 refused. */
    static String reason(AwsRefusal refusal, boolean spot) {
        if (refusal.code().equals("ValidationError")) {
            return refusal.message() + " Launching EC2 instance failed.";
        }
        return "Could not launch " + (spot ? "Spot" : "On-Demand") + " Instances. " + refusal.code() + " - "
                + refusal.message() + " Launching EC2 instance failed.";
    }

    private Member attempt(ScalingGroup group, Blueprint blueprint, boolean spot, LifecycleState first) {
        AwsRefusal refused = null;
        for (String type : Blueprints.types(group, blueprint)) {
            for (String subnet : subnetsByNeed(group)) {
                try {
                    return start(group, blueprint, type, subnet, spot, first);
                } catch (AwsRefusal refusal) {
                    if (!LOCAL.contains(refusal.code())) {
                        throw refusal;
                    }
                    refused = refused == null ? refusal : refused;
                }
            }
        }
        throw refused == null ? AsgRefusals.validation("The group has no subnet to launch into.") : refused;
    }

    private Member start(
            ScalingGroup group, Blueprint blueprint, String type, String subnet, boolean spot, LifecycleState first) {
        InstanceLaunch order = new InstanceLaunch(
                subnet,
                securityGroups(blueprint, subnet),
                type,
                blueprint.image(),
                spot,
                blueprint.instanceProfileArn(world.account().globalArn("iam", "instance-profile/")),
                tags(group, blueprint),
                blueprint.placementGroup(),
                blueprint.fabricAdapters());
        var instance = world.ec2().launchInstance(order);
        Instance facts = Instance.builder()
                .instanceType(type)
                .availabilityZone(instance.placement().availabilityZone())
                .imageId(instance.imageId())
                .launchTemplate(blueprint.specification())
                .build();
        boolean isProtected = Boolean.TRUE.equals(group.settings().newInstancesProtectedFromScaleIn());
        return new Member(instance.instanceId(), subnet, facts, first, isProtected);
    }

    private List<String> securityGroups(Blueprint blueprint, String subnetId) {
        List<String> named = blueprint.securityGroups();
        if (!named.isEmpty()) {
            return named;
        }
        String vpc = world.ec2().subnet(subnetId).map(subnet -> subnet.vpcId()).orElse("");
        return world
                .ec2Service()
                .answer(
                        DescribeSecurityGroupsRequest.builder()
                                .filters(filter("vpc-id", vpc), filter("group-name", "default"))
                                .build(),
                        DescribeSecurityGroupsResponse.class)
                .securityGroups()
                .stream()
                .map(SecurityGroup::groupId)
                .toList();
    }

    private Map<String, String> tags(ScalingGroup group, Blueprint blueprint) {
        Map<String, String> tags = new LinkedHashMap<>(blueprint.instanceTags());
        group.tags().values().stream()
                .filter(tag -> Boolean.TRUE.equals(tag.propagateAtLaunch()))
                .forEach(tag -> tags.put(tag.key(), tag.value()));
        tags.put("aws:autoscaling:groupName", group.name());
        tags.put("aws:ec2launchtemplate:id", blueprint.version().launchTemplateId());
        tags.put(
                "aws:ec2launchtemplate:version",
                String.valueOf(blueprint.version().versionNumber()));
        return tags;
    }

    /** The subnets, those of the zone with fewest instances first. */
    private static List<String> subnetsByNeed(ScalingGroup group) {
        List<Member> present = group.members().stream()
                .filter(member -> member.counts() || member.isWarm())
                .toList();
        return group.subnets().stream()
                .sorted(Comparator.comparingLong(subnet -> present.stream()
                        .filter(member -> member.subnetId().equals(subnet))
                        .count()))
                .toList();
    }

    private long onDemandInstances(ScalingGroup group) {
        if (group.settings().mixedInstancesPolicy() == null) {
            return 0;
        }
        return group.counted()
                .filter(member -> world.ec2()
                        .instance(member.instanceId())
                        .filter(instance -> instance.instanceLifecycle() != InstanceLifecycleType.SPOT)
                        .isPresent())
                .count();
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }
}

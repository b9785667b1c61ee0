package io.github.ekssdk.testing.internal.service.autoscaling;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Whether the settings of a group can be, as Auto Scaling judges them. */
final class GroupCheck {
    private static final int LONGEST_NAME = 255;
    private static final Set<String> POLICIES = Set.of(
            "Default",
            "AllocationStrategy",
            "OldestLaunchTemplate",
            "OldestLaunchConfiguration",
            "ClosestToNextInstanceHour",
            "NewestInstance",
            "OldestInstance");
    private static final Set<String> HEALTH_CHECKS = Set.of("EC2", "ELB", "EBS", "VPC_LATTICE");

    private final AsgWorld world;
    private final Blueprints blueprints;

    GroupCheck(AsgWorld world, Blueprints blueprints) {
        this.world = world;
        this.blueprints = blueprints;
    }

    static String name(@Nullable String given) {
        String name = AsgRefusals.required(given, "autoScalingGroupName");
        if (name.length() > LONGEST_NAME || name.contains(":")) {
            throw AsgRefusals.validation(
                    "AutoScalingGroup name must have at most " + LONGEST_NAME + " characters and no colon: " + name);
        }
        return name;
    }

    static void sizes(AutoScalingGroup settings) {
        int min = settings.minSize();
        int max = settings.maxSize();
        int desired = settings.desiredCapacity();
        if (min < 0 || max < 0) {
            throw AsgRefusals.validation("Min and max size must not be negative, but are " + min + " and " + max);
        }
        if (max < min) {
            throw AsgRefusals.validation("Max bound, " + max + ", must be greater than or equal to min bound, " + min);
        }
        if (desired < min || desired > max) {
            throw AsgRefusals.validation("Desired capacity:" + desired + " must be between the specified min size:"
                    + min + " and max size:" + max);
        }
    }

    /** Refuses what a group cannot be launched from. */
    void source(AutoScalingGroup settings) {
        LaunchTemplateSpecification specification = Blueprints.specification(settings);
        if (specification == null) {
            throw AsgRefusals.validation("Valid requests must contain either LaunchTemplate, LaunchConfigurationName,"
                    + " InstanceId or MixedInstancesPolicy parameter.");
        }
        if (settings.launchTemplate() != null && settings.mixedInstancesPolicy() != null) {
            throw AsgRefusals.validation("Invalid request. Valid requests must contain only one of LaunchTemplate and"
                    + " MixedInstancesPolicy.");
        }
        if ((specification.launchTemplateId() == null) == (specification.launchTemplateName() == null)) {
            throw AsgRefusals.validation("Valid requests must contain either launchTemplateId or LaunchTemplateName");
        }
        if (!world.account().lenient()) {
            blueprints.find(specification);
        }
    }

    static void words(AutoScalingGroup settings) {
        for (String policy : settings.terminationPolicies()) {
            if (!POLICIES.contains(policy) && !policy.startsWith("arn:")) {
                throw AsgRefusals.validation("Invalid termination policy: " + policy);
            }
        }
        for (String type : settings.healthCheckType().split(",")) {
            if (!HEALTH_CHECKS.contains(type)) {
                throw AsgRefusals.validation("Invalid health check type: " + type);
            }
        }
    }

    /** The subnets that a request names, or the default ones of its zones. */
    List<String> subnets(@Nullable String identifier, List<String> zones) {
        if (identifier != null && !identifier.isBlank()) {
            List<String> ids = Arrays.stream(identifier.split(","))
                    .map(String::strip)
                    .filter(id -> !id.isEmpty())
                    .toList();
            ids.forEach(this::requireSubnet);
            return ids;
        }
        if (zones.isEmpty()) {
            throw AsgRefusals.validation("At least one Availability Zone or VPC Subnet is required.");
        }
        return zones.stream().map(this::defaultSubnet).toList();
    }

    private void requireSubnet(String id) {
        if (!world.account().lenient() && world.ec2().subnet(id).isEmpty()) {
            throw AsgRefusals.validation("The subnet ID '" + id + "' does not exist");
        }
    }

    private String defaultSubnet(String zone) {
        DescribeSubnetsRequest request = DescribeSubnetsRequest.builder()
                .filters(
                        Filter.builder().name("availability-zone").values(zone).build(),
                        Filter.builder().name("default-for-az").values("true").build())
                .build();
        return world.ec2Service().answer(request, DescribeSubnetsResponse.class).subnets().stream()
                .map(Subnet::subnetId)
                .findFirst()
                .orElseThrow(() -> AsgRefusals.validation("No default subnet for availability zone: '" + zone + "'"));
    }

    /** Names of the zones of subnets, sorted; those that the request names when the subnets are made up. */
    List<String> zones(List<String> subnetIds, List<String> named) {
        List<String> found = subnetIds.stream()
                .flatMap(id -> world.ec2().subnet(id).stream())
                .map(Subnet::availabilityZone)
                .distinct()
                .sorted()
                .toList();
        return found.isEmpty() ? named : found;
    }
}

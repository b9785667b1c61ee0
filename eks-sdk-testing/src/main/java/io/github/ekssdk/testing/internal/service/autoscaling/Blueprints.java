package io.github.ekssdk.testing.internal.service.autoscaling;

import io.github.ekssdk.testing.internal.AwsRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.InstancesDistribution;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;

/** Finds what groups launch from. */
final class Blueprints {
    private final AsgWorld world;

    Blueprints(AsgWorld world) {
        this.world = world;
    }

    /** The launch template that a group's settings name, alone or in a mixed instances policy. */
    static @Nullable LaunchTemplateSpecification specification(AutoScalingGroup settings) {
        if (settings.launchTemplate() != null) {
            return settings.launchTemplate();
        }
        if (settings.mixedInstancesPolicy() == null
                || settings.mixedInstancesPolicy().launchTemplate() == null) {
            return null;
        }
        return settings.mixedInstancesPolicy().launchTemplate().launchTemplateSpecification();
    }

    /** What a group launches from now, or a refusal. */
    Blueprint of(ScalingGroup group) {
        LaunchTemplateSpecification specification = specification(group.settings());
        if (specification == null) {
            throw invalid("The group has no launch template.");
        }
        return find(specification);
    }

    Blueprint find(LaunchTemplateSpecification specification) {
        Optional<LaunchTemplate> template = specification.launchTemplateId() != null
                ? world.ec2().launchTemplate(specification.launchTemplateId())
                : specification.launchTemplateName() == null
                        ? Optional.empty()
                        : world.ec2().launchTemplateNamed(specification.launchTemplateName());
        if (template.isEmpty()) {
            throw invalid(
                    specification.launchTemplateId() != null
                            ? "The specified launch template, with template ID " + specification.launchTemplateId()
                                    + ", does not exist."
                            : "The specified launch template, with template name " + specification.launchTemplateName()
                                    + ", does not exist.");
        }
        String version = specification.version() == null ? "$Default" : specification.version();
        return world.ec2()
                .launchTemplateVersion(template.get().launchTemplateId(), version)
                .map(Blueprint::new)
                .orElseThrow(() -> invalid("The specified launch template, with template ID "
                        + template.get().launchTemplateId() + ", does not have a version " + version + "."));
    }

    /** The instance types that a group may launch, most preferred first. */
    static List<String> types(ScalingGroup group, Blueprint blueprint) {
        List<String> types = new ArrayList<>();
        if (group.settings().mixedInstancesPolicy() != null) {
            group.settings().mixedInstancesPolicy().launchTemplate().overrides().stream()
                    .map(LaunchTemplateOverrides::instanceType)
                    .forEach(types::add);
        }
        types.removeIf(type -> type == null);
        if (types.isEmpty()) {
            types.add(blueprint
                    .instanceType()
                    .orElseThrow(() -> invalid("The launch template does not have an instance type.")));
        }
        return types;
    }

    /** Whether the next instance of a group is a Spot Instance. */
    static boolean nextIsSpot(ScalingGroup group, Blueprint blueprint, long onDemandInstances) {
        if (group.settings().mixedInstancesPolicy() == null) {
            return blueprint.asksForSpot();
        }
        InstancesDistribution distribution =
                group.settings().mixedInstancesPolicy().instancesDistribution();
        if (distribution == null) {
            return false;
        }
        int base = orElse(distribution.onDemandBaseCapacity(), 0);
        int percentage = orElse(distribution.onDemandPercentageAboveBaseCapacity(), 100);
        int above = Math.max(0, group.capacity() + 1 - base);
        long wanted = base + (long) Math.ceil(above * percentage / 100.0);
        return onDemandInstances >= wanted;
    }

    private static int orElse(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }

    private static AwsRefusal invalid(String why) {
        return AsgRefusals.validation("You must use a valid fully-formed launch template. " + why);
    }
}

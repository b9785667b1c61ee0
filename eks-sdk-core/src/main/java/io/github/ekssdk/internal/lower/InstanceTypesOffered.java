package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.resource.ec2.InstanceTypeFacts;
import io.github.ekssdk.internal.resource.ec2.InstanceTypeOfferings;
import io.github.ekssdk.internal.resource.ec2.LaunchTemplate;
import io.github.ekssdk.internal.resource.eks.ManagedNodeGroup;
import io.github.ekssdk.spec.ManagedNodeGroupSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether the instance types of new and changed node groups exist, are offered where the nodes go, and run their image. */
final class InstanceTypesOffered implements Question {

    @Override
    public void ask(Inquiry inquiry) {
        List<AskedGroup> groups = AskedGroup.all(inquiry).stream()
                .filter(group -> !group.instanceTypes().isEmpty())
                .filter(InstanceTypesOffered::changes)
                .toList();
        Set<String> types = new TreeSet<>();
        groups.forEach(group -> types.addAll(group.instanceTypes()));
        if (types.isEmpty()) {
            return;
        }
        Map<String, Set<String>> zones = InstanceTypeOfferings.zones(inquiry.aws(), types);
        Map<String, InstanceTypeFacts> facts = InstanceTypeFacts.of(inquiry.aws(), types);
        groups.forEach(group -> check(inquiry, group, zones, facts));
    }

    private static boolean changes(AskedGroup group) {
        return typesDiffer(group)
                || imageDiffers(group)
                || (group.group().enclavesEnabled() && group.templateDiffers(LaunchTemplate.ENCLAVES, true));
    }

    /** The one type of a Capacity Block stands in the launch template. */
    private static boolean typesDiffer(AskedGroup group) {
        return group.differs(ManagedNodeGroup.INSTANCE_TYPES, group.instanceTypes())
                && group.templateDiffers(
                        LaunchTemplate.INSTANCE_TYPE, group.instanceTypes().get(0));
    }

    /** Where the image stands in a launch template of the user's own, nothing is known of it here. */
    private static boolean imageDiffers(AskedGroup group) {
        boolean elsewhere =
                group.managed().flatMap(ManagedNodeGroupSpec::launchTemplate).isPresent();
        return group.managed().isPresent() && !elsewhere && group.differs(ManagedNodeGroup.AMI_TYPE, amiType(group));
    }

    private static String amiType(AskedGroup group) {
        return group.group().imageId().isPresent()
                ? ManagedNodeGroup.CUSTOM
                : group.group().amiType().value();
    }

    private static void check(
            Inquiry inquiry, AskedGroup group, Map<String, Set<String>> zones, Map<String, InstanceTypeFacts> facts) {
        String path = group.at("instanceTypes");
        List<String> missing = group.instanceTypes().stream()
                .filter(type -> !facts.containsKey(type))
                .toList();
        if (!missing.isEmpty()) {
            inquiry.problem(
                    path,
                    "EC2 has no " + String.join(", ", missing) + " in "
                            + inquiry.owner().region() + ".",
                    "See aws ec2 describe-instance-type-offerings for what it has.");
            return;
        }
        checkZones(inquiry, group, zones);
        checkImage(inquiry, group, facts);
        checkEnclaves(inquiry, group, facts);
    }

    private static void checkZones(Inquiry inquiry, AskedGroup group, Map<String, Set<String>> zones) {
        List<String> cluster = inquiry.resolved(Zones.PATH);
        List<String> unknown = group.group().availabilityZones().stream()
                .filter(zone -> !cluster.contains(zone))
                .toList();
        if (!unknown.isEmpty() && !cluster.isEmpty()) {
            inquiry.problem(
                    group.at("availabilityZones"),
                    "The cluster has no subnets in " + String.join(", ", unknown) + ".",
                    "It has them in " + String.join(", ", cluster) + ".");
            return;
        }
        if (!group.group().subnetIds().isEmpty()) {
            return;
        }
        List<String> wanted = group.group().availabilityZones().isEmpty()
                ? cluster
                : group.group().availabilityZones();
        List<String> without = wanted.stream()
                .filter(zone -> group.instanceTypes().stream()
                        .noneMatch(type -> zones.getOrDefault(type, Set.of()).contains(zone)))
                .toList();
        if (!without.isEmpty()) {
            inquiry.problem(
                    group.at("instanceTypes"),
                    "None of " + String.join(", ", group.instanceTypes()) + " is offered in "
                            + String.join(", ", without) + ".",
                    "Offered are " + offered(group.instanceTypes(), zones)
                            + ": name other instance types, or zones with availabilityZones(...).");
        }
    }

    private static String offered(List<String> types, Map<String, Set<String>> zones) {
        return types.stream()
                .map(type -> type + " in "
                        + (zones.getOrDefault(type, Set.of()).isEmpty()
                                ? "no zone"
                                : String.join(" and ", zones.get(type))))
                .collect(Collectors.joining(", "));
    }

    private static void checkEnclaves(Inquiry inquiry, AskedGroup group, Map<String, InstanceTypeFacts> facts) {
        List<String> without = group.instanceTypes().stream()
                .filter(type -> !Objects.requireNonNull(facts.get(type)).enclaves())
                .toList();
        if (group.group().enclavesEnabled() && !without.isEmpty()) {
            inquiry.problem(
                    group.at("enclavesEnabled"),
                    String.join(", ", without) + " cannot run Nitro Enclaves.",
                    "Choose instance types that can: aws ec2 describe-instance-types --filters"
                            + " Name=nitro-enclaves-support,Values=supported.");
        }
    }

    private static void checkImage(Inquiry inquiry, AskedGroup group, Map<String, InstanceTypeFacts> facts) {
        var ami = group.group().amiType();
        for (String type : group.instanceTypes()) {
            InstanceTypeFacts fact = Objects.requireNonNull(facts.get(type));
            if (!fact.architectures().contains(ami.architecture().value())) {
                inquiry.problem(
                        group.at("amiType"),
                        ami.value() + " is for " + ami.architecture().value() + ", but " + type + " is "
                                + String.join(" or ", fact.architectures()) + ".",
                        "Choose an amiType for its processor.");
            } else if ((ami.value().contains("NVIDIA") || ami.value().contains("GPU")) && !fact.gpus()) {
                inquiry.problem(
                        group.at("amiType"),
                        ami.value() + " is for GPUs, and " + type + " has none.",
                        "Choose an amiType without drivers for them, or instance types with GPUs.");
            } else if (fact.gpus()
                    && !ami.accelerated()
                    && group.group().imageId().isEmpty()) {
                inquiry.warning(
                        "The GPUs of " + type + " in " + group.path() + " stay unused with " + ami.value() + ".");
            }
        }
    }
}

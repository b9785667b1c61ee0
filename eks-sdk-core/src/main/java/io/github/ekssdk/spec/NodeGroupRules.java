package io.github.ekssdk.spec;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What EKS asks of a managed node group. */
final class NodeGroupRules {

    private static final int LONGEST_NAME = 63;
    private static final int MOST_INSTANCE_TYPES = 20;
    private static final int LARGEST_DISK = 16384;

    private NodeGroupRules() {}

    /** Checks a group that also gets these tags from its cluster. */
    static void check(ManagedNodeGroupSpec group, Map<String, String> clusterTags, Problems problems) {
        NameRules.check(group.name(), "managed node group", LONGEST_NAME, problems.at("name"));
        checkInstanceTypes(group.instanceTypes(), problems.at("instanceTypes"));
        checkAmiType(group, problems.at("amiType"));
        ScalingRules.check(group.scaling(), problems.at("scaling"));
        if (group.diskSize() < 1 || group.diskSize() > LARGEST_DISK) {
            problems.at("diskSize")
                    .add("The disk size is " + group.diskSize() + " GiB.", "EC2 allows 1 to " + LARGEST_DISK + ".");
        }
        LabelRules.check(group.labels(), problems.at("labels"));
        TaintRules.check(group.taints(), problems.at("taints"));
        ScalingRules.check(group.updateConfig(), problems.at("updateConfig"));
        TagRules.check(clusterTags, group.tags(), problems.at("tags"));
    }

    private static void checkInstanceTypes(List<String> types, Problems problems) {
        if (types.size() > MOST_INSTANCE_TYPES) {
            problems.add(
                    "There are " + types.size() + " instance types.", "EKS takes at most " + MOST_INSTANCE_TYPES + ".");
        }
        Set<String> seen = new HashSet<>();
        for (int index = 0; index < types.size(); index++) {
            String type = types.get(index);
            if (!InstanceTypes.wellFormed(type)) {
                problems.element(index)
                        .add(
                                "'" + type + "' is not an EC2 instance type.",
                                "Write family and size, for example m7g.large.");
            } else if (!seen.add(type)) {
                problems.element(index).add(type + " is named twice.", "Name each instance type once.");
            }
        }
        if (architectures(types).size() > 1) {
            problems.add(
                    "The instance types have different processors: " + describe(types) + ".",
                    "All nodes of a group start from one image; make a group for each architecture.");
        }
    }

    private static void checkAmiType(ManagedNodeGroupSpec group, Problems problems) {
        AmiType ami = group.amiType();
        List<String> types = group.instanceTypes();
        String rule = "Leave amiType out, or name instance types that are "
                + ami.architecture().value() + ".";
        if (types.isEmpty() && ami.architecture() != Architecture.X86_64) {
            problems.add(
                    ami.value()
                            + " is for arm64, but EKS takes t3.medium, which is x86_64, when no instance type is named.",
                    rule);
        }
        if (architectures(types).size() == 1 && !architectures(types).contains(ami.architecture())) {
            problems.add(
                    ami.value() + " is for " + ami.architecture().value() + ", but the instance types are not: "
                            + describe(types) + ".",
                    rule);
        }
    }

    private static Set<Architecture> architectures(List<String> types) {
        return types.stream()
                .filter(InstanceTypes::wellFormed)
                .map(InstanceTypes::architecture)
                .collect(Collectors.toSet());
    }

    private static String describe(List<String> types) {
        return types.stream()
                .map(type -> type + " (" + InstanceTypes.architecture(type).value() + ")")
                .collect(Collectors.joining(", "));
    }
}

package io.github.ekssdk.spec;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is asked of every node group. */
final class NodeGroupRules {

    private static final int LONGEST_NAME = 63;
    private static final int MOST_INSTANCE_TYPES = 20;
    private static final int SMALLEST_WINDOWS_DISK = 50;
    private static final int MOST_SECURITY_GROUPS = 4;
    private static final int MOST_HOPS = 64;
    private static final int LONGEST_KEY_PAIR = 255;
    private static final Pattern IMAGE = Pattern.compile("ami-[0-9a-f]{8,17}");
    private static final Pattern SUBNET = Pattern.compile("subnet-[0-9a-f]{8,17}");
    private static final Pattern SECURITY_GROUP = Pattern.compile("sg-[0-9a-f]{8,17}");
    private static final Pattern RESERVATION =
            Pattern.compile("cr-[0-9a-f]{8,17}|arn:[^:]+:resource-groups:[^:]*:[^:]*:group/.+");
    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/.+");

    private NodeGroupRules() {}

    /** Checks a group that also gets these tags from its cluster. */
    static void check(NodeGroupSpec group, String what, Map<String, String> clusterTags, Problems problems) {
        NameRules.check(group.name(), what, LONGEST_NAME, problems.at("name"));
        checkInstanceTypes(group.instanceTypes(), problems.at("instanceTypes"));
        group.instanceSelector()
                .ifPresentOrElse(
                        selector -> InstanceSelectorRules.check(group, selector, problems),
                        () -> checkAmiType(group, problems.at("amiType")));
        checkImage(group, problems);
        ScalingRules.check(group.scaling(), problems.at("scaling"));
        VolumeRules.check(group.volume(), problems);
        AdditionalVolumeRules.check(group, problems.at("additionalVolumes"));
        if (group.amiType().windows() && group.diskSize() < SMALLEST_WINDOWS_DISK) {
            problems.at("diskSize")
                    .add(
                            "A disk of " + group.diskSize() + " GiB is too small for Windows.",
                            "Give " + SMALLEST_WINDOWS_DISK + " at least.");
        }
        if (group.efaEnabled()) {
            EfaRules.check(group, problems.at("efaEnabled"));
        }
        checkPlace(group, problems);
        checkSecurity(group, problems);
        group.userData().ifPresent(data -> UserDataRules.check(data, group.amiType(), problems.at("userData")));
        TagRules.check(clusterTags, group.tags(), problems.at("tags"));
    }

    private static void checkImage(NodeGroupSpec group, Problems problems) {
        group.imageId()
                .ifPresent(image ->
                        form(IMAGE, List.of(image), "an AMI", "ami-0abc1234def567890", problems.at("imageId")));
        if (group.imageId().isPresent() && group.releaseVersion().isPresent()) {
            problems.at("releaseVersion")
                    .add("A custom AMI has no release.", "Leave out the release, or the custom AMI.");
        }
        if (group.releaseVersion().filter(String::isBlank).isPresent()) {
            problems.at("releaseVersion")
                    .add(
                            "The release is empty.",
                            "Give a release such as 1.35.2-20251209, or latest, or leave it out.");
        }
    }

    private static void checkPlace(NodeGroupSpec group, Problems problems) {
        ids(SUBNET, group.subnetIds(), "a subnet", "subnet-0abc1234def567890", problems.at("subnetIds"));
        if (!group.subnetIds().isEmpty()
                && (group.subnets().isPresent() || !group.availabilityZones().isEmpty())) {
            problems.at("subnetIds")
                    .add(
                            "The subnets are named, and yet it is said which sort of subnets or zones to take.",
                            "Name the subnets, or say publicSubnets and availabilityZones.");
        }
        unique(group.availabilityZones(), problems.at("availabilityZones"));
        group.nodeRoleArn()
                .ifPresent(arn -> form(
                        ROLE,
                        List.of(arn),
                        "the ARN of an IAM role",
                        "arn:aws:iam::123456789012:role/nodes",
                        problems.at("nodeRoleArn")));
        group.placementGroup()
                .filter(String::isBlank)
                .ifPresent(name -> problems.at("placementGroup")
                        .add("The name of the placement group is empty.", "Name it, or leave it out."));
        group.capacityReservation()
                .ifPresent(id -> form(
                        RESERVATION,
                        List.of(id),
                        "a capacity reservation",
                        "cr-0abc1234def567890",
                        problems.at("capacityReservation")));
    }

    private static void checkSecurity(NodeGroupSpec group, Problems problems) {
        ids(
                SECURITY_GROUP,
                group.securityGroupIds(),
                "a security group",
                "sg-0abc1234def567890",
                problems.at("securityGroupIds"));
        int made = (group.sourceSecurityGroups().isEmpty() ? 0 : 1) + (group.efaEnabled() ? 1 : 0);
        int most = MOST_SECURITY_GROUPS - made;
        if (group.securityGroupIds().size() > most) {
            problems.at("securityGroupIds")
                    .add(
                            "There are " + group.securityGroupIds().size() + " security groups.",
                            "At most " + most
                                    + " fit: a network interface has five, and the cluster's and those of the SDK"
                                    + " count.");
        }
        Problems sources = problems.at("sourceSecurityGroups");
        ids(SECURITY_GROUP, group.sourceSecurityGroups(), "a security group", "sg-0abc1234def567890", sources);
        if (group.ec2SshKey().isEmpty() && !group.sourceSecurityGroups().isEmpty()) {
            sources.add(
                    "Security groups are let in by SSH, but nodes have no key.",
                    "Say remoteAccess(keyPair, securityGroups).");
        }
        group.ec2SshKey()
                .filter(key -> key.isBlank() || key.length() > LONGEST_KEY_PAIR)
                .ifPresent(key -> problems.at("ec2SshKey")
                        .add(
                                "'" + key + "' is no name of a key pair.",
                                "Give 1 to " + LONGEST_KEY_PAIR + " characters."));
        if (group.metadataHopLimit() < 1 || group.metadataHopLimit() > MOST_HOPS) {
            problems.at("metadataHopLimit")
                    .add("The hop limit is " + group.metadataHopLimit() + ".", "EC2 takes 1 to " + MOST_HOPS + ".");
        }
    }

    private static void ids(Pattern form, List<String> ids, String what, String example, Problems problems) {
        form(form, ids, what, example, problems);
        unique(ids, problems);
    }

    private static void form(Pattern form, List<String> ids, String what, String example, Problems problems) {
        ids.stream()
                .filter(id -> !form.matcher(id).matches())
                .forEach(id -> problems.add("'" + id + "' is not " + what + ".", "Write it like " + example + "."));
    }

    private static void unique(List<String> values, Problems problems) {
        Set<String> seen = new HashSet<>();
        values.stream()
                .filter(value -> !seen.add(value))
                .distinct()
                .forEach(value -> problems.add(value + " is named twice.", "Name it once."));
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

    private static void checkAmiType(NodeGroupSpec group, Problems problems) {
        AmiType ami = group.amiType();
        List<String> types = group.instanceTypes();
        String rule = "Leave amiType out, or name instance types that are "
                + ami.architecture().value() + ".";
        if (types.isEmpty() && ami.architecture() != Architecture.X86_64) {
            problems.add(
                    ami.value()
                            + " is for arm64, but EKS takes t3.medium, which is x86_64, when no instance type is"
                            + " named.",
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

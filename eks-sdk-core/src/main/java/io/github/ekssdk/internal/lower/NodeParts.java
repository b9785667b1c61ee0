package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.resource.ec2.Ec2Facts;
import io.github.ekssdk.internal.resource.ec2.LaunchTemplate;
import io.github.ekssdk.internal.resource.eks.ManagedNodeGroup;
import io.github.ekssdk.internal.resource.iam.Role;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** Whether what new and changed node groups name is there: key pairs, security groups, subnets, roles, images and the like. */
final class NodeParts implements Question {

    @Override
    public void ask(Inquiry inquiry) {
        List<AskedGroup> groups = AskedGroup.all(inquiry);
        missing(inquiry, groups, "ec2SshKey", "EC2 has no key pair ", NodeParts::keyPair, Ec2Facts::missingKeyPairs);
        missing(
                inquiry,
                groups,
                "securityGroupIds",
                "EC2 has no security group ",
                NodeParts::securityGroups,
                Ec2Facts::missingSecurityGroups);
        missing(inquiry, groups, "subnetIds", "EC2 has no subnet ", NodeParts::subnets, Ec2Facts::missingSubnets);
        missing(
                inquiry,
                groups,
                "placementGroup",
                "EC2 has no placement group ",
                NodeParts::placementGroup,
                Ec2Facts::missingPlacementGroups);
        missing(
                inquiry,
                groups,
                "capacityReservation",
                "EC2 has no active capacity reservation ",
                NodeParts::reservation,
                Ec2Facts::missingReservations);
        missing(inquiry, groups, "nodeRoleArn", "IAM has no role ", NodeParts::role, Role::missing);
        images(inquiry, groups);
    }

    private static void missing(
            Inquiry inquiry,
            List<AskedGroup> groups,
            String setting,
            String sentence,
            Function<AskedGroup, Stream<String>> names,
            BiFunction<Aws, Collection<String>, Set<String>> missing) {
        Set<String> asked = new TreeSet<>();
        groups.forEach(group -> names.apply(group).forEach(asked::add));
        if (asked.isEmpty()) {
            return;
        }
        Set<String> absent = missing.apply(inquiry.aws(), asked);
        groups.forEach(group -> names.apply(group)
                .filter(absent::contains)
                .forEach(name -> inquiry.problem(
                        group.at(setting),
                        sentence + name + ".",
                        "Make it first, or name one of the account and region "
                                + inquiry.owner().account() + " and "
                                + inquiry.owner().region() + ".")));
    }

    private static Stream<String> keyPair(AskedGroup group) {
        return group.group().ec2SshKey().stream().filter(key -> group.templateDiffers(LaunchTemplate.KEY_NAME, key));
    }

    private static Stream<String> securityGroups(AskedGroup group) {
        List<String> present = group.template().stringsOrNone(LaunchTemplate.SECURITY_GROUP_IDS);
        return Stream.concat(
                        group.group().securityGroupIds().stream(),
                        present.isEmpty() ? group.group().sourceSecurityGroups().stream() : Stream.empty())
                .filter(id -> !present.contains(id));
    }

    private static Stream<String> subnets(AskedGroup group) {
        List<String> present = group.found()
                .map(now -> now.stringsOrNone(ManagedNodeGroup.SUBNET_IDS))
                .orElse(List.of());
        return group.group().subnetIds().stream().filter(id -> !present.contains(id));
    }

    private static Stream<String> placementGroup(AskedGroup group) {
        return group.group().placementGroup().stream()
                .filter(name -> group.templateDiffers(LaunchTemplate.PLACEMENT_GROUP, name));
    }

    private static Stream<String> reservation(AskedGroup group) {
        return group.group().capacityReservation().stream()
                .filter(id -> id.startsWith("cr-"))
                .filter(id -> group.templateDiffers(LaunchTemplate.CAPACITY_RESERVATION, id));
    }

    /** Returns the role of a new group, or another one than it has. */
    static Stream<String> role(AskedGroup group) {
        return group.group().nodeRoleArn().stream()
                .filter(arn -> group.managed().isPresent()
                        ? group.differs(ManagedNodeGroup.NODE_ROLE_ARN, arn)
                        : group.found().isEmpty());
    }

    private static void images(Inquiry inquiry, List<AskedGroup> groups) {
        Map<AskedGroup, String> asked = new LinkedHashMap<>();
        groups.forEach(group -> group.group()
                .imageId()
                .filter(image -> group.templateDiffers(LaunchTemplate.IMAGE_ID, image))
                .ifPresent(image -> asked.put(group, image)));
        if (asked.isEmpty()) {
            return;
        }
        Map<String, String> architectures = Ec2Facts.imageArchitectures(inquiry.aws(), new TreeSet<>(asked.values()));
        asked.forEach((group, image) -> check(inquiry, group, image, Optional.ofNullable(architectures.get(image))));
    }

    private static void check(Inquiry inquiry, AskedGroup group, String image, Optional<String> architecture) {
        String wanted = group.group().amiType().architecture().value();
        if (architecture.isEmpty()) {
            inquiry.problem(
                    group.at("imageId"),
                    "EC2 has no available image " + image + " in "
                            + inquiry.owner().region() + ".",
                    "Copy it to the region, or share it with the account "
                            + inquiry.owner().account() + ".");
        } else if (!architecture.get().equals(wanted)) {
            inquiry.problem(
                    group.at("imageId"),
                    image + " is for " + architecture.get() + ", but "
                            + group.group().amiType().value() + " says " + wanted + ".",
                    "Say with amiType which family the image was made from.");
        }
    }
}

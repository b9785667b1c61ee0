package io.github.ekssdk.spec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What can be told of an existing VPC without asking AWS. */
final class ExistingVpcRules {

    private static final String ID = "-[0-9a-f]{8}(?:[0-9a-f]{9})?";
    private static final Pattern VPC = Pattern.compile("vpc" + ID);
    private static final Pattern SUBNET = Pattern.compile("subnet" + ID);
    private static final int FEWEST_SUBNETS = 2;

    private ExistingVpcRules() {}

    static void check(VpcSpec vpc, ExistingVpcSpec existing, Problems problems) {
        checkAlone(vpc, problems);
        checkWay(existing, problems.at("existing"));
        checkIds(existing, problems.at("existing"));
    }

    /** Settings of a VPC that is made mean nothing for one that is there. */
    private static void checkAlone(VpcSpec vpc, Problems problems) {
        List<String> extra = madeOnly(vpc);
        if (!extra.isEmpty()) {
            problems.add(
                    "The VPC is an existing one, but " + String.join(", ", extra) + (extra.size() == 1 ? " is" : " are")
                            + " given for one that the SDK makes.",
                    "Leave existing out, or leave the rest out: nothing of an existing VPC is changed.");
        }
    }

    private static List<String> madeOnly(VpcSpec vpc) {
        VpcSpec plain = VpcSpec.builder().unchecked();
        List<String> extra = new ArrayList<>();
        note(extra, "cidr", !vpc.cidr().equals(plain.cidr()));
        note(
                extra,
                "availabilityZones",
                !vpc.availabilityZones().isEmpty() || vpc.availabilityZoneCount() != plain.availabilityZoneCount());
        note(extra, "natGateways", vpc.natGateways() != plain.natGateways());
        note(extra, "publicSubnets", !vpc.publicSubnets());
        note(extra, "publicSubnetPrefix", vpc.publicSubnetPrefix().isPresent());
        note(extra, "privateSubnetPrefix", vpc.privateSubnetPrefix().isPresent());
        note(extra, "controlPlaneSubnets", vpc.controlPlaneSubnets());
        note(extra, "secondaryCidrs", !vpc.secondaryCidrs().isEmpty());
        note(extra, "publicSubnetTags", !vpc.publicSubnetTags().isEmpty());
        note(extra, "privateSubnetTags", !vpc.privateSubnetTags().isEmpty());
        note(extra, "endpoints", !vpc.endpoints().isEmpty());
        return extra;
    }

    private static void note(List<String> names, String name, boolean given) {
        if (given) {
            names.add(name);
        }
    }

    private static void checkWay(ExistingVpcSpec existing, Problems problems) {
        List<String> ways = new ArrayList<>();
        note(ways, "ids", existing.vpcId().isPresent());
        note(ways, "tags", !existing.tags().isEmpty());
        note(ways, "a stack", existing.stack().isPresent());
        boolean subnets = !subnetIds(existing).isEmpty();
        if (ways.isEmpty() && !subnets) {
            problems.add(
                    "Nothing says which VPC it is.",
                    "Give vpcId or subnetIds, a tag of the VPC, or the name of a stack.");
        }
        if (ways.size() > 1) {
            problems.add(
                    "The VPC is named in " + ways.size() + " ways: by " + String.join(", by ", ways) + ".",
                    "Keep one of them.");
        }
        if (existing.stack().isPresent() && (subnets || !existing.subnetTags().isEmpty())) {
            problems.add(
                    "Subnets are named besides a stack, whose outputs name them already.",
                    "Leave them out, or leave the stack out.");
        }
        if (subnets && !existing.subnetTags().isEmpty()) {
            problems.add("Subnets are named by ids and by tags.", "Keep one of them.");
        }
        if (!existing.subnetIds().isEmpty()
                && !(existing.publicSubnetIds().isEmpty()
                        && existing.privateSubnetIds().isEmpty())) {
            problems.add(
                    "Subnets are given both as subnetIds and as publicSubnetIds or privateSubnetIds.",
                    "Use subnetIds to have them told apart, or the other two to say it.");
        }
        if (subnets && new HashSet<>(subnetIds(existing)).size() < FEWEST_SUBNETS) {
            problems.add("Only one subnet is named.", "EKS needs subnets in two zones at least.");
        }
    }

    private static List<String> subnetIds(ExistingVpcSpec existing) {
        List<String> ids = new ArrayList<>(existing.subnetIds());
        ids.addAll(existing.publicSubnetIds());
        ids.addAll(existing.privateSubnetIds());
        return ids;
    }

    private static void checkIds(ExistingVpcSpec existing, Problems problems) {
        existing.vpcId()
                .filter(id -> !VPC.matcher(id).matches())
                .ifPresent(id -> problems.at("vpcId")
                        .add("'" + id + "' is not the id of a VPC.", "Write, for example, vpc-0a1b2c3d4e5f60718."));
        checkSubnets(existing.subnetIds(), problems.at("subnetIds"));
        checkSubnets(existing.publicSubnetIds(), problems.at("publicSubnetIds"));
        checkSubnets(existing.privateSubnetIds(), problems.at("privateSubnetIds"));
        checkSubnets(existing.controlPlaneSubnetIds(), problems.at("controlPlaneSubnetIds"));
        existing.publicSubnetIds().stream()
                .filter(existing.privateSubnetIds()::contains)
                .forEach(id -> problems.add(
                        id + " is named as a public and as a private subnet.",
                        "A subnet is public when its route table leads to an internet gateway; keep one."));
        existing.stack()
                .filter(String::isBlank)
                .ifPresent(
                        name -> problems.at("stack").add("The name of the stack is empty.", "Write its name or ARN."));
        if (existing.subnetIdsOutputs().isEmpty()) {
            problems.at("subnetIdsOutputs").add("No output is named.", "Name one at least, for example SubnetIds.");
        }
    }

    private static void checkSubnets(List<String> ids, Problems problems) {
        Set<String> seen = new HashSet<>();
        for (int index = 0; index < ids.size(); index++) {
            String id = ids.get(index);
            if (!SUBNET.matcher(id).matches()) {
                problems.element(index)
                        .add(
                                "'" + id + "' is not the id of a subnet.",
                                "Write, for example, subnet-0a1b2c3d4e5f60718.");
            }
            if (!seen.add(id)) {
                problems.element(index).add(id + " is named twice.", "Name each subnet once.");
            }
        }
    }
}

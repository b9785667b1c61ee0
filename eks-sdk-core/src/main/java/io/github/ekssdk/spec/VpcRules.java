package io.github.ekssdk.spec;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What EKS and EC2 ask of the network. */
final class VpcRules {

    private static final int LARGEST = 16;
    private static final int SMALLEST = SubnetLayout.SMALLEST;
    private static final int FEWEST_ZONES = 2;

    /** Beyond every range's room, so that numbers stay small. */
    private static final int ABSURD_ZONES = 1 << 12;

    private static final Pattern ZONE = Pattern.compile("([a-z]{2,4}(?:-[a-z]+)+-\\d+)[a-z]");

    /** Where container runtimes on the nodes put their own bridge. */
    private static final Cidr BRIDGE = Cidr.of("172.17.0.0/16");

    private static final List<Cidr> UNUSABLE = Stream.of("0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3")
            .map(Cidr::of)
            .toList();

    private VpcRules() {}

    static void check(VpcSpec vpc, Problems problems) {
        SecurityGroupRules.check(vpc, problems);
        EndpointServiceRules.check(vpc, problems);
        vpc.existing()
                .ifPresentOrElse(
                        existing -> ExistingVpcRules.check(vpc, existing, problems), () -> checkMade(vpc, problems));
    }

    private static void checkMade(VpcSpec vpc, Problems problems) {
        Cidr.parse(vpc.cidr())
                .ifPresentOrElse(
                        cidr -> checkCidr(cidr, vpc, problems.at("cidr")),
                        () -> CidrRules.unreadable(vpc.cidr(), "10.0.0.0/16", problems.at("cidr")));
        checkZones(vpc, problems.at("availabilityZones"));
        SizeRules.checkPrefixes(vpc, problems);
        SecondaryCidrRules.check(vpc, problems.at("secondaryCidrs"));
        checkWayOut(vpc, problems);
    }

    private static void checkWayOut(VpcSpec vpc, Problems problems) {
        if (!vpc.publicSubnets() && vpc.natGateways() != NatGateways.NONE) {
            problems.at("natGateways")
                    .add(
                            "NAT gateways stand in public subnets, and there are none.",
                            "Use natGateways(NONE), or publicSubnets(true); isolated() sets all that belongs"
                                    + " together.");
        }
        if (!vpc.publicSubnets() && vpc.publicSubnetPrefix().isPresent()) {
            problems.at("publicSubnetPrefix")
                    .add("There are no public subnets.", "Leave it out, or use publicSubnets(true).");
        }
    }

    /** Checks tags for parts of the network, which also get those given. */
    static void checkTags(VpcSpec vpc, Map<String, String> inherited, Problems problems) {
        TagRules.check(inherited, vpc.publicSubnetTags(), problems.at("publicSubnetTags"));
        TagRules.check(inherited, vpc.privateSubnetTags(), problems.at("privateSubnetTags"));
        TagRules.check(inherited, vpc.clusterSecurityGroupTags(), problems.at("clusterSecurityGroupTags"));
    }

    private static void checkCidr(Cidr cidr, VpcSpec vpc, Problems problems) {
        int zones = vpc.availabilityZoneCount();
        CidrRules.checkHostBits(cidr, problems);
        if (cidr.prefix() < LARGEST || cidr.prefix() > SMALLEST) {
            problems.add(
                    cidr + " is too " + (cidr.prefix() < LARGEST ? "large" : "small") + " for a VPC.",
                    "EC2 allows /" + LARGEST + " to /" + SMALLEST + ".");
        } else if (zones >= FEWEST_ZONES) {
            if (plain(vpc)) {
                checkRoom(cidr, zones, problems);
            } else {
                SizeRules.check(vpc, cidr, problems);
            }
        }
        checkUsable(cidr, problems);
    }

    private static boolean plain(VpcSpec vpc) {
        return vpc.publicSubnetPrefix().isEmpty()
                && vpc.privateSubnetPrefix().isEmpty()
                && vpc.publicSubnets()
                && !vpc.controlPlaneSubnets();
    }

    /** Some ranges no VPC can have, and one no cluster. */
    static void checkUsable(Cidr cidr, Problems problems) {
        if (cidr.overlaps(BRIDGE)) {
            problems.add(
                    cidr + " overlaps " + BRIDGE + ", which container runtimes on the nodes use themselves.",
                    "Choose a range outside of it, for example 10.0.0.0/16.");
        }
        UNUSABLE.stream()
                .filter(cidr::overlaps)
                .forEach(range -> problems.add(
                        cidr + " overlaps " + range + ", which no VPC can use.",
                        "Choose a private range, for example 10.0.0.0/16."));
    }

    private static void checkRoom(Cidr cidr, int zones, Problems problems) {
        int parts = 2 * Math.min(zones, ABSURD_ZONES);
        int missing = cidr.prefixOfSplit(parts) - SMALLEST;
        if (missing > 0) {
            int needed = cidr.prefix() - missing;
            problems.add(
                    cidr + " has no room for a public and a private subnet of at least /" + SMALLEST + " in each of "
                            + zones + " zones.",
                    needed < LARGEST ? "Use fewer zones." : "Use a /" + needed + " or larger, or fewer zones.");
        }
    }

    private static void checkZones(VpcSpec vpc, Problems problems) {
        if (vpc.availabilityZoneCount() < FEWEST_ZONES) {
            problems.add(
                    "The number of Availability Zones is " + vpc.availabilityZoneCount() + ".",
                    "EKS needs subnets in two at least.");
        }
        Set<String> seen = new HashSet<>();
        Set<String> regions = new TreeSet<>();
        for (int index = 0; index < vpc.availabilityZones().size(); index++) {
            String zone = vpc.availabilityZones().get(index);
            Matcher form = ZONE.matcher(zone);
            if (form.matches()) {
                regions.add(form.group(1));
            } else {
                problems.element(index)
                        .add(
                                "'" + zone + "' is not the name of an Availability Zone.",
                                "Write the region and a letter, for example eu-west-1a; zone ids and Local Zones do"
                                        + " not work here.");
            }
            if (!seen.add(zone)) {
                problems.element(index).add(zone + " is named twice.", "Name each zone once.");
            }
        }
        if (regions.size() > 1) {
            problems.add(
                    "The zones are of different regions: " + String.join(", ", regions) + ".",
                    "A cluster lives in one region; name zones of that one.");
        }
    }
}

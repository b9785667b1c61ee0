package io.github.ekssdk.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What EC2 asks of the sizes of subnets. */
final class SizeRules {

    private static final int LARGEST = 16;

    private SizeRules() {}

    static void checkPrefixes(VpcSpec vpc, Problems problems) {
        checkPrefix(vpc.publicSubnetPrefix(), problems.at("publicSubnetPrefix"));
        checkPrefix(vpc.privateSubnetPrefix(), problems.at("privateSubnetPrefix"));
    }

    private static void checkPrefix(OptionalInt prefix, Problems problems) {
        if (prefix.isPresent() && !valid(prefix.getAsInt())) {
            problems.add(
                    "/" + prefix.getAsInt() + " is no size of a subnet.",
                    "EC2 allows /" + LARGEST + " to /" + SubnetLayout.SMALLEST + ".");
        }
    }

    private static boolean valid(int prefix) {
        return prefix >= LARGEST && prefix <= SubnetLayout.SMALLEST;
    }

    /** Tells whether the range has room for the subnets, whose sizes are given or follow from it. */
    static void check(VpcSpec vpc, Cidr range, Problems problems) {
        int zones = Math.min(vpc.availabilityZoneCount(), 1 << 12);
        int usual = SubnetLayout.usualPrefix(vpc, range, zones);
        int open = vpc.publicSubnetPrefix().orElse(usual);
        int closed = vpc.privateSubnetPrefix().orElse(usual);
        boolean readable = vpc.publicSubnetPrefix().stream().allMatch(SizeRules::valid)
                && vpc.privateSubnetPrefix().stream().allMatch(SizeRules::valid);
        if (!readable || fits(vpc, range, zones)) {
            return;
        }
        List<String> parts = new ArrayList<>();
        if (vpc.publicSubnets()) {
            parts.add("a public subnet of /" + Math.min(open, SubnetLayout.SMALLEST));
        }
        parts.add("a private subnet of /" + Math.min(closed, SubnetLayout.SMALLEST));
        if (vpc.controlPlaneSubnets()) {
            parts.add("one of /" + SubnetLayout.SMALLEST + " for the control plane");
        }
        problems.add(
                range + " has no room for " + String.join(", ", parts) + " in each of " + vpc.availabilityZoneCount()
                        + " zones.",
                "Use a larger range, smaller subnets, or fewer zones.");
    }

    private static boolean fits(VpcSpec vpc, Cidr range, int zones) {
        VpcSpec primary = vpc.toBuilder().secondaryCidrs(List.of()).unchecked();
        return SubnetLayout.of(primary, range, zones).isPresent();
    }
}

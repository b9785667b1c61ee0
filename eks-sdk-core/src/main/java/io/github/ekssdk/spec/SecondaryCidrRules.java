package io.github.ekssdk.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What EC2 asks of further ranges of a VPC. */
final class SecondaryCidrRules {

    private static final int MOST = 4;
    private static final int LARGEST = 16;

    /** Ranges of which EC2 lets no others be added to a VPC with a range in the same block. */
    private static final List<Cidr> BLOCKS = Stream.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")
            .map(Cidr::of)
            .toList();

    private SecondaryCidrRules() {}

    static void check(VpcSpec vpc, Problems problems) {
        if (vpc.secondaryCidrs().size() > MOST) {
            problems.add(
                    "There are " + vpc.secondaryCidrs().size() + " further ranges.",
                    "A VPC has at most five, its first one included.");
        }
        Optional<Cidr> first = Cidr.parse(vpc.cidr());
        Map<Integer, Cidr> earlier = new LinkedHashMap<>();
        for (int index = 0; index < vpc.secondaryCidrs().size(); index++) {
            String text = vpc.secondaryCidrs().get(index);
            Problems own = problems.element(index);
            Optional<Cidr> parsed = Cidr.parse(text);
            if (parsed.isEmpty()) {
                CidrRules.unreadable(text, "100.64.0.0/16", own);
                continue;
            }
            Cidr range = parsed.get();
            checkRange(vpc, range, own);
            Stream.concat(first.stream(), earlier.values().stream())
                    .filter(range::overlaps)
                    .findFirst()
                    .ifPresent(other -> own.add(range + " overlaps " + other + ".", "Choose a range apart from it."));
            first.ifPresent(primary -> checkBlock(range, primary, own));
            earlier.put(index, range);
        }
    }

    private static void checkRange(VpcSpec vpc, Cidr range, Problems problems) {
        CidrRules.checkHostBits(range, problems);
        int zones = Math.max(1, Math.min(vpc.availabilityZoneCount(), 1 << 12));
        if (range.prefix() < LARGEST || range.prefix() > SubnetLayout.SMALLEST) {
            problems.add(
                    range + " is too " + (range.prefix() < LARGEST ? "large" : "small") + " for a VPC.",
                    "EC2 allows /" + LARGEST + " to /" + SubnetLayout.SMALLEST + ".");
        } else if (range.prefixOfSplit(zones) > SubnetLayout.SMALLEST) {
            problems.add(
                    range + " has no room for a subnet of at least /" + SubnetLayout.SMALLEST + " in each of " + zones
                            + " zones.",
                    "Use a larger range.");
        }
        VpcRules.checkUsable(range, problems);
    }

    private static void checkBlock(Cidr range, Cidr primary, Problems problems) {
        Optional<Cidr> home =
                BLOCKS.stream().filter(block -> block.contains(primary)).findFirst();
        Optional<Cidr> other =
                BLOCKS.stream().filter(block -> block.contains(range)).findFirst();
        if (home.isPresent() && other.isPresent() && !home.equals(other)) {
            problems.add(
                    "EC2 adds no range of " + other.get() + " to a VPC with one of " + home.get() + ".",
                    "Choose one of " + home.get() + ", or of 100.64.0.0/10.");
        }
    }
}

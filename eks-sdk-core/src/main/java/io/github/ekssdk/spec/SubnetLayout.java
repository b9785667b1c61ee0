package io.github.ekssdk.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts the range of a VPC into subnets: public ones first, then private ones, then those of the control plane. */
final class SubnetLayout {

    /** The smallest subnet that EC2 makes, and the size that EKS recommends for subnets of the control plane alone. */
    static final int SMALLEST = 28;

    private final Cidr range;
    private long next;

    private SubnetLayout(Cidr range) {
        this.range = range;
        this.next = range.network().address();
    }

    /** Returns the subnets of so many zones; nothing where the range has no room for them. */
    static Optional<SubnetCidrs> of(VpcSpec vpc, Cidr range, int zones) {
        int usual = usualPrefix(vpc, range, zones);
        SubnetLayout layout = new SubnetLayout(range);
        Optional<List<String>> open = layout.take(
                vpc.publicSubnets() ? zones : 0, vpc.publicSubnetPrefix().orElse(usual));
        Optional<List<String>> closed =
                layout.take(zones, vpc.privateSubnetPrefix().orElse(usual));
        Optional<List<String>> own = layout.take(vpc.controlPlaneSubnets() ? zones : 0, SMALLEST);
        if (open.isEmpty() || closed.isEmpty() || own.isEmpty()) {
            return Optional.empty();
        }
        return pods(vpc, zones).map(pods -> new SubnetCidrs(open.get(), closed.get(), own.get(), pods));
    }

    /** The smallest power of two of equal blocks that has enough for all zones. */
    static int usualPrefix(VpcSpec vpc, Cidr range, int zones) {
        int parts = (vpc.publicSubnets() ? 2 : 1) * zones + (vpc.controlPlaneSubnets() ? 1 : 0);
        return range.prefixOfSplit(parts);
    }

    /** Cuts each secondary range into one subnet for each zone. */
    private static Optional<List<String>> pods(VpcSpec vpc, int zones) {
        List<String> blocks = new ArrayList<>();
        for (String text : vpc.secondaryCidrs()) {
            Cidr range = Cidr.of(text);
            if (range.prefixOfSplit(zones) > SMALLEST) {
                return Optional.empty();
            }
            range.split(zones).forEach(block -> blocks.add(block.toString()));
        }
        return Optional.of(blocks);
    }

    private Optional<List<String>> take(int count, int prefix) {
        if (prefix < range.prefix() || prefix > SMALLEST) {
            return count == 0 ? Optional.of(List.of()) : Optional.empty();
        }
        long size = 1L << (32 - prefix);
        long end = range.network().address() + range.size();
        List<String> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long start = (next + size - 1) / size * size;
            if (start + size > end) {
                return Optional.empty();
            }
            blocks.add(new Cidr(start, prefix).toString());
            next = start + size;
        }
        return Optional.of(blocks);
    }
}

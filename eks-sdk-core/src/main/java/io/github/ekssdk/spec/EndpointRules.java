package io.github.ekssdk.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What EKS asks of endpoint access. */
final class EndpointRules {

    private static final int MOST_CIDRS = 40;

    /** Ranges no request from the internet can come from. */
    private static final List<Cidr> RESERVED = Stream.of(
                    "10.0.0.0/8",
                    "172.16.0.0/12",
                    "192.168.0.0/16",
                    "100.64.0.0/10",
                    "0.0.0.0/8",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "224.0.0.0/3")
            .map(Cidr::of)
            .toList();

    private EndpointRules() {}

    static void check(EndpointAccess access, Problems problems) {
        List<String> cidrs = access.publicAccessCidrs();
        Problems ranges = problems.at("publicAccessCidrs");
        if (!access.publicEndpoint() && !access.privateEndpoint()) {
            problems.add(
                    "Neither the public nor the private endpoint is on, so that nobody could reach the Kubernetes API.",
                    "Switch on publicEndpoint, privateEndpoint or both.");
        }
        if (access.publicEndpoint() && cidrs.isEmpty()) {
            ranges.add(
                    "The public endpoint is on, but no range may reach it.",
                    "Name ranges, or switch publicEndpoint off; 0.0.0.0/0 is everyone.");
        }
        if (!access.publicEndpoint() && !cidrs.isEmpty() && !cidrs.equals(EndpointAccess.EVERYONE)) {
            ranges.add(
                    "Ranges are given for a public endpoint that is off: " + String.join(", ", cidrs) + ".",
                    "Leave them out, or switch publicEndpoint on.");
        }
        if (cidrs.size() > MOST_CIDRS) {
            ranges.add(
                    "There are " + cidrs.size() + " ranges.", "EKS takes at most " + MOST_CIDRS + "; join neighbours.");
        }
        checkRanges(cidrs, ranges);
    }

    private static void checkRanges(List<String> texts, Problems problems) {
        Map<Integer, Cidr> earlier = new LinkedHashMap<>();
        for (int index = 0; index < texts.size(); index++) {
            String text = texts.get(index);
            Problems own = problems.element(index);
            Cidr cidr = Cidr.parse(text).orElse(null);
            if (cidr == null) {
                CidrRules.unreadable(text, "198.51.100.7/32", own);
                continue;
            }
            CidrRules.checkHostBits(cidr, own);
            checkReserved(cidr, own);
            earlier.values().stream()
                    .filter(cidr::overlaps)
                    .findFirst()
                    .ifPresent(other -> reportOverlap(cidr, other, own));
            earlier.put(index, cidr);
        }
    }

    private static void checkReserved(Cidr cidr, Problems problems) {
        RESERVED.stream()
                .filter(range -> range.contains(cidr))
                .findFirst()
                .ifPresent(range -> problems.add(
                        cidr + " lies in " + range + ", from where no request comes over the internet.",
                        "Name public addresses; those in the VPC use the private endpoint."));
    }

    private static void reportOverlap(Cidr cidr, Cidr other, Problems problems) {
        if (cidr.equals(other)) {
            problems.add(cidr + " is given twice.", "Leave one out.");
            return;
        }
        Cidr wide = cidr.contains(other) ? cidr : other;
        problems.add(cidr + " overlaps " + other + ".", "Keep " + wide + ", which covers both.");
    }
}

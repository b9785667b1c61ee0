package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.resource.ec2.AvailabilityZones;
import io.github.ekssdk.internal.resource.ec2.InstanceTypeOfferings;
import io.github.ekssdk.internal.resource.ec2.Subnet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which zones a cluster's subnets are in: those named, those already used, then the first of the region's that offer the instance
 * types wanted.
 */
final class Zones implements Question {

    static final String PATH = "vpc.availabilityZones";

    @Override
    public void ask(Inquiry inquiry) {
        if (inquiry.spec().vpc().existing().isPresent()) {
            return;
        }
        List<String> used = used(inquiry);
        List<String> named = inquiry.spec().vpc().availabilityZones();
        int count = inquiry.spec().vpc().availabilityZoneCount();
        if (named.isEmpty() ? used.size() == count : used.containsAll(named)) {
            inquiry.resolve(PATH, named.isEmpty() ? used : named);
            return;
        }
        List<String> usable = AvailabilityZones.usable(inquiry.aws());
        if (named.isEmpty()) {
            fill(used, usable, count, inquiry);
        } else {
            check(named, usable, inquiry);
        }
    }

    private static List<String> used(Inquiry inquiry) {
        return inquiry.observed(Kinds.SUBNET)
                .map(subnet -> String.valueOf(subnet.properties().get(Subnet.AVAILABILITY_ZONE)))
                .distinct()
                .sorted()
                .toList();
    }

    private static void fill(List<String> used, List<String> usable, int count, Inquiry inquiry) {
        if (usable.size() < count) {
            inquiry.problem(
                    PATH,
                    count + " Availability Zones are asked for, but the region has " + usable.size() + ": " + usable,
                    "Ask for at most " + usable.size() + ".");
            return;
        }
        List<String> zones = new ArrayList<>(used.subList(0, Math.min(used.size(), count)));
        byOfferings(usable, count, inquiry).stream()
                .filter(zone -> !zones.contains(zone))
                .limit(count - zones.size())
                .forEach(zones::add);
        inquiry.resolve(PATH, zones.stream().sorted().toList());
    }

    /** Zones that offer all instance types wanted come first, then those that offer most of them. */
    private static List<String> byOfferings(List<String> usable, int count, Inquiry inquiry) {
        Set<String> types = new TreeSet<>();
        AskedGroup.all(inquiry).forEach(group -> types.addAll(group.instanceTypes()));
        if (types.isEmpty() || usable.size() <= count) {
            return usable;
        }
        Collection<Set<String>> offerings =
                InstanceTypeOfferings.zones(inquiry.aws(), types).values();
        return usable.stream()
                .sorted(Comparator.comparing(zone -> offerings.stream()
                        .filter(zones -> !zones.contains(zone))
                        .count()))
                .toList();
    }

    private static void check(List<String> named, List<String> usable, Inquiry inquiry) {
        List<String> unknown =
                named.stream().filter(zone -> !usable.contains(zone)).toList();
        if (unknown.isEmpty()) {
            inquiry.resolve(PATH, named);
        } else {
            inquiry.problem(PATH, unknown + " cannot be used for EKS in this region", "Usable are " + usable + ".");
        }
    }
}

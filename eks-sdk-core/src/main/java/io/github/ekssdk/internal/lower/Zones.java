package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.resource.ec2.AvailabilityZones;
import io.github.ekssdk.internal.resource.ec2.Subnet;
import java.util.ArrayList;
import java.util.List;

/** Which zones a cluster's subnets are in: those named, those already used, then the first of the region's. */
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
        usable.stream()
                .filter(zone -> !zones.contains(zone))
                .limit(count - zones.size())
                .forEach(zones::add);
        inquiry.resolve(PATH, zones.stream().sorted().toList());
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

package io.github.ekssdk.internal.lower;

import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.error.Problem;
import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.resource.ec2.AvailabilityZones;
import io.github.ekssdk.internal.resource.ec2.Subnet;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.state.ResourceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Chooses the zones of a cluster's subnets: those named, those already used, then the first of the region's. */
public final class Zones {

    private static final String PATH = "vpc.availabilityZones";

    private Zones() {}

    /**
     * Returns the zones, in order.
     *
     * @throws InvalidSpecException if the region does not have what the spec asks for
     */
    public static List<String> choose(ClusterSpec spec, Map<String, ResourceState> observed, Aws aws) {
        List<String> used = used(observed);
        List<String> named = spec.vpc().availabilityZones();
        int count = spec.vpc().availabilityZoneCount();
        if (named.isEmpty() ? used.size() == count : used.containsAll(named)) {
            return named.isEmpty() ? used : named;
        }
        List<String> usable = AvailabilityZones.usable(aws);
        return named.isEmpty() ? fill(used, usable, count) : checked(named, usable);
    }

    private static List<String> used(Map<String, ResourceState> observed) {
        TreeSet<String> zones = new TreeSet<>();
        observed.values().stream()
                .filter(state -> state.kind().equals(Kinds.SUBNET.name()))
                .forEach(state -> zones.add(String.valueOf(state.properties().get(Subnet.AVAILABILITY_ZONE))));
        return List.copyOf(zones);
    }

    private static List<String> fill(List<String> used, List<String> usable, int count) {
        if (usable.size() < count) {
            throw refused(
                    count + " Availability Zones are asked for, but the region has " + usable.size() + ": " + usable,
                    "Ask for at most " + usable.size() + ".");
        }
        List<String> zones = new ArrayList<>(used.subList(0, Math.min(used.size(), count)));
        usable.stream()
                .filter(zone -> !zones.contains(zone))
                .limit(count - zones.size())
                .forEach(zones::add);
        return zones.stream().sorted().toList();
    }

    private static List<String> checked(List<String> named, List<String> usable) {
        List<String> unknown =
                named.stream().filter(zone -> !usable.contains(zone)).toList();
        if (!unknown.isEmpty()) {
            throw refused(unknown + " cannot be used for EKS in this region", "Usable are " + usable + ".");
        }
        return named;
    }

    private static InvalidSpecException refused(String message, String hint) {
        return new InvalidSpecException(List.of(new Problem(PATH, message, hint)));
    }
}

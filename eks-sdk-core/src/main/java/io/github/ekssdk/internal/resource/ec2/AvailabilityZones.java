package io.github.ekssdk.internal.resource.ec2;

import io.github.ekssdk.internal.aws.Aws;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;

/** The Availability Zones of a region in which EKS runs control planes. */
public final class AvailabilityZones {

    /** Zones, by the ids that are the same in every account, in which EKS does not place control planes. */
    private static final Set<String> WITHOUT_EKS = Set.of("use1-az3", "usw1-az2", "cac1-az3");

    private static final Pattern ZONE_ID = Pattern.compile("[a-z0-9]+-az\\d+");

    private AvailabilityZones() {}

    /** Tells of a zone's id whether it is that of a Local or Wavelength Zone, not of an Availability Zone. */
    public static boolean isLocal(String zoneId) {
        return !ZONE_ID.matcher(zoneId).matches();
    }

    /** Tells whether EKS places control planes in the Availability Zone of that id. */
    public static boolean hasEks(String zoneId) {
        return !WITHOUT_EKS.contains(zoneId);
    }

    /** Returns the names of the usable zones, sorted. */
    public static List<String> usable(Aws aws) {
        return aws
                .ec2()
                .describeAvailabilityZones(request -> request.filters(
                        Ec2Kind.filter("zone-type", "availability-zone"), Ec2Kind.filter("state", "available")))
                .availabilityZones()
                .stream()
                .filter(zone -> hasEks(zone.zoneId()))
                .map(AvailabilityZone::zoneName)
                .sorted()
                .toList();
    }
}

package io.github.ekssdk.internal.resource.ec2;

import io.github.ekssdk.internal.aws.Aws;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;

/** The Availability Zones of a region in which EKS runs control planes. */
public final class AvailabilityZones {

    /** Zones, by the ids that are the same in every account, in which EKS does not place control planes. */
    private static final Set<String> WITHOUT_EKS = Set.of("use1-az3", "usw1-az2", "cac1-az3");

    private AvailabilityZones() {}

    /** Returns the names of the usable zones, sorted. */
    public static List<String> usable(Aws aws) {
        return aws
                .ec2()
                .describeAvailabilityZones(request -> request.filters(
                        Ec2Kind.filter("zone-type", "availability-zone"), Ec2Kind.filter("state", "available")))
                .availabilityZones()
                .stream()
                .filter(zone -> !WITHOUT_EKS.contains(zone.zoneId()))
                .map(AvailabilityZone::zoneName)
                .sorted()
                .toList();
    }
}

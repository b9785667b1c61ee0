package io.github.ekssdk.internal.resource.ec2;

import io.github.ekssdk.internal.aws.Aws;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.ec2.model.LocationType;

/** Where EC2 offers instance types. */
public final class InstanceTypeOfferings {

    private InstanceTypeOfferings() {}

    /** Returns the zones that offer an instance type, for each of those that any zone offers. */
    public static Map<String, Set<String>> zones(Aws aws, Collection<String> types) {
        Map<String, Set<String>> zones = new TreeMap<>();
        aws.ec2()
                .describeInstanceTypeOfferingsPaginator(request -> request.locationType(LocationType.AVAILABILITY_ZONE)
                        .filters(Ec2Kind.filter("instance-type", types.toArray(String[]::new))))
                .instanceTypeOfferings()
                .forEach(offering -> zones.computeIfAbsent(offering.instanceTypeAsString(), type -> new TreeSet<>())
                        .add(offering.location()));
        return zones;
    }
}

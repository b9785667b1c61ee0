package io.github.ekssdk.testing.internal.service.ec2;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.AvailabilityZoneOptInStatus;
import software.amazon.awssdk.services.ec2.model.AvailabilityZoneState;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesResponse;

/** Answers what availability zones the region has. */
final class AvailabilityZones {
    private final Ec2World world;
    private final Filters<AvailabilityZone> filters = new Filters<AvailabilityZone>()
            .on("zone-name", AvailabilityZone::zoneName)
            .on("zone-id", AvailabilityZone::zoneId)
            .on("zone-type", AvailabilityZone::zoneType)
            .on("state", AvailabilityZone::stateAsString)
            .on("region-name", AvailabilityZone::regionName)
            .on("group-name", AvailabilityZone::groupName)
            .on("group-long-name", AvailabilityZone::groupLongName)
            .on("opt-in-status", AvailabilityZone::optInStatusAsString)
            .on("parent-zone-id", AvailabilityZone::parentZoneId)
            .on("parent-zone-name", AvailabilityZone::parentZoneName)
            .on("message", zone -> List.of());

    AvailabilityZones(Ec2World world) {
        this.world = world;
    }

    public DescribeAvailabilityZonesResponse describe(DescribeAvailabilityZonesRequest request) {
        List<AvailabilityZone> zones =
                chosen(request).stream().map(this::render).toList();
        return DescribeAvailabilityZonesResponse.builder()
                .availabilityZones(filters.apply(request.filters(), zones))
                .build();
    }

    private List<Zones.Zone> chosen(DescribeAvailabilityZonesRequest request) {
        List<String> named = Stream.concat(request.zoneNames().stream(), request.zoneIds().stream())
                .toList();
        if (named.isEmpty()) {
            return world.zones.all();
        }
        List<String> unknown =
                named.stream().filter(name -> world.zones.find(name).isEmpty()).toList();
        if (!unknown.isEmpty()) {
            throw Refusals.invalidValue("Invalid availability zone: " + unknown);
        }
        return named.stream().map(world.zones::find).flatMap(Optional::stream).toList();
    }

    private AvailabilityZone render(Zones.Zone zone) {
        String region = world.zones.region();
        return AvailabilityZone.builder()
                .zoneName(zone.name())
                .zoneId(zone.id())
                .zoneType("availability-zone")
                .state(AvailabilityZoneState.AVAILABLE)
                .regionName(region)
                .groupName(region + "-zg-1")
                .networkBorderGroup(region)
                .optInStatus(AvailabilityZoneOptInStatus.OPT_IN_NOT_REQUIRED)
                .build();
    }
}

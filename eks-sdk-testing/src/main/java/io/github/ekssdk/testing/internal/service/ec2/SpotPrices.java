package io.github.ekssdk.testing.internal.service.ec2;

import io.github.ekssdk.testing.internal.Seeds;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.ec2.model.DescribeSpotPriceHistoryRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSpotPriceHistoryResponse;
import software.amazon.awssdk.services.ec2.model.SpotPrice;

/** Tells what Spot instances cost: one price for each type and zone, the same for as long as the account lives. */
final class SpotPrices {
    private static final String LINUX = "Linux/UNIX";
    private static final double PER_VCPU = 0.0145;
    private static final Pages PAGES = new Pages(1, 1000);

    private final Ec2World world;
    private final Filters<SpotPrice> filters = new Filters<SpotPrice>()
            .on("availability-zone", SpotPrice::availabilityZone)
            .on("instance-type", SpotPrice::instanceTypeAsString)
            .on("product-description", SpotPrice::productDescriptionAsString)
            .on("spot-price", SpotPrice::spotPrice);

    SpotPrices(Ec2World world) {
        this.world = world;
    }

    public DescribeSpotPriceHistoryResponse history(DescribeSpotPriceHistoryRequest request) {
        List<String> products = request.productDescriptions();
        boolean linux = products.isEmpty() || products.stream().anyMatch(product -> product.startsWith(LINUX));
        List<SpotPrice> prices = new ArrayList<>();
        for (InstanceTypes.Type type : linux ? types(request) : List.<InstanceTypes.Type>of()) {
            for (Zones.Zone zone : world.zones.all()) {
                if (request.availabilityZone() == null
                        || request.availabilityZone().equals(zone.name())) {
                    prices.add(price(type, zone));
                }
            }
        }
        Pages.Page<SpotPrice> page =
                PAGES.of(filters.apply(request.filters(), prices), request.maxResults(), request.nextToken());
        return DescribeSpotPriceHistoryResponse.builder()
                .spotPriceHistory(page.items())
                .nextToken(page.nextToken() == null ? "" : page.nextToken())
                .build();
    }

    private static List<InstanceTypes.Type> types(DescribeSpotPriceHistoryRequest request) {
        return request.instanceTypes().isEmpty()
                ? List.copyOf(InstanceTypes.list())
                : InstanceTypes.choose(request.instanceTypesAsStrings());
    }

    private SpotPrice price(InstanceTypes.Type type, Zones.Zone zone) {
        double above = Math.floorMod(Seeds.mix(Seeds.mix(0, type.name()), zone.name()), 40) / 100.0;
        return SpotPrice.builder()
                .instanceType(type.name())
                .availabilityZone(zone.name())
                .productDescription(LINUX)
                .spotPrice(String.format(Locale.ROOT, "%.6f", type.cpus() * PER_VCPU * (1 + above)))
                .timestamp(world.now().truncatedTo(ChronoUnit.HOURS))
                .build();
    }
}

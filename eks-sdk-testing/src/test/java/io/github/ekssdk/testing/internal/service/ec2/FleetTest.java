package io.github.ekssdk.testing.internal.service.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.testing.FakeAws;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateFleetResponse;
import software.amazon.awssdk.services.ec2.model.DefaultTargetCapacityType;
import software.amazon.awssdk.services.ec2.model.FleetLaunchTemplateConfigRequest;
import software.amazon.awssdk.services.ec2.model.FleetLaunchTemplateOverridesRequest;
import software.amazon.awssdk.services.ec2.model.FleetType;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.InstanceLifecycle;
import software.amazon.awssdk.services.ec2.model.InstanceLifecycleType;
import software.amazon.awssdk.services.ec2.model.SpotPrice;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Instant fleets and the prices by which their types are chosen. */
class FleetTest {
    private final FakeAws aws = FakeAws.create();
    private final Ec2Client ec2 = aws.client(Ec2Client.builder());
    private final Subnet subnet = ec2.describeSubnets().subnets().get(0);
    private final String template;

    FleetTest() {
        Image image = ec2.describeImages(r -> r.owners("amazon")).images().get(0);
        template = ec2.createLaunchTemplate(
                        r -> r.launchTemplateName("nodes").launchTemplateData(data -> data.imageId(image.imageId())))
                .launchTemplate()
                .launchTemplateId();
    }

    @AfterEach
    void close() {
        aws.close();
    }

    private CreateFleetResponse fleet(FleetType type, DefaultTargetCapacityType capacity, int size, String... types) {
        List<FleetLaunchTemplateOverridesRequest> overrides = List.of(types).stream()
                .map(name -> FleetLaunchTemplateOverridesRequest.builder()
                        .instanceType(name)
                        .subnetId(subnet.subnetId())
                        .build())
                .toList();
        return ec2.createFleet(r -> r.type(type)
                .launchTemplateConfigs(FleetLaunchTemplateConfigRequest.builder()
                        .launchTemplateSpecification(
                                t -> t.launchTemplateId(template).version("$Latest"))
                        .overrides(overrides)
                        .build())
                .targetCapacitySpecification(
                        target -> target.totalTargetCapacity(size).defaultTargetCapacityType(capacity)));
    }

    @Test
    void the_first_type_with_capacity_is_launched_and_the_others_are_told_as_errors() {
        aws.withoutCapacity("m6i.large", subnet.availabilityZone());

        CreateFleetResponse made = fleet(FleetType.INSTANT, DefaultTargetCapacityType.SPOT, 2, "m6i.large", "m5.large");

        assertThat(made.instances()).hasSize(1);
        assertThat(made.instances().get(0).instanceTypeAsString()).isEqualTo("m5.large");
        assertThat(made.instances().get(0).lifecycle()).isEqualTo(InstanceLifecycle.SPOT);
        assertThat(made.instances().get(0).instanceIds()).hasSize(2);
        assertThat(made.errors()).hasSize(1);
        assertThat(made.errors().get(0).errorCode()).isEqualTo("InsufficientInstanceCapacity");
        assertThat(ec2.describeInstances().reservations().stream()
                        .flatMap(reservation -> reservation.instances().stream()))
                .hasSize(2)
                .allMatch(instance -> instance.instanceLifecycle() == InstanceLifecycleType.SPOT);
    }

    @Test
    void a_fleet_that_can_launch_nothing_answers_with_errors_only() {
        aws.withoutCapacity("*", subnet.availabilityZone());

        CreateFleetResponse made = fleet(FleetType.INSTANT, DefaultTargetCapacityType.ON_DEMAND, 1, "m5.large");

        assertThat(made.instances()).isEmpty();
        assertThat(made.errors()).hasSize(1);
    }

    @Test
    void only_instant_fleets_are_in_the_fake() {
        Ec2Fixture.assertRefused(
                () -> fleet(FleetType.MAINTAIN, DefaultTargetCapacityType.SPOT, 1, "m5.large"), "UnsupportedOperation");
    }

    @Test
    void spot_prices_are_told_by_type_and_zone() {
        List<SpotPrice> prices = ec2.describeSpotPriceHistory(r -> r.instanceTypesWithStrings("m5.large", "m5.xlarge")
                        .availabilityZone(subnet.availabilityZone())
                        .productDescriptions("Linux/UNIX"))
                .spotPriceHistory();

        assertThat(prices).extracting(SpotPrice::instanceTypeAsString).containsExactly("m5.large", "m5.xlarge");
        assertThat(Double.parseDouble(prices.get(0).spotPrice()))
                .isPositive()
                .isLessThan(Double.parseDouble(prices.get(1).spotPrice()));
    }
}

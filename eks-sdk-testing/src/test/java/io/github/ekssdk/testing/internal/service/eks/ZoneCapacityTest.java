package io.github.ekssdk.testing.internal.service.eks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.UnsupportedAvailabilityZoneException;

class ZoneCapacityTest {
    private final EksWorld world = new EksWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void C1_a_zone_without_capacity_for_control_planes() {
        world.aws.withoutCapacity("eu-west-1b");
        String role = world.clusterRole();

        UnsupportedAvailabilityZoneException refusal = catchThrowableOfType(
                UnsupportedAvailabilityZoneException.class,
                () -> world.eks.createCluster(world.clusterRequest("prod", role)));

        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(refusal.validZones()).containsExactly("eu-west-1a", "eu-west-1c");
        assertThat(refusal.clusterName()).isEqualTo("prod");
        assertThat(refusal.awsErrorDetails().errorMessage())
                .startsWith("Cannot create cluster 'prod' because eu-west-1b, the targeted availability zone,")
                .endsWith("choose from these availability zones: eu-west-1a, eu-west-1c");
    }
}

package io.github.ekssdk.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class NodeGroupSpecTest {

    @Test
    void a_managed_group_survives_its_builder() {
        ManagedNodeGroupSpec group = ManagedNodeGroupSpec.builder("general")
                .instanceTypes("m7g.large")
                .volume(volume -> volume.size(80).type(VolumeType.IO2).iops(4000))
                .userData(data -> data.shellScript("#!/bin/bash"))
                .nodeRepair(repair -> repair.override("Ready", "KubeletDown", 10, RepairAction.REBOOT))
                .warmPool(pool -> pool.minSize(2))
                .remoteAccess("ops", "sg-0abc1234def567890")
                .updateStrategy(UpdateStrategy.MINIMAL)
                .availabilityZones("eu-west-1a")
                .capacityReservation("cr-0abc1234def567890")
                .desiredManagedByAutoscaler()
                .build();

        assertThat(group.toBuilder().build()).isEqualTo(group);
    }

    @Test
    void a_self_managed_group_survives_its_builder() {
        SelfManagedNodeGroupSpec group = SelfManagedNodeGroupSpec.builder("web")
                .instanceTypes("m7i.large", "m7a.large")
                .instancesDistribution(mix -> mix.onDemandBaseCapacity(1).spotMaxPrice("0.05"))
                .maxInstanceLifetime(Duration.ofDays(7))
                .taint("dedicated=web:NoSchedule")
                .build();

        assertThat(group.toBuilder().build()).isEqualTo(group);
    }

    @Test
    void an_image_that_followed_the_instance_types_goes_on_following_them() {
        SelfManagedNodeGroupSpec group = SelfManagedNodeGroupSpec.builder("web")
                .instanceTypes("m7i.large")
                .build();

        SelfManagedNodeGroupSpec arm =
                group.toBuilder().instanceTypes("m7g.large").build();

        assertThat(arm.amiType()).isEqualTo(AmiType.AL2023_ARM_64_STANDARD);
    }
}

package io.github.ekssdk.docs;

import static io.github.ekssdk.spec.TaintEffect.NO_SCHEDULE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.Eks;
import io.github.ekssdk.spec.AmiType;
import io.github.ekssdk.spec.Architecture;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.ManagedNodeGroupSpec;
import io.github.ekssdk.spec.VolumeType;
import org.junit.jupiter.api.Test;

/** The code of docs/guide/managed-node-groups.md. */
class ManagedNodeGroupsGuideTest {

    @Test
    void several() {
        // tag::several
        ClusterSpec prod = Eks.cluster("prod")
                .managedNodeGroup(
                        "general",
                        ng -> ng.instanceTypes("m7g.large", "m8g.large")
                                .scaling(2, 3, 9)
                                .nodeRepair())
                .managedNodeGroup(
                        "batch",
                        ng -> ng.instanceTypes("c7i.2xlarge", "c7a.2xlarge")
                                .scaling(0, 0, 40)
                                .spot()
                                .taint("dedicated", "batch", NO_SCHEDULE))
                .build();
        // end::several

        assertThat(prod.managedNodeGroups()).hasSize(2);
    }

    @Test
    void described() {
        // tag::described
        ClusterSpec prod = Eks.cluster("prod")
                .managedNodeGroup(
                        "batch",
                        ng -> ng.instanceSelector(types -> types.vCpus(4, 8)
                                        .memoryGib(16, 32)
                                        .architecture(Architecture.ARM_64)
                                        .deny("t4g.*"))
                                .scaling(0, 0, 40)
                                .spot())
                .build();
        // end::described

        assertThat(prod.managedNodeGroups().get(0).amiType()).isEqualTo(AmiType.AL2023_ARM_64_STANDARD);
    }

    @Test
    void efa() {
        // tag::efa
        ClusterSpec prod = Eks.cluster("prod")
                .vpc(vpc -> vpc.availabilityZones("eu-west-1a", "eu-west-1b"))
                .managedNodeGroup(
                        "training",
                        ng -> ng.instanceTypes("p5.48xlarge")
                                .amiType(AmiType.AL2023_X86_64_NVIDIA)
                                .availabilityZones("eu-west-1a")
                                .efaEnabled(true))
                .build();
        // end::efa

        assertThat(prod.managedNodeGroups().get(0).efaEnabled()).isTrue();
    }

    @Test
    void volumes() {
        // tag::volumes
        ClusterSpec prod = Eks.cluster("prod")
                .managedNodeGroup(
                        "vault",
                        ng -> ng.instanceTypes("m7i.xlarge")
                                .additionalVolume(
                                        "/dev/sdf", volume -> volume.size(500).type(VolumeType.ST1))
                                .userData(data ->
                                        data.shellScript("#!/bin/bash\nmkfs.xfs /dev/sdf && mount /dev/sdf /mnt"))
                                .enclavesEnabled(true))
                .build();
        // end::volumes

        assertThat(prod.managedNodeGroups().get(0).additionalVolumes()).containsOnlyKeys("/dev/sdf");
    }

    @Test
    void launch() {
        // tag::launch
        ClusterSpec prod = Eks.cluster("prod")
                .managedNodeGroup(
                        "search",
                        ng -> ng.instanceTypes("r7i.2xlarge")
                                .volume(volume ->
                                        volume.size(500).type(VolumeType.IO2).iops(8000))
                                .userData(data -> data.shellScript("#!/bin/bash\nsysctl -w vm.max_map_count=262144")
                                        .nodeConfig("""
                                            apiVersion: node.eks.aws/v1alpha1
                                            kind: NodeConfig
                                            spec:
                                              kubelet:
                                                config:
                                                  maxPods: 60
                                            """))
                                .remoteAccess("ops", "sg-0abc1234def567890")
                                .podMetadataAccess(false)
                                .detailedMonitoring(true))
                .build();
        // end::launch

        assertThat(prod.managedNodeGroups())
                .singleElement()
                .satisfies(group -> assertThat(group.userData()).isPresent());
    }

    @Test
    void own() {
        // tag::own
        ClusterSpec prod = Eks.cluster("prod")
                .managedNodeGroup(
                        "hardened",
                        ng -> ng.instanceTypes("m7i.large")
                                .amiType(AmiType.AL2023_X86_64_STANDARD)
                                .imageId("ami-0abc1234def567890"))
                .managedNodeGroup("special", ng -> ng.launchTemplate("our-nodes", "latest"))
                .build();
        // end::own

        assertThat(prod.managedNodeGroups())
                .extracting(group -> group.launchTemplate().isPresent())
                .containsExactly(false, true);
    }

    @Test
    void autoscaler() {
        // tag::autoscaler
        ClusterSpec prod = Eks.cluster("prod")
                .managedNodeGroup(
                        "general",
                        ng -> ng.instanceTypes("m7g.large")
                                .scaling(1, 2, 20)
                                .label("tier", "web")
                                .desiredManagedByAutoscaler())
                .build();
        // end::autoscaler

        assertThat(prod.managedNodeGroups())
                .singleElement()
                .extracting(ManagedNodeGroupSpec::desiredManagedByAutoscaler)
                .isEqualTo(true);
    }
}

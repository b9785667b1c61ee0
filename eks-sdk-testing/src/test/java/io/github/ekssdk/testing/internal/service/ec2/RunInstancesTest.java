package io.github.ekssdk.testing.internal.service.ec2;

import static io.github.ekssdk.testing.internal.service.ec2.Ec2Fixture.assertRefused;
import static io.github.ekssdk.testing.internal.service.ec2.Ec2Fixture.filter;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.testing.internal.service.images.MachineImages;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.PlacementStrategy;
import software.amazon.awssdk.services.ec2.model.Volume;

class RunInstancesTest {
    private final Ec2Fixture fake = Ec2Fixture.timed();
    private final Ec2Client ec2 = fake.ec2;
    private final String image = MachineImages.of("eu-west-1")
            .latest("AL2023_x86_64_STANDARD", "1.34")
            .orElseThrow()
            .id();
    private final String subnet = fake.subnet(fake.vpc(), "10.0.0.0/24");

    @AfterEach
    void close() {
        fake.close();
    }

    private Instance run(BlockDeviceMapping... disks) {
        return ec2.runInstances(r -> r.imageId(image)
                        .instanceType("m5.large")
                        .subnetId(subnet)
                        .minCount(1)
                        .maxCount(1)
                        .blockDeviceMappings(List.of(disks)))
                .instances()
                .get(0);
    }

    private InstanceStateName state(String id) {
        return ec2.describeInstances(r -> r.instanceIds(id))
                .reservations()
                .get(0)
                .instances()
                .get(0)
                .state()
                .name();
    }

    @Test
    void a_placement_group_stays_until_its_last_instance_is_terminated() throws InterruptedException {
        ec2.createPlacementGroup(r -> r.groupName("near").strategy(PlacementStrategy.CLUSTER));
        String id = ec2.runInstances(r -> r.imageId(image)
                        .instanceType("m5.large")
                        .subnetId(subnet)
                        .minCount(1)
                        .maxCount(1)
                        .placement(placement -> placement.groupName("near")))
                .instances()
                .get(0)
                .instanceId();

        assertRefused(() -> ec2.deletePlacementGroup(r -> r.groupName("near")), "InvalidPlacementGroup.InUse");

        ec2.terminateInstances(r -> r.instanceIds(id));
        fake.pass(Duration.ofMinutes(5));
        ec2.deletePlacementGroup(r -> r.groupName("near"));
        assertThat(ec2.describePlacementGroups().placementGroups()).isEmpty();
    }

    @Test
    void instances_of_a_placement_group_that_is_not_there_are_refused() {
        assertRefused(
                () -> ec2.runInstances(r -> r.imageId(image)
                        .subnetId(subnet)
                        .minCount(1)
                        .maxCount(1)
                        .placement(placement -> placement.groupName("nowhere"))),
                "InvalidPlacementGroup.Unknown");
    }

    @Test
    void disks_go_with_the_instance_unless_they_shall_stay() throws InterruptedException {
        String id = run(BlockDeviceMapping.builder()
                        .deviceName("/dev/xvdb")
                        .ebs(EbsBlockDevice.builder()
                                .volumeSize(100)
                                .deleteOnTermination(false)
                                .build())
                        .build())
                .instanceId();
        assertThat(ec2.describeVolumes(r -> r.filters(filter("attachment.instance-id", id)))
                        .volumes())
                .hasSize(2);

        ec2.terminateInstances(r -> r.instanceIds(id));
        fake.pass(Duration.ofMinutes(2));

        assertThat(ec2.describeVolumes().volumes()).extracting(Volume::size).containsExactly(100);
        String left = ec2.describeVolumes().volumes().get(0).volumeId();
        ec2.deleteVolume(r -> r.volumeId(left));
    }

    @Test
    void an_attached_volume_is_not_deleted() {
        String volume = run().blockDeviceMappings().get(0).ebs().volumeId();

        assertRefused(() -> ec2.deleteVolume(r -> r.volumeId(volume)), "VolumeInUse");
        assertRefused(() -> ec2.detachVolume(r -> r.volumeId(volume)), "OperationNotPermitted");
    }

    @Test
    void an_instance_is_stopped_and_started() throws InterruptedException {
        String id = run().instanceId();
        assertRefused(() -> ec2.stopInstances(r -> r.instanceIds(id)), "IncorrectInstanceState");
        fake.pass(Duration.ofSeconds(31));
        assertThat(ec2.describeInstanceStatus(r -> r.instanceIds(id)).instanceStatuses())
                .hasSize(1);

        ec2.stopInstances(r -> r.instanceIds(id));
        fake.pass(Duration.ofMinutes(1));
        assertThat(state(id)).isEqualTo(InstanceStateName.STOPPED);
        ec2.startInstances(r -> r.instanceIds(id));
        fake.pass(Duration.ofMinutes(1));

        assertThat(state(id)).isEqualTo(InstanceStateName.RUNNING);
    }

    @Test
    void termination_protection_keeps_an_instance() {
        String id = run().instanceId();
        ec2.modifyInstanceAttribute(r -> r.instanceId(id).disableApiTermination(on -> on.value(true)));

        assertRefused(() -> ec2.terminateInstances(r -> r.instanceIds(id)), "OperationNotPermitted");
    }

    @Test
    void image_type_and_key_must_exist_and_fit() {
        assertRefused(
                () -> ec2.runInstances(
                        r -> r.imageId("ami-0123456789abcdef0").minCount(1).maxCount(1)),
                "InvalidAMIID.NotFound");
        assertRefused(
                () -> ec2.runInstances(r -> r.imageId(image)
                        .instanceType("m7g.large")
                        .subnetId(subnet)
                        .minCount(1)
                        .maxCount(1)),
                "InvalidParameterValue");
        assertRefused(
                () -> ec2.runInstances(r -> r.imageId(image)
                        .keyName("none")
                        .subnetId(subnet)
                        .minCount(1)
                        .maxCount(1)),
                "InvalidKeyPair.NotFound");
    }

    @Test
    void more_interfaces_are_attached_up_to_the_limit_of_the_type() {
        String id = run().instanceId();
        for (int i = 1; i < 3; i++) {
            String eni = fake.networkInterface(subnet);
            int index = i;
            ec2.attachNetworkInterface(
                    r -> r.instanceId(id).networkInterfaceId(eni).deviceIndex(index));
        }
        String last = fake.networkInterface(subnet);

        assertRefused(
                () -> ec2.attachNetworkInterface(
                        r -> r.instanceId(id).networkInterfaceId(last).deviceIndex(3)),
                "AttachmentLimitExceeded");
        assertRefused(() -> ec2.deleteNetworkInterface(r -> r.networkInterfaceId(second(id))), "InvalidParameterValue");
    }

    private String second(String instanceId) {
        return ec2.describeInstances(r -> r.instanceIds(instanceId))
                .reservations()
                .get(0)
                .instances()
                .get(0)
                .networkInterfaces()
                .get(1)
                .networkInterfaceId();
    }

    @Test
    void images_are_found_by_owner_and_name() {
        assertThat(ec2.describeImages(r -> r.owners("602401143452")
                                .filters(
                                        filter("name", "amazon-eks-node-al2023-x86_64-standard-1.34-*"),
                                        filter("architecture", "x86_64")))
                        .images())
                .hasSize(2)
                .extracting(Image::imageId)
                .contains(image);
        assertThat(ec2.describeImages(r -> r.owners("self")).images()).isEmpty();
    }
}

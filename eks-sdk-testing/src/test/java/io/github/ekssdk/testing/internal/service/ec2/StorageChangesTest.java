package io.github.ekssdk.testing.internal.service.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.LatencyProfile;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeModification;
import software.amazon.awssdk.services.ec2.model.VolumeModificationState;

/** Volumes that change while they are there, and machine images of instances. */
class StorageChangesTest {
    private final FakeAws aws = FakeAws.builder()
            .latency(LatencyProfile.instant()
                    .with("ec2.volume.modify", Duration.ofSeconds(20), 0)
                    .with("ec2.volume.optimize", Duration.ofMinutes(10), 0)
                    .with("ec2.image.create", Duration.ofMinutes(4), 0))
            .build();
    private final Ec2Client ec2 = aws.client(Ec2Client.builder());

    @AfterEach
    void close() {
        aws.close();
    }

    private void pass(Duration time) {
        try {
            aws.clock().advance(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String volume() {
        String zone = ec2.describeAvailabilityZones().availabilityZones().get(0).zoneName();
        return ec2.createVolume(r -> r.availabilityZone(zone).size(20).volumeType("gp3"))
                .volumeId();
    }

    private Volume describe(String id) {
        return ec2.describeVolumes(r -> r.volumeIds(id)).volumes().get(0);
    }

    private VolumeModification modification(String id) {
        return ec2.describeVolumesModifications(r -> r.volumeIds(id))
                .volumesModifications()
                .get(0);
    }

    private String imageOfAmazon() {
        return ec2.describeImages(r -> r.owners("amazon")).images().get(0).imageId();
    }

    private String instance(String image) {
        RunInstancesResponse run = ec2.runInstances(
                r -> r.imageId(image).instanceType("t3.small").minCount(1).maxCount(1));
        return run.instances().get(0).instanceId();
    }

    @Test
    void a_volume_grows_in_steps_that_can_be_watched() {
        String id = volume();

        VolumeModification begun =
                ec2.modifyVolume(r -> r.volumeId(id).size(50).iops(4000)).volumeModification();
        assertThat(begun.modificationState()).isEqualTo(VolumeModificationState.MODIFYING);
        assertThat(describe(id).size()).isEqualTo(20);
        pass(Duration.ofSeconds(20));

        assertThat(modification(id).modificationState()).isEqualTo(VolumeModificationState.OPTIMIZING);
        assertThat(describe(id).size()).isEqualTo(50);
        assertThat(describe(id).iops()).isEqualTo(4000);
        pass(Duration.ofMinutes(10));

        assertThat(modification(id).modificationState()).isEqualTo(VolumeModificationState.COMPLETED);
        assertThat(modification(id).progress()).isEqualTo(100);
    }

    @Test
    void it_neither_shrinks_nor_changes_again_within_six_hours() {
        String id = volume();

        Ec2Fixture.assertRefused(() -> ec2.modifyVolume(r -> r.volumeId(id).size(10)), "InvalidParameterValue");
        Ec2Fixture.assertRefused(
                () -> ec2.describeVolumesModifications(r -> r.volumeIds(id)), "InvalidVolumeModification.NotFound");
        ec2.modifyVolume(r -> r.volumeId(id).size(30));
        Ec2Fixture.assertRefused(
                () -> ec2.modifyVolume(r -> r.volumeId(id).size(40)), "VolumeModificationRateExceeded");
        pass(Duration.ofHours(6));

        ec2.modifyVolume(r -> r.volumeId(id).size(40));
    }

    @Test
    void an_image_of_an_instance_becomes_available_and_launches_others() {
        String source = instance(imageOfAmazon());

        String id = ec2.createImage(r -> r.instanceId(source).name("golden")).imageId();
        assertThat(own()).extracting(Image::imageId, Image::state).containsExactly(tuple(id, ImageState.PENDING));
        pass(Duration.ofMinutes(4));

        assertThat(own().get(0).state()).isEqualTo(ImageState.AVAILABLE);
        assertThat(ec2.describeSnapshots(r -> r.ownerIds("self")).snapshots()).hasSize(1);
        assertThat(instance(id)).startsWith("i-");
        Ec2Fixture.assertRefused(
                () -> ec2.createImage(r -> r.instanceId(source).name("golden")), "InvalidAMIName.Duplicate");
        ec2.deregisterImage(r -> r.imageId(id));
        Ec2Fixture.assertRefused(() -> instance(id), "InvalidAMIID.NotFound");
        Ec2Fixture.assertRefused(() -> ec2.deregisterImage(r -> r.imageId(imageOfAmazon())), "AuthFailure");
    }

    private List<Image> own() {
        return ec2.describeImages(r -> r.owners("self")).images();
    }
}

package io.github.ekssdk.internal.resource.ec2;

import io.github.ekssdk.internal.graph.Properties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMappingRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateEbsBlockDevice;

/** The volumes of a launch template: first the one with images and containers, then the others. */
final class LaunchTemplateVolumes {

    private LaunchTemplateVolumes() {}

    static List<LaunchTemplateBlockDeviceMappingRequest> request(Properties wanted) {
        List<LaunchTemplateBlockDeviceMappingRequest> volumes = new ArrayList<>();
        volumes.add(LaunchTemplateBlockDeviceMappingRequest.builder()
                .deviceName(wanted.string(LaunchTemplate.DEVICE_NAME))
                .ebs(ebs -> ebs.volumeSize(wanted.integer(LaunchTemplate.DISK_SIZE))
                        .volumeType(wanted.string(LaunchTemplate.VOLUME_TYPE))
                        .iops(wanted.optionalInteger(LaunchTemplate.IOPS).orElse(null))
                        .throughput(wanted.optionalInteger(LaunchTemplate.THROUGHPUT)
                                .orElse(null))
                        .encrypted(wanted.bool(LaunchTemplate.ENCRYPTED))
                        .kmsKeyId(
                                wanted.optionalString(LaunchTemplate.KMS_KEY_ID).orElse(null))
                        .deleteOnTermination(true))
                .build());
        if (wanted.has(LaunchTemplate.ADDITIONAL_VOLUMES)) {
            new TreeMap<>(wanted.map(LaunchTemplate.ADDITIONAL_VOLUMES))
                    .forEach((device, text) -> volumes.add(LaunchTemplateBlockDeviceMappingRequest.builder()
                            .deviceName(device)
                            .ebs(ebs -> VolumeText.fill(text, ebs).deleteOnTermination(true))
                            .build()));
        }
        return volumes;
    }

    static void read(List<LaunchTemplateBlockDeviceMapping> devices, Map<String, Object> properties) {
        devices.stream().findFirst().ifPresent(device -> main(properties, device));
        Map<String, String> others = new TreeMap<>();
        devices.stream()
                .skip(1)
                .filter(device -> device.ebs() != null)
                .forEach(device -> others.put(device.deviceName(), VolumeText.of(device.ebs())));
        if (!others.isEmpty()) {
            properties.put(LaunchTemplate.ADDITIONAL_VOLUMES, others);
        }
    }

    private static void main(Map<String, Object> properties, LaunchTemplateBlockDeviceMapping device) {
        LaunchTemplateEbsBlockDevice ebs = device.ebs();
        properties.put(LaunchTemplate.DEVICE_NAME, device.deviceName());
        put(properties, LaunchTemplate.DISK_SIZE, ebs.volumeSize());
        put(properties, LaunchTemplate.VOLUME_TYPE, ebs.volumeTypeAsString());
        put(properties, LaunchTemplate.IOPS, ebs.iops());
        put(properties, LaunchTemplate.THROUGHPUT, ebs.throughput());
        properties.put(LaunchTemplate.ENCRYPTED, Boolean.TRUE.equals(ebs.encrypted()));
        put(properties, LaunchTemplate.KMS_KEY_ID, ebs.kmsKeyId());
    }

    private static void put(Map<String, Object> properties, String name, @Nullable Object value) {
        if (value != null) {
            properties.put(name, value);
        }
    }
}

package io.github.ekssdk.internal.resource.ec2;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateEbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateEbsBlockDeviceRequest;

/** A volume as one line, such as {@code size=100 type=gp3 iops=6000 encrypted=true}. */
public final class VolumeText {

    private VolumeText() {}

    /** Writes a volume. */
    public static String of(
            int size,
            String type,
            Optional<Integer> iops,
            Optional<Integer> throughput,
            boolean encrypted,
            Optional<String> kmsKeyId) {
        return "size=" + size + " type=" + type
                + iops.map(number -> " iops=" + number).orElse("")
                + throughput.map(number -> " throughput=" + number).orElse("") + " encrypted=" + encrypted
                + kmsKeyId.map(key -> " kmsKeyId=" + key).orElse("");
    }

    static String of(LaunchTemplateEbsBlockDevice ebs) {
        return of(
                ebs.volumeSize() == null ? 0 : ebs.volumeSize(),
                String.valueOf(ebs.volumeTypeAsString()),
                Optional.ofNullable(ebs.iops()),
                Optional.ofNullable(ebs.throughput()),
                Boolean.TRUE.equals(ebs.encrypted()),
                Optional.ofNullable(ebs.kmsKeyId()));
    }

    static LaunchTemplateEbsBlockDeviceRequest.Builder fill(
            String text, LaunchTemplateEbsBlockDeviceRequest.Builder ebs) {
        Map<String, String> parts = Arrays.stream(text.split(" "))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> part[1]));
        return ebs.volumeSize(Integer.valueOf(parts.getOrDefault("size", "0")))
                .volumeType(parts.get("type"))
                .iops(number(parts, "iops").orElse(null))
                .throughput(number(parts, "throughput").orElse(null))
                .encrypted(Boolean.valueOf(parts.get("encrypted")))
                .kmsKeyId(parts.get("kmsKeyId"));
    }

    private static Optional<Integer> number(Map<String, String> parts, String name) {
        return Optional.ofNullable(parts.get(name)).map(Integer::valueOf);
    }
}

package io.github.ekssdk.testing.internal.service.ec2;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller of RunInstances may say besides what every launch says.
 *
 * @param keyName key pair, if any
 * @param disks the disks, the root one first
 * @param interfaceId an interface that exists, to be attached as the first; otherwise one is made
 * @param privateAddress address of the interface; the lowest free one when null
 * @param publicAddress whether the interface gets a public address; as the subnet says when null
 * @param volumeTags tags of the disks
 * @param interfaceTags tags of the interface
 */
record LaunchExtras(
        @Nullable String keyName,
        List<Disk> disks,
        @Nullable String interfaceId,
        @Nullable String privateAddress,
        @Nullable Boolean publicAddress,
        Map<String, String> volumeTags,
        Map<String, String> interfaceTags) {

    static final Disk ROOT = new Disk("/dev/xvda", 20, "gp3", true, false, null);
    static final LaunchExtras NONE = new LaunchExtras(null, List.of(ROOT), null, null, null, Map.of(), Map.of());

    /** A volume that comes with an instance. */
    record Disk(
            String device,
            int gib,
            String type,
            boolean deleteOnTermination,
            boolean encrypted,
            @Nullable String snapshotId) {}
}

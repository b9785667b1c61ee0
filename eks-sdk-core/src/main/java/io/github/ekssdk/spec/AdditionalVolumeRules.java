package io.github.ekssdk.spec;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What EC2 asks of the volumes that nodes have besides the one with images and containers.
 *
 * @see <a href="https://docs.aws.amazon.com/ebs/latest/userguide/device_naming.html">Device names for volumes</a>
 */
final class AdditionalVolumeRules {

    private static final Pattern LINUX = Pattern.compile("/dev/(?:sd[b-z]|xvd[b-z]|xvd[b-d][a-z])");
    private static final Pattern WINDOWS = Pattern.compile("xvd[b-z]|xvd[b-c][a-z]");
    private static final String ROOT = "a";
    private static final Pattern BUS = Pattern.compile("(?:/dev/)?(?:sd|xvd)|1$");

    private AdditionalVolumeRules() {}

    static void check(NodeGroupSpec group, Problems problems) {
        boolean windows = group.amiType().windows();
        Set<String> taken = new HashSet<>();
        taken.add(ROOT);
        taken.add(place(group.amiType().device()));
        group.additionalVolumes().forEach((device, volume) -> {
            Problems own = problems.element(device);
            if (!(windows ? WINDOWS : LINUX).matcher(device).matches()) {
                own.add(
                        "'" + device + "' is not the name of a device for a further volume.",
                        windows ? "Write it like xvdf, up to xvdp." : "Write it like /dev/sdf, up to /dev/sdp.");
            } else if (!taken.add(place(device))) {
                own.add(
                        "The device " + device + " is taken already.",
                        "The nodes start from " + group.amiType().device()
                                + ", and sdb and xvdb are the same; take another letter.");
            }
            VolumeRules.check(volume, own.at("size"), own);
        });
    }

    /** The names of a device differ by the bus only; of the first disk, Windows names the partition. */
    private static String place(String device) {
        return BUS.matcher(device).replaceAll("");
    }
}

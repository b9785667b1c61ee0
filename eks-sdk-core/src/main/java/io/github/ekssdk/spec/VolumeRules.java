package io.github.ekssdk.spec;

import java.util.OptionalInt;

/** What EC2 asks of the volumes of nodes. */
final class VolumeRules {

    private static final int LEAST_THROUGHPUT = 125;
    private static final int MOST_THROUGHPUT = 2000;
    private static final int IOPS_FOR_ONE = 4;

    private VolumeRules() {}

    /** Checks the volume of a group; its size is reported as the disk size of the group. */
    static void check(VolumeSpec volume, Problems group) {
        check(volume, group.at("diskSize"), group.at("volume"));
        if (!volume.type().bootable()) {
            group.at("volume")
                    .at("type")
                    .add(
                            "Nodes do not start from a " + volume.type().value() + " volume.",
                            "Use gp3, or add the volume with additionalVolume(device, ...).");
        }
    }

    /** Checks a volume whose size is reported elsewhere. */
    static void check(VolumeSpec volume, Problems size, Problems problems) {
        checkSize(volume, size);
        checkIops(volume, problems.at("iops"));
        volume.throughput().ifPresent(throughput -> checkThroughput(volume, throughput, problems.at("throughput")));
        if (volume.kmsKeyId().isPresent() && !volume.encrypted()) {
            problems.at("kmsKeyId")
                    .add(
                            "There is a KMS key for a volume that is not encrypted.",
                            "Leave encrypted on, or drop the key.");
        }
    }

    private static void checkSize(VolumeSpec volume, Problems problems) {
        VolumeType type = volume.type();
        if (volume.size() < type.smallestSize() || volume.size() > type.largestSize()) {
            problems.add(
                    "The disk size is " + volume.size() + " GiB.",
                    "EC2 allows " + type.smallestSize() + " to " + type.largestSize() + " for " + type.value() + ".");
        }
    }

    private static void checkIops(VolumeSpec volume, Problems problems) {
        VolumeType type = volume.type();
        OptionalInt iops = volume.iops();
        if (iops.isEmpty() && type.needsIops()) {
            problems.add(
                    type.value() + " needs a number of IOPS.", "Give iops(...), " + type.leastIops() + " at least.");
        }
        if (iops.isPresent() && type.mostIops() == 0) {
            problems.add(type.value() + " takes no IOPS.", "Leave iops out, or use gp3, io1 or io2.");
        } else if (iops.isPresent()) {
            checkRange(volume, iops.getAsInt(), problems);
        }
    }

    /** A volume has so many IOPS for each GiB at most; what comes without asking, it has at any size. */
    private static void checkRange(VolumeSpec volume, int iops, Problems problems) {
        VolumeType type = volume.type();
        if (iops < type.leastIops() || iops > type.mostIops()) {
            problems.add(
                    "A " + type.value() + " volume cannot have " + iops + " IOPS.",
                    "Give " + type.leastIops() + " to " + type.mostIops() + ".");
        } else if (iops > Math.max(type.needsIops() ? 0 : type.leastIops(), (long) volume.size() * type.iopsPerGib())) {
            problems.add(
                    "A volume of " + volume.size() + " GiB of " + type.value() + " cannot have " + iops + " IOPS.",
                    "It has at most " + type.iopsPerGib() + " for each GiB: make it "
                            + (iops + type.iopsPerGib() - 1) / type.iopsPerGib() + " GiB large, or give fewer.");
        }
    }

    private static void checkThroughput(VolumeSpec volume, int throughput, Problems problems) {
        if (volume.type() != VolumeType.GP3) {
            problems.add(volume.type().value() + " takes no throughput.", "Leave throughput out, or use gp3.");
            return;
        }
        int iops = volume.iops().orElse(volume.type().leastIops());
        if (throughput < LEAST_THROUGHPUT || throughput > MOST_THROUGHPUT) {
            problems.add(
                    "The throughput is " + throughput + " MiB per second.",
                    "Give " + LEAST_THROUGHPUT + " to " + MOST_THROUGHPUT + ".");
        } else if (throughput * IOPS_FOR_ONE > iops) {
            problems.add(
                    "A throughput of " + throughput + " MiB per second needs " + throughput * IOPS_FOR_ONE + " IOPS.",
                    "Give so many IOPS, or at most " + iops / IOPS_FOR_ONE + " MiB per second.");
        }
    }
}

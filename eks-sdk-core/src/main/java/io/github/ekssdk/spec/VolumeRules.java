package io.github.ekssdk.spec;

import java.util.OptionalInt;

/** What EC2 asks of the volumes of nodes. */
final class VolumeRules {

    private static final int LARGEST = 16384;
    private static final int LARGEST_IO2 = 65536;
    private static final int MOST_GP3_IOPS = 80000;
    private static final int LEAST_GP3_IOPS = 3000;
    private static final int LEAST_IO_IOPS = 100;
    private static final int LEAST_THROUGHPUT = 125;
    private static final int MOST_THROUGHPUT = 2000;
    private static final int IOPS_FOR_ONE = 4;

    private VolumeRules() {}

    /** Checks a volume; its size is reported as the disk size of the group. */
    static void check(VolumeSpec volume, Problems group) {
        int largest = volume.type() == VolumeType.IO2 ? LARGEST_IO2 : LARGEST;
        if (volume.size() < 1 || volume.size() > largest) {
            group.at("diskSize").add("The disk size is " + volume.size() + " GiB.", "EC2 allows 1 to " + largest + ".");
        }
        Problems problems = group.at("volume");
        checkIops(volume, problems.at("iops"));
        volume.throughput().ifPresent(throughput -> checkThroughput(volume, throughput, problems.at("throughput")));
        if (volume.kmsKeyId().isPresent() && !volume.encrypted()) {
            problems.at("kmsKeyId")
                    .add(
                            "There is a KMS key for a volume that is not encrypted.",
                            "Leave encrypted on, or drop the key.");
        }
    }

    private static void checkIops(VolumeSpec volume, Problems problems) {
        OptionalInt iops = volume.iops();
        switch (volume.type()) {
            case GP2 -> {
                if (iops.isPresent()) {
                    problems.add("gp2 takes no IOPS.", "Leave iops out, or use gp3, io1 or io2.");
                }
            }
            case GP3 -> iops.ifPresent(value -> checkRange("gp3", value, LEAST_GP3_IOPS, MOST_GP3_IOPS, problems));
            case IO1, IO2 -> {
                String type = volume.type().value();
                if (iops.isEmpty()) {
                    problems.add(type + " needs a number of IOPS.", "Give iops(...), 100 at least.");
                } else {
                    int most = volume.type() == VolumeType.IO1 ? 64000 : 256000;
                    checkRange(type, iops.getAsInt(), LEAST_IO_IOPS, most, problems);
                }
            }
        }
    }

    private static void checkRange(String type, int iops, int least, int most, Problems problems) {
        if (iops < least || iops > most) {
            problems.add("A " + type + " volume cannot have " + iops + " IOPS.", "Give " + least + " to " + most + ".");
        }
    }

    private static void checkThroughput(VolumeSpec volume, int throughput, Problems problems) {
        if (volume.type() != VolumeType.GP3) {
            problems.add(volume.type().value() + " takes no throughput.", "Leave throughput out, or use gp3.");
            return;
        }
        if (throughput < LEAST_THROUGHPUT || throughput > MOST_THROUGHPUT) {
            problems.add(
                    "The throughput is " + throughput + " MiB per second.",
                    "Give " + LEAST_THROUGHPUT + " to " + MOST_THROUGHPUT + ".");
        } else if (throughput * IOPS_FOR_ONE > volume.iops().orElse(LEAST_GP3_IOPS)) {
            problems.add(
                    "A throughput of " + throughput + " MiB per second needs " + throughput * IOPS_FOR_ONE + " IOPS.",
                    "Give so many IOPS, or at most " + volume.iops().orElse(LEAST_GP3_IOPS) / IOPS_FOR_ONE
                            + " MiB per second.");
        }
    }
}

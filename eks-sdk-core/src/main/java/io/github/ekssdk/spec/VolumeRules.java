package io.github.ekssdk.spec;

import java.util.OptionalInt;

/** What EC2 asks of the volumes of nodes. */
final class VolumeRules {

    private static final int LARGEST_OF_OLD = 16384;
    private static final int LARGEST = 65536;
    private static final int SMALLEST_IO = 4;
    private static final int MOST_GP3_IOPS = 80000;
    private static final int LEAST_GP3_IOPS = 3000;
    private static final int LEAST_IO_IOPS = 100;
    private static final int LEAST_THROUGHPUT = 125;
    private static final int MOST_THROUGHPUT = 2000;
    private static final int IOPS_FOR_ONE = 4;
    private static final int GP3_IOPS_PER_GIB = 500;
    private static final int IO1_IOPS_PER_GIB = 50;
    private static final int IO2_IOPS_PER_GIB = 1000;

    private VolumeRules() {}

    /** Checks a volume; its size is reported as the disk size of the group. */
    static void check(VolumeSpec volume, Problems group) {
        checkSize(volume, group.at("diskSize"));
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

    private static void checkSize(VolumeSpec volume, Problems problems) {
        boolean old = volume.type() == VolumeType.GP2 || volume.type() == VolumeType.IO1;
        boolean provisioned = volume.type() == VolumeType.IO1 || volume.type() == VolumeType.IO2;
        int smallest = provisioned ? SMALLEST_IO : 1;
        int largest = old ? LARGEST_OF_OLD : LARGEST;
        if (volume.size() < smallest || volume.size() > largest) {
            problems.add(
                    "The disk size is " + volume.size() + " GiB.",
                    "EC2 allows " + smallest + " to " + largest + " for "
                            + volume.type().value() + ".");
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
            case GP3 ->
                iops.ifPresent(
                        value -> checkRange(volume, value, LEAST_GP3_IOPS, MOST_GP3_IOPS, GP3_IOPS_PER_GIB, problems));
            case IO1, IO2 -> {
                String type = volume.type().value();
                if (iops.isEmpty()) {
                    problems.add(type + " needs a number of IOPS.", "Give iops(...), 100 at least.");
                } else {
                    boolean old = volume.type() == VolumeType.IO1;
                    checkRange(
                            volume,
                            iops.getAsInt(),
                            LEAST_IO_IOPS,
                            old ? 64000 : 256000,
                            old ? IO1_IOPS_PER_GIB : IO2_IOPS_PER_GIB,
                            problems);
                }
            }
        }
    }

    /** A volume has so many IOPS for each GiB at most; what comes without asking, it has at any size. */
    private static void checkRange(VolumeSpec volume, int iops, int least, int most, int perGib, Problems problems) {
        String type = volume.type().value();
        if (iops < least || iops > most) {
            problems.add("A " + type + " volume cannot have " + iops + " IOPS.", "Give " + least + " to " + most + ".");
        } else if (iops > Math.max(volume.type() == VolumeType.GP3 ? LEAST_GP3_IOPS : 0, volume.size() * perGib)) {
            problems.add(
                    "A volume of " + volume.size() + " GiB of " + type + " cannot have " + iops + " IOPS.",
                    "It has at most " + perGib + " for each GiB: make it " + (iops + perGib - 1) / perGib
                            + " GiB large, or give fewer.");
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

package io.github.ekssdk.spec;

import java.util.Locale;

/**
 * The type of an EBS volume. The constants are EC2's names in capitals.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVolume.html">CreateVolume in the EC2 API, which
 *     says the sizes, IOPS and throughput</a>
 * @see <a href="https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html">EBS volume types, which says how many IOPS
 *     there are for a size</a>
 * @since 0.1
 */
public enum VolumeType {
    /** General purpose: 3,000 IOPS and 125 MiB/s included, more of both for money. */
    GP3(1, 65_536, 3_000, 80_000, 500),
    /** General purpose of the former generation: the IOPS grow with the size. */
    GP2(1, 16_384, 0, 0, 0),
    /** Provisioned IOPS, 100 to 64,000 of them. */
    IO1(4, 16_384, 100, 64_000, 50),
    /** Provisioned IOPS, 100 to 256,000 of them, and more durable. */
    IO2(4, 65_536, 100, 256_000, 1_000),
    /** Throughput-optimized disks; not for the volume that a node starts from. */
    ST1(125, 16_384, 0, 0, 0),
    /** Cold disks, the cheapest; not for the volume that a node starts from. */
    SC1(125, 16_384, 0, 0, 0);

    private final int smallestSize;
    private final int largestSize;
    private final int leastIops;
    private final int mostIops;
    private final int iopsPerGib;

    VolumeType(int smallestSize, int largestSize, int leastIops, int mostIops, int iopsPerGib) {
        this.smallestSize = smallestSize;
        this.largestSize = largestSize;
        this.leastIops = leastIops;
        this.mostIops = mostIops;
        this.iopsPerGib = iopsPerGib;
    }

    /** The name EC2 uses, for example {@code gp3}. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The smallest size in GiB. */
    public int smallestSize() {
        return smallestSize;
    }

    /** The largest size in GiB. */
    public int largestSize() {
        return largestSize;
    }

    /** The fewest IOPS that can be asked for; 0 where none can. */
    public int leastIops() {
        return leastIops;
    }

    /** The most IOPS that can be asked for; 0 where none can. */
    public int mostIops() {
        return mostIops;
    }

    /** How many IOPS can be asked for with each GiB; 0 where none can. */
    public int iopsPerGib() {
        return iopsPerGib;
    }

    /** Whether a number of IOPS has to be given. */
    public boolean needsIops() {
        return this == IO1 || this == IO2;
    }

    /** Whether a node can start from it. */
    public boolean bootable() {
        return this != ST1 && this != SC1;
    }
}

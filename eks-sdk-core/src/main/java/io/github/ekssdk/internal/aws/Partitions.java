package io.github.ekssdk.internal.aws;

import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/** The parts of AWS that know nothing of each other. */
public final class Partitions {

    private Partitions() {}

    /** Returns the partition of a region: {@code aws}, {@code aws-cn}, {@code aws-us-gov}, ... */
    public static String of(String region) {
        return PartitionMetadata.of(Region.of(region)).id();
    }
}

package io.github.ekssdk.spec;

import java.util.Locale;

/**
 * The type of an EBS volume. The constants are EC2's names in capitals.
 *
 * @see <a href="https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html">EBS volume types</a>
 * @since 0.1
 */
public enum VolumeType {
    /** General purpose: 3,000 IOPS and 125 MiB/s included, more of both for money. */
    GP3,
    /** General purpose of the former generation: the IOPS grow with the size. */
    GP2,
    /** Provisioned IOPS, 100 to 64,000 of them. */
    IO1,
    /** Provisioned IOPS, 100 to 256,000 of them, and more durable. */
    IO2;

    /** The name EC2 uses, for example {@code gp3}. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}

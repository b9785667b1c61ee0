package io.github.ekssdk.spec;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/**
 * An EBS volume of each node: the one that holds images and containers, which is the root volume or, with Bottlerocket, the data
 * volume; or a further one. A change moves the group to new nodes, some at a time.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVolume.html">CreateVolume in the EC2 API</a>
 * @see <a href="https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html">EBS volume types</a>
 * @since 0.1
 */
@Value.Immutable
public interface VolumeSpec {

    /**
     * The size in GiB, 50 at least with Windows; 50 unless set. EC2 allows 1 to 65536 with {@code gp3}, 1 to 16384 with {@code
     * gp2}, 4 to 16384 with {@code io1}, 4 to 65536 with {@code io2} and 125 to 16384 with {@code st1} and {@code sc1}.
     */
    default int size() {
        return 50;
    }

    /** The type; {@code gp3} unless set. */
    default VolumeType type() {
        return VolumeType.GP3;
    }

    /**
     * IOPS: 3,000 to 80,000 with {@code gp3}, 3,000 unless set; 100 to 64,000 with {@code io1} and to 256,000 with {@code io2},
     * which need a number; none with the others. Beyond 3,000, {@code gp3} allows 500 for each GiB; {@code io1} 50 and {@code
     * io2} 1,000.
     */
    OptionalInt iops();

    /** MiB per second, 125 to 2,000 and at most a quarter of the IOPS, with {@code gp3} only; 125 unless set. */
    OptionalInt throughput();

    /** Whether the volume is encrypted; true unless set. */
    default boolean encrypted() {
        return true;
    }

    /**
     * The KMS key that encrypts the volume, by its ARN or id; the account's key for EBS unless set. The key's policy has to let
     * the service-linked role of Auto Scaling use it, or no node starts.
     */
    Optional<String> kmsKeyId();

    /** Starts a changed copy. */
    @Value.NonAttribute
    default Builder toBuilder() {
        return new Builder().from(this);
    }

    /**
     * Collects the settings of a volume.
     *
     * @since 0.1
     */
    final class Builder extends ImmutableVolumeSpec.Builder {

        Builder() {}

        /** Encrypts the volume with a KMS key of your own, by its ARN or id. */
        public Builder encryptedWith(String kmsKeyId) {
            requireNonNull(kmsKeyId, "kmsKeyId");
            return encrypted(true).kmsKeyId(kmsKeyId);
        }
    }
}

package io.github.ekssdk.spec;

import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/**
 * What the instance types of a node group are to be like, instead of their names. A plan asks EC2 which there are, of the current
 * generation and not bare metal, and takes those that most of the zones offer, the smallest first, at most 20. The choice stays
 * until the description changes, also when EC2 gets new instance types.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceTypes.html">DescribeInstanceTypes in
 *     the EC2 API</a>
 * @since 0.1
 */
@Value.Immutable
public interface InstanceSelectorSpec {

    /** The least number of vCPUs; any unless set. */
    OptionalInt minVCpus();

    /** The greatest number of vCPUs; any unless set. */
    OptionalInt maxVCpus();

    /** The least memory in GiB; any unless set. */
    OptionalInt minMemoryGib();

    /** The most memory in GiB; any unless set. */
    OptionalInt maxMemoryGib();

    /** The number of GPUs; none unless set. */
    default int gpus() {
        return 0;
    }

    /** The processors; {@link Architecture#X86_64} unless set. */
    default Architecture architecture() {
        return Architecture.X86_64;
    }

    /** A regular expression that the names of the instance types match, such as {@code [cm]\\d.*}; any name unless set. */
    Optional<String> allow();

    /** A regular expression that the names of the instance types do not match, such as {@code t\\d.*}; none unless set. */
    Optional<String> deny();

    /** Starts an empty description. */
    static Builder builder() {
        return new Builder();
    }

    /** Starts a changed copy. */
    @Value.NonAttribute
    default Builder toBuilder() {
        return new Builder().from(this);
    }

    /**
     * Collects what instance types are to be like. Bad values are reported when the spec is built, all at once.
     *
     * @since 0.1
     */
    final class Builder extends ImmutableInstanceSelectorSpec.Builder {

        Builder() {}

        /** Asks for so many vCPUs. */
        public Builder vCpus(int number) {
            return vCpus(number, number);
        }

        /** Asks for so many vCPUs at least and at most. */
        public Builder vCpus(int min, int max) {
            return minVCpus(min).maxVCpus(max);
        }

        /** Asks for so much memory in GiB. */
        public Builder memoryGib(int size) {
            return memoryGib(size, size);
        }

        /** Asks for so much memory in GiB at least and at most. */
        public Builder memoryGib(int min, int max) {
            return minMemoryGib(min).maxMemoryGib(max);
        }
    }
}

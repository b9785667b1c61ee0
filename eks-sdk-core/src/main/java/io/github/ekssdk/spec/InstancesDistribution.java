package io.github.ekssdk.spec;

import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/**
 * How a self-managed node group mixes on-demand and Spot instances. Changed in place; nodes that are there stay as they are.
 *
 * @see <a href="https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_InstancesDistribution.html">InstancesDistribution in
 *     the Auto Scaling API</a>
 * @since 0.1
 */
@Value.Immutable
public interface InstancesDistribution {

    /** How many nodes are on demand before any is a Spot instance; none unless set. */
    default int onDemandBaseCapacity() {
        return 0;
    }

    /** Which share of the nodes beyond those is on demand, in percent, 0 to 100; 100 unless set. */
    default int onDemandPercentageAboveBaseCapacity() {
        return 100;
    }

    /** From which pools Spot instances are taken. */
    default SpotAllocationStrategy spotAllocationStrategy() {
        return SpotAllocationStrategy.PRICE_CAPACITY_OPTIMIZED;
    }

    /** From how many of the cheapest pools in each zone, 1 to 20; with {@link SpotAllocationStrategy#LOWEST_PRICE} only. */
    OptionalInt spotInstancePools();

    /** The most that a Spot instance may cost an hour, in US dollars, such as {@code 0.05}; the on-demand price unless set. */
    Optional<String> spotMaxPrice();

    /** Starts a changed copy. */
    @Value.NonAttribute
    default Builder toBuilder() {
        return new Builder().from(this);
    }

    /**
     * Collects the settings of the mix.
     *
     * @since 0.1
     */
    final class Builder extends ImmutableInstancesDistribution.Builder {

        Builder() {}
    }
}

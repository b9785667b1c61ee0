package io.github.ekssdk.spec;

/**
 * From which pools of spare capacity EC2 Auto Scaling takes Spot instances. The values are those of the Auto Scaling API.
 *
 * @see <a href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/allocation-strategies.html">Allocation strategies</a>
 * @since 0.1
 */
public enum SpotAllocationStrategy {
    /** From those with the most spare capacity among the cheapest. */
    PRICE_CAPACITY_OPTIMIZED("price-capacity-optimized"),
    /** From those with the most spare capacity. */
    CAPACITY_OPTIMIZED("capacity-optimized"),
    /** From those with the most spare capacity, in the order of the instance types as far as that costs nothing. */
    CAPACITY_OPTIMIZED_PRIORITIZED("capacity-optimized-prioritized"),
    /** From the cheapest; those are interrupted most often. */
    LOWEST_PRICE("lowest-price");

    private final String value;

    SpotAllocationStrategy(String value) {
        this.value = value;
    }

    /** The name in the Auto Scaling API, for example {@code lowest-price}. */
    public String value() {
        return value;
    }
}

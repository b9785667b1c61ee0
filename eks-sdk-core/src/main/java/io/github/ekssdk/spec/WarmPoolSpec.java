package io.github.ekssdk.spec;

import java.util.OptionalInt;
import org.immutables.value.Value;

/**
 * A warm pool of a managed node group: instances that have booted and wait to become nodes. Not with Spot instances and not with
 * custom AMIs. Changed in place; taking it out of the spec removes it.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/warm-pools-managed-node-groups.html">Warm pools in the EKS user
 *     guide</a>
 * @since 0.1
 */
@Value.Immutable
public interface WarmPoolSpec {

    /** How many instances to keep in the pool at least; none unless set. */
    default int minSize() {
        return 0;
    }

    /** How many instances the pool and the group have together at most; the group's maximum unless set. */
    OptionalInt maxGroupPreparedCapacity();

    /** What the instances do until they are needed; stopped unless set. */
    default WarmPoolState poolState() {
        return WarmPoolState.STOPPED;
    }

    /** Whether nodes go back to the pool when the group shrinks; false unless set, and not with Bottlerocket. */
    default boolean reuseOnScaleIn() {
        return false;
    }

    /** Starts a changed copy. */
    @Value.NonAttribute
    default Builder toBuilder() {
        return new Builder().from(this);
    }

    /**
     * Collects the settings of a warm pool.
     *
     * @since 0.1
     */
    final class Builder extends ImmutableWarmPoolSpec.Builder {

        Builder() {}
    }
}

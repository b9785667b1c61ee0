package io.github.ekssdk.spec;

/**
 * How EC2 sells the nodes of a group. The constants are named as in the EKS API.
 *
 * @since 0.1
 */
public enum CapacityType {
    /** At the list price, kept until they are stopped. */
    ON_DEMAND,
    /** Spare capacity at a discount; EC2 may take it back at two minutes' notice. */
    SPOT,
    /**
     * Reserved for some days in a Capacity Block for ML; needs its {@link NodeGroupSpec#capacityReservation() capacity
     * reservation} and its one instance type.
     */
    CAPACITY_BLOCK
}

package io.github.ekssdk.spec;

/**
 * How nodes in private subnets reach the internet. Each NAT gateway costs money by the hour and by the gigabyte and
 * takes one Elastic IP address; an account has five of these in a region unless its quota was raised.
 *
 * @since 0.1
 */
public enum NatGateways {
    /** Not at all; managed node groups then go to the public subnets. */
    NONE,
    /** Through one NAT gateway for all zones: the cheapest, and gone for all when its zone fails. */
    SINGLE,
    /** Through a NAT gateway in each zone, so that no zone depends on another. */
    ONE_PER_ZONE
}

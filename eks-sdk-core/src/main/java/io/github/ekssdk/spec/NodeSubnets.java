package io.github.ekssdk.spec;

/**
 * Which subnets of the VPC the nodes of a group are placed in.
 *
 * @since 0.1
 */
public enum NodeSubnets {
    /** Subnets without a way in from the internet; the way out is a NAT gateway. */
    PRIVATE,
    /** Subnets with a route to the internet gateway; each node gets a public IPv4 address. */
    PUBLIC
}

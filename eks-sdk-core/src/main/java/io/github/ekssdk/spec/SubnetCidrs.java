package io.github.ekssdk.spec;

import java.util.List;

/**
 * The address ranges of a VPC's subnets, one of each kind per zone, in the order of the zones.
 *
 * @param publicSubnets the ranges of the subnets with a route to the internet gateway
 * @param privateSubnets the ranges of the subnets without one
 * @since 0.1
 */
public record SubnetCidrs(List<String> publicSubnets, List<String> privateSubnets) {

    /** Copies both lists. */
    public SubnetCidrs {
        publicSubnets = List.copyOf(publicSubnets);
        privateSubnets = List.copyOf(privateSubnets);
    }
}

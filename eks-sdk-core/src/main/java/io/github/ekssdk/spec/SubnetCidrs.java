package io.github.ekssdk.spec;

import java.util.List;

/**
 * The address ranges of a VPC's subnets, one of each kind per zone, in the order of the zones.
 *
 * @param publicSubnets the ranges of the subnets with a route to the internet gateway
 * @param privateSubnets the ranges of the subnets without one
 * @param controlPlaneSubnets the ranges of the subnets for the control plane alone; none unless the spec wants them
 * @param podSubnets the ranges of the subnets for Pods, of all zones for the first secondary range, then for the next one
 * @since 0.1
 */
public record SubnetCidrs(
        List<String> publicSubnets,
        List<String> privateSubnets,
        List<String> controlPlaneSubnets,
        List<String> podSubnets) {

    /** Copies the lists. */
    public SubnetCidrs {
        publicSubnets = List.copyOf(publicSubnets);
        privateSubnets = List.copyOf(privateSubnets);
        controlPlaneSubnets = List.copyOf(controlPlaneSubnets);
        podSubnets = List.copyOf(podSubnets);
    }
}

package io.github.ekssdk.internal.lower;

import java.util.List;

/**
 * Where a cluster lives. Each id is text where it is known, or the output of a resource that is made.
 *
 * @param vpcId the VPC
 * @param publicSubnets the subnets with a route to an internet gateway, a zone each
 * @param privateSubnets the subnets without one, a zone each
 * @param nodeSubnets where nodes go unless they ask for public subnets
 * @param controlPlaneSubnets where EKS puts the control plane's network interfaces
 * @param controlPlaneSecurityGroups the security groups of these interfaces besides EKS' own
 */
record Network(
        Object vpcId,
        List<Object> publicSubnets,
        List<Object> privateSubnets,
        List<Object> nodeSubnets,
        List<Object> controlPlaneSubnets,
        List<Object> controlPlaneSecurityGroups) {}

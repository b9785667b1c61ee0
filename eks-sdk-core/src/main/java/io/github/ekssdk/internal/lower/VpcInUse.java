package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.resource.ec2.ExistingVpc;
import io.github.ekssdk.internal.resource.ec2.ExistingVpc.Subnet;
import io.github.ekssdk.internal.resource.ec2.ExistingVpc.WayOut;
import io.github.ekssdk.internal.resource.eks.ControlPlane;
import io.github.ekssdk.internal.resource.eks.ManagedNodeGroup;
import io.github.ekssdk.state.ResourceState;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A VPC of somebody else's with what a cluster is to use of it.
 *
 * @param waysOut where the subnets' default routes lead, by id
 */
record VpcInUse(
        ExistingVpc vpc,
        List<Subnet> publicSubnets,
        List<Subnet> privateSubnets,
        List<Subnet> controlPlaneSubnets,
        List<String> securityGroups,
        Map<String, WayOut> waysOut) {

    static List<String> ids(Collection<Subnet> subnets) {
        return subnets.stream().map(Subnet::id).toList();
    }

    /** Returns where nodes go unless they are told otherwise. */
    List<Subnet> nodeSubnets() {
        return privateSubnets.isEmpty() ? publicSubnets : privateSubnets;
    }

    static Optional<ResourceState> cluster(Inquiry inquiry) {
        return inquiry.observed(
                Kinds.CONTROL_PLANE.name() + "/" + inquiry.spec().name());
    }

    /** Tells whether the cluster is yet to be made, or uses none of the subnets. */
    boolean isNewTo(Inquiry inquiry) {
        Set<String> used = usedSubnets(inquiry);
        return controlPlaneSubnets.stream().map(Subnet::id).noneMatch(used::contains);
    }

    /** Returns the ids of the subnets that the cluster's parts are in already. */
    static Set<String> usedSubnets(Inquiry inquiry) {
        Set<String> used = new HashSet<>();
        cluster(inquiry).ifPresent(state -> addTo(used, state.properties().get(ControlPlane.SUBNET_IDS)));
        inquiry.observed(Kinds.MANAGED_NODE_GROUP)
                .forEach(state -> addTo(used, state.properties().get(ManagedNodeGroup.SUBNET_IDS)));
        return used;
    }

    private static void addTo(Set<String> used, @org.jspecify.annotations.Nullable Object ids) {
        if (ids instanceof Collection<?> items) {
            items.stream().map(Objects::toString).forEach(used::add);
        }
    }
}

package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.ResourceGraph;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.ComponentContext;
import java.util.List;
import java.util.Map;

/** Turns what a spec says into the resources that it takes. */
public final class Lowering {

    private Lowering() {}

    /**
     * Returns the resources of a spec.
     *
     * @param resolved what AWS answered to what the spec leaves open, by the path of the setting
     */
    public static ResourceGraph lower(ClusterSpec spec, Owner owner, Map<String, List<String>> resolved) {
        LoweringContext context = context(spec, owner, resolved);
        ComponentValues values = new ComponentValues(context, outside(context));
        if (!spec.components().isEmpty()) {
            Extensions.all().forEach(extension -> extension.lower(values, owner, context.graph()));
        }
        return context.graph();
    }

    /** Returns what components may use of a cluster. */
    static ComponentContext outside(ClusterSpec spec, Owner owner, Map<String, List<String>> resolved) {
        LoweringContext context = context(spec, owner, resolved);
        return new ComponentValues(context, outside(context));
    }

    private static LoweringContext context(ClusterSpec spec, Owner owner, Map<String, List<String>> resolved) {
        return new LoweringContext(InstanceSelection.chosen(spec, resolved), owner, new ResourceGraph(), resolved);
    }

    /** Adds what stands outside of the cluster, and the cluster. */
    private static Network outside(LoweringContext context) {
        ClusterSpec spec = context.spec();
        RoleLowering roles = new RoleLowering(context);
        Network network = spec.vpc().existing().isPresent()
                ? new ExistingNetworkLowering(context).lower()
                : new NetworkLowering(context).lower();
        AutoModeLowering autoMode = new AutoModeLowering(context, roles);
        new ControlPlaneLowering(context).lower(network, roles.cluster(), autoMode);
        roles.releaseAutoMode();
        autoMode.accessEntries();
        new ClusterSecurityGroupLowering(context).lower();
        if (!spec.managedNodeGroups().isEmpty()) {
            NodeGroupLowering groups = new NodeGroupLowering(context, network, roles::node);
            spec.managedNodeGroups().forEach(groups::lower);
        }
        if (!spec.selfManagedNodeGroups().isEmpty()) {
            SelfManagedLowering groups = new SelfManagedLowering(context, network, roles);
            spec.selfManagedNodeGroups().forEach(groups::lower);
        }
        roles.nodesOfOthers();
        if (!spec.fargateProfiles().isEmpty()) {
            FargateLowering profiles = new FargateLowering(context, network, roles::fargate);
            spec.fargateProfiles().forEach(profiles::lower);
        }
        AccessLowering access = new AccessLowering(context);
        spec.accessEntries().forEach(access::lower);
        CapabilityLowering capabilities = new CapabilityLowering(context, roles);
        spec.capabilities().forEach(capabilities::lower);
        spec.identityProvider().ifPresent(new IdentityProviderLowering(context)::lower);
        WorkloadLowering workloads = new WorkloadLowering(context, roles);
        workloads.lower();
        AddonLowering addons = new AddonLowering(context, workloads);
        AddonSet.of(spec).forEach(addons::lower);
        return network;
    }
}

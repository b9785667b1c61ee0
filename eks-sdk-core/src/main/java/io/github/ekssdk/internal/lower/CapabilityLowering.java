package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.resource.eks.Capability;
import io.github.ekssdk.spec.ArgoCdSpec;
import io.github.ekssdk.spec.CapabilitySpec;

/** Capabilities with their roles. */
final class CapabilityLowering {

    private final LoweringContext context;
    private final RoleLowering roles;

    CapabilityLowering(LoweringContext context, RoleLowering roles) {
        this.context = context;
        this.roles = roles;
    }

    void lower(CapabilitySpec capability) {
        Object roleArn = capability.roleArn().isPresent() ? capability.roleArn().get() : roles.capability(capability);
        Properties.Builder wanted = Properties.builder()
                .set(Capability.TYPE, capability.type().name())
                .set(Capability.ROLE_ARN, roleArn);
        capability.argoCd().ifPresent(argoCd -> argoCd(argoCd, wanted));
        wanted.set(Capability.TAGS, context.tags(capability.tags()));
        context.graph().add(Kinds.CAPABILITY, capability.name(), wanted.build());
    }

    private static void argoCd(ArgoCdSpec argoCd, Properties.Builder wanted) {
        wanted.setIfPresent(Capability.NAMESPACE, argoCd.namespace())
                .set(Capability.IDC_INSTANCE_ARN, argoCd.idcInstanceArn())
                .setIfPresent(Capability.IDC_REGION, argoCd.idcRegion())
                .set(Capability.VPC_ENDPOINT_IDS, argoCd.vpcEndpointIds())
                .set(
                        Capability.ROLE_MAPPINGS,
                        argoCd.roleMappings().stream()
                                .map(mapping ->
                                        Capability.mapping(mapping.role().name(), mapping.group(), mapping.id()))
                                .sorted()
                                .toList());
    }
}

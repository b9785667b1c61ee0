package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.resource.eks.FargateProfile;
import io.github.ekssdk.spec.FargateProfileSpec;

/** Fargate profiles. */
final class FargateLowering {

    private final LoweringContext context;
    private final Network network;
    private final Object podRoleArn;

    FargateLowering(LoweringContext context, Network network, Object podRoleArn) {
        this.context = context;
        this.network = network;
        this.podRoleArn = podRoleArn;
    }

    void lower(FargateProfileSpec profile) {
        context.graph()
                .add(
                        Kinds.FARGATE_PROFILE,
                        profile.name(),
                        Properties.builder()
                                .set(FargateProfile.POD_EXECUTION_ROLE_ARN, podRoleArn)
                                .set(FargateProfile.SUBNET_IDS, network.privateSubnets())
                                .set(
                                        FargateProfile.SELECTORS,
                                        profile.selectors().stream()
                                                .map(selector -> FargateProfile.selector(
                                                        selector.namespace(), selector.labels()))
                                                .toList())
                                .set(FargateProfile.TAGS, context.tags(profile.tags()))
                                .build());
    }
}

package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.resource.eks.FargateProfile;
import io.github.ekssdk.spec.FargateProfileSpec;
import java.util.List;
import java.util.function.Supplier;

/** Fargate profiles. */
final class FargateLowering {

    private final LoweringContext context;
    private final Network network;
    private final Supplier<Object> podRoleArn;

    FargateLowering(LoweringContext context, Network network, Supplier<Object> podRoleArn) {
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
                                .set(
                                        FargateProfile.POD_EXECUTION_ROLE_ARN,
                                        profile.podExecutionRoleArn()
                                                .<Object>map(arn -> arn)
                                                .orElseGet(podRoleArn))
                                .set(
                                        FargateProfile.SUBNET_IDS,
                                        profile.subnetIds().isEmpty()
                                                ? network.privateSubnets()
                                                : List.copyOf(profile.subnetIds()))
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

package io.github.ekssdk.spec;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FargateRefusalTest {

    private static final String LABEL_RULE =
            "Use letters, digits, hyphens, dots and underscores; * and ? stand for others.";

    static Stream<Refusal> mistakes() {
        return Stream.of(
                Refusal.of(
                                "a name that EKS keeps",
                                cluster -> cluster.fargateProfile("eks-ops", profile -> profile.selector("ops")))
                        .says(
                                "fargateProfiles[eks-ops].name",
                                "'eks-ops' begins with eks, which EKS refuses.",
                                "Use another name."),
                Refusal.of("no selector", cluster -> cluster.fargateProfile("ops", profile -> {}))
                        .says(
                                "fargateProfiles[ops].selectors",
                                "There is no selector.",
                                "Say with selector(namespace) which Pods run on Fargate."),
                Refusal.of(
                                "six selectors",
                                cluster -> cluster.fargateProfile("ops", profile -> {
                                    for (int i = 0; i < 6; i++) {
                                        profile.selector("ns-" + i);
                                    }
                                }))
                        .says(
                                "fargateProfiles[ops].selectors",
                                "There are 6 selectors.",
                                "EKS allows 5; use * for several namespaces, or make another profile."),
                Refusal.of(
                                "a namespace in capitals with a bad label",
                                cluster -> cluster.fargateProfile(
                                        "ops", profile -> profile.selector("Ops", Map.of("a b", "c"))))
                        .says(
                                "fargateProfiles[ops].selectors[Ops]",
                                "'Ops' is not a namespace.",
                                "Use lower-case letters, digits and hyphens, at most 63; * and ? stand for others.")
                        .says("fargateProfiles[ops].selectors[Ops]", "'a b=c' is not a label.", LABEL_RULE),
                Refusal.of(
                                "two profiles of a name",
                                cluster -> cluster.fargateProfile("ops", profile -> profile.selector("a"))
                                        .fargateProfile("ops", profile -> profile.selector("b")))
                        .says(
                                "fargateProfiles[ops].name",
                                "Two Fargate profiles are called 'ops'.",
                                "Give each its own name."),
                Refusal.of("eleven profiles", cluster -> {
                            for (int i = 0; i < 11; i++) {
                                cluster.fargateProfile("p" + i, profile -> profile.selector("ops"));
                            }
                        })
                        .says(
                                "fargateProfiles",
                                "There are 11 Fargate profiles.",
                                "EKS allows 10 in a cluster; give a profile several selectors."),
                Refusal.of(
                                "Fargate without a way out",
                                cluster -> cluster.vpc(vpc -> vpc.natGateways(NatGateways.NONE))
                                        .fargateProfile("ops", profile -> profile.selector("ops")))
                        .says(
                                "fargateProfiles",
                                "Pods on Fargate run in private subnets, from where they cannot pull images without a NAT"
                                        + " gateway.",
                                "Give the VPC NAT gateways."));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void is_refused(Refusal refusal) {
        refusal.check();
    }
}

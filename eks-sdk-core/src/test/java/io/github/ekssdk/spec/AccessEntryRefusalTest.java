package io.github.ekssdk.spec;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AccessEntryRefusalTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/teams/platform";
    private static final String AT = "accessEntries[" + ROLE + "]";

    static Stream<Refusal> mistakes() {
        return Stream.of(
                Refusal.of(
                                "the session of a role",
                                cluster -> cluster.accessEntry(
                                        "arn:aws:sts::123456789012:assumed-role/platform/me", entry -> {}))
                        .says(
                                "accessEntries[arn:aws:sts::123456789012:assumed-role/platform/me].principalArn",
                                "'arn:aws:sts::123456789012:assumed-role/platform/me' is a session of a role.",
                                "Name the role itself: arn:aws:iam::<account>:role/<path and name>."),
                Refusal.of("a principal without an ARN", cluster -> cluster.accessEntry("platform", entry -> {}))
                        .says(
                                "accessEntries[platform].principalArn",
                                "'platform' is not the ARN of an IAM role or user.",
                                "Write, for example, arn:aws:iam::123456789012:role/platform-team."),
                Refusal.of(
                                "two entries of a principal",
                                cluster ->
                                        cluster.accessEntry(ROLE, entry -> {}).accessEntry(ROLE, entry -> {}))
                        .says(
                                AT,
                                "The principal has two entries.",
                                "EKS allows one; give it all its policies and groups."),
                Refusal.of(
                                "groups that Kubernetes keeps",
                                cluster -> cluster.accessEntry(ROLE, entry -> entry.kubernetesGroup("system:masters")))
                        .says(
                                AT + ".kubernetesGroups",
                                "The group 'system:masters' starts with system:, which EKS refuses.",
                                "Use another name, and bind it to roles of your own."),
                Refusal.of(
                                "a user name of EKS's",
                                cluster -> cluster.accessEntry(ROLE, entry -> entry.username("eks:me")))
                        .says(
                                AT + ".username",
                                "The user name 'eks:me' starts with eks:, which EKS refuses.",
                                "Use another name, and bind it to roles of your own."),
                Refusal.of(
                                "a policy that is an ARN, twice, in no namespace",
                                cluster -> cluster.accessEntry(
                                        ROLE,
                                        entry -> entry.policy(AccessPolicy.named("arn:aws:eks::aws:view"))
                                                .policy(AccessPolicy.named("arn:aws:eks::aws:view"), "Team A")))
                        .says(
                                AT + ".policies[arn:aws:eks::aws:view]",
                                "'arn:aws:eks::aws:view' is not the name of an access policy.",
                                "Write the name without the rest of its ARN, for example AmazonEKSViewPolicy.")
                        .says(
                                AT + ".policies[arn:aws:eks::aws:view]",
                                "'arn:aws:eks::aws:view' is not the name of an access policy.",
                                "Write the name without the rest of its ARN, for example AmazonEKSViewPolicy.")
                        .says(
                                AT + ".policies[arn:aws:eks::aws:view]",
                                "The policy is associated twice.",
                                "Name all its namespaces at once.")
                        .says(
                                AT + ".policies[arn:aws:eks::aws:view]",
                                "'Team A' is not a namespace.",
                                "Use lower-case letters, digits and hyphens, at most 63, and * for any of them."),
                Refusal.of(
                                "nodes with a policy",
                                cluster -> cluster.accessEntry(
                                        ROLE,
                                        entry -> entry.type(AccessEntryType.EC2_LINUX)
                                                .policy(AccessPolicy.VIEW)))
                        .says(
                                AT + ".type",
                                "An entry of the type EC2_LINUX has no user name, groups or access policies of its own.",
                                "EKS sets them; leave them out, or use the type STANDARD."),
                Refusal.of(
                                "entries where there is only aws-auth",
                                cluster -> cluster.authenticationMode(AuthenticationMode.CONFIG_MAP)
                                        .accessEntry(ROLE, entry -> {}))
                        .says(
                                "accessEntries",
                                "The authentication mode CONFIG_MAP knows no access entries.",
                                "Use the authentication mode API or API_AND_CONFIG_MAP."));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void is_refused(Refusal refusal) {
        refusal.check();
    }
}

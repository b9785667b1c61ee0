package io.github.ekssdk.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.error.Problem;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClusterRefusalTest {

    private static final String NAME_RULE =
            "Give 1 to 100 letters, digits, hyphens and underscores, starting with a letter or digit.";
    private static final String VERSION_RULE = "Write the major and the minor number, for example 1.35.";

    static Stream<Refusal> mistakes() {
        return Stream.of(
                Refusal.of("logs that are not sent, kept for 31 days", cluster -> cluster.logRetentionDays(31))
                        .says(
                                "logRetentionDays",
                                "CloudWatch Logs does not keep logs for 31 days.",
                                "It allows 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192,"
                                        + " 2557, 2922, 3288, 3653; leave it out to keep them for ever.")
                        .says(
                                "logRetentionDays",
                                "There are no control plane logs to keep.",
                                "Say with logging(...) which logs to send, or leave it out."),
                Refusal.of("no name", cluster -> cluster.name("")).says("name", "The cluster has no name.", NAME_RULE),
                Refusal.of("a name of 101 characters", cluster -> cluster.name("a".repeat(101)))
                        .says("name", "The name has 101 characters.", NAME_RULE),
                Refusal.of("a name with a dot", cluster -> cluster.name("prod.eu"))
                        .says("name", "'prod.eu' is not a name EKS accepts.", NAME_RULE),
                Refusal.of("a name that starts with a hyphen", cluster -> cluster.name("-prod"))
                        .says("name", "'-prod' is not a name EKS accepts.", NAME_RULE),
                Refusal.of("a version with a v", cluster -> cluster.version("v1.35"))
                        .says("version", "'v1.35' is not a Kubernetes version as EKS names them.", VERSION_RULE),
                Refusal.of("a version with a patch number", cluster -> cluster.version("1.35.2"))
                        .says("version", "'1.35.2' is not a Kubernetes version as EKS names them.", VERSION_RULE),
                Refusal.of("a version without a minor number", cluster -> cluster.version("1"))
                        .says("version", "'1' is not a Kubernetes version as EKS names them.", VERSION_RULE),
                Refusal.of("a version in words", cluster -> cluster.version("latest"))
                        .says("version", "'latest' is not a Kubernetes version as EKS names them.", VERSION_RULE),
                Refusal.of("a minor number with a leading zero", cluster -> cluster.version("1.09"))
                        .says("version", "'1.09' is not a Kubernetes version as EKS names them.", VERSION_RULE),
                Refusal.of(
                                "a cluster nobody can enter",
                                cluster ->
                                        cluster.creatorAdmin(false).authenticationMode(AuthenticationMode.CONFIG_MAP))
                        .says(
                                "creatorAdmin",
                                "Nobody could enter a cluster with the authentication mode CONFIG_MAP whose creator is no administrator.",
                                "Leave creatorAdmin on, or use the authentication mode API or API_AND_CONFIG_MAP."),
                Refusal.of("31 managed node groups", ClusterRefusalTest::describe31Groups)
                        .says(
                                "managedNodeGroups",
                                "There are 31 managed node groups.",
                                "EKS runs at most 30 in a cluster; give a group several instance types or more nodes."),
                Refusal.of(
                                "two managed node groups of one name",
                                cluster -> cluster.managedNodeGroup("general").managedNodeGroup("general"))
                        .says(
                                "managedNodeGroups[general].name",
                                "Two managed node groups are called 'general'.",
                                "Give each its own name, or use changeManagedNodeGroup to change the one that is there."),
                Refusal.of(
                                "a change of a managed node group that is not there",
                                cluster -> cluster.managedNodeGroup("general")
                                        .changeManagedNodeGroup("genral", ng -> ng.spot()))
                        .says(
                                "managedNodeGroups[genral]",
                                "There is no managed node group 'genral' to change or remove.",
                                "Described are general."),
                Refusal.of(
                                "a removal of a managed node group that is not there",
                                cluster -> cluster.removeManagedNodeGroup("general"))
                        .says(
                                "managedNodeGroups[general]",
                                "There is no managed node group 'general' to change or remove.",
                                "None is described yet."),
                Refusal.of(
                                "private subnets without NAT gateways",
                                cluster -> cluster.vpc(vpc -> vpc.natGateways(NatGateways.NONE))
                                        .managedNodeGroup("general", ng -> ng.publicSubnets(false)))
                        .says(
                                "managedNodeGroups[general].subnets",
                                "The nodes are to go to private subnets, from where they cannot reach EKS without a NAT gateway.",
                                "Use publicSubnets(true) or nothing at all, or give the VPC NAT gateways."));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void is_refused_with_its_path_what_is_wrong_and_what_would_be_right(Refusal refusal) {
        refusal.check();
    }

    @Test
    void all_mistakes_are_reported_at_once() {
        ClusterSpec.Builder builder = ClusterSpec.builder("prod cluster")
                .vpc(vpc -> vpc.cidr("10.0.0.0/33").availabilityZones(1))
                .endpointAccess(e -> e.publicAccessCidrs("198.51.100.0/24", "198.51.100.128/25"))
                .managedNodeGroup("general", ng -> ng.scaling(9, 3, 2).taint("dedicated=gpu:Never"))
                .managedNodeGroup("general")
                .managedNodeGroup("x".repeat(64));

        InvalidSpecException refusal = catchThrowableOfType(InvalidSpecException.class, builder::build);

        assertThat(refusal.problems())
                .extracting(Problem::path)
                .containsExactly(
                        "name",
                        "vpc.cidr",
                        "vpc.availabilityZones",
                        "endpointAccess.publicAccessCidrs[1]",
                        "managedNodeGroups[general].scaling.min",
                        "managedNodeGroups[general].name",
                        "managedNodeGroups[" + "x".repeat(64) + "].name",
                        "managedNodeGroups[general].taints[dedicated=gpu:Never]");
        assertThat(refusal)
                .hasMessageStartingWith(
                        "The spec has 8 problems.\n  name: 'prod cluster' is not a name EKS accepts. Give 1 to")
                .hasMessageContaining("\n  vpc.cidr: '10.0.0.0/33' is not an IPv4 CIDR block. Write four numbers");
    }

    @Test
    void a_refused_builder_can_be_corrected() {
        ClusterSpec.Builder builder = ClusterSpec.builder("prod").version("newest");
        InvalidSpecException refusal = catchThrowableOfType(InvalidSpecException.class, builder::build);

        ClusterSpec spec = builder.version("1.35").build();

        assertThat(refusal).isNotNull();
        assertThat(spec.version()).contains("1.35");
    }

    private static void describe31Groups(ClusterSpec.Builder cluster) {
        for (int number = 1; number <= 31; number++) {
            cluster.managedNodeGroup("group-" + number);
        }
    }
}

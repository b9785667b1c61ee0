package io.github.ekssdk.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.error.Problem;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NodeGroupRefusalTest {

    private static final String GROUP = "managedNodeGroups[general]";
    private static final String NAME_RULE =
            "Give 1 to 63 letters, digits, hyphens and underscores, starting with a letter or digit.";
    private static final String ABOVE = "Give a minimum up to the maximum.";
    private static final String BETWEEN = "Give a number from the minimum to the maximum.";

    static Stream<Refusal> names() {
        return Stream.of(
                Refusal.of("no name", cluster -> cluster.managedNodeGroup(""))
                        .says("managedNodeGroups[].name", "The managed node group has no name.", NAME_RULE),
                Refusal.of("a name of 64 characters", cluster -> cluster.managedNodeGroup("a".repeat(64)))
                        .says(
                                "managedNodeGroups[" + "a".repeat(64) + "].name",
                                "The name has 64 characters.",
                                NAME_RULE),
                Refusal.of("a name with a slash", cluster -> cluster.managedNodeGroup("a/b"))
                        .says("managedNodeGroups[a/b].name", "'a/b' is not a name EKS accepts.", NAME_RULE),
                Refusal.of("a name that starts with an underscore", cluster -> cluster.managedNodeGroup("_a"))
                        .says("managedNodeGroups[_a].name", "'_a' is not a name EKS accepts.", NAME_RULE));
    }

    static Stream<Refusal> numbers() {
        return Stream.of(
                Refusal.inGroup("a minimum above the maximum", ng -> ng.scaling(9, 3, 3))
                        .says(GROUP + ".scaling.min", "The minimum of 9 nodes is above the maximum of 3.", ABOVE),
                Refusal.inGroup("a desired number above the maximum", ng -> ng.scaling(2, 10, 9))
                        .says(
                                GROUP + ".scaling.desired",
                                "The desired number of 10 nodes is not between 2 and 9.",
                                BETWEEN),
                Refusal.inGroup("a desired number below the minimum", ng -> ng.scaling(2, 1, 9))
                        .says(
                                GROUP + ".scaling.desired",
                                "The desired number of 1 nodes is not between 2 and 9.",
                                BETWEEN),
                Refusal.inGroup("a negative minimum", ng -> ng.scaling(-1, 0, 3))
                        .says(GROUP + ".scaling.min", "The minimum of -1 nodes is negative.", "Give 0 or more."),
                Refusal.inGroup("a maximum of no nodes", ng -> ng.scaling(0))
                        .says(
                                GROUP + ".scaling.max",
                                "The maximum of 0 nodes is too low.",
                                "EKS needs 1 at least; for no nodes now give a minimum and a desired number of 0."),
                Refusal.inGroup("no disk", ng -> ng.diskSize(0))
                        .says(GROUP + ".diskSize", "The disk size is 0 GiB.", "EC2 allows 1 to 65536 for gp3."),
                Refusal.inGroup("a disk larger than EC2 has them", ng -> ng.diskSize(65537))
                        .says(GROUP + ".diskSize", "The disk size is 65537 GiB.", "EC2 allows 1 to 65536 for gp3."),
                Refusal.inGroup("an update of no nodes at once", ng -> ng.maxUnavailable(0))
                        .says(GROUP + ".updateConfig.maxUnavailable", "The limit is 0 nodes.", "EKS takes 1 to 100."),
                Refusal.inGroup("an update of 101 nodes at once", ng -> ng.maxUnavailable(101))
                        .says(GROUP + ".updateConfig.maxUnavailable", "The limit is 101 nodes.", "EKS takes 1 to 100."),
                Refusal.inGroup("an update of more than all", ng -> ng.maxUnavailablePercentage(101))
                        .says(
                                GROUP + ".updateConfig.maxUnavailablePercentage",
                                "The limit is 101 percent.",
                                "EKS takes 1 to 100."),
                Refusal.inGroup(
                                "an update by number and share",
                                ng -> ng.maxUnavailable(2).maxUnavailablePercentage(25))
                        .says(
                                GROUP + ".updateConfig",
                                "Both maxUnavailable (2) and maxUnavailablePercentage (25) are set.",
                                "Keep one of them."),
                Refusal.inGroup(
                                "an update by nothing",
                                ng -> ng.updateConfig(new UpdateConfig(OptionalInt.empty(), OptionalInt.empty())))
                        .says(
                                GROUP + ".updateConfig",
                                "Neither maxUnavailable nor maxUnavailablePercentage is set.",
                                "Set one of them."));
    }

    static Stream<Refusal> machines() {
        return Stream.of(
                Refusal.inGroup("a blank instance type", ng -> ng.instanceTypes("m7i.large", " "))
                        .says(
                                GROUP + ".instanceTypes[1]",
                                "' ' is not an EC2 instance type.",
                                "Write family and size, for example m7g.large."),
                Refusal.inGroup("an instance family", ng -> ng.instanceTypes("m7i"))
                        .says(
                                GROUP + ".instanceTypes[0]",
                                "'m7i' is not an EC2 instance type.",
                                "Write family and size, for example m7g.large."),
                Refusal.inGroup(
                                "an instance type named twice",
                                ng -> ng.instanceTypes("m7i.large", "m7a.large", "m7i.large"))
                        .says(
                                GROUP + ".instanceTypes[2]",
                                "m7i.large is named twice.",
                                "Name each instance type once."),
                Refusal.inGroup("21 instance types", ng -> ng.instanceTypes(instanceTypes(21)))
                        .says(GROUP + ".instanceTypes", "There are 21 instance types.", "EKS takes at most 20."),
                Refusal.inGroup("instance types of two architectures", ng -> ng.instanceTypes("m7g.large", "m7i.large"))
                        .says(
                                GROUP + ".instanceTypes",
                                "The instance types have different processors: m7g.large (arm64), m7i.large (x86_64).",
                                "All nodes of a group start from one image; make a group for each architecture."),
                Refusal.inGroup(
                                "an image for the other architecture",
                                ng -> ng.instanceTypes("m7i.large").amiType(AmiType.BOTTLEROCKET_ARM_64))
                        .says(
                                GROUP + ".amiType",
                                "BOTTLEROCKET_ARM_64 is for arm64, but the instance types are not: m7i.large (x86_64).",
                                "Leave amiType out, or name instance types that are arm64."),
                Refusal.inGroup(
                                "an image for the other architecture than t3.medium",
                                ng -> ng.amiType(AmiType.AL2023_ARM_64_STANDARD))
                        .says(
                                GROUP + ".amiType",
                                "AL2023_ARM_64_STANDARD is for arm64, but EKS takes t3.medium, which is x86_64, when"
                                        + " no instance type is named.",
                                "Leave amiType out, or name instance types that are arm64."));
    }

    @ParameterizedTest
    @MethodSource({"names", "numbers", "machines"})
    void is_refused_with_its_path_what_is_wrong_and_what_would_be_right(Refusal refusal) {
        refusal.check();
    }

    @Test
    void a_group_may_start_without_nodes() {
        ManagedNodeGroupSpec group =
                ManagedNodeGroupSpec.builder("batch").scaling(0, 0, 40).build();

        assertThat(group.scaling()).isEqualTo(new Scaling(0, 0, 40));
    }

    @Test
    void the_edges_of_what_EKS_takes_are_taken() {
        ManagedNodeGroupSpec group = ManagedNodeGroupSpec.builder("a".repeat(63))
                .instanceTypes(instanceTypes(20))
                .diskSize(65536)
                .maxUnavailablePercentage(100)
                .build();

        assertThat(group.instanceTypes()).hasSize(20);
    }

    @Test
    void a_group_built_alone_is_checked_under_the_same_paths() {
        ManagedNodeGroupSpec.Builder builder =
                ManagedNodeGroupSpec.builder("general").diskSize(-1).taint("dedicated");

        InvalidSpecException refusal = catchThrowableOfType(InvalidSpecException.class, builder::build);

        assertThat(refusal.problems())
                .extracting(Problem::path)
                .containsExactly(GROUP + ".diskSize", GROUP + ".taints[dedicated]");
    }

    private static String[] instanceTypes(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> "m7i." + number + "xlarge")
                .toArray(String[]::new);
    }
}

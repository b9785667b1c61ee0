package io.github.ekssdk.internal.resource.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ekssdk.Eks;
import io.github.ekssdk.error.StepFailedException;
import io.github.ekssdk.error.UnsupportedChangeException;
import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.IamSpec;
import io.github.ekssdk.testing.Resource;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Role;

class RoleSettingsTest extends ClusterScenario {

    private static ClusterSpec with(Consumer<IamSpec.Builder> iam) {
        return Eks.cluster("prod").vpc(vpc -> vpc.availabilityZones(2)).iam(iam).build();
    }

    private Role made() {
        try (IamClient iam = aws.client(IamClient.builder())) {
            return iam.getRole(
                            request -> request.roleName(one("iamRole/cluster").id()))
                    .role();
        }
    }

    private String boundary(String name) {
        try (IamClient iam = stranger(IamClient.builder())) {
            return iam.createPolicy(request -> request.policyName(name)
                            .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                                    + "\"Action\":\"*\",\"Resource\":\"*\"}]}"))
                    .policy()
                    .arn();
        }
    }

    @Test
    void roles_are_made_with_path_prefix_and_boundary() {
        String boundary = boundary("boundary");
        ClusterSpec spec = with(iam -> iam.path("/team/").rolePrefix("team-").permissionsBoundary(boundary));

        apply(spec);

        assertThat(made()).satisfies(role -> {
            assertThat(role.roleName()).startsWith("team-prod-cluster-");
            assertThat(role.path()).isEqualTo("/team/eks-sdk/" + aws.region() + "/prod/");
            assertThat(role.permissionsBoundary().permissionsBoundaryArn()).isEqualTo(boundary);
        });
        settled(spec);
    }

    @Test
    void roles_at_a_path_of_their_own_are_found_without_the_spec() {
        List<Resource> before = aws.inventory();
        apply(with(iam -> iam.path("/team/")));

        delete("prod");
        pass(Duration.ofHours(1));

        assertThat(aws.inventory()).isEqualTo(before);
    }

    @Test
    void roles_at_a_path_of_their_own_are_found_after_a_creation_that_failed() {
        ClusterSpec spec = with(iam -> iam.path("/team/"));
        aws.faults().on("iam", "AttachRolePolicy").nth(1).failWith("AccessDenied");
        failure(StepFailedException.class, spec);
        assertThat(steps(eks().planDelete("prod"))).contains("delete iamRole/cluster");

        apply(spec);

        assertThat(ours("iam:role")).hasSize(1);
        settled(spec);
    }

    @Test
    void the_boundary_is_changed_in_place_and_taken_off() {
        String first = boundary("first");
        String second = boundary("second");
        apply(with(iam -> {}));

        assertThat(changesOf(with(iam -> iam.permissionsBoundary(first))))
                .containsExactly("iam:PutRolePermissionsBoundary");
        assertThat(changesOf(with(iam -> iam.permissionsBoundary(second))))
                .containsExactly("iam:PutRolePermissionsBoundary");
        assertThat(made().permissionsBoundary().permissionsBoundaryArn()).isEqualTo(second);
        assertThat(changesOf(with(iam -> {}))).containsExactly("iam:DeleteRolePermissionsBoundary");
        assertThat(made().permissionsBoundary()).isNull();
    }

    @Test
    void policies_of_nodes_are_added_and_taken_off_in_place() {
        ClusterSpec plain = nodes();
        apply(plain);
        ClusterSpec more = nodes("AmazonSSMManagedInstanceCore", boundary("logs"));

        assertThat(changesOf(more)).containsExactly("iam:AttachRolePolicy", "iam:AttachRolePolicy");

        assertThat(policiesOfNodes())
                .contains("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore")
                .contains("arn:aws:iam::123456789012:policy/logs")
                .contains("arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy");
        settled(more);
        assertThat(changesOf(plain)).containsExactly("iam:DetachRolePolicy", "iam:DetachRolePolicy");
        assertThat(policiesOfNodes()).doesNotContain("AmazonSSMManagedInstanceCore", "policy/logs");
        delete("prod");
        assertThat(all("iam:role")).noneMatch(role -> role.tags().containsKey("eks-sdk/cluster"));
    }

    private static ClusterSpec nodes(String... policies) {
        return prod().iam(iam -> iam.nodeManagedPolicies(policies)).build();
    }

    private String policiesOfNodes() {
        return attribute(one("iamRole/node"), "policies");
    }

    @Test
    void another_path_is_refused_for_iam_moves_no_role() {
        apply(with(iam -> iam.path("/team/")));

        assertThatThrownBy(() -> eks().plan(with(iam -> {})))
                .isInstanceOf(UnsupportedChangeException.class)
                .hasMessageContaining("iamRole/cluster: its path is /team/eks-sdk/" + aws.region()
                        + "/prod/, and IAM does not move it to /eks-sdk/" + aws.region() + "/prod/");
    }

    @Test
    void names_fit_whatever_the_prefix_is() {
        ClusterSpec spec = Eks.cluster("a".repeat(100))
                .vpc(vpc -> vpc.availabilityZones(2))
                .defaultAddons(false)
                .iam(iam -> iam.rolePrefix("p".repeat(32)))
                .build();

        apply(spec);

        assertThat(all("iam:role")).extracting(role -> role.id().length()).allMatch(length -> length <= 64);
        settled(spec);
    }
}

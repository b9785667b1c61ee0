package io.github.ekssdk.internal.resource.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ekssdk.error.StepFailedException;
import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.ClusterSpec;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;

class RoleTest extends ClusterScenario {
    private static final ClusterSpec SPEC = prod().build();
    private static final String CNI = "arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy";
    private static final String ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess";

    @Nested
    class Repair {
        private String role = "";

        @BeforeEach
        void created() {
            apply(SPEC);
            role = one("iamRole/node").id();
        }

        private IamClient iam() {
            return stranger(IamClient.builder());
        }

        @Test
        void a_policy_that_somebody_detached_is_attached_again() {
            iam().detachRolePolicy(request -> request.roleName(role).policyArn(CNI));
            Plan plan = eks().plan(SPEC);

            assertThat(steps(plan)).containsExactly("update iamRole/node");
            assertThat(changesOf(plan)).containsExactly("iam:AttachRolePolicy");

            settled(SPEC);
        }

        @Test
        void a_policy_that_somebody_attached_is_taken_off() {
            iam().attachRolePolicy(request -> request.roleName(role).policyArn(ADMIN));

            assertThat(changesOf(SPEC)).containsExactly("iam:DetachRolePolicy");

            settled(SPEC);
        }

        @Test
        void a_trust_policy_that_somebody_changed_is_put_right() {
            iam().updateAssumeRolePolicy(request -> request.roleName(role).policyDocument("""
                            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}
                            """));

            assertThat(changesOf(SPEC)).containsExactly("iam:UpdateAssumeRolePolicy");

            settled(SPEC);
        }

        @Test
        void a_trust_policy_that_is_only_written_otherwise_is_left_alone() {
            iam().updateAssumeRolePolicy(request -> request.roleName(role).policyDocument("""
                            {
                              "Statement": [
                                {"Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}, "Effect": "Allow"}
                              ],
                              "Version": "2012-10-17"
                            }
                            """));

            settled(SPEC);
        }
    }

    @Nested
    class Delete {
        @Test
        void policies_that_somebody_attached_do_not_hold_it_up() {
            apply(SPEC);
            stranger(IamClient.builder())
                    .attachRolePolicy(request ->
                            request.roleName(one("iamRole/node").id()).policyArn(ADMIN));

            delete("prod");

            assertThat(all("iam:role")).isEmpty();
        }

        @Test
        void an_inline_policy_that_somebody_put_there_does_not_hold_it_up() {
            apply(SPEC);
            stranger(IamClient.builder())
                    .putRolePolicy(
                            request -> request.roleName(one("iamRole/node").id())
                                    .policyName("theirs")
                                    .policyDocument("""
                                    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}
                                    """));

            delete("prod");

            assertThat(all("iam:role")).isEmpty();
        }
    }

    @Test
    void a_role_of_that_name_that_is_not_ours_is_not_touched() {
        String name = name();
        IamClient iam = stranger(IamClient.builder());
        iam.createRole(request -> request.roleName(name).assumeRolePolicyDocument("""
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"eks.amazonaws.com"},"Action":"sts:AssumeRole"}]}
                        """));

        assertThatThrownBy(() -> apply(SPEC))
                .isInstanceOfSatisfying(
                        StepFailedException.class,
                        failure -> assertThat(failure.stepId()).isEqualTo("iamRole/cluster"))
                .hasMessageContaining(name);

        assertThat(List.of(iam.getRole(request -> request.roleName(name)).role().path()))
                .containsExactly("/");
    }

    /** The name that the role of the control plane would have. */
    private String name() {
        apply(SPEC);
        String name = one("iamRole/cluster").id();
        delete("prod");
        return name;
    }
}

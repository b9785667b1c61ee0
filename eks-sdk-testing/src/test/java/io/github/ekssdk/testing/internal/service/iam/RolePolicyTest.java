package io.github.ekssdk.testing.internal.service.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ekssdk.testing.FakeAws;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Policy;

class RolePolicyTest {
    private static final String TRUST =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                    + "{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
    private static final String INLINE = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":"
            + "\"ec2:Describe*\",\"Resource\":\"*\"}}";
    private static final String CNI = "arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy";

    private final FakeAws aws = FakeAws.create();
    private final IamClient iam = aws.client(IamClient.builder());

    @BeforeEach
    void make() {
        iam.createRole(r -> r.roleName("nodes").assumeRolePolicyDocument(TRUST));
    }

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void policies_are_attached_once_and_detached() {
        iam.attachRolePolicy(r -> r.roleName("nodes").policyArn(CNI));
        iam.attachRolePolicy(r -> r.roleName("nodes").policyArn(CNI));

        assertThat(iam.listAttachedRolePolicies(r -> r.roleName("nodes")).attachedPolicies())
                .containsExactly(AttachedPolicy.builder()
                        .policyArn(CNI)
                        .policyName("AmazonEKS_CNI_Policy")
                        .build());
        iam.detachRolePolicy(r -> r.roleName("nodes").policyArn(CNI));
        assertThat(iam.listAttachedRolePolicies(r -> r.roleName("nodes")).attachedPolicies())
                .isEmpty();
        assertThatExceptionOfType(NoSuchEntityException.class)
                .isThrownBy(() -> iam.detachRolePolicy(r -> r.roleName("nodes").policyArn(CNI)));
    }

    @Test
    void a_policy_of_another_partition_does_not_exist() {
        NoSuchEntityException refusal = catchThrowableOfType(
                NoSuchEntityException.class,
                () -> iam.attachRolePolicy(r -> r.roleName("nodes").policyArn(CNI.replace("aws:iam", "aws-cn:iam"))));

        assertThat(refusal.statusCode()).isEqualTo(404);
        assertThat(refusal).hasMessageContaining("does not exist or is not attachable");
    }

    @Test
    void managed_policies_are_shown() {
        iam.attachRolePolicy(r -> r.roleName("nodes").policyArn(CNI));

        Policy policy = iam.getPolicy(r -> r.policyArn(CNI)).policy();

        assertThat(policy.policyName()).isEqualTo("AmazonEKS_CNI_Policy");
        assertThat(policy.attachmentCount()).isEqualTo(1);
        assertThat(iam.listPolicies(r -> r.onlyAttached(true)).policies())
                .extracting(Policy::arn)
                .containsExactly(CNI);
        assertThatExceptionOfType(NoSuchEntityException.class)
                .isThrownBy(() -> iam.getPolicy(r -> r.policyArn(CNI + "X")));
    }

    @Test
    void inline_policies_are_put_shown_listed_and_deleted() {
        iam.putRolePolicy(r -> r.roleName("nodes").policyName("look").policyDocument(INLINE));

        String document =
                iam.getRolePolicy(r -> r.roleName("nodes").policyName("look")).policyDocument();

        assertThat(URLDecoder.decode(document, StandardCharsets.UTF_8)).isEqualTo(INLINE);
        assertThat(iam.listRolePolicies(r -> r.roleName("nodes")).policyNames()).containsExactly("look");
        iam.deleteRolePolicy(r -> r.roleName("nodes").policyName("look"));
        assertThatExceptionOfType(NoSuchEntityException.class)
                .isThrownBy(() -> iam.getRolePolicy(r -> r.roleName("nodes").policyName("look")));
        assertThatExceptionOfType(MalformedPolicyDocumentException.class)
                .isThrownBy(() -> iam.putRolePolicy(
                        r -> r.roleName("nodes").policyName("look").policyDocument(TRUST)));
    }

    @Test
    void at_most_10_policies_are_attached() {
        aws.quota("iam.policiesPerRole", 1);
        iam.attachRolePolicy(r -> r.roleName("nodes").policyArn(CNI));

        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> iam.attachRolePolicy(
                        r -> r.roleName("nodes").policyArn("arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy")))
                .withMessageContaining("PoliciesPerRole: 1");
    }

    @Test
    void I9_a_role_with_policies_or_in_a_profile_cannot_be_deleted() {
        iam.attachRolePolicy(r -> r.roleName("nodes").policyArn(CNI));
        assertConflict("must detach all policies first");
        iam.detachRolePolicy(r -> r.roleName("nodes").policyArn(CNI));
        iam.putRolePolicy(r -> r.roleName("nodes").policyName("look").policyDocument(INLINE));
        assertConflict("must delete policies first");
        iam.deleteRolePolicy(r -> r.roleName("nodes").policyName("look"));
        iam.createInstanceProfile(r -> r.instanceProfileName("p"));
        iam.addRoleToInstanceProfile(r -> r.instanceProfileName("p").roleName("nodes"));
        assertConflict("must remove roles from instance profile first");

        iam.removeRoleFromInstanceProfile(r -> r.instanceProfileName("p").roleName("nodes"));
        iam.deleteRole(r -> r.roleName("nodes"));

        assertThatExceptionOfType(NoSuchEntityException.class).isThrownBy(() -> iam.getRole(r -> r.roleName("nodes")));
    }

    @Test
    void an_instance_profile_holds_one_role() {
        InstanceProfile made = iam.createInstanceProfile(
                        r -> r.instanceProfileName("p").path("/eks/"))
                .instanceProfile();
        iam.addRoleToInstanceProfile(r -> r.instanceProfileName("p").roleName("nodes"));

        assertThat(made.arn()).isEqualTo("arn:aws:iam::123456789012:instance-profile/eks/p");
        assertThat(iam.getInstanceProfile(r -> r.instanceProfileName("p"))
                        .instanceProfile()
                        .roles()
                        .get(0)
                        .roleName())
                .isEqualTo("nodes");
        assertThat(iam.listInstanceProfilesForRole(r -> r.roleName("nodes")).instanceProfiles())
                .hasSize(1);
        assertThat(iam.listInstanceProfiles(r -> r.pathPrefix("/eks/")).instanceProfiles())
                .hasSize(1);
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> iam.addRoleToInstanceProfile(
                        r -> r.instanceProfileName("p").roleName("nodes")));
        assertThatExceptionOfType(DeleteConflictException.class)
                .isThrownBy(() -> iam.deleteInstanceProfile(r -> r.instanceProfileName("p")));
    }

    private void assertConflict(String message) {
        DeleteConflictException refusal =
                catchThrowableOfType(DeleteConflictException.class, () -> iam.deleteRole(r -> r.roleName("nodes")));
        assertThat(refusal.statusCode()).isEqualTo(409);
        assertThat(refusal).hasMessageContaining(message);
    }
}

package io.github.ekssdk.testing.internal.service.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.PolicyUser;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.Tag;

class CustomerPolicyTest {
    private static final String READ = document("eks:DescribeCluster");
    private static final String ARN = "arn:aws:iam::123456789012:policy/team/readers";

    private final FakeAws aws = FakeAws.create();
    private final IamClient iam = aws.client(IamClient.builder());

    @AfterEach
    void close() {
        aws.close();
    }

    private static String document(String action) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"" + action
                + "\",\"Resource\":\"*\"}]}";
    }

    private void create() {
        iam.createPolicy(r -> r.policyName("readers").path("/team/").policyDocument(READ));
    }

    @Test
    void a_policy_is_found_under_its_path_and_counts_its_attachments() {
        create();
        iam.createUser(r -> r.userName("ann"));
        iam.attachUserPolicy(r -> r.userName("ann").policyArn(ARN));

        Policy policy = iam.getPolicy(r -> r.policyArn(ARN)).policy();
        assertThat(policy.path()).isEqualTo("/team/");
        assertThat(policy.attachmentCount()).isEqualTo(1);
        assertThat(iam.listPolicies(r -> r.scope(PolicyScopeType.LOCAL).pathPrefix("/team/"))
                        .policies())
                .extracting(Policy::arn)
                .containsExactly(ARN);
        assertThat(iam.listEntitiesForPolicy(r -> r.policyArn(ARN)).policyUsers())
                .extracting(PolicyUser::userName)
                .containsExactly("ann");
        assertThat(aws.inventory()).extracting(Resource::type).contains("iam:policy", "iam:user");
    }

    @Test
    void a_policy_has_five_versions_at_most_and_its_default_stays() {
        create();
        for (int i = 2; i <= 5; i++) {
            iam.createPolicyVersion(r -> r.policyArn(ARN).policyDocument(document("eks:*")));
        }

        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> iam.createPolicyVersion(r -> r.policyArn(ARN).policyDocument(READ)))
                .withMessageContaining("A managed policy can have up to 5 versions.");
        assertThatExceptionOfType(DeleteConflictException.class)
                .isThrownBy(() -> iam.deletePolicyVersion(r -> r.policyArn(ARN).versionId("v1")))
                .withMessageContaining("Cannot delete the default version of a policy.");
        iam.setDefaultPolicyVersion(r -> r.policyArn(ARN).versionId("v3"));
        iam.deletePolicyVersion(r -> r.policyArn(ARN).versionId("v1"));
        iam.createPolicyVersion(r -> r.policyArn(ARN).policyDocument(READ).setAsDefault(true));
        assertThat(iam.getPolicy(r -> r.policyArn(ARN)).policy().defaultVersionId())
                .isEqualTo("v6");
        assertThat(iam.listPolicyVersions(r -> r.policyArn(ARN)).versions())
                .extracting(PolicyVersion::versionId)
                .containsExactly("v2", "v3", "v4", "v5", "v6");
        assertThat(iam.getPolicyVersion(r -> r.policyArn(ARN).versionId("v6"))
                        .policyVersion()
                        .document())
                .contains("eks%3ADescribeCluster");
    }

    @Test
    void a_policy_in_use_cannot_be_deleted() {
        create();
        iam.createUser(r -> r.userName("ann"));
        iam.attachUserPolicy(r -> r.userName("ann").policyArn(ARN));

        assertConflict("Cannot delete a policy attached to entities.");
        iam.detachUserPolicy(r -> r.userName("ann").policyArn(ARN));
        iam.putUserPermissionsBoundary(r -> r.userName("ann").permissionsBoundary(ARN));
        assertConflict("Cannot delete a policy used as a permissions boundary.");
        iam.deleteUserPermissionsBoundary(r -> r.userName("ann"));
        iam.createPolicyVersion(r -> r.policyArn(ARN).policyDocument(READ));
        assertConflict("This policy has more than one version.");
        iam.deletePolicyVersion(r -> r.policyArn(ARN).versionId("v2"));
        iam.deletePolicy(r -> r.policyArn(ARN));
        assertThatExceptionOfType(NoSuchEntityException.class)
                .isThrownBy(() -> iam.getPolicy(r -> r.policyArn(ARN)))
                .withMessageContaining("Policy " + ARN + " was not found.");
    }

    private void assertConflict(String message) {
        assertThatExceptionOfType(DeleteConflictException.class)
                .isThrownBy(() -> iam.deletePolicy(r -> r.policyArn(ARN)))
                .withMessageContaining(message);
    }

    @Test
    void names_are_taken_whatever_the_path() {
        create();

        assertThatExceptionOfType(EntityAlreadyExistsException.class)
                .isThrownBy(() -> iam.createPolicy(r -> r.policyName("readers").policyDocument(READ)))
                .withMessageContaining("A policy called readers already exists. Duplicate names are not allowed.");
    }

    @Test
    void documents_that_iam_cannot_read_are_refused() {
        assertMalformed("{", "This policy contains invalid Json");
        assertMalformed(document("DescribeCluster"), "Actions/Conditions must be prefaced by a vendor");
        assertMalformed(READ.replace("\"*\"", "\"cluster\""), "Resource cluster must be in ARN format or \"*\".");
        assertMalformed(
                READ.replace("\"Resource\"", "\"Condition\":{\"StringSame\":{\"a:b\":\"c\"}},\"Resource\""),
                "Invalid Condition type : StringSame.");
        assertMalformed(
                READ.replace("\"Resource\"", "\"Principal\":\"*\",\"Resource\""), "should not specify a principal");
    }

    private void assertMalformed(String document, String message) {
        assertThatExceptionOfType(MalformedPolicyDocumentException.class)
                .isThrownBy(() -> iam.createPolicy(r -> r.policyName("broken").policyDocument(document)))
                .withMessageContaining(message);
    }

    @Test
    void a_policy_that_is_too_long_is_refused() {
        String actions = "eks:DescribeCluster\",\"".repeat(300) + "eks:ListClusters";

        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> iam.createPolicy(r -> r.policyName("long")
                        .policyDocument("{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"" + actions
                                + "\"],\"Resource\":\"*\"}]}")))
                .withMessageContaining("Cannot exceed quota for PolicySize: 6144");
    }

    @Test
    void the_policies_of_aws_can_be_read_and_not_changed() {
        String arn = "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy";
        Policy policy = iam.getPolicy(r -> r.policyArn(arn)).policy();

        assertThat(iam.getPolicyVersion(r -> r.policyArn(arn).versionId(policy.defaultVersionId()))
                        .policyVersion()
                        .document())
                .contains("eks-auth%3AAssumeRoleForPodIdentity");
        assertThatExceptionOfType(IamException.class)
                .isThrownBy(() -> iam.createPolicyVersion(r -> r.policyArn(arn).policyDocument(READ)))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));
        assertThat(iam.listPolicies(r -> r.scope(PolicyScopeType.AWS).maxItems(5))
                        .isTruncated())
                .isTrue();
    }

    @Test
    void policies_carry_tags() {
        create();
        Tag tag = Tag.builder().key("team").value("a").build();

        iam.tagPolicy(r -> r.policyArn(ARN).tags(tag));

        assertThat(iam.listPolicyTags(r -> r.policyArn(ARN)).tags()).containsExactly(tag);
        iam.untagPolicy(r -> r.policyArn(ARN).tagKeys("team"));
        assertThat(iam.getPolicy(r -> r.policyArn(ARN)).policy().tags()).isEmpty();
    }
}

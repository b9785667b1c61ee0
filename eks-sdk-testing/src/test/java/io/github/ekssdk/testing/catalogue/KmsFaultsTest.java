package io.github.ekssdk.testing.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ekssdk.testing.internal.service.eks.EksWorld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.ClusterIssue;
import software.amazon.awssdk.services.eks.model.ClusterIssueCode;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.EncryptionConfig;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;
import software.amazon.awssdk.services.eks.model.InvalidRequestException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/** The faults around KMS keys, by the rows of the catalogue. */
class KmsFaultsTest {
    private static final Duration USABLE = Duration.ofSeconds(5);
    private static final Duration NOTICED = Duration.ofMinutes(5);
    private static final String ROOT = "arn:aws:iam::123456789012:root";

    private final EksWorld world = new EksWorld(
            "eu-west-1", profile -> profile.with("kms.key.usable", USABLE, 0).with("eks.key.noticed", NOTICED, 0));
    private final KmsClient kms = world.aws.client(KmsClient.builder());

    @AfterEach
    void close() {
        world.close();
    }

    private String key() {
        return kms.createKey().keyMetadata().arn();
    }

    private static String policy(String... principals) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[\""
                + String.join("\",\"", principals) + "\"]},\"Action\":\"kms:*\",\"Resource\":\"*\"}]}";
    }

    private static Consumer<CreateClusterRequest.Builder> encryptedWith(String key) {
        return b -> b.encryptionConfig(EncryptionConfig.builder()
                .resources("secrets")
                .provider(provider -> provider.keyArn(key))
                .build());
    }

    private void create(String key) {
        world.eks.createCluster(
                world.clusterRequest("prod", world.clusterRole()).copy(encryptedWith(key)));
    }

    /** An ACTIVE cluster whose secrets a key encrypts. */
    private String encryptedCluster() {
        String key = key();
        world.pass(USABLE);
        world.cluster("prod", encryptedWith(key));
        return key;
    }

    private List<ClusterIssueCode> issues() {
        return world.describe("prod").health().issues().stream()
                .map(ClusterIssue::code)
                .toList();
    }

    @Test
    void K1_a_key_that_was_just_made_is_denied_and_usable_moments_later() {
        String role = world.clusterRole();
        String key = key();
        CreateClusterRequest request = world.clusterRequest("prod", role).copy(encryptedWith(key));

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.eks.createCluster(request))
                .withMessageContaining(
                        "Access denied to KMS key " + key + " due to explicit deny policy or revoked grant");
        world.pass(USABLE);
        world.eks.createCluster(request);
        world.pass(EksWorld.CREATE_CLUSTER);

        assertThat(world.describe("prod").status()).isEqualTo(ClusterStatus.ACTIVE);
        assertThat(kms.listGrants(r -> r.keyId(key)).grants())
                .singleElement()
                .satisfies(grant -> assertThat(grant.granteePrincipal()).isEqualTo(role));
    }

    @Test
    void K2_a_key_policy_without_the_cluster_role_is_reported_as_a_role_that_cannot_be_assumed() {
        String key = kms.createKey(r -> r.policy(policy("arn:aws:iam::123456789012:user/developer")))
                .keyMetadata()
                .arn();
        world.pass(USABLE);
        world.cluster("prod", b -> encryptedWith(key).accept(b.version("1.33")));

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(
                        () -> world.eks.updateClusterVersion(r -> r.name("prod").version("1.34")))
                .withMessageContaining("Role with arn: arn:aws:iam::123456789012:role/cluster, could not be assumed"
                        + " because it does not exist or the trusted entity is not correct");
    }

    @Test
    void K3_a_caller_whom_the_key_does_not_trust_cannot_hand_it_to_a_cluster() {
        String locked = kms.createKey(r ->
                        r.policy(policy("arn:aws:iam::123456789012:user/other")).bypassPolicyLockoutSafetyCheck(true))
                .keyMetadata()
                .arn();
        String halfLocked = kms.createKey(
                        r -> r.policy(policy(ROOT).replace("\"kms:*\"", "[\"kms:DescribeKey\",\"kms:PutKeyPolicy\"]")))
                .keyMetadata()
                .arn();
        world.pass(USABLE);

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> create(locked))
                .withMessageContaining("User not authorized to perform kms:DescribeKey operation");
        world.iam.detachRolePolicy(
                r -> r.roleName("cluster").policyArn("arn:aws:iam::aws:policy/AmazonEKSClusterPolicy"));
        world.iam.deleteRole(r -> r.roleName("cluster"));
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> create(halfLocked))
                .withMessageContaining("User not authorized to perform kms:CreateGrant operation");
    }

    @Test
    void K4_a_disabled_key_shows_in_the_health_of_the_cluster_after_a_while_and_blocks_its_upgrade() {
        String key = kms.createKey().keyMetadata().arn();
        world.pass(USABLE);
        world.cluster("prod", b -> encryptedWith(key).accept(b.version("1.33")));
        kms.disableKey(r -> r.keyId(key));

        assertThat(issues()).isEmpty();
        world.pass(NOTICED);
        assertThat(issues()).containsExactly(ClusterIssueCode.KMS_KEY_DISABLED);
        assertThat(world.describe("prod").status()).isEqualTo(ClusterStatus.ACTIVE);
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(
                        () -> world.eks.updateClusterVersion(r -> r.name("prod").version("1.34")))
                .withMessageContaining("is disabled");
        kms.enableKey(r -> r.keyId(key));
        world.pass(NOTICED);
        assertThat(issues()).isEmpty();
    }

    @Test
    void K4_a_revoked_grant_shows_in_the_health_of_the_cluster() {
        String key = encryptedCluster();
        String grant = kms.listGrants(r -> r.keyId(key)).grants().get(0).grantId();

        kms.revokeGrant(r -> r.keyId(key).grantId(grant));
        world.pass(NOTICED);

        assertThat(issues()).containsExactly(ClusterIssueCode.KMS_GRANT_REVOKED);
    }

    @Test
    void K4_keys_that_are_disabled_pending_deletion_asymmetric_or_missing_are_refused() {
        String disabled = key();
        kms.disableKey(r -> r.keyId(disabled));
        String doomed = key();
        kms.scheduleKeyDeletion(r -> r.keyId(doomed));
        String asymmetric = kms.createKey(r -> r.keySpec(KeySpec.RSA_2048).keyUsage(KeyUsageType.SIGN_VERIFY))
                .keyMetadata()
                .arn();
        String missing = "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-000000000000";
        CreateClusterRequest request = world.clusterRequest("prod", world.clusterRole());
        world.pass(USABLE);

        assertThat(Map.of(
                        disabled, "is disabled",
                        doomed, "is pending deletion",
                        asymmetric, "is not a symmetric encryption key",
                        missing, "does not exist"))
                .allSatisfy((key, reason) -> assertThatExceptionOfType(InvalidParameterException.class)
                        .isThrownBy(() -> world.eks.createCluster(request.copy(encryptedWith(key))))
                        .withMessageContaining(key + " " + reason));
    }

    @Test
    void X13_a_key_that_is_scheduled_for_deletion_breaks_the_cluster_that_uses_it() {
        String key = encryptedCluster();
        kms.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(7));

        world.pass(NOTICED);
        assertThat(issues()).containsExactly(ClusterIssueCode.KMS_KEY_MARKED_FOR_DELETION);
        world.pass(Duration.ofDays(7).plus(NOTICED));
        assertThat(issues()).containsExactly(ClusterIssueCode.KMS_KEY_NOT_FOUND);
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> kms.cancelKeyDeletion(r -> r.keyId(key)));
    }

    @Test
    void X13_a_deletion_that_is_cancelled_in_time_and_a_key_that_is_enabled_again_heal_the_cluster() {
        String key = encryptedCluster();
        kms.scheduleKeyDeletion(r -> r.keyId(key));
        world.pass(NOTICED);

        kms.cancelKeyDeletion(r -> r.keyId(key));
        world.pass(NOTICED);
        assertThat(issues()).containsExactly(ClusterIssueCode.KMS_KEY_DISABLED);
        kms.enableKey(r -> r.keyId(key));
        world.pass(NOTICED);

        assertThat(issues()).isEmpty();
    }

    @Test
    void X13_the_grant_of_a_deleted_cluster_is_given_back() {
        String key = encryptedCluster();

        world.eks.deleteCluster(r -> r.name("prod"));
        world.pass(EksWorld.DELETE_CLUSTER);

        assertThat(kms.listGrants(r -> r.keyId(key)).grants()).isEmpty();
    }
}

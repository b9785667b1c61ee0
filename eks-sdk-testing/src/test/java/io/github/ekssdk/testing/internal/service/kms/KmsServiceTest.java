package io.github.ekssdk.testing.internal.service.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.Resource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AlreadyExistsException;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.Tag;

class KmsServiceTest {
    private static final String OTHER = "arn:aws:iam::123456789012:user/other";

    private final FakeAws aws = FakeAws.create();
    private final KmsClient kms = aws.client(KmsClient.builder());

    @AfterEach
    void close() {
        aws.close();
    }

    private String key() {
        return kms.createKey().keyMetadata().keyId();
    }

    @Test
    void a_new_key_is_enabled_symmetric_and_governed_by_the_account() {
        String id = key();

        var key = kms.describeKey(r -> r.keyId(id)).keyMetadata();
        assertThat(key.keyState()).isEqualTo(KeyState.ENABLED);
        assertThat(key.enabled()).isTrue();
        assertThat(key.keySpec()).isEqualTo(KeySpec.SYMMETRIC_DEFAULT);
        assertThat(key.arn()).isEqualTo("arn:aws:kms:eu-west-1:123456789012:key/" + id);
        assertThat(kms.getKeyPolicy(r -> r.keyId(id).policyName("default")).policy())
                .contains("arn:aws:iam::123456789012:root", "kms:*");
        assertThat(kms.getKeyRotationStatus(r -> r.keyId(key.arn())).keyRotationEnabled())
                .isFalse();
    }

    @Test
    void keys_are_found_by_id_arn_alias_and_alias_arn() {
        String id = key();
        kms.createAlias(r -> r.aliasName("alias/secrets").targetKeyId(id));

        for (String name : List.of(
                id,
                "arn:aws:kms:eu-west-1:123456789012:key/" + id,
                "alias/secrets",
                "arn:aws:kms:eu-west-1:123456789012:alias/secrets")) {
            assertThat(kms.describeKey(r -> r.keyId(name)).keyMetadata().keyId())
                    .isEqualTo(id);
        }
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> kms.describeKey(r -> r.keyId("alias/none")))
                .withMessageContaining("Alias arn:aws:kms:eu-west-1:123456789012:alias/none is not found.");
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> kms.describeKey(r -> r.keyId("none")))
                .withMessageContaining("Key 'arn:aws:kms:eu-west-1:123456789012:key/none' does not exist");
    }

    @Test
    void an_alias_moves_to_another_key_and_goes() {
        String first = key();
        String second = key();
        kms.createAlias(r -> r.aliasName("alias/secrets").targetKeyId(first));

        assertThatExceptionOfType(AlreadyExistsException.class)
                .isThrownBy(
                        () -> kms.createAlias(r -> r.aliasName("alias/secrets").targetKeyId(second)));
        kms.updateAlias(r -> r.aliasName("alias/secrets").targetKeyId(second));
        assertThat(kms.describeKey(r -> r.keyId("alias/secrets")).keyMetadata().keyId())
                .isEqualTo(second);
        kms.deleteAlias(r -> r.aliasName("alias/secrets"));
        assertThat(kms.listAliases().aliases()).isEmpty();
    }

    @Test
    void aliases_have_a_prefix_and_those_of_aws_are_reserved() {
        String id = key();

        assertThat(codeOf(() -> kms.createAlias(r -> r.aliasName("secrets").targetKeyId(id))))
                .isEqualTo("ValidationException");
        assertThat(codeOf(
                        () -> kms.createAlias(r -> r.aliasName("alias/aws/ebs").targetKeyId(id))))
                .isEqualTo("NotAuthorizedException");
    }

    @Test
    void the_key_of_a_service_appears_when_it_is_asked_for_and_cannot_be_changed() {
        var key = kms.describeKey(r -> r.keyId("alias/aws/ebs")).keyMetadata();

        assertThat(key.keyManager()).isEqualTo(KeyManagerType.AWS);
        assertThat(codeOf(() -> kms.disableKey(r -> r.keyId(key.keyId())))).isEqualTo("UnsupportedOperationException");
        assertThat(aws.inventory()).noneMatch(resource -> resource.type().startsWith("kms:"));
    }

    @Test
    void a_disabled_key_does_not_encrypt() {
        String id = key();
        kms.disableKey(r -> r.keyId(id));

        assertThatExceptionOfType(DisabledException.class)
                .isThrownBy(() -> kms.encrypt(r -> r.keyId(id).plaintext(SdkBytes.fromUtf8String("secret"))))
                .withMessageContaining("is disabled.");
        kms.enableKey(r -> r.keyId(id));
        assertThat(kms.encrypt(r -> r.keyId(id).plaintext(SdkBytes.fromUtf8String("secret")))
                        .ciphertextBlob()
                        .asString(StandardCharsets.ISO_8859_1))
                .doesNotContain("secret");
    }

    @Test
    void a_key_is_deleted_when_its_window_has_passed_and_not_before() throws InterruptedException {
        String id = key();
        kms.createAlias(r -> r.aliasName("alias/secrets").targetKeyId(id));
        var scheduled = kms.scheduleKeyDeletion(r -> r.keyId(id).pendingWindowInDays(7));

        assertThat(scheduled.deletionDate()).isEqualTo(aws.clock().now().plus(Duration.ofDays(7)));
        assertThat(kms.describeKey(r -> r.keyId(id)).keyMetadata().keyState()).isEqualTo(KeyState.PENDING_DELETION);
        assertThatExceptionOfType(KmsInvalidStateException.class)
                .isThrownBy(() -> kms.enableKey(r -> r.keyId(id)))
                .withMessageContaining("is pending deletion.");
        aws.clock().advance(Duration.ofDays(7));
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> kms.describeKey(r -> r.keyId(id)));
        assertThat(kms.listAliases().aliases()).isEmpty();
        assertThat(aws.inventory()).noneMatch(resource -> resource.type().startsWith("kms:"));
    }

    @Test
    void a_cancelled_deletion_leaves_the_key_disabled() throws InterruptedException {
        String id = key();
        kms.scheduleKeyDeletion(r -> r.keyId(id));
        kms.cancelKeyDeletion(r -> r.keyId(id));
        aws.clock().advance(Duration.ofDays(31));

        var key = kms.describeKey(r -> r.keyId(id)).keyMetadata();
        assertThat(key.keyState()).isEqualTo(KeyState.DISABLED);
        assertThat(key.deletionDate()).isNull();
    }

    @Test
    void the_window_of_a_deletion_has_seven_to_thirty_days() {
        String id = key();

        assertThat(codeOf(() -> kms.scheduleKeyDeletion(r -> r.keyId(id).pendingWindowInDays(6))))
                .isEqualTo("ValidationException");
        assertThat(codeOf(() -> kms.scheduleKeyDeletion(r -> r.keyId(id).pendingWindowInDays(31))))
                .isEqualTo("ValidationException");
    }

    @Test
    void a_policy_that_would_lock_its_author_out_is_refused() {
        assertThatExceptionOfType(MalformedPolicyDocumentException.class)
                .isThrownBy(() -> kms.createKey(r -> r.policy(policy(OTHER))))
                .withMessageContaining("The new key policy will not allow you to update the key policy in the future.");
        String id = kms.createKey(r -> r.policy(policy(OTHER)).bypassPolicyLockoutSafetyCheck(true))
                .keyMetadata()
                .keyId();

        assertThatExceptionOfType(KmsException.class)
                .isThrownBy(() -> kms.describeKey(r -> r.keyId(id)))
                .withMessageContaining("User: arn:aws:iam::123456789012:user/developer is not authorized to perform:"
                        + " kms:DescribeKey on resource: arn:aws:kms:eu-west-1:123456789012:key/" + id
                        + " because no resource-based policy allows the kms:DescribeKey action")
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
    }

    @Test
    void policies_with_holes_and_with_roles_that_do_not_exist_are_refused() {
        String id = key();
        String root = "arn:aws:iam::123456789012:root";

        assertThatExceptionOfType(MalformedPolicyDocumentException.class)
                .isThrownBy(() -> kms.putKeyPolicy(r -> r.keyId(id).policy("{")));
        assertThatExceptionOfType(MalformedPolicyDocumentException.class)
                .isThrownBy(() -> kms.putKeyPolicy(r -> r.keyId(id)
                        .policy("{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"kms:*\",\"Resource\":\"*\"}]}")));
        assertThatExceptionOfType(MalformedPolicyDocumentException.class)
                .isThrownBy(() -> kms.putKeyPolicy(
                        r -> r.keyId(id).policy(policy(root + "\",\"arn:aws:iam::123456789012:role/nobody"))))
                .withMessageContaining("invalid principals");
    }

    @Test
    void a_grant_lets_somebody_use_the_key_until_it_is_revoked() {
        String id = kms.createKey(r -> r.policy(policy("arn:aws:iam::123456789012:user/developer")))
                .keyMetadata()
                .keyId();
        KmsClient other = KmsClient.builder()
                .httpClient(aws.httpClient())
                .region(Region.EU_WEST_1)
                .credentialsProvider(aws.credentialsOf(OTHER))
                .build();
        assertThat(codeOf(() -> other.describeKey(r -> r.keyId(id)))).isEqualTo("AccessDeniedException");

        String grant = kms.createGrant(r -> r.keyId(id).granteePrincipal(OTHER).operations(GrantOperation.DESCRIBE_KEY))
                .grantId();

        assertThat(other.describeKey(r -> r.keyId(id)).keyMetadata().keyId()).isEqualTo(id);
        assertThat(kms.listGrants(r -> r.keyId(id)).grants())
                .singleElement()
                .satisfies(entry -> assertThat(entry.granteePrincipal()).isEqualTo(OTHER));
        kms.revokeGrant(r -> r.keyId(id).grantId(grant));
        assertThat(codeOf(() -> other.describeKey(r -> r.keyId(id)))).isEqualTo("AccessDeniedException");
        assertThat(codeOf(() -> kms.revokeGrant(r -> r.keyId(id).grantId(grant))))
                .isEqualTo("NotFoundException");
    }

    @Test
    void a_grant_of_the_same_name_and_content_is_made_once() {
        String id = key();

        var first = kms.createGrant(
                r -> r.keyId(id).name("one").granteePrincipal(OTHER).operations(GrantOperation.DECRYPT));
        var second = kms.createGrant(
                r -> r.keyId(id).name("one").granteePrincipal(OTHER).operations(GrantOperation.DECRYPT));

        assertThat(second.grantId()).isEqualTo(first.grantId());
        kms.retireGrant(r -> r.grantToken(first.grantToken()));
        assertThat(kms.listGrants(r -> r.keyId(id)).grants()).isEmpty();
    }

    @Test
    void what_was_encrypted_can_be_decrypted_in_the_same_context_only() {
        String id = key();
        SdkBytes sealed = kms.encrypt(r -> r.keyId(id)
                        .plaintext(SdkBytes.fromUtf8String("secret"))
                        .encryptionContext(Map.of("cluster", "prod")))
                .ciphertextBlob();

        assertThat(kms.decrypt(r -> r.ciphertextBlob(sealed).encryptionContext(Map.of("cluster", "prod")))
                        .plaintext()
                        .asUtf8String())
                .isEqualTo("secret");
        assertThatExceptionOfType(InvalidCiphertextException.class)
                .isThrownBy(() -> kms.decrypt(r -> r.ciphertextBlob(sealed)));
        var dataKey = kms.generateDataKey(r -> r.keyId(id).numberOfBytes(16));
        assertThat(kms.decrypt(r -> r.ciphertextBlob(dataKey.ciphertextBlob())).plaintext())
                .isEqualTo(dataKey.plaintext());
    }

    @Test
    void keys_are_tagged_and_listed_by_pages() {
        String id = kms.createKey(
                        r -> r.tags(Tag.builder().tagKey("team").tagValue("a").build()))
                .keyMetadata()
                .keyId();
        key();
        key();

        kms.tagResource(
                r -> r.keyId(id).tags(Tag.builder().tagKey("env").tagValue("b").build()));
        kms.untagResource(r -> r.keyId(id).tagKeys("team"));
        assertThat(kms.listResourceTags(r -> r.keyId(id)).tags())
                .containsExactly(Tag.builder().tagKey("env").tagValue("b").build());
        var first = kms.listKeys(r -> r.limit(2));
        assertThat(first.truncated()).isTrue();
        assertThat(first.keys()).hasSize(2);
        assertThat(kms.listKeys(r -> r.marker(first.nextMarker())).keys())
                .hasSize(1)
                .extracting(KeyListEntry::keyId)
                .doesNotContain(id);
    }

    @Test
    void keys_and_aliases_are_in_the_inventory() {
        String id = key();
        kms.createAlias(r -> r.aliasName("alias/secrets").targetKeyId(id));

        assertThat(aws.inventory())
                .filteredOn(resource -> resource.type().startsWith("kms:"))
                .extracting(Resource::type, Resource::id)
                .containsExactly(tuple("kms:alias", "alias/secrets"), tuple("kms:key", id));
    }

    private static String policy(String principal) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[\"" + principal
                + "\"]},\"Action\":\"kms:*\",\"Resource\":\"*\"}]}";
    }

    private static String codeOf(Runnable call) {
        try {
            call.run();
        } catch (KmsException refused) {
            return refused.awsErrorDetails().errorCode();
        }
        return "none";
    }
}

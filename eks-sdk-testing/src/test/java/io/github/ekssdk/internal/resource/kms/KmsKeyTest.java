package io.github.ekssdk.internal.resource.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ekssdk.Eks;
import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.error.StepFailedException;
import io.github.ekssdk.error.UnsupportedChangeException;
import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.Resource;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

class KmsKeyTest extends ClusterScenario {
    private static final String STEP = "kmsKey/secrets";
    private static final ClusterSpec PLAIN = spec().build();
    private static final ClusterSpec ENCRYPTED = spec().secretsEncryption().build();

    private static ClusterSpec.Builder spec() {
        return Eks.cluster("prod").vpc(vpc -> vpc.availabilityZones(2)).defaultAddons(false);
    }

    private static ClusterSpec with(String keyArn) {
        return spec().secretsEncryption(keyArn).build();
    }

    private Cluster described() {
        try (EksClient eks = aws.client(EksClient.builder())) {
            return eks.describeCluster(request -> request.name("prod")).cluster();
        }
    }

    private String usedKey() {
        return described().encryptionConfig().get(0).provider().keyArn();
    }

    private KeyMetadata key(String id) {
        try (KmsClient kms = aws.client(KmsClient.builder())) {
            return kms.describeKey(request -> request.keyId(id)).keyMetadata();
        }
    }

    private String strangersKey() {
        try (KmsClient kms = stranger(KmsClient.builder())) {
            String arn = kms.createKey().keyMetadata().arn();
            pass(Duration.ofMinutes(1));
            return arn;
        }
    }

    private Resource ours() {
        return one(STEP);
    }

    private void deleteAll() {
        eks().apply(eks().planDelete("prod").allowingDeletion(STEP), events);
    }

    @Nested
    class Made {
        @Test
        void encrypts_the_secrets_of_the_cluster_and_rotates() {
            apply(ENCRYPTED);

            assertThat(usedKey()).endsWith("key/" + ours().id());
            assertThat(ours().tags()).containsEntry("eks-sdk/cluster", "prod");
            try (KmsClient kms = aws.client(KmsClient.builder())) {
                assertThat(kms.getKeyRotationStatus(request -> request.keyId(usedKey()))
                                .keyRotationEnabled())
                        .isTrue();
                assertThat(kms.listAliases(request -> request.keyId(usedKey())).aliases())
                        .singleElement()
                        .satisfies(alias -> assertThat(alias.aliasName()).startsWith("alias/eks-sdk/prod/secrets-"));
            }
            settled(ENCRYPTED);
        }

        @Test
        void lets_nobody_decrypt_but_eks() {
            apply(ENCRYPTED);

            try (KmsClient kms = aws.client(KmsClient.builder())) {
                String policy = kms.getKeyPolicy(
                                request -> request.keyId(usedKey()).policyName("default"))
                        .policy();
                assertThat(policy)
                        .contains("kms:GrantIsForAWSResource")
                        .doesNotContain("kms:*")
                        .doesNotContain("Decrypt");
            }
        }

        @Test
        void is_added_to_a_live_cluster() {
            use(FakeAws.builder().latency(LatencyProfile.typical()));
            apply(PLAIN);

            Plan plan = eks().plan(ENCRYPTED);

            assertThat(steps(plan)).containsExactlyInAnyOrder("create " + STEP, "update cluster/prod");
            assertThat(step(plan, "cluster/prod").reversible()).isFalse();
            assertThat(plan.warnings()).anyMatch(warning -> warning.startsWith("Secrets encryption cannot be undone"));
            assertThat(changesOf(plan).stream().distinct())
                    .containsExactly(
                            "eks:AssociateEncryptionConfig",
                            "kms:CreateAlias",
                            "kms:CreateKey",
                            "kms:EnableKeyRotation");
            settled(ENCRYPTED);
        }

        @Test
        void stays_though_the_spec_does_not_want_it_any_more() {
            apply(ENCRYPTED);
            String used = usedKey();

            assertThatThrownBy(() -> eks().plan(PLAIN))
                    .isInstanceOf(UnsupportedChangeException.class)
                    .hasMessageContaining(
                            "cluster/prod: its secrets are encrypted with " + used + ", and EKS never takes that back");
        }

        @Test
        void takes_the_tags_of_the_cluster_and_gives_them_back() {
            apply(ENCRYPTED);
            ClusterSpec tagged = ENCRYPTED.toBuilder().tag("cost", "1742").build();

            apply(tagged);
            assertThat(ours().tags()).containsEntry("cost", "1742");

            apply(ENCRYPTED);
            assertThat(ours().tags()).doesNotContainKey("cost");
        }

        @Test
        void that_somebody_disabled_or_wants_deleted_is_enabled_again() {
            apply(ENCRYPTED);
            try (KmsClient kms = stranger(KmsClient.builder())) {
                kms.scheduleKeyDeletion(request -> request.keyId(usedKey()));
            }

            Plan plan = eks().plan(ENCRYPTED);

            assertThat(fields(plan, STEP)).contains("keyState");
            eks().apply(plan, events);
            assertThat(key(usedKey()).keyState()).isEqualTo(KeyState.ENABLED);
            pass(Duration.ofHours(1));
            settled(ENCRYPTED);
        }
    }

    @Nested
    class Deleted {
        @Test
        void with_the_cluster_only_if_the_caller_says_so() {
            apply(ENCRYPTED);

            Plan plan = eks().planDelete("prod");

            assertThat(plan.deletionsToAllow()).containsExactly(STEP);
            assertThat(plan.warnings())
                    .containsExactly("kmsKey/secrets is to be deleted. KMS deletes the key in 30 days; until then its"
                            + " deletion can be cancelled. After that nothing that it encrypted can be read, and a"
                            + " cluster that uses it could not be recovered.");
            assertThat(plan.render()).contains("plan.allowingDeletion(\"kmsKey/secrets\")");
            assertThatThrownBy(() -> eks().apply(plan, events))
                    .isInstanceOf(UnsupportedChangeException.class)
                    .hasMessageContaining("plan.allowingDeletion(\"kmsKey/secrets\")");
            assertThat(all("eks:cluster")).hasSize(1);
        }

        @Test
        void waits_for_thirty_days_and_is_gone_then() {
            List<Resource> before = aws.inventory();
            apply(ENCRYPTED);
            String used = usedKey();

            deleteAll();

            assertThat(key(used).keyState()).isEqualTo(KeyState.PENDING_DELETION);
            assertThat(key(used).deletionDate()).isAfter(aws.clock().now().plus(Duration.ofDays(29)));
            assertThat(eks().planDelete("prod").isEmpty()).isTrue();
            pass(Duration.ofDays(31));
            assertThat(aws.inventory()).isEqualTo(before);
        }

        @Test
        void goes_though_the_answer_that_it_will_was_lost() {
            apply(ENCRYPTED);
            String used = usedKey();
            aws.faults().on("kms", "ScheduleKeyDeletion").nth(1).loseResponse();

            deleteAll();

            assertThat(key(used).keyState()).isEqualTo(KeyState.PENDING_DELETION);
            assertThat(eks().planDelete("prod").isEmpty()).isTrue();
        }

        @Test
        void does_not_come_back_to_the_next_cluster_of_that_name() {
            apply(ENCRYPTED);
            String first = usedKey();
            deleteAll();

            apply(ENCRYPTED);

            assertThat(usedKey()).isNotEqualTo(first);
            settled(ENCRYPTED);
        }
    }

    @Nested
    class Found {
        @Test
        void again_though_it_never_got_its_name() {
            aws.faults().on("kms", "CreateAlias").nth(1).failWith("AccessDeniedException");
            failure(StepFailedException.class, ENCRYPTED);

            apply(ENCRYPTED);

            assertThat(KmsKeyTest.this.ours("kms:key")).hasSize(1);
            settled(ENCRYPTED);
        }

        @Test
        void and_deleted_though_it_never_got_its_name() {
            List<Resource> before = aws.inventory();
            aws.faults().on("kms", "CreateAlias").nth(1).failWith("AccessDeniedException");
            failure(StepFailedException.class, ENCRYPTED);

            Plan plan = eks().planDelete("prod");

            assertThat(steps(plan)).contains("delete " + STEP);
            deleteAll();
            pass(Duration.ofDays(31));
            assertThat(aws.inventory()).isEqualTo(before);
        }

        @Test
        void nowhere_by_somebody_who_may_not_look_at_keys() {
            apply(PLAIN);
            aws.faults().on("kms", "ListAliases").failWith("AccessDeniedException");

            assertThat(eks().planDelete("prod").step(STEP)).isEmpty();
        }

        @Test
        void again_when_the_answer_was_lost() {
            aws.faults().on("kms", "CreateKey").nth(1).loseResponse();

            apply(ENCRYPTED);

            assertThat(KmsKeyTest.this.ours("kms:key")).hasSize(1);
            settled(ENCRYPTED);
        }
    }

    @Nested
    class Given {
        @Test
        void encrypts_the_secrets_and_stays_when_the_cluster_goes() {
            String arn = strangersKey();

            apply(with(arn));

            assertThat(usedKey()).isEqualTo(arn);
            assertThat(KmsKeyTest.this.ours("kms:key")).isEmpty();
            settled(with(arn));
            delete("prod");
            assertThat(key(arn).keyState()).isEqualTo(KeyState.ENABLED);
        }

        @Test
        void is_looked_at_before_and_not_again() {
            String arn = strangersKey();
            apply(with(arn));
            int before = aws.ledger().of("kms", "DescribeKey").size();

            eks().plan(with(arn));

            assertThat(aws.ledger().of("kms", "DescribeKey")).hasSize(before + 1);
        }

        @Test
        void and_disabled_is_refused() {
            String arn = strangersKey();
            try (KmsClient kms = stranger(KmsClient.builder())) {
                kms.disableKey(request -> request.keyId(arn));
            }

            refused(arn, "The key " + arn + " is disabled. Enable it with kms:EnableKey first.");
        }

        @Test
        void and_pending_deletion_is_refused_with_the_date() {
            String arn = strangersKey();
            try (KmsClient kms = stranger(KmsClient.builder())) {
                kms.scheduleKeyDeletion(request -> request.keyId(arn).pendingWindowInDays(7));
            }

            refused(arn, "The key " + arn + " is pending deletion on 2026-01-08T");
        }

        @Test
        void and_asymmetric_is_refused() {
            String arn;
            try (KmsClient kms = stranger(KmsClient.builder())) {
                arn = kms.createKey(request -> request.keySpec(KeySpec.RSA_2048).keyUsage(KeyUsageType.SIGN_VERIFY))
                        .keyMetadata()
                        .arn();
            }

            refused(arn, "The key " + arn + " is a key of the spec RSA_2048 for SIGN_VERIFY.");
        }

        @Test
        void and_unknown_is_refused() {
            String arn = "arn:aws:kms:" + aws.region() + ":123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

            refused(arn, "The key " + arn + " does not exist.");
        }

        @Test
        void and_elsewhere_is_refused() {
            String arn = "arn:aws:kms:ap-northeast-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

            refused(arn, "The key " + arn + " is in ap-northeast-1, the cluster in " + aws.region() + ".");
        }

        @Test
        void and_another_one_than_the_cluster_uses_is_refused() {
            String first = strangersKey();
            apply(with(first));
            String second = strangersKey();

            assertThatThrownBy(() -> eks().plan(with(second)))
                    .isInstanceOf(UnsupportedChangeException.class)
                    .hasMessageContaining("encrypted with " + first + ", and EKS never takes another key");
            assertThatThrownBy(() -> eks().plan(ENCRYPTED))
                    .isInstanceOf(UnsupportedChangeException.class)
                    .hasMessageContaining("encrypted with " + first + ", and EKS never takes another key");
        }

        private void refused(String arn, String message) {
            assertThatThrownBy(() -> eks().plan(with(arn)))
                    .isInstanceOf(InvalidSpecException.class)
                    .hasMessageContaining("secretsEncryption.keyArn: " + message);
        }
    }
}

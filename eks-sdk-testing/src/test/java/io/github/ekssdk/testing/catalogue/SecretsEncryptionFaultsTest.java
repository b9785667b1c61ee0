package io.github.ekssdk.testing.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.internal.service.eks.EksWorld;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.EncryptionConfig;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;
import software.amazon.awssdk.services.eks.model.ResourceInUseException;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateStatus;
import software.amazon.awssdk.services.eks.model.UpdateType;
import software.amazon.awssdk.services.kms.KmsClient;

/** The faults of secrets encryption, by the rows of the catalogue. */
class SecretsEncryptionFaultsTest {
    private final EksWorld world = new EksWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void K5_encryption_can_be_added_later() {
        world.bareCluster("prod");
        EncryptionConfig config = config(key());

        Update update = associate(config);
        boolean before = world.describe("prod").hasEncryptionConfig();
        world.pass(EksWorld.ENCRYPT);

        assertThat(update.type()).isEqualTo(UpdateType.ASSOCIATE_ENCRYPTION_CONFIG);
        assertThat(before).isFalse();
        assertThat(world.update("prod", update.id()).status()).isEqualTo(UpdateStatus.SUCCESSFUL);
        assertThat(world.describe("prod").encryptionConfig()).containsExactly(config);
    }

    @Test
    void K5_its_key_cannot_be_changed() {
        world.bareCluster("prod");
        associate(config(key()));
        world.pass(EksWorld.ENCRYPT);
        EncryptionConfig another = config(key());

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> associate(another))
                .satisfies(e -> {
                    assertThat(e.awsErrorDetails().errorMessage())
                            .isEqualTo("Encryption is already enabled on the cluster");
                    assertThat(e.clusterName()).isEqualTo("prod");
                });
    }

    @Test
    void K5_only_secrets_can_be_encrypted_and_only_with_a_key_that_there_is() {
        world.bareCluster("prod");
        EncryptionConfig pods = config(key()).copy(b -> b.resources("pods"));
        EncryptionConfig gone = config("arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012");

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> associate(pods))
                .withMessageContaining("[secrets]");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> associate(gone))
                .withMessageContaining("does not exist");
    }

    @Test
    void K6_the_update_is_long_and_nothing_else_can_be_updated_meanwhile() {
        world.bareCluster("prod");

        Update update = associate(config(key()));
        world.pass(EksWorld.ENCRYPT.minusSeconds(1));

        assertThat(world.update("prod", update.id()).status()).isEqualTo(UpdateStatus.IN_PROGRESS);
        assertThatExceptionOfType(ResourceInUseException.class)
                .isThrownBy(
                        () -> world.eks.updateClusterConfig(r -> r.name("prod").deletionProtection(true)))
                .withMessageContaining("currently has update " + update.id() + " in progress");
    }

    @Test
    void K6_it_takes_up_to_three_quarters_of_an_hour() {
        LatencyProfile typical = LatencyProfile.typical();
        Duration longest = Duration.ZERO;
        for (int seed = 0; seed < 2_000; seed++) {
            Duration drawn = typical.draw("eks.encryption.associate", seed);
            longest = drawn.compareTo(longest) > 0 ? drawn : longest;
        }

        assertThat(longest).isEqualTo(Duration.ofMinutes(45));
    }

    private Update associate(EncryptionConfig config) {
        return world.eks
                .associateEncryptionConfig(r -> r.clusterName("prod").encryptionConfig(config))
                .update();
    }

    private String key() {
        String arn = world.aws
                .client(KmsClient.builder())
                .createKey(r -> {})
                .keyMetadata()
                .arn();
        world.pass(Duration.ofMinutes(1));
        return arn;
    }

    private static EncryptionConfig config(String keyArn) {
        return EncryptionConfig.builder()
                .resources("secrets")
                .provider(provider -> provider.keyArn(keyArn))
                .build();
    }
}

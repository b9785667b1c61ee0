package io.github.ekssdk.testing.internal.service.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ekssdk.testing.FakeAws;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;

class ReEncryptTest {
    private final FakeAws aws = FakeAws.create();
    private final KmsClient kms = aws.client(KmsClient.builder());
    private final String from = kms.createKey().keyMetadata().arn();
    private final String to = kms.createKey().keyMetadata().arn();
    private final SdkBytes sealed = kms.encrypt(r ->
                    r.keyId(from).plaintext(SdkBytes.fromUtf8String("secret")).encryptionContext(Map.of("a", "b")))
            .ciphertextBlob();

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void a_text_is_encrypted_with_another_key() {
        ReEncryptResponse again = kms.reEncrypt(r -> r.ciphertextBlob(sealed)
                .sourceEncryptionContext(Map.of("a", "b"))
                .destinationKeyId(to));

        DecryptResponse plain = kms.decrypt(r -> r.ciphertextBlob(again.ciphertextBlob()));
        assertThat(again.sourceKeyId()).isEqualTo(from);
        assertThat(again.keyId()).isEqualTo(to);
        assertThat(plain.keyId()).isEqualTo(to);
        assertThat(plain.plaintext().asUtf8String()).isEqualTo("secret");
    }

    @Test
    void the_context_must_be_that_of_before_and_the_key_must_be_there() {
        assertThatExceptionOfType(InvalidCiphertextException.class)
                .isThrownBy(() -> kms.reEncrypt(r -> r.ciphertextBlob(sealed).destinationKeyId(to)));
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> kms.reEncrypt(r -> r.ciphertextBlob(sealed)
                        .sourceEncryptionContext(Map.of("a", "b"))
                        .destinationKeyId(
                                "arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-000000000000")));
    }
}

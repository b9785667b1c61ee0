package io.github.ekssdk.testing.internal.service.kms;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.AwsRefusal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextResponse;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;

/** Encrypts and decrypts so that the round trip works; the result hides nothing from anybody. */
final class Ciphers {
    private static final int MOST_BYTES = 4_096;
    private static final int ID_LENGTH = 36;

    private final KmsStore store;
    private final Account account;

    Ciphers(KmsStore store) {
        this.store = store;
        this.account = store.account();
    }

    EncryptResponse encrypt(EncryptRequest request) {
        KmsKey key = symmetric(request.keyId());
        byte[] plain =
                request.plaintext() == null ? new byte[0] : request.plaintext().asByteArray();
        if (plain.length == 0 || plain.length > MOST_BYTES) {
            throw KmsRefusals.constraint("plaintext", "**", "Member must have length between 1 and " + MOST_BYTES);
        }
        return EncryptResponse.builder()
                .ciphertextBlob(seal(key, plain, request.encryptionContext()))
                .keyId(key.arn())
                .encryptionAlgorithm(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT)
                .build();
    }

    DecryptResponse decrypt(DecryptRequest request) {
        byte[] blob = request.ciphertextBlob() == null
                ? new byte[0]
                : request.ciphertextBlob().asByteArray();
        KmsKey key = store.usable(keyIdOf(blob));
        if (request.keyId() != null && store.require(request.keyId()) != key) {
            throw new AwsRefusal(
                    400,
                    "IncorrectKeyException",
                    "The key ID in the request does not identify a CMK that can perform this operation.");
        }
        return DecryptResponse.builder()
                .plaintext(open(blob, request.encryptionContext()))
                .keyId(key.arn())
                .encryptionAlgorithm(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT)
                .build();
    }

    /** Decrypts with one key and encrypts with another, so that nobody sees the plain text. */
    ReEncryptResponse reEncrypt(ReEncryptRequest request) {
        DecryptResponse plain = decrypt(DecryptRequest.builder()
                .ciphertextBlob(request.ciphertextBlob())
                .keyId(request.sourceKeyId())
                .encryptionContext(request.sourceEncryptionContext())
                .build());
        KmsKey key = symmetric(request.destinationKeyId());
        return ReEncryptResponse.builder()
                .ciphertextBlob(seal(key, plain.plaintext().asByteArray(), request.destinationEncryptionContext()))
                .sourceKeyId(plain.keyId())
                .keyId(key.arn())
                .sourceEncryptionAlgorithm(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT)
                .destinationEncryptionAlgorithm(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT)
                .build();
    }

    GenerateDataKeyResponse dataKey(GenerateDataKeyRequest request) {
        KmsKey key = symmetric(request.keyId());
        byte[] plain = random(length(request.numberOfBytes(), request.keySpec()));
        return GenerateDataKeyResponse.builder()
                .keyId(key.arn())
                .plaintext(SdkBytes.fromByteArray(plain))
                .ciphertextBlob(seal(key, plain, request.encryptionContext()))
                .build();
    }

    GenerateDataKeyWithoutPlaintextResponse sealedDataKey(GenerateDataKeyWithoutPlaintextRequest request) {
        KmsKey key = symmetric(request.keyId());
        byte[] plain = random(length(request.numberOfBytes(), request.keySpec()));
        return GenerateDataKeyWithoutPlaintextResponse.builder()
                .keyId(key.arn())
                .ciphertextBlob(seal(key, plain, request.encryptionContext()))
                .build();
    }

    /** The key that a text was encrypted with. */
    static String keyIdOf(byte[] blob) {
        if (blob.length < ID_LENGTH + Integer.BYTES) {
            throw new AwsRefusal(400, "InvalidCiphertextException", "");
        }
        return new String(blob, 0, ID_LENGTH, StandardCharsets.US_ASCII);
    }

    private KmsKey symmetric(@Nullable String keyId) {
        KmsKey key = store.usable(keyId);
        if (!key.isSymmetric()) {
            throw new AwsRefusal(
                    400,
                    "InvalidKeyUsageException",
                    "Algorithm SYMMETRIC_DEFAULT is incompatible with key spec "
                            + key.metadata().keySpecAsString() + ".");
        }
        return key;
    }

    private static SdkBytes seal(KmsKey key, byte[] plain, Map<String, String> context) {
        ByteBuffer blob = ByteBuffer.allocate(ID_LENGTH + Integer.BYTES + plain.length);
        blob.put(key.id().getBytes(StandardCharsets.US_ASCII));
        blob.putInt(fingerprint(context));
        blob.put(turned(plain));
        return SdkBytes.fromByteArray(blob.array());
    }

    private static SdkBytes open(byte[] blob, Map<String, String> context) {
        if (ByteBuffer.wrap(blob).getInt(ID_LENGTH) != fingerprint(context)) {
            throw new AwsRefusal(400, "InvalidCiphertextException", "");
        }
        return SdkBytes.fromByteArray(turned(Arrays.copyOfRange(blob, ID_LENGTH + Integer.BYTES, blob.length)));
    }

    private static byte[] turned(byte[] bytes) {
        byte[] turned = bytes.clone();
        for (int i = 0; i < turned.length; i++) {
            turned[i] ^= (byte) 0xA5;
        }
        return turned;
    }

    private static int fingerprint(Map<String, String> context) {
        return new TreeMap<>(context).toString().hashCode();
    }

    private byte[] random(int length) {
        return HexFormat.of().parseHex(account.ids().hex("kms-data-key", length * 2));
    }

    private static int length(@Nullable Integer bytes, @Nullable DataKeySpec spec) {
        if ((bytes == null) == (spec == null)) {
            throw KmsRefusals.validation("Please specify either number of bytes or key spec.");
        }
        if (bytes == null) {
            return spec == DataKeySpec.AES_128 ? 16 : 32;
        }
        if (bytes < 1 || bytes > 1_024) {
            throw KmsRefusals.constraint("numberOfBytes", bytes, "Member must have value between 1 and 1024");
        }
        return bytes;
    }
}

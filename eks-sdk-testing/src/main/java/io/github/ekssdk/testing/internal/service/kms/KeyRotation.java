package io.github.ekssdk.testing.internal.service.kms;

import io.github.ekssdk.testing.internal.Call;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationResponse;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusRequest;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;

/** Switches the yearly rotation of keys on and off. */
final class KeyRotation {
    private static final int USUAL = 365;
    private static final int SHORTEST = 90;
    private static final int LONGEST = 2_560;

    private final KmsStore store;

    KeyRotation(KmsStore store) {
        this.store = store;
    }

    EnableKeyRotationResponse enable(EnableKeyRotationRequest request, Call call) {
        KmsKey key = rotatable(request.keyId());
        int days = request.rotationPeriodInDays() == null ? USUAL : request.rotationPeriodInDays();
        if (days < SHORTEST || days > LONGEST) {
            throw KmsRefusals.constraint(
                    "rotationPeriodInDays", days, "Member must have value between " + SHORTEST + " and " + LONGEST);
        }
        key.rotate(true, days, call.now());
        return EnableKeyRotationResponse.builder().build();
    }

    DisableKeyRotationResponse disable(DisableKeyRotationRequest request, Call call) {
        KmsKey key = rotatable(request.keyId());
        key.rotate(false, key.rotationDays(), call.now());
        return DisableKeyRotationResponse.builder().build();
    }

    GetKeyRotationStatusResponse status(GetKeyRotationStatusRequest request) {
        KmsKey key = store.require(request.keyId());
        Instant since = key.rotatingSince();
        boolean rotates = key.rotating() && !key.isPendingDeletion();
        return GetKeyRotationStatusResponse.builder()
                .keyId(key.arn())
                .keyRotationEnabled(rotates)
                .rotationPeriodInDays(rotates ? key.rotationDays() : null)
                .nextRotationDate(rotates && since != null ? since.plus(Duration.ofDays(key.rotationDays())) : null)
                .build();
    }

    private KmsKey rotatable(String keyId) {
        store.changeable(keyId);
        KmsKey key = store.usable(keyId);
        if (!key.isSymmetric()) {
            throw KmsRefusals.unsupported("Only symmetric encryption keys are rotated: " + key.arn());
        }
        return key;
    }
}

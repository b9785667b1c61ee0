package io.github.ekssdk.testing.internal.service.kms;

import io.github.ekssdk.testing.internal.Propagated;
import io.github.ekssdk.testing.internal.Transitions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;

/** One key with its policy, tags and grants. */
final class KmsKey {
    private KeyMetadata metadata;
    private final Propagated<KeyPolicy> policy;
    private final Map<String, String> tags = new TreeMap<>();
    private final Map<String, KmsGrant> grants = new LinkedHashMap<>();
    private boolean rotating;
    private int rotationDays = 365;
    private @Nullable Instant rotatingSince;
    private Transitions.@Nullable Pending deletion;

    KmsKey(KeyMetadata metadata, Propagated<KeyPolicy> policy) {
        this.metadata = metadata;
        this.policy = policy;
    }

    String id() {
        return metadata.keyId();
    }

    String arn() {
        return metadata.arn();
    }

    KeyMetadata metadata() {
        return metadata;
    }

    Propagated<KeyPolicy> policy() {
        return policy;
    }

    Map<String, String> tags() {
        return tags;
    }

    /** Grants by id, oldest first. */
    Map<String, KmsGrant> grants() {
        return grants;
    }

    KeyState state() {
        return metadata.keyState();
    }

    boolean isEnabled() {
        return state() == KeyState.ENABLED;
    }

    boolean isPendingDeletion() {
        return state() == KeyState.PENDING_DELETION;
    }

    boolean isSymmetric() {
        return metadata.keySpec() == KeySpec.SYMMETRIC_DEFAULT;
    }

    boolean isOfAws() {
        return metadata.keyManager() == KeyManagerType.AWS;
    }

    void change(Consumer<KeyMetadata.Builder> change) {
        metadata = metadata.copy(change);
    }

    void state(KeyState state) {
        change(b -> b.keyState(state).enabled(state == KeyState.ENABLED));
    }

    boolean rotating() {
        return rotating;
    }

    int rotationDays() {
        return rotationDays;
    }

    @Nullable Instant rotatingSince() {
        return rotatingSince;
    }

    void rotate(boolean on, int days, Instant now) {
        rotating = on;
        rotationDays = days;
        rotatingSince = on ? now : null;
    }

    void deleteBy(Transitions.Pending pending) {
        deletion = pending;
    }

    void keep() {
        if (deletion != null) {
            deletion.cancel();
            deletion = null;
        }
    }
}

package io.github.ekssdk.testing.internal;

import java.time.Instant;
import java.util.Optional;

/** A service that hands out access keys and knows whom they stand for. */
public interface CallerSource {
    /** Whom an access key stands for, if this service gave it out. */
    Optional<Caller> caller(String accessKeyId);

    /** The secret that this service gave out with an access key. */
    Optional<String> secretAccessKey(String accessKeyId);

    /** The token that this service gave out with temporary credentials. */
    default Optional<String> sessionToken(String accessKeyId) {
        return Optional.empty();
    }

    /** Whether a key that this service gave out has ended. */
    default boolean isExpired(String accessKeyId, Instant now) {
        return false;
    }
}

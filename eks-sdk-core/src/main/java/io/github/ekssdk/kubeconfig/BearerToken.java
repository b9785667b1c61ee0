package io.github.ekssdk.kubeconfig;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * A bearer token that the Kubernetes API of one EKS cluster accepts for some minutes.
 *
 * <p>Whoever holds the value is, for that cluster, the IAM identity that signed it. So {@link #toString()} leaves the
 * value out, and so should logs.
 *
 * @param value the token itself, to be sent as {@code Authorization: Bearer <value>}
 * @param expiresAt when to stop using the token, in whole seconds
 * @since 0.1
 */
public record BearerToken(String value, Instant expiresAt) {

    /** Takes a token and when it ends; fractions of a second are dropped. */
    public BearerToken {
        Objects.requireNonNull(value, "value");
        expiresAt = expiresAt.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Says whether the token must not be used any more at {@code instant}. */
    public boolean isExpiredAt(Instant instant) {
        return !instant.isBefore(expiresAt);
    }

    /**
     * Renders the token as the {@code ExecCredential} that kubectl expects from an exec plugin, laid out as
     * {@code aws eks get-token} prints it. The text holds the token.
     */
    public String toExecCredential() {
        return """
                {
                    "kind": "ExecCredential",
                    "apiVersion": "client.authentication.k8s.io/v1beta1",
                    "spec": {},
                    "status": {
                        "expirationTimestamp": "%s",
                        "token": "%s"
                    }
                }
                """.formatted(expiresAt, value);
    }

    /** Says when the token ends, and nothing of its value. */
    @Override
    public String toString() {
        return "BearerToken[expiresAt=" + expiresAt + "]";
    }
}

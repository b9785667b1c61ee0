package io.github.ekssdk.testing.internal.kubernetes;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.protocol.PresignedUrl;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** The account around a cluster. All but {@link #locked} is for those who hold its lock. */
public interface KubernetesHost {
    /** Does something while nobody else looks at the account or changes it, after all that is due has happened. */
    <T> T locked(Supplier<T> work);

    Account account();

    Instant now();

    /** Whom an access key stands for. */
    Optional<Caller> caller(String accessKeyId);

    /** Whether a temporary access key has ended. */
    boolean isExpired(String accessKeyId);

    PresignedUrl.Secrets secrets();

    /** Lets somebody in the cluster do something to the account; returns what that made. */
    String act(String action, String... arguments);

    /** Number of the account's seed. */
    long seed();
}

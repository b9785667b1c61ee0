package io.github.ekssdk.internal.resource.sts;

import io.github.ekssdk.internal.aws.AwsClients;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.aws.AwsSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;

/** The credentials of a role, assumed again before a session ends. Holds no connection open. */
public final class AssumedRoleCredentials implements AwsCredentialsProvider {

    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final AwsSettings settings;
    private final AssumeRoleRequest request;
    private volatile @Nullable AwsSessionCredentials current;

    /**
     * Prepares to assume a role.
     *
     * @param settings how STS is reached, and who assumes the role
     */
    public AssumedRoleCredentials(
            AwsSettings settings, String roleArn, String sessionName, Optional<String> externalId, Duration duration) {
        this.settings = settings;
        this.request = AssumeRoleRequest.builder()
                .roleArn(roleArn)
                .roleSessionName(sessionName)
                .externalId(externalId.orElse(null))
                .durationSeconds((int) duration.toSeconds())
                .build();
    }

    /** Threads that find the session near its end at the same time each assume the role; none waits for another. */
    @Override
    public AwsCredentials resolveCredentials() {
        AwsSessionCredentials kept = current;
        if (kept == null || endsSoon(kept)) {
            kept = assume();
            current = kept;
        }
        return kept;
    }

    private boolean endsSoon(AwsSessionCredentials credentials) {
        Instant soon = settings.time().now().plus(MARGIN);
        return credentials.expirationTime().filter(end -> !end.isAfter(soon)).isPresent();
    }

    private AwsSessionCredentials assume() {
        try (AwsClients clients = new AwsClients(settings)) {
            Credentials made = clients.sts().assumeRole(request).credentials();
            return AwsSessionCredentials.builder()
                    .accessKeyId(made.accessKeyId())
                    .secretAccessKey(made.secretAccessKey())
                    .sessionToken(made.sessionToken())
                    .expirationTime(made.expiration())
                    .build();
        } catch (AwsFault fault) {
            throw SdkClientException.create(
                    "The role " + request.roleArn() + " cannot be assumed: " + fault.getMessage()
                            + " Its trust policy must name the caller, and the caller must be allowed sts:AssumeRole.",
                    fault);
        }
    }

    @Override
    public String toString() {
        return "AssumedRoleCredentials[" + request.roleArn() + "]";
    }
}

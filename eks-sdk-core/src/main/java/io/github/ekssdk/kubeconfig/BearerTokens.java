package io.github.ekssdk.kubeconfig;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ekssdk.error.AwsCallFailedException;
import io.github.ekssdk.error.AwsError;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Makes bearer tokens for the Kubernetes API of one EKS cluster, without the {@code aws} tool and without a network
 * call.
 *
 * <p>A token is a presigned call of STS {@code GetCallerIdentity} that names the cluster. EKS makes that call to learn
 * who the caller is. The tokens are, byte for byte, those of {@code aws eks get-token} for the same credentials in the
 * same second.
 *
 * <p>Each call of {@link #token()} signs anew, which takes some tens of microseconds; {@link #cached(Clock)} keeps a
 * token until it nears its end.
 *
 * @since 0.1
 */
public final class BearerTokens implements TokenSource {

    private static final String PREFIX = "k8s-aws-v1.";

    /** EKS honours a token for 15 minutes; the last is left to clocks that differ. */
    private static final Duration LIFE = Duration.ofMinutes(14);

    private final String clusterName;
    private final CallerIdentityUrl url;
    private final AwsCredentialsProvider credentials;
    private final Clock clock;

    private BearerTokens(String clusterName, String region, AwsCredentialsProvider credentials, Clock clock) {
        this.clusterName = clusterName;
        this.url = new CallerIdentityUrl(clusterName, region);
        this.credentials = Objects.requireNonNull(credentials, "credentials");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Returns a maker of tokens for the cluster of that name and region.
     *
     * @param clusterName the name of the cluster, not its ARN
     * @param region the cluster's region, such as {@code eu-west-1}; it also decides which STS endpoint is signed for
     * @param credentials who the caller is; asked for every token, so that they may change
     * @param clock the present; a clock that is wrong by minutes makes tokens that EKS refuses
     * @throws IllegalArgumentException if the name or the region is blank
     */
    public static BearerTokens forCluster(
            String clusterName, String region, AwsCredentialsProvider credentials, Clock clock) {
        requireText(clusterName, "cluster name");
        requireText(region, "region");
        return new BearerTokens(clusterName, region, credentials, clock);
    }

    /**
     * Signs a new token. It claims 14 minutes of life, or as long as the credentials have left if that is less.
     *
     * @throws AwsCallFailedException if the credentials cannot be had
     */
    @Override
    public BearerToken token() {
        AwsCredentials caller = caller();
        Instant now = clock.instant();
        String value = PREFIX
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(url.presign(caller, now).getBytes(UTF_8));
        return new BearerToken(value, endOfLife(caller, now));
    }

    private AwsCredentials caller() {
        AwsCredentials caller;
        try {
            caller = credentials.resolveCredentials();
        } catch (SdkException e) {
            throw unavailable(String.valueOf(e.getMessage()), e.retryable(), e);
        }
        if (caller.accessKeyId() == null || caller.secretAccessKey() == null) {
            throw unavailable("the credentials are anonymous", false, null);
        }
        return caller;
    }

    private AwsCallFailedException unavailable(String why, boolean retryable, @Nullable Throwable cause) {
        AwsError error = new AwsError(
                "sts",
                "GetCallerIdentity",
                "CredentialsUnavailable",
                0,
                "there are no credentials to sign with: " + why,
                Optional.empty());
        return new AwsCallFailedException("the bearer token of cluster " + clusterName, error, retryable, cause);
    }

    private static Instant endOfLife(AwsCredentials caller, Instant now) {
        Instant end = now.plus(LIFE);
        return caller.expirationTime().filter(end::isAfter).orElse(end);
    }

    private static void requireText(String text, String what) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the " + what + " is blank");
        }
    }
}

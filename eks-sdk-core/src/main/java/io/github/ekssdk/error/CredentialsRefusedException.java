package io.github.ekssdk.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * AWS did not take the credentials: they have expired, are not valid, or the clock of this machine is wrong. What was made
 * before stands; with good credentials, planning and applying again goes on from there.
 *
 * <p>Before this is thrown the call is tried again for a few seconds, so that a credentials provider can renew what it has.
 *
 * @since 0.1
 */
@SuppressWarnings("serial") // Thrown and caught in one process, never serialised.
public class CredentialsRefusedException extends EksSdkException {

    private final AwsError error;

    /**
     * Reports credentials that were refused.
     *
     * @param resource what the call was about, for example {@code managedNodeGroup/general}
     * @param error what AWS said
     * @param cause the AWS SDK's exception
     */
    public CredentialsRefusedException(String resource, AwsError error, @Nullable Throwable cause) {
        super(
                "AWS did not take the credentials of the call for %s. %s Renew them (%s) and apply again; what was made so far stands."
                        .formatted(resource, error, advice(error.errorCode())),
                cause);
        this.error = error;
    }

    private static String advice(String code) {
        return switch (code) {
            case "ExpiredToken", "ExpiredTokenException", "RequestExpired" ->
                "log in again, or give a provider that renews them itself";
            case "RequestTimeTooSkewed", "InvalidSignatureException", "SignatureDoesNotMatch" ->
                "and set the clock of this machine, if it is off";
            default -> "check the access key, and that the account may use this region";
        };
    }

    /** What AWS said. */
    public AwsError error() {
        return error;
    }

    @Override
    public Optional<String> awsRequestId() {
        return error.requestId();
    }
}

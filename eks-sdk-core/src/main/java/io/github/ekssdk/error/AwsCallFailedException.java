package io.github.ekssdk.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * AWS refused a call, or no answer came, for a reason that no other exception of this family stands for.
 *
 * @since 0.1
 */
public class AwsCallFailedException extends EksSdkException {

    private final AwsError error;
    private final boolean retryable;

    /**
     * Reports a failed call.
     *
     * @param resource what the call was about, for example {@code cluster prod}
     * @param error what AWS said
     * @param retryable whether AWS marks the failure as one that may pass
     * @param cause the AWS SDK's exception
     */
    public AwsCallFailedException(String resource, AwsError error, boolean retryable, @Nullable Throwable cause) {
        super("The AWS call for " + resource + " failed: " + error, cause);
        this.error = error;
        this.retryable = retryable;
    }

    /** What AWS said. */
    public AwsError error() {
        return error;
    }

    /** The service by its IAM prefix, for example {@code eks}. */
    public String service() {
        return error.service();
    }

    /** The operation, for example {@code CreateCluster}. */
    public String operation() {
        return error.operation();
    }

    /** The code AWS gave, for example {@code InvalidParameterException}, or the kind of failure when no answer came. */
    public String errorCode() {
        return error.errorCode();
    }

    /** The HTTP status; 0 when no answer came. */
    public int statusCode() {
        return error.statusCode();
    }

    @Override
    public boolean retryable() {
        return retryable;
    }

    @Override
    public Optional<String> awsRequestId() {
        return error.requestId();
    }
}

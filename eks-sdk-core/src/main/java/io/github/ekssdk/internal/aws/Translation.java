package io.github.ekssdk.internal.aws;

import io.github.ekssdk.error.AwsError;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Puts the failures of the AWS SDK's clients into our own words. The SDK lets an interceptor change a failure, but not its type; a
 * retry strategy that gives up may throw what it likes. So {@link OnTimeRetryStrategy} translates, and {@link CallInterceptor}
 * says which call it was. Proxies of the clients would do as well, but the JVM would load and initialise every type that any of
 * their operations takes: some twelve thousand for EC2 alone.
 */
final class Translation {

    /** The operation until it is said which it was. */
    static final String UNTOLD = "*";

    private Translation() {}

    /** Returns a failure of the AWS SDK as one of ours, which does not say yet which call it was; any other as it is. */
    static Throwable of(Throwable failure) {
        if (failure instanceof AwsServiceException refused) {
            return new AwsFault(answer(refused), true, refused);
        }
        if (failure instanceof SdkException && failure.getCause() instanceof AwsFault before) {
            return before;
        }
        if (failure instanceof SdkException && !(failure instanceof AbortedException)) {
            String code = failure.getClass().getSimpleName();
            return new AwsFault(
                    new AwsError("aws", UNTOLD, code, 0, message(failure), Optional.empty()), false, failure);
        }
        return failure;
    }

    private static AwsError answer(AwsServiceException refused) {
        AwsErrorDetails details = refused.awsErrorDetails();
        String code = details == null ? null : details.errorCode();
        String message = details == null ? null : details.errorMessage();
        return new AwsError(
                "aws",
                UNTOLD,
                Objects.requireNonNullElse(code, "Unknown"),
                refused.statusCode(),
                Objects.requireNonNullElse(message, message(refused)),
                Optional.ofNullable(refused.requestId()));
    }

    private static String message(Throwable failure) {
        return Objects.requireNonNullElse(failure.getMessage(), "No answer came");
    }
}

package io.github.ekssdk.error;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A limit of the AWS account is reached. What was made before stands; with room again, planning and applying goes on
 * from there.
 *
 * @since 0.1
 */
public class QuotaExceededException extends EksSdkException {

    private final AwsError error;
    private final Quota quota;

    /**
     * Reports a limit that is reached.
     *
     * @param resource what did not fit any more, for example {@code vpc}
     * @param error what AWS said
     * @param quota the limit
     * @param cause the AWS SDK's exception
     */
    public QuotaExceededException(String resource, AwsError error, Quota quota, @Nullable Throwable cause) {
        super(
                "There is no room for %s: the quota '%s'%s%s is reached. %s Remove what is not needed or ask for more at %s, then apply again; what was made so far stands."
                        .formatted(
                                resource,
                                quota.name(),
                                quota.code().map(code -> " (" + code + ")").orElse(""),
                                quota.limit().isPresent()
                                        ? " of " + quota.limit().getAsLong()
                                        : "",
                                error,
                                quota.increaseLink()),
                cause);
        this.error = error;
        this.quota = requireNonNull(quota, "quota");
    }

    /** What AWS said. */
    public AwsError error() {
        return error;
    }

    /** The limit that is reached, with its code and where to ask for more. */
    public Quota quota() {
        return quota;
    }

    @Override
    public Optional<String> awsRequestId() {
        return error.requestId();
    }
}

package io.github.ekssdk.error;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The credentials in use lack a permission. What was made before stands; after the permission is granted, planning and
 * applying again goes on from there.
 *
 * @since 0.1
 */
public class PermissionDeniedException extends EksSdkException {

    private final AwsError error;
    private final String action;
    private final @Nullable String principal;

    /**
     * Reports a missing permission.
     *
     * @param resource what the call was about, for example {@code managedNodeGroup/general}
     * @param error what AWS said
     * @param action the IAM action that is missing, for example {@code iam:PassRole}; often, not always, that of the
     *     call
     * @param principal the ARN of the user or role that lacks it, null when AWS did not say
     * @param cause the AWS SDK's exception
     */
    public PermissionDeniedException(
            String resource, AwsError error, String action, @Nullable String principal, @Nullable Throwable cause) {
        super(
                "%s may not use %s, which %s needs. %s Grant the action and apply again; what was made so far stands."
                        .formatted(principal == null ? "The caller" : principal, action, resource, error),
                cause);
        this.error = error;
        this.action = requireNonNull(action, "action");
        this.principal = principal;
    }

    /** What AWS said. */
    public AwsError error() {
        return error;
    }

    /** The IAM action that is missing, for example {@code iam:PassRole}. */
    public String action() {
        return action;
    }

    /** The ARN of the user or role that lacks the permission; empty when AWS did not say. */
    public Optional<String> principal() {
        return Optional.ofNullable(principal);
    }

    @Override
    public Optional<String> awsRequestId() {
        return error.requestId();
    }
}

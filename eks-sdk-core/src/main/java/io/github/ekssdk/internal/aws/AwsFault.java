package io.github.ekssdk.internal.aws;

import io.github.ekssdk.error.AwsError;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** A call that failed, in words of our own: what every call made through {@link Aws} throws, and nothing else. */
@SuppressWarnings("serial") // Thrown and caught in one process, never serialised.
public final class AwsFault extends RuntimeException {

    private final AwsError error;
    private final boolean answered;

    /** Takes what was said, and what led to it. */
    public AwsFault(AwsError error, boolean answered, @Nullable Throwable cause) {
        super(error.toString(), cause);
        this.error = error;
        this.answered = answered;
    }

    /** Returns what a call returns; where it fails before it is sent, as one without a place to be sent to does, that is told alike. */
    public static <T> T calling(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException unsent) {
            throw Translation.of(unsent) instanceof AwsFault fault ? fault : unsent;
        }
    }

    /** Returns this failure, said of that call, unless it tells of one already, such as that for the credentials. */
    AwsFault of(String service, String operation) {
        if (!error.operation().equals(Translation.UNTOLD)) {
            return this;
        }
        AwsError said = new AwsError(
                service, operation, error.errorCode(), error.statusCode(), error.message(), error.requestId());
        return new AwsFault(said, answered, getCause());
    }

    /** Returns what AWS said. */
    public AwsError error() {
        return error;
    }

    /** Returns AWS's code. */
    public String code() {
        return error.errorCode();
    }

    /** Tells whether AWS answered at all; if not, nobody knows whether the call took effect. */
    public boolean answered() {
        return answered;
    }

    /** Tells whether the call may have taken effect although it failed. */
    public boolean ambiguous() {
        return !answered || error.statusCode() >= 500;
    }

    /** Tells whether AWS does not take the credentials that the call was signed with. */
    public boolean credentialsRefused() {
        return switch (code()) {
            case "ExpiredToken",
                    "ExpiredTokenException",
                    "RequestExpired",
                    "UnrecognizedClientException",
                    "InvalidClientTokenId",
                    "InvalidSignatureException",
                    "SignatureDoesNotMatch",
                    "RequestTimeTooSkewed",
                    "IncompleteSignature",
                    "MissingAuthenticationToken",
                    "OptInRequired" -> true;
            case "AuthFailure" -> !error.operation().equals("ReleaseAddress");
            default -> false;
        };
    }

    /** Tells whether AWS says that the thing does not exist. */
    public boolean notFound() {
        String code = code();
        return code.equals("ResourceNotFoundException")
                || code.equals("NotFoundException")
                || code.equals("NoSuchEntity")
                || code.equals("NotFound")
                || code.equals("NatGatewayNotFound")
                || code.equals("LoadBalancerNotFound")
                || code.equals("TargetGroupNotFound")
                || code.equals("InvalidPlacementGroup.Unknown")
                || code.contains(".NotFound")
                || (code.equals("ClientException") && error.message().contains("No cluster found"));
    }

    /** Tells whether the caller may not make the call. */
    public boolean denied() {
        return switch (code()) {
            case "AccessDenied", "AccessDeniedException", "UnauthorizedOperation" -> true;
            default -> false;
        };
    }

    /** Returns what a call finds, or nothing where AWS says that the thing does not exist. */
    public static <T> Optional<T> found(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (AwsFault fault) {
            if (fault.notFound()) {
                return Optional.empty();
            }
            throw fault;
        }
    }

    /** Runs a call for which it is no failure that the thing is gone. */
    public static void unlessGone(Runnable call) {
        try {
            call.run();
        } catch (AwsFault fault) {
            if (!fault.notFound()) {
                throw fault;
            }
        }
    }

    /** Runs a call for which it is no failure that what it asks for is so already. */
    public static void unlessAlreadySo(Runnable call) {
        try {
            call.run();
        } catch (AwsFault fault) {
            if (!fault.alreadySo()) {
                throw fault;
            }
        }
    }

    /** Tells whether AWS says that what the call asks for is so already. */
    public boolean alreadySo() {
        return switch (code()) {
            case "InvalidPermission.Duplicate",
                    "RouteAlreadyExists",
                    "Resource.AlreadyAssociated",
                    "InvalidPermission.NotFound",
                    "EntityAlreadyExists",
                    "AlreadyExists",
                    "InvalidGroup.Duplicate",
                    "InvalidLaunchTemplateName.AlreadyExistsException",
                    "ResourceAlreadyExistsException",
                    "AlreadyExistsException",
                    "Gateway.NotAttached" -> true;
            case "InvalidParameterException" ->
                error.message().contains("already at the desired configuration")
                        || error.message().contains("No changes needed");
            case "KMSInvalidStateException" ->
                error.operation().equals("ScheduleKeyDeletion")
                        && error.message().contains("is pending deletion");
            default -> false;
        };
    }
}

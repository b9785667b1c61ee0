package io.github.ekssdk.internal.aws;

import io.github.ekssdk.error.AwsError;

/** A call that failed, in words of our own: what every call made through {@link Aws} throws, and nothing else. */
@SuppressWarnings("serial") // Thrown and caught in one process, never serialised.
public final class AwsFault extends RuntimeException {

    private final AwsError error;
    private final boolean answered;

    AwsFault(AwsError error, boolean answered, Throwable cause) {
        super(error.toString(), cause);
        this.error = error;
        this.answered = answered;
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

    /** Tells whether AWS says that the thing does not exist. */
    public boolean notFound() {
        String code = code();
        return code.equals("ResourceNotFoundException")
                || code.equals("NoSuchEntity")
                || code.equals("NatGatewayNotFound")
                || code.contains(".NotFound")
                || (code.equals("ClientException") && error.message().contains("No cluster found"));
    }

    /** Tells whether AWS says that what the call asks for is so already. */
    public boolean alreadySo() {
        return switch (code()) {
            case "InvalidPermission.Duplicate",
                    "RouteAlreadyExists",
                    "Resource.AlreadyAssociated",
                    "InvalidPermission.NotFound",
                    "EntityAlreadyExists",
                    "InvalidGroup.Duplicate",
                    "InvalidLaunchTemplateName.AlreadyExistsException",
                    "Gateway.NotAttached" -> true;
            case "InvalidParameterException" ->
                error.message().contains("already at the desired configuration")
                        || error.message().contains("No changes needed");
            default -> false;
        };
    }
}

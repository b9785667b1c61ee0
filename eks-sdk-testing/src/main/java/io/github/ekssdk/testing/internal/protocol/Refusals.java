package io.github.ekssdk.testing.internal.protocol;

import io.github.ekssdk.testing.internal.AwsRefusal;
import java.util.Locale;

/** Refusals that a service speaks before any handler is asked, in the words of its protocol. */
public final class Refusals {
    private Refusals() {}

    /** The operation exists on AWS but not here, or nowhere. */
    static AwsRefusal unknownOperation(ServiceFacts service, String operation) {
        if (KnownOperations.of(service.name()).isUnknown(operation)) {
            String code = service.kind() == ServiceFacts.Kind.AWS_JSON ? "UnknownOperationException" : "InvalidAction";
            return new AwsRefusal(400, code, service.name() + " has no operation " + operation + ".");
        }
        return new AwsRefusal(
                501,
                "NotInFakeAws",
                "The fake AWS does not have the operation " + service.name() + ":" + operation + ".");
    }

    static AwsRefusal malformed(ServiceFacts service, String message) {
        boolean ec2 = service.kind() == ServiceFacts.Kind.EC2;
        return new AwsRefusal(400, ec2 ? "InvalidParameterValue" : "MalformedInput", message);
    }

    /** A required member is absent. */
    static AwsRefusal missing(ServiceFacts service, String operation, String member) {
        return switch (service.kind()) {
            case EC2 ->
                new AwsRefusal(400, "MissingParameter", "The request must contain the parameter " + lowerFirst(member));
            case REST_JSON -> new AwsRefusal(400, restCode(operation), "The parameter " + member + " is required.");
            default ->
                new AwsRefusal(
                        400,
                        service.kind() == ServiceFacts.Kind.QUERY ? "ValidationError" : "ValidationException",
                        "1 validation error detected: Value null at '" + lowerFirst(member)
                                + "' failed to satisfy constraint: Member must not be null");
        };
    }

    private static String restCode(String operation) {
        boolean tags = operation.endsWith("TagResource")
                || operation.equals("UntagResource")
                || operation.equals("ListTagsForResource");
        return tags ? "BadRequestException" : "InvalidParameterException";
    }

    /** Nobody signed the request. */
    public static AwsRefusal unsigned(ServiceFacts service) {
        return switch (service.kind()) {
            case EC2 -> new AwsRefusal(401, "AuthFailure", "The request is not signed.");
            case QUERY -> new AwsRefusal(403, "MissingAuthenticationToken", "The request is not signed.");
            default -> new AwsRefusal(403, "MissingAuthenticationTokenException", "The request is not signed.");
        };
    }

    /** The access key belongs to no account of this fake. */
    public static AwsRefusal unknownKey(ServiceFacts service) {
        String message = "The access key is not known to any account of the fake AWS.";
        return switch (service.kind()) {
            case EC2 -> new AwsRefusal(401, "AuthFailure", message);
            case QUERY -> new AwsRefusal(403, "InvalidClientTokenId", message);
            default -> new AwsRefusal(403, "UnrecognizedClientException", message);
        };
    }

    /** The caller's credentials have run out. */
    public static AwsRefusal expired(ServiceFacts service) {
        String message = "The security token included in the request is expired";
        return switch (service.kind()) {
            case EC2 -> new AwsRefusal(400, "RequestExpired", message);
            case QUERY -> new AwsRefusal(403, "ExpiredToken", message);
            default -> new AwsRefusal(403, "ExpiredTokenException", message);
        };
    }

    /** Too many calls. */
    public static AwsRefusal throttled(ServiceFacts service) {
        return switch (service.kind()) {
            case EC2 -> new AwsRefusal(503, "RequestLimitExceeded", "Request limit exceeded.");
            case QUERY -> new AwsRefusal(400, "Throttling", "Rate exceeded");
            case AWS_JSON -> new AwsRefusal(400, "ThrottlingException", "Rate exceeded");
            case REST_JSON -> new AwsRefusal(429, "ThrottlingException", "Rate exceeded");
        };
    }

    private static String lowerFirst(String text) {
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }
}

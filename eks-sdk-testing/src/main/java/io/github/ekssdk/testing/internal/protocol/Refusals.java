package io.github.ekssdk.testing.internal.protocol;

import io.github.ekssdk.testing.internal.AwsRefusal;
import java.util.Locale;

/** Refusals that a service speaks before any handler is asked, in the words of its protocol. */
public final class Refusals {
    private Refusals() {}

    /** The operation exists on AWS but not here, or nowhere. */
    static AwsRefusal unknownOperation(ServiceFacts service, String operation) {
        if (service.hasNo(operation)) {
            String code = service.kind() == ServiceFacts.Kind.AWS_JSON ? "UnknownOperationException" : "InvalidAction";
            return new AwsRefusal(
                    400,
                    code,
                    service.name() + " has no operation " + operation + "; check how it is spelled, and the endpoint.");
        }
        return new AwsRefusal(
                501,
                "NotInFakeAws",
                "The fake AWS does not have the operation " + service.name() + ":" + operation
                        + "; docs/fake-operations.md lists what it has. Stub this one with HttpDoor.wireMock().");
    }

    /** No service of that name is in the fake. */
    public static AwsRefusal unknownService(ServiceFacts speaksLike, String operation, String service) {
        return new AwsRefusal(
                501,
                "NotInFakeAws",
                "The fake AWS does not have the service " + service + ", which was asked for " + operation
                        + "; it has " + String.join(", ", ServiceFacts.names())
                        + ". Give the client of " + service
                        + " another endpoint, or stub it with HttpDoor.wireMock().");
    }

    /** The region of the signature is none. */
    public static AwsRefusal badScope(ServiceFacts service, String operation, String region) {
        boolean query = service.kind() == ServiceFacts.Kind.QUERY;
        return new AwsRefusal(
                service.kind() == ServiceFacts.Kind.EC2 ? 401 : 403,
                service.kind() == ServiceFacts.Kind.EC2
                        ? "AuthFailure"
                        : query ? "SignatureDoesNotMatch" : "InvalidSignatureException",
                operation + ": Credential should be scoped to a valid region, but '" + region
                        + "' is none. Set the region of the client.");
    }

    /** The query string cannot be decoded. */
    public static AwsRefusal unreadableQuery(ServiceFacts service, String operation, String query) {
        return malformed(service, operation + ": the query string '" + query + "' is not percent-encoded text.");
    }

    /** Not even the HTTP server could take the request apart. */
    public static AwsRefusal unreadable(ServiceFacts service, String operation) {
        return malformed(service, operation + ": the path, the query string or the form is not percent-encoded text.");
    }

    /** The body does not have the form that the operation needs. */
    static AwsRefusal serialization(String operation, Malformed problem) {
        return new AwsRefusal(400, "SerializationException", operation + ": " + problem.getMessage());
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
    public static AwsRefusal unsigned(ServiceFacts service, String operation) {
        String message =
                operation + ": Request is missing Authentication Token. Sign it with credentials of the account:"
                        + " FakeAws.credentials(), or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.";
        return switch (service.kind()) {
            case EC2 -> new AwsRefusal(401, "AuthFailure", message);
            case QUERY -> new AwsRefusal(403, "MissingAuthenticationToken", message);
            default -> new AwsRefusal(403, "MissingAuthenticationTokenException", message);
        };
    }

    /** The access key belongs to no account of this fake. */
    public static AwsRefusal unknownKey(ServiceFacts service, String operation, String accessKeyId) {
        String message = operation + ": The access key " + accessKeyId + " is not known to any account of the fake AWS."
                + " Use FakeAws.credentials(), give the account this key with accessKeyId(...), or let it"
                + " acceptAnyCredentials().";
        return switch (service.kind()) {
            case EC2 -> new AwsRefusal(401, "AuthFailure", message);
            case QUERY -> new AwsRefusal(403, "InvalidClientTokenId", message);
            default -> new AwsRefusal(403, "UnrecognizedClientException", message);
        };
    }

    /** The clock of the caller differs too much from AWS's. */
    public static AwsRefusal skewed(ServiceFacts service, String message) {
        return switch (service.kind()) {
            case EC2 ->
                new AwsRefusal(401, "AuthFailure", "AWS was not able to validate the provided access credentials");
            case QUERY -> new AwsRefusal(403, "SignatureDoesNotMatch", message);
            case AWS_JSON -> new AwsRefusal(400, "InvalidSignatureException", message);
            case REST_JSON -> new AwsRefusal(403, "InvalidSignatureException", message);
        };
    }

    /** The signature is not the one that the caller's secret access key makes. */
    static AwsRefusal badSignature(ServiceFacts service) {
        String message = "The request signature we calculated does not match the signature you provided. Check your AWS"
                + " Secret Access Key and signing method. Consult the service documentation for details.";
        return skewed(service, message);
    }

    /** A part of the signature is absent or cannot be read. */
    static AwsRefusal incompleteSignature(ServiceFacts service, String message) {
        boolean json = service.kind() == ServiceFacts.Kind.AWS_JSON || service.kind() == ServiceFacts.Kind.REST_JSON;
        return new AwsRefusal(400, json ? "IncompleteSignatureException" : "IncompleteSignature", message);
    }

    /** The session token is not the one that came with the temporary credentials. */
    static AwsRefusal badToken(ServiceFacts service) {
        String message = "The security token included in the request is invalid";
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

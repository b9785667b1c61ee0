package io.github.ekssdk.testing.internal.service.kms;

import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.policy.Verdict;

/** The refusals of KMS. */
final class KmsRefusals {
    private KmsRefusals() {}

    static AwsRefusal noKey(String arn) {
        return notFound("Key '" + arn + "' does not exist");
    }

    static AwsRefusal noAlias(String arn) {
        return notFound("Alias " + arn + " is not found.");
    }

    static AwsRefusal notFound(String message) {
        return new AwsRefusal(400, "NotFoundException", message);
    }

    static AwsRefusal disabled(String arn) {
        return new AwsRefusal(400, "DisabledException", arn + " is disabled.");
    }

    static AwsRefusal invalidState(String arn, String what) {
        return new AwsRefusal(400, "KMSInvalidStateException", arn + " " + what);
    }

    static AwsRefusal validation(String message) {
        return new AwsRefusal(400, "ValidationException", message);
    }

    static AwsRefusal constraint(String member, Object value, String rule) {
        return validation("1 validation error detected: Value '" + value + "' at '" + member
                + "' failed to satisfy constraint: " + rule);
    }

    static AwsRefusal malformedPolicy(String message) {
        return new AwsRefusal(400, "MalformedPolicyDocumentException", message);
    }

    static AwsRefusal limitExceeded(String message) {
        return new AwsRefusal(400, "LimitExceededException", message);
    }

    static AwsRefusal unsupported(String message) {
        return new AwsRefusal(400, "UnsupportedOperationException", message);
    }

    static AwsRefusal tag(String message) {
        return new AwsRefusal(400, "TagException", message);
    }

    static AwsRefusal denied(Caller caller, String action, String resource, Verdict why) {
        return new AwsRefusal(
                400,
                "AccessDeniedException",
                "User: " + caller.arn() + " is not authorized to perform: " + action + " on resource: " + resource + " "
                        + why.reason(action));
    }
}

package io.github.ekssdk.testing.internal.service.ec2;

import io.github.ekssdk.testing.internal.AwsRefusal;
import org.jspecify.annotations.Nullable;

/** Refusals as EC2 words them. */
final class Refusals {
    private Refusals() {}

    static AwsRefusal badRequest(String code, String message) {
        return new AwsRefusal(400, code, message);
    }

    static AwsRefusal missing(String parameter) {
        return badRequest("MissingParameter", "The request must contain the parameter " + parameter);
    }

    static AwsRefusal invalidValue(String message) {
        return badRequest("InvalidParameterValue", message);
    }

    static AwsRefusal invalidValue(String parameter, String value, String why) {
        return invalidValue("Value (" + value + ") for parameter " + parameter + " is invalid. " + why);
    }

    static AwsRefusal invalidParameter(String message) {
        return badRequest("InvalidParameter", message);
    }

    static AwsRefusal invalidCombination(String message) {
        return badRequest("InvalidParameterCombination", message);
    }

    static AwsRefusal dependency(String message) {
        return badRequest("DependencyViolation", message);
    }

    static AwsRefusal unsupported(String what) {
        return badRequest("UnsupportedOperation", "The fake EC2 does not know " + what + " yet.");
    }

    /** The value, or a refusal because the request lacks it. */
    static <T> T present(@Nullable T value, String parameter) {
        if (value == null || value.equals("")) {
            throw missing(parameter);
        }
        return value;
    }
}

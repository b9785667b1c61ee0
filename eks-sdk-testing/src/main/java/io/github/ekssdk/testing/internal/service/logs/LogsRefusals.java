package io.github.ekssdk.testing.internal.service.logs;

import io.github.ekssdk.testing.internal.AwsRefusal;

/** The refusals of CloudWatch Logs. */
final class LogsRefusals {
    private LogsRefusals() {}

    static AwsRefusal invalidParameter(String message) {
        return new AwsRefusal(400, "InvalidParameterException", message);
    }

    static AwsRefusal noGroup() {
        return new AwsRefusal(400, "ResourceNotFoundException", "The specified log group does not exist.");
    }

    static AwsRefusal noStream() {
        return new AwsRefusal(400, "ResourceNotFoundException", "The specified log stream does not exist.");
    }

    static AwsRefusal groupExists() {
        return new AwsRefusal(400, "ResourceAlreadyExistsException", "The specified log group already exists");
    }

    static AwsRefusal streamExists() {
        return new AwsRefusal(400, "ResourceAlreadyExistsException", "The specified log stream already exists");
    }

    static AwsRefusal limitExceeded(String message) {
        return new AwsRefusal(400, "LimitExceededException", message);
    }

    static AwsRefusal protectedGroup() {
        return new AwsRefusal(
                400,
                "ValidationException",
                "The log group has deletion protection enabled; switch it off before the log group is deleted.");
    }
}

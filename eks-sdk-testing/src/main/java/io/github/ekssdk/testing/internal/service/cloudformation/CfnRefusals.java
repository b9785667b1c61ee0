package io.github.ekssdk.testing.internal.service.cloudformation;

import io.github.ekssdk.testing.internal.AwsRefusal;

/** The refusals of CloudFormation. */
final class CfnRefusals {
    private CfnRefusals() {}

    static AwsRefusal validation(String message) {
        return new AwsRefusal(400, "ValidationError", message);
    }

    static AwsRefusal format(String message) {
        return validation("Template format error: " + message);
    }

    static AwsRefusal template(String message) {
        return validation("Template error: " + message);
    }

    static AwsRefusal noStack(String name) {
        return validation("Stack with id " + name + " does not exist");
    }

    static AwsRefusal exists(String name) {
        return new AwsRefusal(400, "AlreadyExistsException", "Stack [" + name + "] already exists");
    }

    static AwsRefusal capabilities(String needed) {
        return new AwsRefusal(400, "InsufficientCapabilitiesException", "Requires capabilities : [" + needed + "]");
    }
}

package io.github.ekssdk.testing.internal.service.iam;

import io.github.ekssdk.testing.internal.AwsRefusal;

/** The refusals of IAM. */
final class IamRefusals {
    private IamRefusals() {}

    static AwsRefusal noRole(String name) {
        return noSuchEntity("The role with name " + name + " cannot be found.");
    }

    static AwsRefusal noInstanceProfile(String name) {
        return noSuchEntity("Instance Profile " + name + " cannot be found.");
    }

    static AwsRefusal noPolicy(String arn) {
        return noSuchEntity("Policy " + arn + " was not found.");
    }

    static AwsRefusal noSuchEntity(String message) {
        return new AwsRefusal(404, "NoSuchEntity", message);
    }

    static AwsRefusal alreadyExists(String message) {
        return new AwsRefusal(409, "EntityAlreadyExists", message);
    }

    static AwsRefusal deleteConflict(String message) {
        return new AwsRefusal(409, "DeleteConflict", message);
    }

    static AwsRefusal limitExceeded(String quota, int limit) {
        return new AwsRefusal(409, "LimitExceeded", "Cannot exceed quota for " + quota + ": " + limit);
    }

    static AwsRefusal validation(String message) {
        return new AwsRefusal(400, "ValidationError", message);
    }

    static AwsRefusal invalidInput(String message) {
        return new AwsRefusal(400, "InvalidInput", message);
    }

    static AwsRefusal malformedPolicy(String message) {
        return new AwsRefusal(400, "MalformedPolicyDocument", message);
    }

    static AwsRefusal unmodifiable(String roleName) {
        return new AwsRefusal(
                400,
                "UnmodifiableEntity",
                "Cannot perform the operation on the protected role '" + roleName
                        + "' - this role is only modifiable by AWS");
    }
}

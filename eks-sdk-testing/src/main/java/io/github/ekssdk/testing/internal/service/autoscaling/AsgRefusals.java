package io.github.ekssdk.testing.internal.service.autoscaling;

import io.github.ekssdk.testing.internal.AwsRefusal;
import org.jspecify.annotations.Nullable;

/** Refusals as Auto Scaling words them. */
final class AsgRefusals {
    private AsgRefusals() {}

    static AwsRefusal validation(String message) {
        return new AwsRefusal(400, "ValidationError", message);
    }

    static AwsRefusal noGroup(String name) {
        return validation("AutoScalingGroup name not found - AutoScalingGroup '" + name + "' not found");
    }

    static AwsRefusal noInstance(String id) {
        return validation("Instance Id not found - No managed instance found for instance ID: " + id);
    }

    static AwsRefusal alreadyExists(String message) {
        return new AwsRefusal(400, "AlreadyExists", message);
    }

    static AwsRefusal inUse(String message) {
        return new AwsRefusal(400, "ResourceInUse", message);
    }

    static AwsRefusal activityInProgress(String message) {
        return new AwsRefusal(400, "ScalingActivityInProgress", message);
    }

    static AwsRefusal limitExceeded(String message) {
        return new AwsRefusal(400, "LimitExceeded", message);
    }

    /** The value, or a refusal because the request lacks it. */
    static <T> T required(@Nullable T value, String member) {
        if (value == null || value.equals("")) {
            throw validation("1 validation error detected: Value null at '" + member
                    + "' failed to satisfy constraint: Member must not be null");
        }
        return value;
    }
}

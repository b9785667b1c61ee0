package io.github.ekssdk.testing.internal.service.elb;

import io.github.ekssdk.testing.internal.AwsRefusal;
import org.jspecify.annotations.Nullable;

/** Refusals as Elastic Load Balancing words them. */
final class ElbRefusals {
    private ElbRefusals() {}

    static AwsRefusal of(String code, String message) {
        return new AwsRefusal(400, code, message);
    }

    static AwsRefusal validation(String message) {
        return of("ValidationError", message);
    }

    static AwsRefusal balancerNotFound(String id) {
        return of("LoadBalancerNotFound", "Load balancers '[" + id + "]' not found");
    }

    static AwsRefusal targetGroupNotFound() {
        return of("TargetGroupNotFound", "One or more target groups not found");
    }

    static AwsRefusal listenerNotFound() {
        return of("ListenerNotFound", "One or more listeners not found");
    }

    static AwsRefusal ruleNotFound() {
        return of("RuleNotFound", "One or more rules not found");
    }

    /** The value, or a refusal because the request lacks it. */
    static <T> T present(@Nullable T value, String what) {
        if (value == null) {
            throw validation(what + " must be specified");
        }
        return value;
    }

    /** Refuses a name that a load balancer or target group cannot have. */
    static String checkName(@Nullable String given, String what) {
        String name = present(given, "A " + what + " name");
        if (name.length() > 32) {
            throw validation("The " + what + " name '" + name + "' cannot be longer than '32' characters");
        }
        if (!name.matches("[a-zA-Z0-9-]+") || name.startsWith("-") || name.endsWith("-")) {
            throw validation("The " + what + " name '" + name + "' can only contain characters that are alphanumeric"
                    + " characters and hyphens(-), and it cannot begin or end with a hyphen");
        }
        if (name.startsWith("internal-")) {
            throw validation("The " + what + " name '" + name + "' cannot begin with 'internal-'");
        }
        return name;
    }
}

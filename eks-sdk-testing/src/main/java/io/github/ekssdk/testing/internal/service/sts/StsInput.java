package io.github.ekssdk.testing.internal.service.sts;

import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.policy.Policy;
import io.github.ekssdk.testing.internal.service.iam.IamDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;

/** What STS accepts as names, durations and policies, and how it refuses the rest. */
final class StsInput {
    static final int HOUR = 3_600;
    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
    private static final int SHORTEST_SESSION = 900;
    private static final int LONGEST_POLICY = 2_048;

    private StsInput() {}

    static String sessionName(@Nullable String name) {
        String session = required("roleSessionName", name);
        if (!SESSION_NAME.matcher(session).matches()) {
            throw invalid(
                    "roleSessionName", session, "Member must satisfy regular expression pattern: [\\w+=,.@-]{2,64}");
        }
        return session;
    }

    /** The seconds of a session of a role; who came by a role may have an hour at most. */
    static int ofRole(@Nullable Integer given, int longest, boolean chained) {
        int seconds = given == null ? Math.min(HOUR, longest) : given;
        atLeastShortest(seconds);
        if (chained && seconds > HOUR) {
            throw validation(
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining");
        }
        if (seconds > longest) {
            throw validation("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        return seconds;
    }

    static int between(@Nullable Integer given, int usual, int longest) {
        int seconds = given == null ? usual : given;
        atLeastShortest(seconds);
        if (seconds > longest) {
            throw invalid(
                    "durationSeconds",
                    String.valueOf(seconds),
                    "Member must have value less than or equal to " + longest);
        }
        return seconds;
    }

    private static void atLeastShortest(int seconds) {
        if (seconds < SHORTEST_SESSION) {
            throw invalid(
                    "durationSeconds", String.valueOf(seconds), "Member must have value greater than or equal to 900");
        }
    }

    /** The policies that a session is limited by. */
    static List<Policy> limits(@Nullable String policy, List<PolicyDescriptorType> managed, IamDirectory iam) {
        List<Policy> limits = new ArrayList<>();
        if (policy != null) {
            limits.add(read(policy));
        }
        for (PolicyDescriptorType descriptor : managed) {
            limits.add(iam.managedPolicy(String.valueOf(descriptor.arn()))
                    .orElseThrow(() -> malformed("The policy " + descriptor.arn() + " does not exist.")));
        }
        return limits;
    }

    private static Policy read(String text) {
        if (text.length() > LONGEST_POLICY) {
            throw new AwsRefusal(
                    400, "PackedPolicyTooLarge", "Serialized policy has " + text.length() + " of 2048 characters");
        }
        try {
            Policy policy = Policy.parse(text);
            if (!policy.statements().isEmpty()) {
                return policy;
            }
        } catch (IllegalArgumentException broken) {
            throw malformed("This policy contains invalid Json");
        }
        throw malformed("Syntax errors in policy.");
    }

    private static AwsRefusal malformed(String message) {
        return new AwsRefusal(400, "MalformedPolicyDocument", message);
    }

    static String required(String member, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw invalid(member, "null", "Member must not be null");
        }
        return value;
    }

    static AwsRefusal invalid(String member, String value, String rule) {
        return validation("1 validation error detected: Value '" + value + "' at '" + member
                + "' failed to satisfy constraint: " + rule);
    }

    static AwsRefusal validation(String message) {
        return new AwsRefusal(400, "ValidationError", message);
    }

    static AwsRefusal denied(Caller caller, String action, String roleArn) {
        return accessDenied(
                "User: " + caller.arn() + " is not authorized to perform: " + action + " on resource: " + roleArn);
    }

    static AwsRefusal accessDenied(String message) {
        return new AwsRefusal(403, "AccessDenied", message);
    }
}

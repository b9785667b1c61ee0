package io.github.ekssdk.testing.internal.service.iam;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What IAM accepts as names, paths and numbers. */
final class IamInput {
    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]+");
    private static final Pattern PATH = Pattern.compile("/|/[\\x21-\\x7E]+/");
    private static final int LONGEST_ROLE_NAME = 64;
    private static final int LONGEST_USER_NAME = 64;
    private static final int LONGEST_PROFILE_NAME = 128;
    private static final int LONGEST_POLICY_NAME = 128;
    private static final int LONGEST_PATH = 512;
    private static final int LONGEST_DESCRIPTION = 1_000;
    private static final int SHORTEST_SESSION = 3_600;
    private static final int LONGEST_SESSION = 43_200;

    private IamInput() {}

    static String roleName(@Nullable String name) {
        return name("roleName", name, LONGEST_ROLE_NAME);
    }

    static String userName(@Nullable String name) {
        return name("userName", name, LONGEST_USER_NAME);
    }

    static String profileName(@Nullable String name) {
        return name("instanceProfileName", name, LONGEST_PROFILE_NAME);
    }

    static String policyName(@Nullable String name) {
        return name("policyName", name, LONGEST_POLICY_NAME);
    }

    static String path(@Nullable String path) {
        if (path == null) {
            return "/";
        }
        if (path.length() > LONGEST_PATH) {
            throw constraint("path", path, "Member must have length less than or equal to " + LONGEST_PATH);
        }
        if (!PATH.matcher(path).matches()) {
            throw IamRefusals.validation("The specified value for path is invalid. It must begin and end with /"
                    + " and contain only alphanumeric characters and/or / characters.");
        }
        return path;
    }

    static String description(@Nullable String description) {
        String text = description == null ? "" : description;
        if (text.length() > LONGEST_DESCRIPTION) {
            throw constraint("description", text, "Member must have length less than or equal to 1000");
        }
        return text;
    }

    static int sessionDuration(@Nullable Integer seconds) {
        int value = seconds == null ? SHORTEST_SESSION : seconds;
        if (value < SHORTEST_SESSION || value > LONGEST_SESSION) {
            throw constraint(
                    "maxSessionDuration",
                    String.valueOf(value),
                    "Member must have value between " + SHORTEST_SESSION + " and " + LONGEST_SESSION);
        }
        return value;
    }

    static String required(String member, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw IamRefusals.validation("1 validation error detected: Value null at '" + member
                    + "' failed to satisfy constraint: Member must not be null");
        }
        return value;
    }

    private static String name(String member, @Nullable String name, int longest) {
        String given = required(member, name);
        if (given.length() > longest) {
            throw constraint(member, given, "Member must have length less than or equal to " + longest);
        }
        if (!NAME.matcher(given).matches()) {
            throw IamRefusals.validation("The specified value for " + member
                    + " is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-");
        }
        return given;
    }

    private static RuntimeException constraint(String member, String value, String rule) {
        return IamRefusals.validation("1 validation error detected: Value '" + value + "' at '" + member
                + "' failed to satisfy constraint: " + rule);
    }
}

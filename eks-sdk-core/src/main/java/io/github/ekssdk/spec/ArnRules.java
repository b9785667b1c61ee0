package io.github.ekssdk.spec;

import java.util.regex.Pattern;

/** The form of ARNs. */
final class ArnRules {

    private static final Pattern ROLE = Pattern.compile("arn:[a-z-]+:iam::\\d{12}:role/\\S+");

    private ArnRules() {}

    static void checkRole(String arn, Problems problems) {
        if (!ROLE.matcher(arn).matches()) {
            problems.add(
                    "'" + arn + "' is not the ARN of an IAM role.",
                    "Write it in full, for example arn:aws:iam::123456789012:role/team/reader.");
        }
    }
}

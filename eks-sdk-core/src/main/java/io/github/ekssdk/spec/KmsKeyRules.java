package io.github.ekssdk.spec;

import java.util.regex.Pattern;

/** How keys of KMS are named. */
final class KmsKeyRules {

    private static final Pattern KEY = Pattern.compile("arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:key/[A-Za-z0-9-]+");
    private static final Pattern ALIAS = Pattern.compile("(?:arn:.*:)?alias/.*");

    private KmsKeyRules() {}

    /** Checks the ARN of a key. */
    static void check(String key, Problems problems) {
        if (ALIAS.matcher(key).matches()) {
            problems.add(
                    "'" + key + "' is an alias, which may come to stand for another key.",
                    "Write the ARN of the key that it stands for.");
        } else if (!KEY.matcher(key).matches()) {
            problems.add(
                    "'" + key + "' is not the ARN of a KMS key.",
                    "Write it as in arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab.");
        }
    }
}

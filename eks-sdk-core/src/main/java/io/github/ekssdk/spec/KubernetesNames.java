package io.github.ekssdk.spec;

import java.util.regex.Pattern;

/** The syntax of label and taint keys and values: Kubernetes' form within EKS's lengths. */
final class KubernetesNames {

    /** For the whole key; Kubernetes itself would allow a prefix of 253 characters before the slash. */
    private static final int LONGEST = 63;

    private static final String LABEL = "[a-z0-9](?:[-a-z0-9]*[a-z0-9])?";
    private static final Pattern PREFIX = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?");

    private KubernetesNames() {}

    static void checkKey(String key, Problems problems) {
        if (key.length() > LONGEST) {
            problems.add(
                    "The key has " + key.length() + " characters.",
                    "EKS allows at most " + LONGEST + ", prefix and slash included.");
        }
        int slash = key.indexOf('/');
        boolean prefixFits =
                slash < 0 || PREFIX.matcher(key.substring(0, slash)).matches();
        if (!prefixFits || !NAME.matcher(key.substring(slash + 1)).matches()) {
            problems.add(
                    "'" + key + "' is not a Kubernetes key.",
                    "Write letters, digits, hyphens, underscores and dots with a letter or digit at both ends, if wanted after a"
                            + " lower-case DNS name and a slash.");
        }
    }

    static void checkValue(String value, Problems problems) {
        if (value.length() > LONGEST) {
            problems.add("The value has " + value.length() + " characters.", "EKS allows at most " + LONGEST + ".");
        }
        if (!NAME.matcher(value).matches()) {
            problems.add(
                    "'" + value + "' is not a Kubernetes value.",
                    "Write letters, digits, hyphens, underscores and dots with a letter or digit at both ends.");
        }
    }
}

package io.github.ekssdk.spec;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What AWS asks of tags, in the strictest form of the services that get them. */
final class TagRules {

    /** AWS allows 50 on a resource; the rest is for the SDK's own tags and those EKS adds. */
    private static final int MOST_TAGS = 40;

    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;
    private static final String OWN_PREFIX = "eks-sdk/";
    private static final Pattern CHARACTERS = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    private TagRules() {}

    static void check(Map<String, String> tags, Problems problems) {
        check(Map.of(), tags, problems);
    }

    /** Checks the tags of a part, which also gets those of the cluster. */
    static void check(Map<String, String> inherited, Map<String, String> tags, Problems problems) {
        Map<String, String> all = new LinkedHashMap<>(inherited);
        all.putAll(tags);
        if (!tags.isEmpty() && all.size() > MOST_TAGS) {
            problems.add(
                    "There are " + all.size() + " tags"
                            + (inherited.isEmpty() ? "." : ", those of the cluster included."),
                    "At most " + MOST_TAGS + " fit, because AWS allows 50 and the SDK and EKS add their own.");
        }
        tags.forEach((key, value) -> check(key, value, problems.element(key)));
        checkCase(all, tags, problems);
    }

    private static void check(String key, String value, Problems problems) {
        if (key.isEmpty() || key.length() > LONGEST_KEY) {
            problems.add("The key has " + key.length() + " characters.", "AWS allows 1 to " + LONGEST_KEY + ".");
        }
        if (value.length() > LONGEST_VALUE) {
            problems.add(
                    "The value has " + value.length() + " characters.", "AWS allows at most " + LONGEST_VALUE + ".");
        }
        if (!CHARACTERS.matcher(key + value).matches()) {
            problems.add(
                    "'" + key + "' = '" + value + "' has a character that not every service takes.",
                    "Use letters, digits, spaces and _ . : / = + - @ only.");
        }
        String lower = key.toLowerCase(Locale.ROOT);
        if (lower.startsWith("aws:")) {
            problems.add("Keys that start with aws: belong to AWS.", "Use another prefix.");
        }
        if (lower.startsWith(OWN_PREFIX)) {
            problems.add("Keys that start with " + OWN_PREFIX + " say what this SDK owns.", "Use another prefix.");
        }
    }

    /** IAM takes keys that differ in case only for the same. */
    private static void checkCase(Map<String, String> all, Map<String, String> own, Problems problems) {
        Map<String, String> seen = new HashMap<>();
        for (String key : all.keySet()) {
            String twin = seen.putIfAbsent(key.toLowerCase(Locale.ROOT), key);
            if (twin != null && (own.containsKey(key) || own.containsKey(twin))) {
                problems.element(key)
                        .add(
                                "The key differs from " + twin + " in case only.",
                                "IAM takes them for the same; keep one.");
            }
        }
    }
}

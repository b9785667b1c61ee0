package io.github.ekssdk.spec;

import java.util.regex.Pattern;

/** What EKS asks of names. */
final class NameRules {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");

    private NameRules() {}

    static void check(String name, String what, int longest, Problems problems) {
        String rule =
                "Give 1 to " + longest + " letters, digits, hyphens and underscores, starting with a letter or digit.";
        if (name.isEmpty()) {
            problems.add("The " + what + " has no name.", rule);
            return;
        }
        if (name.length() > longest) {
            problems.add("The name has " + name.length() + " characters.", rule);
        }
        if (!FORM.matcher(name).matches()) {
            problems.add("'" + name + "' is not a name EKS accepts.", rule);
        }
    }
}

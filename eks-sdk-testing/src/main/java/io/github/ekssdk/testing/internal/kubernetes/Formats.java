package io.github.ekssdk.testing.internal.kubernetes;

import java.util.ArrayList;
import java.util.List;

/** What names, labels and keys must look like, in the words of the API server. */
final class Formats {
    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST_PORT_NAME = 15;
    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final String DNS_1035 = "[a-z]([-a-z0-9]*[a-z0-9])?";

    private Formats() {}

    static List<String> label(String text) {
        return problems(
                text,
                LABEL,
                LONGEST_LABEL,
                "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start"
                        + " and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for"
                        + " validation is '" + LABEL + "')");
    }

    static List<String> dns1035(String text) {
        return problems(
                text,
                DNS_1035,
                LONGEST_LABEL,
                "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic"
                        + " character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex"
                        + " used for validation is '" + DNS_1035 + "')");
    }

    /** The name of a port. */
    static List<String> serviceName(String text) {
        List<String> problems = new ArrayList<>();
        if (text.length() > LONGEST_PORT_NAME) {
            problems.add(tooLong(LONGEST_PORT_NAME));
        }
        if (!text.matches("[-a-z0-9]+")) {
            problems.add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
        }
        if (!text.matches(".*[a-z].*")) {
            problems.add("must contain at least one letter (a-z)");
        }
        if (text.contains("--")) {
            problems.add("must not contain consecutive hyphens");
        }
        if (text.startsWith("-") || text.endsWith("-")) {
            problems.add("must not begin or end with a hyphen");
        }
        return problems;
    }

    static boolean isAddress(String text) {
        return isIpv4(text) || (text.contains(":") && text.matches("[0-9a-fA-F:.]+"));
    }

    private static boolean isIpv4(String text) {
        String[] bytes = text.split("\\.", -1);
        if (bytes.length != 4) {
            return false;
        }
        for (String one : bytes) {
            if (!one.matches("[0-9]{1,3}") || Integer.parseInt(one) > 255) {
                return false;
            }
        }
        return true;
    }

    static boolean isBlock(String text) {
        int slash = text.indexOf('/');
        return slash > 0
                && isAddress(text.substring(0, slash))
                && text.substring(slash + 1).matches("[0-9]{1,3}");
    }

    private static List<String> problems(String text, String form, int longest, String words) {
        List<String> problems = new ArrayList<>();
        if (text.length() > longest) {
            problems.add(tooLong(longest));
        }
        if (!text.matches(form)) {
            problems.add(words);
        }
        return problems;
    }

    static String tooLong(int longest) {
        return "must be no more than " + longest + " characters";
    }
}

package io.github.ekssdk.testing.internal.kubernetes;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with names, keys and values of labels and their like, in the words of the API server. */
final class QualifiedNames {
    private static final String SUBDOMAIN = "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
    private static final String NAME = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private static final String VALUE = "(" + NAME + ")?";
    private static final int LONGEST_SUBDOMAIN = 253;
    private static final int LONGEST_LABEL = 63;

    private QualifiedNames() {}

    /** What is wrong with a DNS subdomain of RFC 1123. */
    static List<String> ofSubdomain(String text) {
        List<String> problems = tooLong(text, LONGEST_SUBDOMAIN, "");
        if (!text.matches(SUBDOMAIN)) {
            problems.add(
                    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.',"
                            + " and must start and end with an alphanumeric character (e.g. 'example.com', regex used for"
                            + " validation is '" + SUBDOMAIN + "')");
        }
        return problems;
    }

    /** What is wrong with a name that may have a prefix, such as the key of a label. */
    static List<String> ofKey(String key) {
        String[] parts = key.split("/", -1);
        List<String> problems = new ArrayList<>();
        if (parts.length > 2) {
            problems.add("a qualified name " + consists("MyName", "my.name", "123-abc", NAME)
                    + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
            return problems;
        }
        if (parts.length == 2 && parts[0].isEmpty()) {
            problems.add("prefix part must be non-empty");
        } else if (parts.length == 2) {
            ofSubdomain(parts[0]).forEach(problem -> problems.add("prefix part " + problem));
        }
        String name = parts[parts.length - 1];
        if (name.isEmpty()) {
            problems.add("name part must be non-empty");
        }
        problems.addAll(tooLong(name, LONGEST_LABEL, "name part "));
        if (!name.matches(NAME)) {
            problems.add("name part " + consists("MyName", "my.name", "123-abc", NAME));
        }
        return problems;
    }

    /** What is wrong with the value of a label. */
    static List<String> ofValue(String value) {
        List<String> problems = tooLong(value, LONGEST_LABEL, "");
        if (!value.matches(VALUE)) {
            problems.add("a valid label must be an empty string or "
                    + consists("MyValue", "my_value", "12345", VALUE).substring("must ".length()));
        }
        return problems;
    }

    private static List<String> tooLong(String text, int most, String part) {
        List<String> problems = new ArrayList<>();
        if (text.length() > most) {
            problems.add(part + "must be no more than " + most + " characters");
        }
        return problems;
    }

    private static String consists(String first, String second, String third, String regex) {
        return "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric"
                + " character (e.g. '" + first + "',  or '" + second + "',  or '" + third
                + "', regex used for validation is '" + regex + "')";
    }
}

package io.github.ekssdk.testing.internal.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads label selectors of query strings, such as {@code app=web,tier in (a,b),!old}, and refuses others as the API server does. */
final class LabelSelectorParser {
    private static final String SPECIAL = "=!(),<>";
    private static final Map<String, String> OPERATORS =
            Map.of("=", "In", "==", "In", "in", "In", "!=", "NotIn", "notin", "NotIn", ">", "Gt", "<", "Lt");
    private static final Set<String> SYMBOLS = Set.of("(", ")", ",", "!", "=", "==", "!=", ">", "<", "");
    private static final String UNABLE = "unable to parse requirement: ";

    private final List<String> tokens = new ArrayList<>();
    private int at;

    private LabelSelectorParser(String text) {
        int i = 0;
        while (i < text.length()) {
            int start = i;
            char letter = text.charAt(i++);
            if (Character.isWhitespace(letter)) {
                continue;
            }
            if (SPECIAL.indexOf(letter) < 0) {
                while (i < text.length() && isOfWord(text.charAt(i))) {
                    i++;
                }
            } else if (i < text.length() && text.charAt(i) == '=' && (letter == '=' || letter == '!')) {
                i++;
            }
            tokens.add(text.substring(start, i));
        }
    }

    private static boolean isOfWord(char letter) {
        return SPECIAL.indexOf(letter) < 0 && !Character.isWhitespace(letter);
    }

    /**
     * One requirement of a selector.
     *
     * @param operator In, NotIn, Exists, DoesNotExist, Gt or Lt
     */
    record Requirement(String key, String operator, List<String> values) {}

    /** @throws ApiFailure if it is no label selector */
    static List<Requirement> parse(String text) {
        return new LabelSelectorParser(text).requirements();
    }

    private List<Requirement> requirements() {
        List<Requirement> all = new ArrayList<>();
        while (!peek().isEmpty()) {
            if (!isWord(peek()) && !peek().equals("!")) {
                throw refused("found '" + peek() + "', expected: !, identifier, or 'end of string'");
            }
            all.add(requirement());
            String end = next();
            if (end.isEmpty()) {
                return all;
            }
            if (!end.equals(",")) {
                throw refused("found '" + end + "', expected: ',' or 'end of string'");
            }
            if (!isWord(peek()) && !peek().equals("!")) {
                throw refused("found '" + peek() + "', expected: identifier after ','");
            }
        }
        return all;
    }

    private Requirement requirement() {
        if (peek().equals("!")) {
            next();
            return checked(new Requirement(key(), "DoesNotExist", List.of()));
        }
        String key = key();
        if (peek().isEmpty() || peek().equals(",")) {
            return checked(new Requirement(key, "Exists", List.of()));
        }
        String word = next();
        String operator = OPERATORS.get(word);
        if (operator == null) {
            throw refused(UNABLE + "found '" + word + "', expected: in, notin, =, ==, !=, gt, lt");
        }
        List<String> values = isWord(word) ? values() : List.of(value());
        return checked(new Requirement(key, operator, values));
    }

    private String key() {
        String word = next();
        if (!isWord(word)) {
            throw refused(UNABLE + "found '" + word + "', expected: identifier");
        }
        return word;
    }

    /** The value after a sign; none is an empty one. */
    private String value() {
        if (peek().isEmpty() || peek().equals(",")) {
            return "";
        }
        return key();
    }

    private List<String> values() {
        String open = next();
        if (!open.equals("(")) {
            throw refused(UNABLE + "found '" + open + "' expected: '('");
        }
        Set<String> values = new TreeSet<>();
        boolean wanted = true;
        while (true) {
            String word = next();
            if (word.equals(")") || word.equals(",")) {
                if (wanted) {
                    values.add("");
                }
                if (word.equals(")")) {
                    return List.copyOf(values);
                }
                wanted = true;
            } else if (isWord(word) && wanted) {
                values.add(word);
                wanted = false;
            } else {
                throw refused(UNABLE + "found '" + word + "', expected: "
                        + (wanted ? "',', ')' or identifier" : "',' or ')'"));
            }
        }
    }

    private static Requirement checked(Requirement requirement) {
        List<String> problems = new ArrayList<>();
        List<String> ofKey = QualifiedNames.ofKey(requirement.key());
        if (!ofKey.isEmpty()) {
            problems.add("key: Invalid value: \"" + requirement.key() + "\": " + String.join("; ", ofKey));
        }
        boolean compares =
                requirement.operator().equals("Gt") || requirement.operator().equals("Lt");
        int i = 0;
        for (String value : requirement.values()) {
            String place = "values[" + i++ + "]";
            if (compares && !value.matches("-?\\d{1,18}")) {
                problems.add(place + ": Invalid value: \"" + value
                        + "\": for 'Gt', 'Lt' operators, the value must be an integer");
            }
            List<String> ofValue = QualifiedNames.ofValue(value);
            if (!ofValue.isEmpty()) {
                problems.add(place + "[" + requirement.key() + "]: Invalid value: \"" + value + "\": "
                        + String.join("; ", ofValue));
            }
        }
        if (!problems.isEmpty()) {
            throw refused(UNABLE + (problems.size() == 1 ? problems.get(0) : "[" + String.join(", ", problems) + "]"));
        }
        return requirement;
    }

    private static boolean isWord(String token) {
        return !SYMBOLS.contains(token);
    }

    private String peek() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    private String next() {
        String token = peek();
        at++;
        return token;
    }

    private static ApiFailure refused(String why) {
        return ApiFailure.badRequest(why);
    }
}

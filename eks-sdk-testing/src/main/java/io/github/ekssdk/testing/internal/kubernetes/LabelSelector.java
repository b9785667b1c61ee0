package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which labels an object must have: from a query string, or from a {@code LabelSelector} in an object. */
final class LabelSelector {
    private static final Pattern SET = Pattern.compile("\\s*(\\S+)\\s+(in|notin)\\s*\\(([^)]*)\\)\\s*");
    private static final Pattern COMPARISON = Pattern.compile("\\s*([^\\s=!]+)\\s*(==|=|!=)\\s*(\\S*)\\s*");
    private static final Pattern EXISTENCE = Pattern.compile("\\s*(!?)\\s*([^\\s=!,()]+)\\s*");
    private static final Pattern COMMA = Pattern.compile(",(?![^(]*\\))");

    private final List<Predicate<Map<String, String>>> requirements = new ArrayList<>();

    private LabelSelector() {}

    /** A selector in a query string, such as {@code app=web,tier in (a,b),!old}. */
    static LabelSelector parse(String text) {
        LabelSelector selector = new LabelSelector();
        if (!text.isBlank()) {
            for (String part : COMMA.split(text)) {
                selector.requirements.add(requirement(part, text));
            }
        }
        return selector;
    }

    private static Predicate<Map<String, String>> requirement(String part, String whole) {
        Matcher set = SET.matcher(part);
        if (set.matches()) {
            List<String> values = List.of(set.group(3).trim().split("\\s*,\\s*"));
            return operator(set.group(1), set.group(2).equals("in") ? "In" : "NotIn", values);
        }
        Matcher comparison = COMPARISON.matcher(part);
        if (comparison.matches()) {
            String operator = comparison.group(2).equals("!=") ? "NotIn" : "In";
            return operator(comparison.group(1), operator, List.of(comparison.group(3)));
        }
        Matcher existence = EXISTENCE.matcher(part);
        if (existence.matches()) {
            return operator(existence.group(2), existence.group(1).isEmpty() ? "Exists" : "DoesNotExist", List.of());
        }
        throw ApiFailure.badRequest("unable to parse requirement: found '" + whole + "', expected: a label selector");
    }

    /** A {@code LabelSelector} with {@code matchLabels} and {@code matchExpressions}; an empty one selects everything. */
    static LabelSelector of(JsonNode selector) {
        LabelSelector made = ofLabels(selector.path("matchLabels"));
        for (JsonNode expression : selector.path("matchExpressions")) {
            made.requirements.add(operator(
                    Trees.text(expression, "key"),
                    Trees.text(expression, "operator"),
                    Trees.list(expression.path("values"))));
        }
        return made;
    }

    /** A selector that is a map of labels, as those of Services are. */
    static LabelSelector ofLabels(JsonNode labels) {
        LabelSelector made = new LabelSelector();
        Trees.strings(labels).forEach((key, value) -> made.requirements.add(operator(key, "In", List.of(value))));
        return made;
    }

    private static Predicate<Map<String, String>> operator(String key, String operator, List<String> values) {
        return switch (operator) {
            case "In" -> labels -> values.contains(String.valueOf(labels.get(key))) && labels.containsKey(key);
            case "NotIn" -> labels -> !labels.containsKey(key) || !values.contains(labels.get(key));
            case "Exists" -> labels -> labels.containsKey(key);
            case "DoesNotExist" -> labels -> !labels.containsKey(key);
            default -> throw ApiFailure.badRequest("\"" + operator + "\" is not a valid label selector operator");
        };
    }

    boolean isEmpty() {
        return requirements.isEmpty();
    }

    boolean matches(Map<String, String> labels) {
        return requirements.stream().allMatch(requirement -> requirement.test(labels));
    }

    boolean selects(ObjectNode object) {
        return requirements.isEmpty() || matches(Trees.labels(object));
    }
}

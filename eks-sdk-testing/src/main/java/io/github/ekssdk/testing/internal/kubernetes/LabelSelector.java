package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Which labels an object must have: from a query string, or from a {@code LabelSelector} in an object. */
final class LabelSelector {
    private final List<Predicate<Map<String, String>>> requirements = new ArrayList<>();

    private LabelSelector() {}

    /** A selector in a query string, such as {@code app=web,tier in (a,b),!old}. */
    static LabelSelector parse(String text) {
        LabelSelector selector = new LabelSelector();
        LabelSelectorParser.parse(text)
                .forEach(one -> selector.requirements.add(operator(one.key(), one.operator(), one.values())));
        return selector;
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
            case "Gt", "Lt" -> labels -> compares(labels.getOrDefault(key, ""), operator, values.get(0));
            case "DoesNotExist" -> labels -> !labels.containsKey(key);
            default -> throw ApiFailure.badRequest("\"" + operator + "\" is not a valid label selector operator");
        };
    }

    private static boolean compares(String found, String operator, String bound) {
        if (!found.matches("-?\\d{1,18}")) {
            return false;
        }
        int order = Long.compare(Long.parseLong(found), Long.parseLong(bound));
        return operator.equals("Gt") ? order > 0 : order < 0;
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

package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.ekssdk.testing.internal.kubernetes.FieldTable.How;
import io.github.ekssdk.testing.internal.kubernetes.FieldTable.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Refuses what fields of built-in types do not take, each by itself, as {@code rules.txt} has it. */
final class FieldRules {
    private static final Map<String, List<Rule>> RULES = new HashMap<>();
    private static final int HIGHEST_PORT = 65_535;
    private static final int HIGHEST_MODE = 511;

    static {
        for (String line : Trees.resource("rules.txt").lines().toList()) {
            String[] words = line.split(" ", 4);
            if (!line.startsWith("#")) {
                RULES.computeIfAbsent(words[0], message -> new ArrayList<>())
                        .add(new Rule(words[1], words[2], words.length > 3 ? words[3] : ""));
            }
        }
    }

    private record Rule(String field, String check, String words) {
        List<String> list() {
            return List.of(words.replace("\"\"", "").split(" "));
        }
    }

    private final Problems problems;

    private FieldRules(Problems problems) {
        this.problems = problems;
    }

    static void check(ObjectNode object, ResourceType type, Problems problems) {
        String message = FieldTable.message(type);
        if (!message.isEmpty()) {
            new FieldRules(problems).message(object, message, "");
        }
    }

    private void message(ObjectNode object, String message, String path) {
        for (Rule rule : RULES.getOrDefault(message, List.of())) {
            String here = path.isEmpty() ? rule.field() : path + "." + rule.field();
            apply(rule, object.path(rule.field()), here);
        }
        CrossRules.check(object, message, path, problems);
        object.properties().forEach(field -> {
            Shape shape = FieldTable.fields(message).get(field.getKey());
            if (shape != null && isChecked(message, field.getKey())) {
                value(field.getValue(), shape, path.isEmpty() ? field.getKey() : path + "." + field.getKey());
            }
        });
    }

    /** What the controller of a StatefulSet makes is checked only when it makes it. */
    private static boolean isChecked(String message, String field) {
        boolean made = field.equals("template") || field.equals("volumeClaimTemplates");
        return !field.equals("status") && !(made && message.equals("StatefulSetSpec"));
    }

    private void value(JsonNode value, Shape shape, String path) {
        if (shape.how() == How.LIST) {
            int i = 0;
            for (JsonNode item : value) {
                value(item, shape.item(), path + "[" + i++ + "]");
            }
        } else if (shape.how() == How.ONE && shape.isMessage() && value instanceof ObjectNode object) {
            message(object, shape.type(), path);
        }
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || (value.isContainerNode() && value.isEmpty())
                || (value.isTextual() && value.asText().isEmpty())
                || (value.isNumber() && value.asInt() == 0);
    }

    private void apply(Rule rule, JsonNode value, String path) {
        if (rule.check().equals("required")) {
            if (isEmpty(value)) {
                problems.required(path, rule.words());
            }
        } else if (rule.check().equals("must-be-one-of")) {
            oneOf(value.isMissingNode() ? TextNode.valueOf("") : value, rule.list(), path);
        } else if (rule.check().equals("positive")) {
            boolean optional =
                    rule.field().startsWith("average") || rule.field().startsWith("lease");
            if (value.asInt() <= 0 && (value.isNumber() || (value.isMissingNode() && !optional))) {
                problems.invalid(path, value.isNumber() ? value : Trees.valueOf(0), rule.words());
            }
        } else if (!value.isMissingNode() && !value.isNull()) {
            present(rule, value, path);
        }
    }

    private void present(Rule rule, JsonNode value, String path) {
        switch (rule.check()) {
            case "label" -> text(value, path, Formats::label);
            case "subdomain" -> text(value, path, QualifiedNames::ofSubdomain);
            case "dns1035" -> text(value, path, Formats::dns1035);
            case "qualified" -> text(value, path, QualifiedNames::ofKey);
            case "service-name" -> text(value, path, Formats::serviceName);
            case "each-dns1035" -> each(value, path, (item, at) -> text(item, at, Formats::dns1035));
            case "trimmed" -> {
                if (!value.asText().equals(value.asText().strip())) {
                    problems.invalid(path, value, "must not have leading or trailing whitespace");
                }
            }
            case "absolute" -> {
                if (!value.asText().startsWith("/")) {
                    problems.invalid(path, value, "must be an absolute path");
                }
            }
            case "one-of" -> {
                if (!value.asText().isEmpty()) {
                    oneOf(value, rule.list(), path);
                }
            }
            case "all-one-of" -> value.forEach(item -> oneOf(item, rule.list(), path));
            case "each-one-of" -> each(value, path, (item, at) -> oneOf(item, rule.list(), at));
            case "choice" -> choice(value, rule.list(), path);
            case "unique" -> unique(value, rule.words(), path);
            case "labels" -> labels(value, path);
            case "amounts" -> amounts(value, path);
            case "share", "at-most-all" -> share(rule.check(), value, path);
            case "hosts" -> each(value, path, (item, at) -> text(item, at, QualifiedNames::ofSubdomain));
            case "addresses" -> each(value, path, this::address);
            case "ip" -> address(value, path);
            case "cidr" -> {
                if (!value.asText().isEmpty() && !Formats.isBlock(value.asText())) {
                    problems.invalid(path, value, "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)");
                }
            }
            default -> number(rule, value, path);
        }
    }

    private void number(Rule rule, JsonNode value, String path) {
        switch (rule.check()) {
            case "port" -> port(value, path);
            case "port-if-any" -> {
                if (value.asInt() != 0) {
                    port(value, path);
                }
            }
            case "least" -> {
                if (value.asLong() < Long.parseLong(rule.words())) {
                    problems.invalid(path, value, "must be greater than or equal to " + rule.words());
                }
            }
            case "between" -> {
                List<String> ends = rule.list();
                between(value, Long.parseLong(ends.get(0)), Long.parseLong(ends.get(1)), path);
            }
            case "mode" -> {
                if (value.asInt() < 0 || value.asInt() > HIGHEST_MODE) {
                    problems.invalid(path, value, "must be a number between 0 and 0777 (octal), both inclusive");
                }
            }
            default -> throw new IllegalStateException("There is no check " + rule.check() + ".");
        }
    }

    /** What is done with each item of a list and where it stands. */
    private interface Each {
        void check(JsonNode item, String path);
    }

    private static void each(JsonNode list, String path, Each check) {
        int i = 0;
        for (JsonNode item : list) {
            check.check(item, path + "[" + i++ + "]");
        }
    }

    private void text(JsonNode value, String path, Function<String, List<String>> format) {
        if (value.isTextual() && !value.asText().isEmpty()) {
            format.apply(value.asText()).forEach(problem -> problems.invalid(path, value, problem));
        }
    }

    private void port(JsonNode value, String path) {
        if (value.isTextual()) {
            text(value, path, Formats::serviceName);
        } else {
            between(value, 1, HIGHEST_PORT, path);
        }
    }

    private void between(JsonNode value, long least, long most, String path) {
        if (value.asLong() < least || value.asLong() > most) {
            problems.invalid(path, value, "must be between " + least + " and " + most + ", inclusive");
        }
    }

    private void oneOf(JsonNode value, List<String> allowed, String path) {
        if (!allowed.contains(value.asText())) {
            problems.unsupported(path, value, allowed);
        }
    }

    private void choice(JsonNode value, List<String> allowed, String path) {
        if (!allowed.contains(value.asText())) {
            problems.invalid(path, value, "must be '" + String.join("' or '", allowed) + "'");
        }
    }

    private void unique(JsonNode list, String field, String path) {
        Set<String> seen = new HashSet<>();
        each(list, path, (item, at) -> {
            String name = Trees.text(item, field);
            boolean given = item.hasNonNull(field) && !(name.isEmpty() && !path.equals("ports"));
            if (given && !seen.add(name)) {
                problems.duplicate(at + "." + field, item.path(field));
            }
        });
    }

    private void labels(JsonNode map, String path) {
        Trees.strings(map).forEach((key, value) -> {
            QualifiedNames.ofKey(key).forEach(problem -> problems.invalid(path, Trees.valueOf(key), problem));
            QualifiedNames.ofValue(value).forEach(problem -> problems.invalid(path, Trees.valueOf(value), problem));
        });
    }

    private void amounts(JsonNode map, String path) {
        map.properties().forEach(entry -> {
            if (Quantities.value(entry.getValue().asText()).signum() < 0) {
                problems.invalid(
                        path + "[" + entry.getKey() + "]", entry.getValue(), "must be greater than or equal to 0");
            }
        });
    }

    private void address(JsonNode value, String path) {
        if (!Formats.isAddress(value.asText())) {
            problems.invalid(path, value, "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
        } else if (value.asText().startsWith("127.")) {
            problems.invalid(path, value, "may not be in the loopback range (127.0.0.0/8, ::1/128)");
        }
    }

    /** A number or a percentage. */
    private void share(String check, JsonNode value, String path) {
        boolean percent = value.isTextual() && value.asText().matches("[0-9]+%");
        if (check.equals("at-most-all")) {
            if (percent && Integer.parseInt(value.asText().replace("%", "")) > 100) {
                problems.invalid(path, value, "must not be greater than 100%");
            }
        } else if (value.isTextual() && !percent) {
            problems.invalid(
                    path,
                    value,
                    "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%',"
                            + " regex used for validation is '[0-9]+%')");
        } else if (value.isNumber() && value.asInt() < 0) {
            problems.invalid(path, value, "must be greater than or equal to 0");
        }
    }
}

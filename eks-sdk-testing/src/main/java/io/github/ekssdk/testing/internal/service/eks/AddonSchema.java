package io.github.ekssdk.testing.internal.service.eks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A JSON schema with the keywords that the schemas of add-ons use; formats are not checked, as EKS does not. */
final class AddonSchema {
    private final JsonNode root;

    AddonSchema(JsonNode root) {
        this.root = root;
    }

    /** What is wrong with a value, in the words of the schema library that EKS uses; empty if nothing is. */
    List<String> problems(JsonNode value) {
        List<String> problems = new ArrayList<>();
        check(root, value, "$", problems);
        return problems;
    }

    private void check(JsonNode schema, JsonNode value, String path, List<String> problems) {
        if (schema.has("$ref")) {
            check(root.at(schema.get("$ref").asText().substring(1)), value, path, problems);
            return;
        }
        if (schema.has("type") && !isOfType(schema.get("type"), value)) {
            problems.add(
                    path + ": " + AddonSchemaTypes.of(value) + " found, " + expected(schema.get("type")) + " expected");
            return;
        }
        if (schema.has("anyOf") && !isAny(schema.get("anyOf"), value, path)) {
            problems.add(path + ": should be valid to any of the schemas");
        }
        if (schema.has("enum") && !contains(schema.get("enum"), value)) {
            problems.add(path + ": does not have a value in the enumeration " + words(schema.get("enum")));
        }
        if (value.isNumber()) {
            checkNumber(schema, value, path, problems);
        } else if (value.isTextual()) {
            checkText(schema, value.textValue(), path, problems);
        } else if (value.isArray() && schema.has("items")) {
            for (int i = 0; i < value.size(); i++) {
                check(schema.get("items"), value.get(i), path + "[" + i + "]", problems);
            }
        } else if (value.isObject()) {
            checkObject(schema, value, path, problems);
        }
    }

    private static void checkNumber(JsonNode schema, JsonNode value, String path, List<String> problems) {
        if (schema.has("minimum") && value.doubleValue() < schema.get("minimum").doubleValue()) {
            problems.add(path + ": must have a minimum value of " + schema.get("minimum"));
        }
        if (schema.has("maximum") && value.doubleValue() > schema.get("maximum").doubleValue()) {
            problems.add(path + ": must have a maximum value of " + schema.get("maximum"));
        }
    }

    private static void checkText(JsonNode schema, String value, String path, List<String> problems) {
        if (value.length() < schema.path("minLength").asInt(0)) {
            problems.add(path + ": must be at least " + schema.get("minLength") + " characters long");
        }
        if (value.length() > schema.path("maxLength").asInt(Integer.MAX_VALUE)) {
            problems.add(path + ": may only be " + schema.get("maxLength") + " characters long");
        }
        if (schema.has("pattern")
                && !Pattern.compile(schema.get("pattern").asText())
                        .matcher(value)
                        .find()) {
            problems.add(path + ": does not match the regex pattern "
                    + schema.get("pattern").asText());
        }
    }

    private void checkObject(JsonNode schema, JsonNode value, String path, List<String> problems) {
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                problems.add(path + "." + name.asText() + ": is missing but it is required");
            }
        });
        if (value.size() < schema.path("minProperties").asInt(0)) {
            problems.add(path + ": should have a minimum of " + schema.get("minProperties") + " properties");
        }
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            checkMember(schema, member.getKey(), member.getValue(), path + "." + member.getKey(), problems);
        }
    }

    private void checkMember(JsonNode schema, String name, JsonNode value, String path, List<String> problems) {
        if (schema.has("propertyNames")) {
            checkText(schema.get("propertyNames"), name, path, problems);
        }
        if (schema.path("properties").has(name)) {
            check(schema.get("properties").get(name), value, path, problems);
            return;
        }
        boolean matched = false;
        for (Map.Entry<String, JsonNode> pattern :
                schema.path("patternProperties").properties()) {
            if (Pattern.compile(pattern.getKey()).matcher(name).find()) {
                matched = true;
                check(pattern.getValue(), value, path, problems);
            }
        }
        JsonNode additional = schema.path("additionalProperties");
        if (!matched && additional.isObject()) {
            check(additional, value, path, problems);
        } else if (!matched && additional.isBoolean() && !additional.booleanValue()) {
            problems.add(path + ": is not defined in the schema and the schema does not allow additional properties");
        }
    }

    private boolean isAny(JsonNode alternatives, JsonNode value, String path) {
        for (JsonNode alternative : alternatives) {
            List<String> problems = new ArrayList<>();
            check(alternative, value, path, problems);
            if (problems.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfType(JsonNode types, JsonNode value) {
        for (JsonNode type : types.isArray() ? types : List.of(types)) {
            if (AddonSchemaTypes.is(type.asText(), value)) {
                return true;
            }
        }
        return false;
    }

    private static String expected(JsonNode types) {
        return types.isArray() ? words(types) : types.asText();
    }

    private static boolean contains(JsonNode words, JsonNode value) {
        for (JsonNode word : words) {
            if (word.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static String words(JsonNode array) {
        List<String> words = new ArrayList<>();
        array.forEach(word -> words.add(word.asText()));
        return words.toString();
    }
}

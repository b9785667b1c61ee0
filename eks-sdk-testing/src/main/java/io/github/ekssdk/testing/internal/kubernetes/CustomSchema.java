package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** What the schema of a CustomResourceDefinition does to its objects: prunes, fills in, refuses. */
final class CustomSchema {
    private final ResourceType type;
    private final List<String> problems = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();

    CustomSchema(ResourceType type) {
        this.type = type;
    }

    /** Prunes and fills in an object; returns the fields that the schema does not know. */
    List<String> shape(ObjectNode object) {
        JsonNode schema = Trees.at(type.definition(), "schema", "openAPIV3Schema");
        for (String field : names(object)) {
            if (!List.of("apiVersion", "kind", "metadata").contains(field)) {
                shape(object, field, schema, "");
            }
        }
        fill(object, schema);
        return unknown;
    }

    /** Refuses an object that the schema does not allow. */
    void check(ObjectNode object) {
        JsonNode schema = Trees.at(type.definition(), "schema", "openAPIV3Schema");
        check(object, schema, "");
        if (problems.isEmpty()) {
            return;
        }
        String all = problems.size() == 1 ? problems.get(0) : "[" + String.join(", ", problems) + "]";
        String name = Trees.name(object);
        ApiFailure failure = new ApiFailure(
                        422, "Invalid", type.qualifiedKind() + " \"" + name + "\" is invalid: " + all)
                .about(type, name, type.kind());
        problems.forEach(problem -> {
            int end = problem.indexOf(": ");
            failure.cause("FieldValueInvalid", problem.substring(end + 2), problem.substring(0, end));
        });
        throw failure;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private void shape(ObjectNode parent, String field, JsonNode schema, String path) {
        String here = path.isEmpty() ? field : path + "." + field;
        JsonNode property = schema.path("properties").path(field);
        if (property.isMissingNode()) {
            property = schema.path("additionalProperties");
        }
        if (property.isMissingNode()) {
            if (!schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
                parent.remove(field);
                unknown.add(here);
            }
            return;
        }
        below(parent.path(field), property, here);
    }

    private void below(JsonNode value, JsonNode schema, String path) {
        if (value instanceof ObjectNode object
                && !schema.path("x-kubernetes-int-or-string").asBoolean()
                && (schema.has("properties") || schema.has("additionalProperties"))) {
            names(object).forEach(name -> shape(object, name, schema, path));
            fill(object, schema);
        }
        if (value.isArray()) {
            int i = 0;
            for (JsonNode item : value) {
                below(item, schema.path("items"), path + "[" + i++ + "]");
            }
        }
    }

    private static void fill(ObjectNode object, JsonNode schema) {
        schema.path("properties").properties().forEach(property -> {
            if (property.getValue().has("default") && !object.has(property.getKey())) {
                object.set(property.getKey(), property.getValue().get("default").deepCopy());
            }
        });
    }

    private void check(JsonNode value, JsonNode schema, String path) {
        if (value.isNull() || schema.isMissingNode()) {
            return;
        }
        String wanted = schema.path("type").asText();
        String actual = typeOf(value);
        if (!wanted.isEmpty() && !wanted.equals(actual) && !(wanted.equals("number") && actual.equals("integer"))) {
            problems.add(path + ": Invalid value: \"" + actual + "\": " + path + " in body must be of type " + wanted
                    + ": \"" + actual + "\"");
            return;
        }
        JsonNode allowed = schema.path("enum");
        if (allowed.isArray() && !Trees.list(allowed).contains(value.asText())) {
            problems.add(path + ": Unsupported value: " + value + ": supported values: "
                    + String.join(
                            ", ",
                            Trees.list(allowed).stream()
                                    .map(one -> "\"" + one + "\"")
                                    .toList()));
        }
        limits(value, schema, path);
        for (JsonNode name : schema.path("required")) {
            if (!value.has(name.asText())) {
                problems.add((path.isEmpty() ? "" : path + ".") + name.asText() + ": Required value");
            }
        }
        value.properties().forEach(field -> {
            JsonNode property = schema.path("properties").path(field.getKey());
            JsonNode further = property.isMissingNode() ? schema.path("additionalProperties") : property;
            check(field.getValue(), further, path.isEmpty() ? field.getKey() : path + "." + field.getKey());
        });
        if (value.isArray()) {
            int i = 0;
            for (JsonNode item : value) {
                check(item, schema.path("items"), path + "[" + i++ + "]");
            }
        }
    }

    private void limits(JsonNode value, JsonNode schema, String path) {
        if (value.isNumber()
                && schema.has("minimum")
                && value.doubleValue() < schema.get("minimum").doubleValue()) {
            problems.add(path + ": Invalid value: " + value + ": " + path
                    + " in body should be greater than or equal to " + schema.get("minimum"));
        }
        if (value.isNumber()
                && schema.has("maximum")
                && value.doubleValue() > schema.get("maximum").doubleValue()) {
            problems.add(path + ": Invalid value: " + value + ": " + path + " in body should be less than or equal to "
                    + schema.get("maximum"));
        }
        if (value.isArray()
                && schema.has("minItems")
                && value.size() < schema.get("minItems").intValue()) {
            problems.add(path + ": Invalid value: " + value.size() + ": " + path + " in body should have at least "
                    + schema.get("minItems") + " items");
        }
    }

    private static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case BOOLEAN -> "boolean";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            default -> "string";
        };
    }
}

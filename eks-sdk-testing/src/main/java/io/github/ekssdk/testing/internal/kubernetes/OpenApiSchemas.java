package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ekssdk.testing.internal.kubernetes.FieldTable.How;
import io.github.ekssdk.testing.internal.kubernetes.FieldTable.Shape;

/** The schemas of types and of all that their fields lead to, which {@code kubectl explain} shows. */
final class OpenApiSchemas {
    private static final String PREFIX = "io.k8s.api.";

    private final ObjectNode schemas;

    /** @param schemas where the schemas go, by their names */
    OpenApiSchemas(ObjectNode schemas) {
        this.schemas = schemas;
    }

    /** Adds the schema of a type under a name. */
    ObjectNode add(String name, ResourceType type) {
        JsonNode custom = Trees.at(type.definition(), "schema", "openAPIV3Schema");
        if (custom instanceof ObjectNode defined) {
            ObjectNode schema = defined.deepCopy();
            schemas.set(name, schema);
            ObjectNode properties = Trees.child(schema, "properties");
            properties.putObject("apiVersion").put("type", "string");
            properties.putObject("kind").put("type", "string");
            properties.set("metadata", one("ObjectMeta"));
            return schema;
        }
        return message(name, FieldTable.message(type));
    }

    private ObjectNode message(String name, String message) {
        ObjectNode schema = schemas.putObject(name).put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        FieldTable.fields(message).forEach((field, shape) -> properties.set(field, schema(shape)));
        return schema;
    }

    private ObjectNode schema(Shape shape) {
        if (shape.how() == How.LIST) {
            ObjectNode list = Trees.object().put("type", "array");
            list.set("items", schema(shape.item()));
            return list;
        }
        if (shape.how() == How.MAP) {
            ObjectNode map = Trees.object().put("type", "object");
            map.set("additionalProperties", schema(shape.item()));
            return map;
        }
        return one(shape.type());
    }

    private ObjectNode one(String type) {
        return switch (type) {
            case "int32", "int64" -> Trees.object().put("type", "integer").put("format", type);
            case "float64" -> Trees.object().put("type", "number").put("format", "double");
            case "bool" -> Trees.object().put("type", "boolean");
            case "string", "scalar" -> Trees.object().put("type", "string");
            case "any" -> Trees.object().put("type", "object");
            default -> reference(type);
        };
    }

    private ObjectNode reference(String message) {
        String name = PREFIX + message;
        if (!schemas.has(name)) {
            message(name, message);
        }
        return Trees.object().put("$ref", "#/components/schemas/" + name);
    }
}

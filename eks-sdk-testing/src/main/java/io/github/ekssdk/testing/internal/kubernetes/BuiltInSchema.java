package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ekssdk.testing.internal.kubernetes.FieldTable.How;
import io.github.ekssdk.testing.internal.kubernetes.FieldTable.Shape;
import java.util.ArrayList;
import java.util.List;

/** What does not fit into the type of a built-in object: fields that it does not have are taken out, values of another type told. */
final class BuiltInSchema {
    private static final String QUANTITY = "quantity";

    private final List<String> unknown = new ArrayList<>();
    private final List<Mismatch> mismatches = new ArrayList<>();

    private BuiltInSchema() {}

    /**
     * A value of another type than its field's.
     *
     * @param fields the path without places in lists and keys of maps
     * @param message the message that has the field
     * @param found the value's type in JSON
     */
    record Mismatch(String path, String fields, String message, Shape wanted, String found) {
        /** As the decoder of the API server words it. */
        String ofDecoder() {
            if (wanted.type().equals(QUANTITY) && (found.equals("string") || found.equals("number"))) {
                return Quantities.REFUSAL;
            }
            return "json: cannot unmarshal " + found + " into Go struct field " + message + "." + fields + " of type "
                    + wanted.words();
        }

        /** As server-side apply words it. */
        String ofApply() {
            String expected = switch (wanted.how()) {
                case LIST -> "list";
                case MAP -> "map";
                case ONE ->
                    switch (wanted.type()) {
                        case "string" -> "string";
                        case "bool" -> "boolean";
                        case "int32", "int64", "float64" -> "numeric (int or float)";
                        default -> "map";
                    };
            };
            return "." + path + ": expected " + expected + ", got " + found;
        }
    }

    /** Takes out of an object what its type does not have. */
    static BuiltInSchema shape(ObjectNode object, ResourceType type) {
        BuiltInSchema schema = new BuiltInSchema();
        String message = FieldTable.message(type);
        if (!message.isEmpty()) {
            schema.message(object, message, Place.ROOT);
        }
        return schema;
    }

    /** Paths of the fields that were taken out, such as {@code spec.template.spec.containers[0].imagePullpolicy}. */
    List<String> unknown() {
        return unknown;
    }

    List<Mismatch> mismatches() {
        return mismatches;
    }

    /** Where a value is. */
    private record Place(String path, String fields) {
        static final Place ROOT = new Place("", "");

        Place field(String name) {
            return path.isEmpty() ? new Place(name, name) : new Place(path + "." + name, fields + "." + name);
        }

        Place item(int index) {
            return new Place(path + "[" + index + "]", fields);
        }

        Place entry(String key) {
            return new Place(path + "." + key, fields);
        }
    }

    private void message(ObjectNode object, String message, Place place) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            Place here = place.field(name);
            Shape shape = FieldTable.fields(message).get(name);
            if (shape == null) {
                object.remove(name);
                unknown.add(here.path());
            } else if (object.path(name).isNull()) {
                object.remove(name);
            } else {
                value(object.path(name), shape, message, here);
                if (shape.item().type().equals(QUANTITY)) {
                    canonical(object, name);
                }
            }
        }
    }

    private void canonical(ObjectNode object, String name) {
        JsonNode value = object.path(name);
        if (value instanceof ObjectNode map) {
            map.properties().forEach(entry -> canonical(map, entry.getKey()));
        } else if (value.isValueNode() && Quantities.isQuantity(value.asText())) {
            object.set(name, Quantities.canonical(value));
        }
    }

    private void value(JsonNode value, Shape shape, String message, Place place) {
        if (value.isNull() || (shape.type().equals("any") && shape.how() == How.ONE)) {
            return;
        }
        if (shape.how() == How.LIST && value.isArray()) {
            int i = 0;
            for (JsonNode item : value) {
                value(item, shape.item(), message, place.item(i++));
            }
        } else if (shape.how() == How.MAP && value.isObject()) {
            value.properties()
                    .forEach(entry -> value(entry.getValue(), shape.item(), message, place.entry(entry.getKey())));
        } else if (shape.how() != How.ONE) {
            mismatch(value, shape, message, place);
        } else if (shape.isMessage() && value instanceof ObjectNode object) {
            message(object, shape.type(), place);
        } else if (!fits(value, shape)) {
            mismatch(value, shape, message, place);
        }
    }

    private static boolean fits(JsonNode value, Shape shape) {
        return switch (shape.type()) {
            case "string" -> value.isTextual();
            case "int32", "int64" -> value.isIntegralNumber() || (value.isNumber() && value.doubleValue() % 1 == 0);
            case "float64" -> value.isNumber();
            case "bool" -> value.isBoolean();
            case "scalar" -> value.isTextual() || value.isNumber();
            case QUANTITY -> (value.isTextual() || value.isNumber()) && Quantities.isQuantity(value.asText());
            default -> !shape.isMessage();
        };
    }

    private void mismatch(JsonNode value, Shape shape, String message, Place place) {
        mismatches.add(new Mismatch(place.path(), place.fields(), message, shape, Trees.wordFor(value)));
    }
}

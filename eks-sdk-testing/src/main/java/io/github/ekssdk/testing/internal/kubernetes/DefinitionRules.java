package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What a CustomResourceDefinition must say: its names, its versions, and structural schemas. */
final class DefinitionRules {
    private static final List<String> TYPES = List.of("array", "boolean", "integer", "number", "object", "string");
    private static final List<String> COLUMN_TYPES = List.of("boolean", "date", "integer", "number", "string");
    private static final String APPROVED = "api-approved.kubernetes.io";

    private final ObjectNode definition;
    private final Problems problems;

    private DefinitionRules(ObjectNode definition, Problems problems) {
        this.definition = definition;
        this.problems = problems;
    }

    /** Its name is told by its names and group; those of one that is there stay. */
    static void name(ObjectNode definition, Problems problems) {
        String expected =
                Trees.text(definition, "spec", "names", "plural") + "." + Trees.text(definition, "spec", "group");
        if (!Trees.name(definition).equals(expected)) {
            problems.invalid(
                    "metadata.name",
                    Trees.valueOf(Trees.name(definition)),
                    "must be spec.names.plural+\".\"+spec.group");
        }
    }

    static void check(ObjectNode definition, Problems problems) {
        DefinitionRules rules = new DefinitionRules(definition, problems);
        rules.names();
        rules.versions();
        rules.conversion();
    }

    private void names() {
        String group = Trees.text(definition, "spec", "group");
        JsonNode names = Trees.at(definition, "spec", "names");
        if (!group.isEmpty() && !group.contains(".")) {
            problems.invalid("spec.group", Trees.valueOf(group), "should be a domain with at least one dot");
        }
        boolean guarded = group.endsWith(".k8s.io") || group.endsWith(".kubernetes.io");
        if (guarded
                && Trees.text(definition, "metadata", "annotations", APPROVED).isEmpty()) {
            problems.required(
                    "metadata.annotations[" + APPROVED + "]",
                    "protected groups must have approval annotation \"" + APPROVED
                            + "\", see https://github.com/kubernetes/enhancements/pull/1111");
        }
        for (String kind : List.of("kind", "listKind")) {
            String name = Trees.text(names, kind);
            Formats.dns1035(name.toLowerCase(Locale.ROOT)).forEach(problem -> {
                if (!name.isEmpty()) {
                    problems.invalid(
                            "spec.names." + kind,
                            Trees.valueOf(name),
                            "may have mixed case, but should otherwise match: " + problem);
                }
            });
        }
        if (!Trees.text(names, "kind").isEmpty() && Trees.text(names, "kind").equals(Trees.text(names, "listKind"))) {
            problems.invalid("spec.names.listKind", names.path("listKind"), "kind and listKind may not be the same");
        }
        if (Trees.at(definition, "spec", "preserveUnknownFields").asBoolean()) {
            problems.invalid(
                    "spec.preserveUnknownFields",
                    Trees.valueOf(true),
                    "cannot set to true, set x-kubernetes-preserve-unknown-fields to true in"
                            + " spec.versions[*].schema instead");
        }
    }

    private void versions() {
        JsonNode versions = Trees.at(definition, "spec", "versions");
        Set<String> seen = new HashSet<>();
        int stored = 0;
        int i = 0;
        for (JsonNode version : versions) {
            stored += version.path("storage").asBoolean() ? 1 : 0;
            if (!seen.add(Trees.text(version, "name"))) {
                problems.invalid("spec.versions", versions, "must contain unique version names");
            }
            String at = "spec.versions[" + i++ + "]";
            JsonNode schema = Trees.at(version, "schema", "openAPIV3Schema");
            String root = (versions.size() == 1 ? "spec.validation" : at + ".schema") + ".openAPIV3Schema";
            if (!schema.isObject()) {
                problems.required(at + ".schema.openAPIV3Schema", "schemas are required");
            } else {
                root(schema, root);
            }
            String own = versions.size() == 1 ? "spec" : at;
            columns(version, own);
            scale(Trees.at(version, "subresources", "scale"), own + ".subresources.scale");
        }
        if (stored != 1) {
            problems.invalid("spec.versions", versions, "must have exactly one version marked as storage version");
        }
    }

    private void columns(JsonNode version, String path) {
        int i = 0;
        for (JsonNode column : version.path("additionalPrinterColumns")) {
            String at = path + ".additionalPrinterColumns[" + i++ + "]";
            String type = Trees.text(column, "type");
            String words = "must be one of " + String.join(",", COLUMN_TYPES);
            if (type.isEmpty()) {
                problems.required(at + ".type", words);
            } else if (!COLUMN_TYPES.contains(type)) {
                problems.invalid(at + ".type", Trees.valueOf(type), words);
            }
            if (Trees.text(column, "name").isEmpty()) {
                problems.required(at + ".name", "");
            }
            if (Trees.text(column, "jsonPath").isEmpty()) {
                problems.required(at + ".JSONPath", "");
            }
        }
    }

    private void scale(JsonNode scale, String path) {
        below(scale, "specReplicasPath", ".spec", path);
        below(scale, "statusReplicasPath", ".status", path);
    }

    private void below(JsonNode scale, String field, String parent, String path) {
        String given = Trees.text(scale, field);
        if (!given.isEmpty() && !given.startsWith(parent + ".")) {
            problems.invalid(path + "." + field, Trees.valueOf(given), "should be a json path under " + parent);
        }
    }

    private void conversion() {
        JsonNode conversion = Trees.at(definition, "spec", "conversion");
        if (Trees.text(conversion, "strategy").equals("Webhook")) {
            if (!Trees.isSet(conversion, "webhook", "clientConfig")) {
                problems.required("spec.conversion.webhookClientConfig", "required when strategy is set to Webhook");
            }
            if (Trees.at(conversion, "webhook", "conversionReviewVersions").isEmpty()) {
                problems.required("spec.conversion.conversionReviewVersions", "");
            }
        }
    }

    private void root(JsonNode schema, String path) {
        String type = Trees.text(schema, "type");
        if (type.isEmpty()) {
            problems.required(path + ".type", "must not be empty at the root");
        } else if (!type.equals("object")) {
            problems.invalid(path + ".type", Trees.valueOf(type), "must be object at the root");
        }
        JsonNode metadata = Trees.at(schema, "properties", "metadata");
        for (String property : Trees.strings(metadata.path("properties")).keySet()) {
            if (!List.of("name", "generateName").contains(property)) {
                problems.forbidden(
                        path + ".properties[metadata]",
                        "must not specify anything other than name and generateName, but metadata is implicitly"
                                + " specified");
                break;
            }
        }
        below(schema, path);
    }

    private void node(JsonNode schema, String path, String what) {
        String type = Trees.text(schema, "type");
        boolean untyped = schema.path("x-kubernetes-int-or-string").asBoolean()
                || schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
        if (type.isEmpty() && !untyped) {
            problems.required(path + ".type", "must not be empty for specified " + what);
        } else if (!type.isEmpty() && !TYPES.contains(type)) {
            problems.unsupported(path + ".type", Trees.valueOf(type), TYPES);
        }
        below(schema, path);
    }

    private void below(JsonNode schema, String path) {
        for (String part : List.of("oneOf", "anyOf", "allOf")) {
            int i = 0;
            for (JsonNode one : schema.path(part)) {
                if (one.has("type")
                        && !schema.path("x-kubernetes-int-or-string").asBoolean()) {
                    problems.forbidden(path + "." + part + "[" + i + "].type", "must be empty to be structural");
                }
                i++;
            }
        }
        if (schema.has("$ref")) {
            problems.forbidden(path + ".$ref", "$ref is not supported");
        }
        if (schema.path("uniqueItems").asBoolean()) {
            problems.forbidden(
                    path + ".uniqueItems",
                    "uniqueItems cannot be set to true since the runtime complexity becomes quadratic");
        }
        if (schema.has("properties") && schema.has("additionalProperties")) {
            problems.forbidden(
                    path + ".additionalProperties", "additionalProperties and properties are mutual exclusive");
        }
        pattern(schema, path);
        list(schema, path);
        schema.path("properties").properties().forEach(property -> {
            boolean metadata = path.endsWith("openAPIV3Schema")
                    && List.of("metadata", "apiVersion", "kind").contains(property.getKey());
            if (!metadata) {
                node(property.getValue(), path + ".properties[" + property.getKey() + "]", "object fields");
            }
        });
        if (schema.path("additionalProperties").isObject()) {
            node(schema.path("additionalProperties"), path + ".additionalProperties", "object fields");
        }
    }

    private void pattern(JsonNode schema, String path) {
        try {
            Pattern.compile(Trees.text(schema, "pattern"));
        } catch (PatternSyntaxException e) {
            problems.invalid(
                    path + ".pattern",
                    schema.path("pattern"),
                    "must be a valid regular expression, but isn't: error parsing regexp: " + e.getDescription());
        }
    }

    private void list(JsonNode schema, String path) {
        if (Trees.text(schema, "type").equals("array")) {
            if (!schema.path("items").isObject()) {
                problems.required(path + ".items", "must be specified");
            } else {
                node(schema.path("items"), path + ".items", "array items");
            }
        }
        boolean map = Trees.text(schema, "x-kubernetes-list-type").equals("map");
        if (map && schema.path("x-kubernetes-list-map-keys").isEmpty()) {
            problems.required(
                    path + ".x-kubernetes-list-map-keys", "must not be empty if x-kubernetes-list-type is map");
        }
    }
}

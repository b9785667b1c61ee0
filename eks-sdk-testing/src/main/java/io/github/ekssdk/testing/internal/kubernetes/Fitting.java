package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ekssdk.testing.internal.kubernetes.BuiltInSchema.Mismatch;
import java.util.ArrayList;
import java.util.List;

/** Fits objects into their types as {@code fieldValidation} of the request wants it. */
final class Fitting {
    private Fitting() {}

    /**
     * Fits an object that was created, updated or patched.
     *
     * @throws ApiFailure if a value is of another type than its field, or if the client is strict and the type lacks a field
     */
    static void fit(ObjectNode object, ResourceType type, ApiRequest request) {
        List<String> unknown;
        if (type.isCustom()) {
            CustomSchema schema = new CustomSchema(type);
            unknown = schema.shape(object);
            refuse(unknown, type, request);
            schema.check(object);
            return;
        }
        BuiltInSchema schema = BuiltInSchema.shape(object, type);
        schema.mismatches().stream().findFirst().ifPresent(mismatch -> {
            throw refusal(type, mismatch.ofDecoder());
        });
        String noBase64 = DataRules.notBase64(object, type);
        if (!noBase64.isEmpty()) {
            throw refusal(type, noBase64);
        }
        refuse(schema.unknown(), type, request);
    }

    private static void refuse(List<String> unknown, ResourceType type, ApiRequest request) {
        List<String> words =
                unknown.stream().map(field -> "unknown field \"" + field + "\"").toList();
        switch (request.parameter("fieldValidation")) {
            case "Strict" -> {
                if (!words.isEmpty()) {
                    throw refusal(type, "strict decoding error: " + String.join(", ", words));
                }
            }
            case "Ignore" -> {
                // the fields are gone, and nobody is told
            }
            default -> words.forEach(request.warnings()::add);
        }
    }

    private static ApiFailure refusal(ResourceType type, String why) {
        return ApiFailure.badRequest(type.kind() + " in version \"" + type.version() + "\" cannot be handled as a "
                + type.kind() + ": " + why);
    }

    /**
     * Checks what is to be applied; apply knows no fields that are ignored.
     *
     * @throws ApiFailure if the type lacks a field, or a value is of another type than its field
     */
    static void fitApplied(ObjectNode config, ResourceType type) {
        List<String> problems = new ArrayList<>();
        List<String> unknown;
        if (type.isCustom()) {
            unknown = new CustomSchema(type).shape(config.deepCopy());
        } else {
            BuiltInSchema schema = BuiltInSchema.shape(config.deepCopy(), type);
            unknown = schema.unknown();
            schema.mismatches().stream().map(Mismatch::ofApply).forEach(problems::add);
        }
        unknown.forEach(field -> problems.add("." + field + ": field not declared in schema"));
        if (problems.isEmpty()) {
            problems.addAll(AppliedLists.problems(config, type));
        }
        if (problems.isEmpty()) {
            return;
        }
        String name = Trees.namespace(config) + "/" + Trees.name(config);
        String api = type.group() + "/" + type.version();
        throw new ApiFailure(
                500,
                "",
                "failed to create typed patch object (" + name + "; " + api + ", Kind=" + type.kind() + "): "
                        + (problems.size() == 1 ? problems.get(0) : "errors:\n  " + String.join("\n  ", problems)));
    }
}

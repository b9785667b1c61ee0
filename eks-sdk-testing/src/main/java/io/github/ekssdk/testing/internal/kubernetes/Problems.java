package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** All that is wrong with one object, for one refusal. */
final class Problems {
    private final ResourceType type;
    private final ObjectNode object;
    private final List<Problem> all = new ArrayList<>();

    Problems(ResourceType type, ObjectNode object) {
        this.type = type;
        this.object = object;
    }

    private record Problem(String reason, String field, String message) {}

    void required(String field, String detail) {
        String words = "Required value" + (detail.isEmpty() ? "" : ": " + detail);
        all.add(new Problem("FieldValueRequired", field, words));
    }

    void invalid(String field, JsonNode value, String detail) {
        all.add(new Problem("FieldValueInvalid", field, "Invalid value: " + value + ": " + detail));
    }

    void unsupported(String field, JsonNode value, List<String> supported) {
        List<String> quoted = supported.stream().map(one -> "\"" + one + "\"").toList();
        all.add(new Problem(
                "FieldValueNotSupported",
                field,
                "Unsupported value: " + value + ": supported values: " + String.join(", ", quoted)));
    }

    void duplicate(String field, JsonNode value) {
        all.add(new Problem("FieldValueDuplicate", field, "Duplicate value: " + value));
    }

    void notFound(String field, JsonNode value) {
        all.add(new Problem("FieldValueNotFound", field, "Not found: " + value));
    }

    void tooLong(String field, int longest) {
        all.add(new Problem("FieldValueTooLong", field, "Too long: may not be more than " + longest + " bytes"));
    }

    void forbidden(String field, String detail) {
        all.add(new Problem("FieldValueForbidden", field, "Forbidden: " + detail));
    }

    /** @throws ApiFailure if there are any */
    void end() {
        if (all.isEmpty()) {
            return;
        }
        String name = Trees.name(object);
        List<String> words = all.stream()
                .map(problem -> problem.field() + ": " + problem.message())
                .distinct()
                .toList();
        String sentence = words.size() == 1 ? words.get(0) : "[" + String.join(", ", words) + "]";
        ApiFailure failure = new ApiFailure(
                        422, "Invalid", type.qualifiedKind() + " \"" + name + "\" is invalid: " + sentence)
                .about(type, name, type.kind());
        all.forEach(problem -> failure.cause(problem.reason(), problem.message(), problem.field()));
        throw failure;
    }
}

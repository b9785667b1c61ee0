package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ekssdk.testing.internal.kubernetes.Rule.Question;
import org.jspecify.annotations.Nullable;

/** A refusal as the API server words it: an object of kind Status. */
final class ApiFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;
    private final transient ObjectNode details = Trees.object();
    private boolean generic;
    private boolean plain;

    ApiFailure(int code, String reason, String message) {
        super(message);
        this.code = code;
        this.reason = reason;
    }

    static ApiFailure notFound(ResourceType type, String name) {
        return new ApiFailure(404, "NotFound", type.key() + " \"" + name + "\" not found").about(type, name);
    }

    /** A refusal that says nothing about an object; its details are there and empty. */
    static ApiFailure generic(int code, String reason, String message) {
        ApiFailure failure = new ApiFailure(code, reason, message);
        failure.generic = true;
        return failure;
    }

    static ApiFailure noSuchResource() {
        return generic(404, "NotFound", "the server could not find the requested resource");
    }

    /** The answer to paths that lead nowhere: plain text. */
    static ApiFailure pageNotFound() {
        ApiFailure failure = new ApiFailure(404, "", "404 page not found");
        failure.plain = true;
        return failure;
    }

    /** The refusal as it is sent. */
    ApiAnswer answer() {
        return plain ? ApiAnswer.text(code, getMessage() + "\n") : ApiAnswer.json(code, status());
    }

    /** Options that are not valid, such as {@code DeleteOptions}. */
    static ApiFailure invalidOptions(String kind, String why) {
        ApiFailure failure = new ApiFailure(422, "Invalid", kind + ".meta.k8s.io \"\" is invalid: " + why);
        failure.details.put("group", "meta.k8s.io").put("kind", kind);
        return failure;
    }

    static ApiFailure alreadyExists(ResourceType type, ObjectNode present) {
        String name = Trees.name(present);
        String start = Trees.isDeleting(present) ? "object is being deleted: " : "";
        return new ApiFailure(409, "AlreadyExists", start + type.key() + " \"" + name + "\" already exists")
                .about(type, name);
    }

    static ApiFailure conflict(ResourceType type, String name, String why) {
        return new ApiFailure(
                        409, "Conflict", "Operation cannot be fulfilled on " + type.key() + " \"" + name + "\": " + why)
                .about(type, name);
    }

    /** A conflict that names the kind, as those of preconditions of deletions do. */
    static ApiFailure conflictOfKind(ResourceType type, String name, String why) {
        return new ApiFailure(
                        409,
                        "Conflict",
                        "Operation cannot be fulfilled on " + type.qualifiedKind() + " \"" + name + "\": " + why)
                .about(type, name, type.kind());
    }

    /** A conflict about the binding of a pod. */
    static ApiFailure conflictOfBinding(ResourceType type, String name, String why) {
        String binding = type.plural() + "/binding";
        return new ApiFailure(
                        409, "Conflict", "Operation cannot be fulfilled on " + binding + " \"" + name + "\": " + why)
                .about(type, name, binding);
    }

    static ApiFailure modified(ResourceType type, String name) {
        return conflict(
                type,
                name,
                "the object has been modified; please apply your changes to the latest version and try again");
    }

    static ApiFailure badRequest(String message) {
        return new ApiFailure(400, "BadRequest", message);
    }

    static ApiFailure forbidden(ResourceType type, String name, String why) {
        String object = name.isEmpty() ? type.key() : type.key() + " \"" + name + "\"";
        return new ApiFailure(403, "Forbidden", object + " is forbidden: " + why).about(type, name);
    }

    /** A refusal of what a user may not do. */
    static ApiFailure forbidden(Question question, String message) {
        return new ApiFailure(403, "Forbidden", message).about(question.group(), question.name(), question.resource());
    }

    private void put(String field, String value) {
        if (!value.isEmpty()) {
            details.put(field, value);
        }
    }

    static ApiFailure methodNotAllowed() {
        return generic(405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
    }

    static ApiFailure unsupportedMediaType(String accepted) {
        return new ApiFailure(
                415,
                "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include: " + accepted);
    }

    static ApiFailure expired(String message) {
        return new ApiFailure(410, "Expired", message);
    }

    static ApiFailure unauthorized() {
        return new ApiFailure(401, "Unauthorized", "Unauthorized");
    }

    ApiFailure about(ResourceType type, String name) {
        return about(type, name, type.plural());
    }

    /** The details of a refusal; about invalid objects they say the kind, else the plural of it. */
    ApiFailure about(ResourceType type, String name, String kind) {
        return about(type.group(), name, kind);
    }

    ApiFailure about(String group, String name, String kind) {
        put("name", name);
        put("group", group);
        put("kind", kind);
        return this;
    }

    ApiFailure cause(String causeReason, String message, @Nullable String field) {
        ArrayNode causes = details.withArray("causes");
        ObjectNode cause = causes.addObject().put("reason", causeReason).put("message", message);
        if (field != null) {
            cause.put("field", field);
        }
        return this;
    }

    ApiFailure retryAfter(int seconds) {
        details.put("retryAfterSeconds", seconds);
        return this;
    }

    int code() {
        return code;
    }

    String reason() {
        return reason;
    }

    ObjectNode status() {
        ObjectNode status = Trees.object().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Failure").put("message", getMessage());
        if (!reason.isEmpty()) {
            status.put("reason", reason);
        }
        if (generic || !details.isEmpty()) {
            status.set("details", details);
        }
        return status.put("code", code);
    }
}

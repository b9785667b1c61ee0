package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/**
 * A request to the API.
 *
 * @param path decoded path
 * @param query parameters by name, the last of a name
 * @param headers first header of each name, names in lower case
 * @param warnings what the answer shall warn of, collected on the way
 */
record ApiRequest(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        SdkBytes body,
        List<String> warnings) {

    String parameter(String name) {
        return query.getOrDefault(name, "");
    }

    boolean isTrue(String name) {
        String value = parameter(name);
        return value.equals("true") || value.equals("1");
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Media type of the body, without parameters. */
    String contentType() {
        String type = header("content-type");
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).trim().toLowerCase(Locale.ROOT);
    }

    boolean isDryRun() {
        String dryRun = parameter("dryRun");
        if (!dryRun.isEmpty() && !dryRun.equals("All")) {
            throw new ApiFailure(
                            422,
                            "Invalid",
                            "\"\" is invalid: dryRun: Unsupported value: \"" + dryRun + "\": supported values: \"All\"")
                    .cause("FieldValueNotSupported", "Unsupported value: \"" + dryRun + "\"", "dryRun");
        }
        return !dryRun.isEmpty();
    }

    /** Who writes: the parameter, else the program's name at the start of its User-Agent. */
    String fieldManager() {
        String given = parameter("fieldManager");
        if (!given.isEmpty()) {
            return given;
        }
        String agent = header("user-agent");
        int end = agent.indexOf('/');
        String name = end < 0 ? agent : agent.substring(0, end);
        return name.isEmpty() ? "unknown" : name;
    }

    /** The body as a tree, an empty object if there is none. */
    JsonNode tree() {
        if (body.asByteArrayUnsafe().length == 0) {
            return Trees.object();
        }
        if (Protobuf.isProtobuf(body.asByteArrayUnsafe())) {
            return Protobuf.read(body.asByteArrayUnsafe());
        }
        try {
            return Trees.parse(body.asByteArrayUnsafe());
        } catch (IllegalArgumentException e) {
            throw ApiFailure.badRequest(String.valueOf(e.getMessage()));
        }
    }

    /** The body as an object. */
    ObjectNode object() {
        if (contentType().contains("cbor")) {
            throw ApiFailure.unsupportedMediaType("application/json, application/yaml");
        }
        if (tree() instanceof ObjectNode object) {
            return object;
        }
        throw ApiFailure.badRequest("couldn't get version/kind; json parse error: the body is no object");
    }

    /** A field of options that stand in the body of a deletion or in the query. */
    String option(String name, @Nullable JsonNode options) {
        String inBody = options == null ? "" : options.path(name).asText("");
        return inBody.isEmpty() ? parameter(name) : inBody;
    }
}

package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
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

    private static final int LONGEST_MANAGER = 128;
    private static final int SUMMARY = 30;

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
        return !parameter("dryRun").isEmpty();
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
        String shorter = name.length() > LONGEST_MANAGER ? name.substring(0, LONGEST_MANAGER) : name;
        return shorter.isEmpty() ? "unknown" : shorter;
    }

    /** The body as a tree, an empty object if there is none. */
    JsonNode tree() {
        if (body.asByteArrayUnsafe().length == 0) {
            return Trees.object();
        }
        if (Protobuf.isProtobuf(body.asByteArrayUnsafe())) {
            return Protobuf.read(body.asByteArrayUnsafe());
        }
        return contentType().contains("yaml") ? yaml() : json();
    }

    private JsonNode yaml() {
        try {
            return Trees.parse(body.asByteArrayUnsafe());
        } catch (IllegalArgumentException e) {
            throw ApiFailure.badRequest(
                    (contentType().contains("patch") ? "error decoding YAML: " : "") + e.getMessage());
        }
    }

    private JsonNode json() {
        try {
            return Trees.parseJson(body.asByteArrayUnsafe());
        } catch (IllegalArgumentException e) {
            boolean patch = contentType().contains("patch") && !contentType().contains("strategic");
            throw ApiFailure.badRequest((patch ? "error decoding patch: " : "") + e.getMessage());
        }
    }

    /**
     * The body as an object of a kind.
     *
     * @throws ApiFailure if there is none, in the words of the API server's decoder
     */
    ObjectNode object(String kind) {
        String why = "unexpected end of JSON input";
        if (body.asByteArrayUnsafe().length > 0) {
            try {
                return object();
            } catch (ApiFailure noObject) {
                if (noObject.code() != 400) {
                    throw noObject;
                }
                why = String.valueOf(noObject.getMessage());
            }
        }
        throw ApiFailure.badRequest("the object provided is unrecognized (must be of type " + kind + "): "
                + (contentType().contains("yaml") ? "" : "couldn't get version/kind; json parse error: ") + why + " ("
                + summary() + ")");
    }

    /** How the API server shows the beginning of a body that it cannot read. */
    private String summary() {
        String text = body.asUtf8String();
        if (text.isEmpty()) {
            return "<empty>";
        }
        String start = text.substring(0, Math.min(SUMMARY, text.length()));
        String shown = text.startsWith("{") ? start : HexFormat.of().formatHex(start.getBytes(StandardCharsets.UTF_8));
        return text.length() > SUMMARY ? shown + " ..." : shown;
    }

    /** The body as an object. */
    ObjectNode object() {
        JsonNode tree = tree();
        if (tree instanceof ObjectNode object) {
            return object;
        }
        if (tree.isNull()) {
            return Trees.object();
        }
        throw ApiFailure.badRequest("json: cannot unmarshal " + Trees.wordFor(tree)
                + " into Go value of type struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string"
                + " \"json:\\\"kind,omitempty\\\"\" }");
    }

    /** A field of options that stand in the body of a deletion or in the query. */
    String option(String name, @Nullable JsonNode options) {
        String inBody = options == null ? "" : options.path(name).asText("");
        return inBody.isEmpty() ? parameter(name) : inBody;
    }
}

package io.github.ekssdk.k8s.anycluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Requests as they stand on the wire, past the types of a client. Paths may say NS for the namespace of the test. */
final class Wire {
    static final String JSON = "application/json";
    static final String MERGE = "application/merge-patch+json";
    static final String STRATEGIC = "application/strategic-merge-patch+json";
    static final String JSON_PATCH = "application/json-patch+json";
    static final String APPLY = "application/apply-patch+yaml";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final AnyCluster cluster;

    Wire(AnyCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * An answer.
     *
     * @param body an empty object if it is no JSON
     */
    record Answer(int code, String text, JsonNode body) {
        String message() {
            return body.path("message").asText();
        }

        String reason() {
            return body.path("reason").asText();
        }

        /** The fields that the causes name, in their order. */
        List<String> fields() {
            return body.at("/details/causes").findValuesAsText("field");
        }
    }

    Answer get(String path) throws JsonProcessingException, ExecutionException, InterruptedException {
        return send("GET", path, JSON, "");
    }

    Answer post(String path, String body) throws JsonProcessingException, ExecutionException, InterruptedException {
        return send("POST", path, JSON, body);
    }

    Answer patch(String type, String path, String body)
            throws JsonProcessingException, ExecutionException, InterruptedException {
        return send("PATCH", path, type, body);
    }

    Answer send(String method, String path, String type, String body)
            throws JsonProcessingException, ExecutionException, InterruptedException {
        return send(request(path).method(method, type, in(body)));
    }

    Answer as(String user, String method, String path, String body)
            throws JsonProcessingException, ExecutionException, InterruptedException {
        return send(request(path).setHeader("Impersonate-User", user).method(method, JSON, in(body)));
    }

    Answer accepting(String accept, String path)
            throws JsonProcessingException, ExecutionException, InterruptedException {
        return send(request(path).setHeader("Accept", accept));
    }

    private Answer send(HttpRequest.Builder request)
            throws JsonProcessingException, ExecutionException, InterruptedException {
        HttpResponse<String> response = cluster.client()
                .getHttpClient()
                .sendAsync(request.build(), String.class)
                .get();
        String text = response.body() == null ? "" : response.body().replace(cluster.namespace(), "NS");
        JsonNode body = text.startsWith("{") ? MAPPER.readTree(text) : JsonNodeFactory.instance.objectNode();
        return new Answer(response.code(), text, body);
    }

    private HttpRequest.Builder request(String path) {
        String base = cluster.client().getMasterUrl().toString();
        return cluster.client()
                .getHttpClient()
                .newHttpRequestBuilder()
                .setHeader("User-Agent", "wire-test/1")
                .uri(base.replaceFirst("/$", "") + in(path));
    }

    private String in(String text) {
        return text.replace("NS", cluster.namespace()).replace('\'', '"');
    }
}

package io.github.ekssdk.k8s.internal.component;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.github.ekssdk.error.AwsError;
import io.github.ekssdk.error.EksSdkException;
import io.github.ekssdk.error.KubernetesCallFailedException;
import io.github.ekssdk.error.KubernetesUnreachableException;
import io.github.ekssdk.error.KubernetesUntrustedException;
import io.github.ekssdk.error.OperationCancelledException;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.k8s.internal.client.Explanations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The calls that the engine makes to the Kubernetes API of a cluster. Each fails with {@link AwsFault} alone, and is made once. */
final class KubernetesApi implements AutoCloseable {

    /** The field manager, and the name under which the SDK appears in the cluster. */
    static final String MANAGER = "eks-sdk";

    private static final String SERVICE = "kubernetes";
    private static final String JSON = "application/json";
    private static final String APPLY = "application/apply-patch+yaml";
    private static final String MERGE = "application/merge-patch+json";
    private static final String NAMES_ONLY =
            "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";
    private static final int PAGE = 500;

    /** What an API server says in plain text below the path of a group that it does not have. */
    private static final String NO_SUCH_GROUP = "404 page not found";

    private final KubernetesClient client;
    private final ApiResources resources = new ApiResources(this);

    KubernetesApi(KubernetesClient client) {
        this.client = client;
    }

    /** Returns what the API serves. */
    ApiResources resources() {
        return resources;
    }

    /** Returns what stands at a path, or nothing. */
    Optional<Map<String, Object>> get(String path) {
        return AwsFault.found(() -> Json.map(call("get", path, request(path))));
    }

    /** Returns all objects of a collection that have a label, page by page. */
    List<Map<String, Object>> list(String path, String labelSelector) {
        return pages(path, labelSelector.isEmpty() ? "" : "&labelSelector=" + encode(labelSelector), JSON);
    }

    /** Returns at least the names and labels of all objects of a collection. */
    List<Map<String, Object>> listNames(String path) {
        return pages(path, "", NAMES_ONLY);
    }

    private List<Map<String, Object>> pages(String path, String query, String accept) {
        List<Map<String, Object>> items = new ArrayList<>();
        String next = "";
        do {
            String page = path + "?limit=" + PAGE + query + (next.isEmpty() ? "" : "&continue=" + encode(next));
            Map<String, Object> list = Json.map(call("list", path, request(page).setHeader("Accept", accept)));
            Tree.list(list, "items").forEach(item -> items.add(Tree.map(item)));
            next = Objects.toString(Tree.at(list, "metadata", "continue"), "");
        } while (!next.isEmpty());
        return items;
    }

    /** Makes an object, or the fields of one that are given here, as wanted (server-side apply), and returns it. */
    Map<String, Object> apply(String path, Map<String, Object> object, boolean force) {
        return apply(path, object, MANAGER, force);
    }

    /** Makes the fields that are given here as wanted, under a field manager that has no others. */
    Map<String, Object> apply(String path, Map<String, Object> object, String manager, boolean force) {
        String uri = path + "?fieldManager=" + manager + "&fieldValidation=Strict" + (force ? "&force=true" : "");
        return Json.map(call("patch", path, request(uri).method("PATCH", APPLY, Json.write(object))));
    }

    /** Changes the fields of an object that are given here (JSON merge patch), and returns it. */
    Map<String, Object> merge(String path, Map<String, Object> fields) {
        return Json.map(call(
                "patch", path, request(path + "?fieldManager=" + MANAGER).method("PATCH", MERGE, Json.write(fields))));
    }

    /** Starts the deletion of the object with that uid; one that is gone already is no error. */
    void delete(String path, String uid) {
        String options = Json.write(Map.of(
                "apiVersion",
                "v1",
                "kind",
                "DeleteOptions",
                "propagationPolicy",
                "Background",
                "preconditions",
                Map.of("uid", uid)));
        AwsFault.unlessGone(() -> call("delete", path, request(path).delete(JSON, options)));
    }

    /** Has another part of this module make calls, whose failures are told as those of this one. */
    <T> T calls(String verb, String path, Function<KubernetesClient, T> calls) {
        try {
            return calls.apply(client);
        } catch (KubernetesCallFailedException failure) {
            String reason = failure.reason().isEmpty() ? "HTTP " + failure.statusCode() : failure.reason();
            throw failure.statusCode() == 0
                    ? unanswered(verb, path, failure)
                    : fault(verb, path, reason, failure.statusCode(), failure, Optional.empty());
        }
    }

    private HttpRequest.Builder request(String path) {
        String base = client.getMasterUrl().toString();
        return client.getHttpClient()
                .newHttpRequestBuilder()
                .uri((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    private String call(String verb, String path, HttpRequest.Builder request) {
        HttpResponse<String> response;
        try {
            response = client.getHttpClient()
                    .sendAsync(request.build(), String.class)
                    .get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new OperationCancelledException(verb + " " + path, List.of(), interrupted);
        } catch (ExecutionException failure) {
            throw unanswered(verb, path, Objects.requireNonNullElse(failure.getCause(), failure));
        }
        String body = Objects.requireNonNullElse(response.body(), "");
        if (!response.isSuccessful()) {
            throw refused(verb, path, response, body);
        }
        return body;
    }

    private AwsFault unanswered(String verb, String path, Throwable failure) {
        EksSdkException explained = failure instanceof EksSdkException own
                ? own
                : Explanations.explain(client, new KubernetesClientException(failure.getMessage(), failure));
        String code = explained instanceof KubernetesUnreachableException
                ? "Unreachable"
                : explained instanceof KubernetesUntrustedException
                        ? "Untrusted"
                        : failure.getClass().getSimpleName();
        return fault(verb, path, code, 0, explained, Optional.empty());
    }

    private AwsFault refused(String verb, String path, HttpResponse<String> response, String body) {
        Status status = status(body);
        EksSdkException explained = Explanations.explain(
                client, new KubernetesClientException(said(status, body), response.code(), status));
        String reason = status == null ? null : status.getReason();
        if (reason == null && body.startsWith(NO_SUCH_GROUP)) {
            reason = "NotFound";
        }
        return fault(
                verb,
                path,
                Objects.requireNonNullElse(reason, "HTTP " + response.code()),
                response.code(),
                explained,
                Optional.ofNullable(response.header("Audit-Id")));
    }

    private static AwsFault fault(
            String verb, String path, String code, int status, EksSdkException explained, Optional<String> auditId) {
        String message = Objects.requireNonNullElse(explained.getMessage(), code);
        return new AwsFault(
                new AwsError(SERVICE, verb + " " + path, code, status, message, auditId), status != 0, explained);
    }

    private static @Nullable Status status(String body) {
        return body.startsWith("{") && body.toLowerCase(Locale.ROOT).contains("\"status\"")
                ? Json.read(body, Status.class)
                : null;
    }

    private static String said(@Nullable Status status, String body) {
        String message = status == null ? null : status.getMessage();
        return Objects.requireNonNullElse(message, body.isBlank() ? "no reason was given" : body.strip());
    }

    private static String encode(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}

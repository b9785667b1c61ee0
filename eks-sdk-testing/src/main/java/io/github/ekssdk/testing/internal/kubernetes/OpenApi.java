package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** OpenAPI v3, as far as kubectl reads it: which types there are with which fields, and that the server validates fields itself. */
final class OpenApi {
    private static final List<String> PARAMETERS =
            List.of("dryRun", "fieldManager", "fieldValidation", "force", "pretty");

    private OpenApi() {}

    static Optional<ApiAnswer> answer(List<String> words, ResourceTypes types) {
        if (words.size() < 2 || !words.get(1).equals("v3")) {
            return Optional.empty();
        }
        if (words.size() == 2) {
            return Optional.of(ApiAnswer.json(200, index(types)));
        }
        boolean core = words.get(2).equals("api");
        if (words.size() != (core ? 4 : 5)) {
            return Optional.empty();
        }
        List<ResourceType> served =
                core ? types.of("", words.get(3)) : types.of(words.get(3), words.get(words.size() - 1));
        return served.isEmpty() ? Optional.empty() : Optional.of(ApiAnswer.json(200, document(served)));
    }

    private static ObjectNode index(ResourceTypes types) {
        ObjectNode index = Trees.object();
        ObjectNode paths = index.putObject("paths");
        types.versions()
                .forEach((group, versions) -> versions.forEach(version -> {
                    String path = group.isEmpty() ? "api/" + version : "apis/" + group + "/" + version;
                    String hash = Integer.toHexString(types.of(group, version).hashCode());
                    paths.putObject(path).put("serverRelativeURL", "/openapi/v3/" + path + "?hash=" + hash);
                }));
        return index;
    }

    private static ObjectNode document(List<ResourceType> types) {
        ObjectNode document = Trees.object().put("openapi", "3.0.0");
        document.putObject("info").put("title", "Kubernetes").put("version", "fake");
        ObjectNode paths = document.putObject("paths");
        ObjectNode schemas = Trees.child(document, "components", "schemas");
        for (ResourceType type : types) {
            String root = type.group().isEmpty() ? "/api/" : "/apis/" + type.group() + "/";
            String all = root + type.version() + (type.namespaced() ? "/namespaces/{namespace}/" : "/") + type.plural();
            operation(paths.putObject(all), "post", "post", type);
            ObjectNode one = paths.putObject(all + "/{name}");
            Map.of("put", "put", "patch", "patch", "get", "get", "delete", "delete")
                    .forEach((method, action) -> operation(one, method, action, type));
            ObjectNode schema = new OpenApiSchemas(schemas).add(schemaName(type), type);
            schema.set("x-kubernetes-group-version-kind", Trees.array().add(identity(type)));
        }
        return document;
    }

    private static String schemaName(ResourceType type) {
        return "io.k8s.api." + (type.group().isEmpty() ? "core" : type.group()) + "." + type.version() + "."
                + type.kind();
    }

    private static ObjectNode identity(ResourceType type) {
        return Trees.object()
                .put("group", type.group())
                .put("kind", type.kind())
                .put("version", type.version());
    }

    private static void operation(ObjectNode path, String method, String action, ResourceType type) {
        ObjectNode operation = path.putObject(method).put("x-kubernetes-action", action);
        operation.set("x-kubernetes-group-version-kind", identity(type));
        ArrayNode parameters = operation.putArray("parameters");
        PARAMETERS.forEach(name -> parameters
                .addObject()
                .put("name", name)
                .put("in", "query")
                .putObject("schema")
                .put("type", "string"));
        operation.putObject("responses").putObject("200").put("description", "OK");
    }
}

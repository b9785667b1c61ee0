package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;

/** Scale, eviction, binding, tokens and logs. */
final class Subresources {
    private static final int LIFE_OF_TOKENS = 3_600;
    private static final int SHORTEST_LIFE = 600;
    private static final String OWN_AUDIENCE = "https://kubernetes.default.svc";

    private final ClusterObjects objects;
    private final Writes writes;
    private final Evictions evictions;

    Subresources(ClusterObjects objects, Writes writes, Evictions evictions) {
        this.objects = objects;
        this.writes = writes;
        this.evictions = evictions;
    }

    ApiAnswer answer(ApiRequest request, Target target) {
        return switch (target.subresource()) {
            case "scale" -> ApiAnswer.json(200, scale(request, target));
            case "eviction" -> ApiAnswer.json(201, evictions.evict(request, target, writes.live(target)));
            case "binding" -> ApiAnswer.json(201, bind(request, target));
            case "token" -> ApiAnswer.json(201, token(request, target));
            case "log" -> {
                writes.live(target);
                yield ApiAnswer.text(200, "");
            }
            case "finalize" -> ApiAnswer.json(200, finalizeNamespace(request, target));
            default -> throw ApiFailure.methodNotAllowed();
        };
    }

    private ObjectNode scale(ApiRequest request, Target target) {
        ObjectNode live = writes.scaled(target, request.method().equals("GET"));
        JsonNode paths = Trees.at(target.type().definition(), "subresources", "scale");
        String[] wanted = steps(paths, "specReplicasPath", ".spec.replicas");
        if (request.method().equals("GET")) {
            return view(live, paths, wanted);
        }
        ObjectNode view = view(live, paths, wanted);
        ObjectNode changed = switch (request.method()) {
            case "PUT" -> request.object("Scale").deepCopy();
            default ->
                request.contentType().contains("json-patch")
                        ? JsonPatch.apply(view, request.tree())
                        : MergePatch.apply(view, request.tree());
        };
        Writes.place(changed, target);
        JsonNode replicas = Trees.at(changed, "spec", "replicas");
        if (replicas.asInt() < 0) {
            String why = "Invalid value: " + replicas + ": must be greater than or equal to 0";
            throw new ApiFailure(
                            422,
                            "Invalid",
                            "Scale.autoscaling \"" + target.name() + "\" is invalid: spec.replicas: " + why)
                    .about("autoscaling", target.name(), "Scale")
                    .cause("FieldValueInvalid", why, "spec.replicas");
        }
        String revision = Trees.text(changed, "metadata", "resourceVersion");
        if (!revision.isEmpty() && !revision.equals(Trees.text(live, "metadata", "resourceVersion"))) {
            throw ApiFailure.modified(target.type(), target.name());
        }
        ObjectNode after = live.deepCopy();
        Trees.child(after, List.of(wanted).subList(0, wanted.length - 1).toArray(String[]::new))
                .put(wanted[wanted.length - 1], replicas.asInt());
        ManagedFields.updated(live, after, target.type(), new Writer(request.fieldManager(), "scale", objects.time()));
        ObjectNode kept = request.isDryRun() ? after : objects.replace(live, after, target.type());
        return view(kept, paths, wanted);
    }

    private static String[] steps(JsonNode paths, String name, String otherwise) {
        String path = Trees.text(paths, name);
        return (path.isEmpty() ? otherwise : path).substring(1).split("\\.");
    }

    private static ObjectNode view(ObjectNode object, JsonNode paths, String[] wanted) {
        ObjectNode scale = Trees.object().put("kind", "Scale").put("apiVersion", "autoscaling/v1");
        ObjectNode metadata = scale.putObject("metadata");
        for (String field : List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
            metadata.set(field, Trees.at(object, "metadata", field));
        }
        int replicas = Trees.at(object, wanted).asInt();
        ObjectNode spec = scale.putObject("spec");
        if (replicas != 0) {
            spec.put("replicas", replicas);
        }
        ObjectNode status = scale.putObject("status")
                .put(
                        "replicas",
                        Trees.at(object, steps(paths, "statusReplicasPath", ".status.replicas"))
                                .asInt());
        JsonNode selector = Trees.at(object, "spec", "selector");
        boolean plain = Trees.text(object, "kind").equals("ReplicationController");
        List<String> labels = Trees.strings(plain ? selector : selector.path("matchLabels")).entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .toList();
        if (!labels.isEmpty()) {
            status.put("selector", String.join(",", labels));
        }
        return scale;
    }

    private ObjectNode bind(ApiRequest request, Target target) {
        ObjectNode pod = writes.live(target);
        if (!Trees.name(request.object()).equals(target.name())) {
            throw ApiFailure.badRequest("name in URL does not match name in Binding object");
        }
        if (Trees.isSet(pod, "spec", "nodeName")) {
            throw ApiFailure.conflictOfBinding(
                    target.type(),
                    target.name(),
                    "pod " + target.name() + " is already assigned to node \"" + Trees.text(pod, "spec", "nodeName")
                            + "\"");
        }
        String node = Trees.text(request.object(), "target", "name");
        objects.change("pods", pod, copy -> Trees.child(copy, "spec").put("nodeName", node));
        return Trees.object().put("kind", "Status").put("apiVersion", "v1").put("status", "Success");
    }

    private ObjectNode token(ApiRequest request, Target target) {
        writes.live(target);
        ObjectNode answer = request.object().deepCopy();
        ObjectNode spec = Trees.child(answer, "spec");
        Defaults.putIfAbsent(spec, "expirationSeconds", LIFE_OF_TOKENS);
        int seconds = spec.path("expirationSeconds").asInt();
        if (seconds < SHORTEST_LIFE) {
            String why = "Invalid value: " + seconds + ": may not specify a duration less than 10 minutes";
            throw new ApiFailure(
                            422,
                            "Invalid",
                            "TokenRequest.authentication.k8s.io \"\" is invalid: spec.expirationSeconds: " + why)
                    .about("authentication.k8s.io", "", "TokenRequest")
                    .cause("FieldValueInvalid", why, "spec.expirationSeconds");
        }
        if (spec.path("audiences").isEmpty()) {
            spec.putArray("audiences").add(OWN_AUDIENCE);
        }
        answer.putObject("status")
                .put("token", ServiceAccountTokens.make(target.namespace(), target.name()))
                .put("expirationTimestamp", ClusterObjects.time(objects.now().plus(Duration.ofSeconds(seconds))));
        return answer;
    }

    private ObjectNode finalizeNamespace(ApiRequest request, Target target) {
        ObjectNode live = writes.live(target);
        ObjectNode after = live.deepCopy();
        Trees.child(after, "spec").set("finalizers", Trees.at(request.object(), "spec", "finalizers"));
        if (Trees.isDeleting(after) && Trees.at(after, "spec", "finalizers").isEmpty()) {
            return objects.store().remove("namespaces", live);
        }
        return objects.replace(live, after, target.type());
    }
}

package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Evicts pods, as far as their PodDisruptionBudgets let it. */
final class Evictions {
    private final ClusterObjects objects;
    private final Deletion deletion;

    Evictions(ClusterObjects objects, Deletion deletion) {
        this.objects = objects;
        this.deletion = deletion;
    }

    ObjectNode evict(ApiRequest request, Target target, ObjectNode pod) {
        if (!Trees.name(request.object()).equals(target.name())) {
            throw ApiFailure.badRequest("name in URL does not match name in Eviction object");
        }
        JsonNode options = request.object().path("deleteOptions");
        boolean counts = !Pods.isOver(pod)
                && !Trees.isDeleting(pod)
                && !Trees.text(pod, "status", "phase").equals("Pending");
        List<ObjectNode> budgets = counts ? budgets(pod) : List.of();
        if (budgets.size() > 1) {
            throw new ApiFailure(
                    500,
                    "",
                    "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.");
        }
        budgets.forEach(budget -> require(budget, pod));
        boolean dryRun = request.isDryRun() || options.path("dryRun").size() > 0;
        if (!dryRun) {
            JsonNode grace = options.path("gracePeriodSeconds");
            Optional<ObjectNode> left = deletion.delete(
                    pod,
                    target.type(),
                    new Deletion.Options(
                            "Background",
                            grace.isNumber() ? grace.intValue() : -1,
                            Trees.text(options, "preconditions", "uid"),
                            ""));
            left.ifPresent(one -> objects.status(
                    "pods",
                    one,
                    status -> Pods.condition(
                            status,
                            "DisruptionTarget",
                            "True",
                            "EvictionByEvictionAPI",
                            "Eviction API: evicting",
                            objects.time())));
        }
        ObjectNode status = Trees.object().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        return status.put("status", "Success").put("code", 201);
    }

    private List<ObjectNode> budgets(ObjectNode pod) {
        return objects.in("poddisruptionbudgets.policy", Trees.namespace(pod)).stream()
                .filter(budget -> {
                    JsonNode selector = Trees.at(budget, "spec", "selector");
                    return selector.isObject() && LabelSelector.of(selector).selects(pod);
                })
                .toList();
    }

    private static void require(ObjectNode budget, ObjectNode pod) {
        if (!Pods.isReady(pod)
                && Trees.number(budget, 0, "status", "currentHealthy")
                        >= Trees.number(budget, 0, "status", "desiredHealthy")) {
            return;
        }
        if (Trees.number(budget, 0, "status", "disruptionsAllowed") <= 0) {
            throw new ApiFailure(
                            429, "TooManyRequests", "Cannot evict pod as it would violate the pod's disruption budget.")
                    .cause(
                            "DisruptionBudget",
                            "The disruption budget " + Trees.name(budget) + " needs "
                                    + Trees.number(budget, 0, "status", "desiredHealthy") + " healthy pods and has "
                                    + Trees.number(budget, 0, "status", "currentHealthy") + " currently",
                            null);
        }
    }
}

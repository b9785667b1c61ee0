package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** How many pods each PodDisruptionBudget can spare. */
final class BudgetController implements Controller {
    private static final String TYPE = "poddisruptionbudgets.policy";

    private final ClusterObjects objects;

    BudgetController(ClusterObjects objects) {
        this.objects = objects;
    }

    @Override
    public List<String> types() {
        return List.of(TYPE, "pods");
    }

    @Override
    public void reconcile() {
        objects.all(TYPE).forEach(this::count);
    }

    private void count(ObjectNode budget) {
        LabelSelector selector = LabelSelector.of(Trees.at(budget, "spec", "selector"));
        List<ObjectNode> pods = objects.in("pods", Trees.namespace(budget)).stream()
                .filter(pod -> selector.selects(pod) && !Pods.isOver(pod))
                .toList();
        int healthy = Owners.ready(pods);
        int expected = pods.size();
        JsonNode most = Trees.at(budget, "spec", "maxUnavailable");
        int wanted = most.isMissingNode()
                ? DeploymentController.share(Trees.at(budget, "spec", "minAvailable"), expected, true)
                : Math.max(0, expected - DeploymentController.share(most, expected, true));
        int allowed = expected == 0 ? 0 : Math.max(0, healthy - wanted);
        objects.status(TYPE, budget, status -> {
            status.put("currentHealthy", healthy)
                    .put("desiredHealthy", wanted)
                    .put("expectedPods", expected)
                    .put("disruptionsAllowed", allowed)
                    .put("observedGeneration", Trees.number(budget, 1, "metadata", "generation"));
            Pods.condition(
                    status,
                    "DisruptionAllowed",
                    allowed > 0 ? "True" : "False",
                    allowed > 0 ? "SufficientPods" : "InsufficientPods",
                    "",
                    objects.time());
        });
    }
}

package io.github.ekssdk.k8s.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.github.ekssdk.k8s.anycluster.AnyCluster;
import io.github.ekssdk.k8s.anycluster.AnyClusterTest;
import io.github.ekssdk.k8s.internal.client.Calls;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The eviction API as servers speak it. The pods run nowhere, and their status is what the test says; that of their budgets too, where no
 * controller comes to the same.
 */
class EvictorTest {

    private static Evictor evictor(AnyCluster cluster) {
        return new Evictor(cluster.client(), Calls.of(cluster.client(), cluster.time()), Optional.of(Duration.ZERO));
    }

    private static Pod running(KubernetesClient client, String name) {
        Pod created = client.pods()
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withLabels(Map.of("app", "web"))
                        .endMetadata()
                        .withNewSpec()
                        .withSchedulerName("nobody")
                        .addNewContainer()
                        .withName("app")
                        .withImage("registry.k8s.io/pause:3.10")
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
        return client.pods().resource(created).subresource("status").patch(PatchContext.of(PatchType.JSON_MERGE), """
            {"status": {"phase": "Running", "conditions": [{"type": "Ready", "status": "True"}]}}
            """);
    }

    private static void budget(KubernetesClient client, String name) {
        PodDisruptionBudget created = client.policy()
                .v1()
                .podDisruptionBudget()
                .resource(new PodDisruptionBudgetBuilder(Workloads.budget(name, "web", 1))
                        .editMetadata()
                        .withNamespace(client.getNamespace())
                        .endMetadata()
                        .build())
                .create();
        client.policy()
                .v1()
                .podDisruptionBudget()
                .resource(created)
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), """
                    {"status": {"observedGeneration": %d, "expectedPods": 1, "currentHealthy": 1, "desiredHealthy": 1,
                     "disruptionsAllowed": 0}}
                    """.formatted(
                                created.getMetadata().getGeneration()));
    }

    @AnyClusterTest
    void a_budget_that_is_used_up_refuses_and_is_named(AnyCluster cluster) {
        Pod pod = running(cluster.client(), "web");
        budget(cluster.client(), "web-budget");

        Eviction outcome = evictor(cluster).evict(pod);

        assertThat(outcome).isInstanceOfSatisfying(Eviction.Refused.class, refused -> {
            assertThat(refused.budget()).contains("web-budget");
            assertThat(refused.reason()).startsWith("may not be evicted: The disruption budget web-budget ");
        });
        assertThat(cluster.client().pods().withName("web").get().getMetadata().getDeletionTimestamp())
                .isNull();
    }

    @AnyClusterTest
    void two_budgets_are_one_too_many(AnyCluster cluster) {
        Pod pod = running(cluster.client(), "web");
        budget(cluster.client(), "one");
        budget(cluster.client(), "two");

        Eviction outcome = evictor(cluster).evict(pod);

        assertThat(outcome)
                .isEqualTo(new Eviction.Refused(
                        "has more than one PodDisruptionBudget, and the eviction API takes one at most",
                        Optional.empty()));
    }

    @AnyClusterTest
    void what_no_budget_keeps_goes(AnyCluster cluster) {
        Pod pod = running(cluster.client(), "web");

        Eviction outcome = evictor(cluster).evict(pod);

        assertThat(outcome).isEqualTo(new Eviction.Begun());
        assertThat(cluster.client().pods().list().getItems())
                .allMatch(left -> left.getMetadata().getDeletionTimestamp() != null);
    }

    @AnyClusterTest
    void a_successor_of_the_same_name_stays(AnyCluster cluster) {
        Pod pod = running(cluster.client(), "web");
        Pod before = new PodBuilder(pod)
                .editMetadata()
                .withUid("11111111-2222-3333-4444-555555555555")
                .endMetadata()
                .build();

        List<Eviction> outcomes =
                List.of(evictor(cluster).evict(before), evictor(cluster).delete(before));

        assertThat(outcomes).containsOnly(new Eviction.Gone());
        assertThat(cluster.client().pods().withName("web").get().getMetadata().getDeletionTimestamp())
                .isNull();
    }

    @AnyClusterTest
    void deleting_asks_no_budget(AnyCluster cluster) {
        Pod pod = running(cluster.client(), "web");
        budget(cluster.client(), "web-budget");

        Eviction outcome = evictor(cluster).delete(pod);

        assertThat(outcome).isEqualTo(new Eviction.Begun());
        assertThat(evictor(cluster).delete(pod)).isIn(new Eviction.Gone(), new Eviction.Begun());
    }
}

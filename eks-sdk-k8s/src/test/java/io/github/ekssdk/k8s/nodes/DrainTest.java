package io.github.ekssdk.k8s.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.ekssdk.error.BlockingPod;
import io.github.ekssdk.error.DrainFailedException;
import io.github.ekssdk.error.KubernetesCallFailedException;
import io.github.ekssdk.error.OperationCancelledException;
import io.github.ekssdk.k8s.Account;
import io.github.ekssdk.k8s.nodes.DrainEvent.NodeCordoned;
import io.github.ekssdk.k8s.nodes.DrainEvent.NodeDrained;
import io.github.ekssdk.k8s.nodes.DrainEvent.NodeUncordoned;
import io.github.ekssdk.k8s.nodes.DrainEvent.PodBlocked;
import io.github.ekssdk.k8s.nodes.DrainEvent.PodEvicted;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.Strictness;
import io.github.ekssdk.testing.kubernetes.KubernetesRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DrainTest {
    private final Account account = new Account(
            FakeAws.builder()
                    .strictness(Strictness.LENIENT)
                    .latency(LatencyProfile.typical())
                    .build(),
            request -> {});
    private final KubernetesClient client = account.connect();
    private final Nodes nodes = Nodes.of(client, account.aws.time());
    private final List<DrainEvent> events = new ArrayList<>();

    @BeforeEach
    void nodes() {
        account.pass(Duration.ofMinutes(20));
        account.nodeGroup("general", 2);
        account.pass(Duration.ofMinutes(10));
        assertThat(nodes.list()).hasSize(2).allMatch(ClusterNode::ready);
    }

    @AfterEach
    void close() {
        account.close();
    }

    private void run(Deployment deployment) {
        client.resource(deployment).create();
        account.pass(Duration.ofMinutes(1));
    }

    private String node(int index) {
        return nodes.list().get(index).name();
    }

    private static <E extends DrainEvent> List<E> only(List<DrainEvent> events, Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Test
    void pods_move_to_other_nodes_and_daemon_sets_stay() {
        run(Workloads.deployment("web", 4));
        String drained = node(0);

        DrainResult result = nodes.drain(drained, settings -> settings.listener(events::add));
        account.pass(Duration.ofMinutes(1));

        assertThat(Workloads.nodesOf(client, "web")).hasSize(4).containsOnly(node(1));
        assertThat(nodes.list()).extracting(ClusterNode::cordoned).containsExactly(true, false);
        assertThat(client.pods()
                        .inAnyNamespace()
                        .withField("spec.nodeName", drained)
                        .list()
                        .getItems())
                .isNotEmpty()
                .allMatch(pod ->
                        pod.getMetadata().getOwnerReferences().get(0).getKind().equals("DaemonSet"));
        assertThat(result.nodes()).containsExactly(drained);
        assertThat(result.pods())
                .hasSize(only(events, PodEvicted.class).size())
                .anyMatch(pod -> pod.startsWith("default/web-"));
        assertThat(result.elapsed()).isPositive().isLessThan(Duration.ofMinutes(1));
        assertThat(events.get(0)).isInstanceOf(NodeCordoned.class);
        assertThat(events.get(events.size() - 1)).isInstanceOf(NodeDrained.class);
    }

    @Test
    void a_budget_is_waited_for_and_what_it_blocks_is_told_once() {
        run(Workloads.deployment("web", 2));
        client.resource(Workloads.budget("web-budget", "web", 2)).create();

        DrainResult result = nodes.drain(
                node(0),
                settings -> settings.listener(event -> {
                    events.add(event);
                    if (event instanceof PodBlocked blocked && blocked.pod().startsWith("default/")) {
                        client.apps()
                                .deployments()
                                .inNamespace("default")
                                .withName("web")
                                .scale(3);
                    }
                }));

        assertThat(only(events, PodBlocked.class))
                .filteredOn(event -> event.pod().startsWith("default/"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.budget()).contains("web-budget");
                    assertThat(event.reason())
                            .isEqualTo(
                                    "may not be evicted: The disruption budget web-budget needs 2 healthy pods and has"
                                            + " 2 currently");
                });
        assertThat(result.pods()).anyMatch(pod -> pod.startsWith("default/web-"));
        assertThat(Workloads.nodesOf(client, "web")).doesNotContain(node(0));
    }

    @Test
    void beyond_the_deadline_the_pod_its_budget_and_the_time_are_named_and_the_node_is_uncordoned() {
        run(Workloads.deployment("web", 2));
        client.resource(Workloads.budget("web-budget", "web", 2)).create();
        Instant before = account.aws.time().now();

        DrainFailedException failure = catchThrowableOfType(
                DrainFailedException.class,
                () -> nodes.drain(
                        node(0),
                        settings -> settings.deadline(Duration.ofMinutes(5)).listener(events::add)));

        assertThat(failure.retryable()).isTrue();
        assertThat(failure.pods()).singleElement().satisfies(pod -> {
            assertThat(pod.namespace()).isEqualTo("default");
            assertThat(pod.name()).startsWith("web-");
            assertThat(pod.node()).isEqualTo(node(0));
            assertThat(pod.budget()).contains("web-budget");
            assertThat(pod.since()).isEqualTo(before);
        });
        assertThat(failure)
                .hasMessageStartingWith("After 5 min 0 s, a pod stays. Give their budgets room")
                .hasMessageContaining(
                        "on " + node(0) + " may not be evicted: The disruption budget web-budget needs 2 healthy"
                                + " pods and has 2 currently (since " + before + ").");
        assertThat(nodes.list()).noneMatch(ClusterNode::cordoned);
        assertThat(events.get(events.size() - 1)).isInstanceOf(NodeUncordoned.class);
    }

    @Test
    void force_deletes_what_its_budget_keeps() {
        run(Workloads.deployment("web", 2));
        client.resource(Workloads.budget("web-budget", "web", 2)).create();

        DrainResult result = nodes.drain(
                node(0), settings -> settings.forceAfter(Duration.ofMinutes(1)).listener(events::add));

        assertThat(result.elapsed()).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(2));
        assertThat(only(events, PodEvicted.class))
                .filteredOn(PodEvicted::forced)
                .extracting(PodEvicted::pod)
                .singleElement()
                .asString()
                .startsWith("default/web-");
        assertThat(Workloads.nodesOf(client, "web")).doesNotContain(node(0));
    }

    @Test
    void pods_that_would_be_lost_are_refused_all_at_once_before_anything_is_done() {
        run(new DeploymentBuilder(Workloads.deployment("cache", 1))
                .editSpec()
                .editTemplate()
                .editSpec()
                .withVolumes(new VolumeBuilder()
                        .withName("data")
                        .withNewEmptyDir()
                        .endEmptyDir()
                        .build())
                .endSpec()
                .endTemplate()
                .endSpec()
                .build());
        String node = Workloads.nodesOf(client, "cache").get(0);
        client.resource(Workloads.pod("bare", node)).create();
        int mark = account.kubernetes().requests().size();

        DrainFailedException failure = catchThrowableOfType(DrainFailedException.class, () -> nodes.drain(node));

        assertThat(failure.retryable()).isFalse();
        assertThat(failure.pods())
                .extracting(pod -> pod.name().substring(0, 4), BlockingPod::reason)
                .containsExactly(
                        tuple(
                                "bare",
                                "has no controller, so nothing would start it again; podsWithoutController(true)"
                                        + " evicts it"),
                        tuple(
                                "cach",
                                "would lose the data of its emptyDir volume data; podsWithEmptyDir(true) evicts it"));
        assertThat(failure).hasMessageStartingWith("Draining would lose 2 pods, so it was not done.");
        assertThat(account.kubernetes()
                        .requests()
                        .subList(mark, account.kubernetes().requests().size()))
                .noneMatch(KubernetesRequest::mutating);
    }

    @Test
    void pods_that_would_be_lost_go_when_that_is_allowed() {
        client.resource(Workloads.pod("bare", node(0))).create();
        account.pass(Duration.ofMinutes(1));

        DrainResult result = nodes.drain(
                node(0), settings -> settings.podsWithoutController(true).gracePeriod(Duration.ofSeconds(1)));

        assertThat(result.pods()).contains("default/bare");
        assertThat(client.pods().inNamespace("default").withName("bare").get()).isNull();
    }

    @Test
    void pods_that_have_ended_and_static_pods_are_left_alone() {
        client.resource(new PodBuilder(Workloads.pod("static", node(0)))
                        .editMetadata()
                        .addToAnnotations("kubernetes.io/config.mirror", "1")
                        .endMetadata()
                        .build())
                .create();
        client.resource(Workloads.pod("over", node(0))).create();
        client.pods()
                .inNamespace("default")
                .withName("over")
                .editStatus(pod -> new PodBuilder(pod)
                        .editOrNewStatus()
                        .withPhase("Succeeded")
                        .endStatus()
                        .build());

        DrainResult result = nodes.drain(node(0));

        assertThat(result.pods()).noneMatch(pod -> pod.startsWith("default/"));
        assertThat(client.pods().inNamespace("default").list().getItems()).hasSize(2);
    }

    @Test
    void all_nodes_of_a_group_are_cordoned_before_the_first_is_emptied() {
        account.nodeGroup("next", 2);
        account.pass(Duration.ofMinutes(10));
        run(Workloads.deployment("web", 8));

        DrainResult result = nodes.drainNodeGroup("general", settings -> settings.listener(events::add));
        account.pass(Duration.ofMinutes(1));

        assertThat(result.nodes())
                .containsExactlyElementsOf(nodes.ofNodeGroup("general").stream()
                        .map(ClusterNode::name)
                        .toList());
        assertThat(events.subList(0, 2)).allMatch(NodeCordoned.class::isInstance);
        assertThat(Workloads.nodesOf(client, "web"))
                .hasSize(8)
                .isSubsetOf(nodes.ofNodeGroup("next").stream()
                        .map(ClusterNode::name)
                        .toList());
        List<String> order = events.stream()
                .filter(event -> event instanceof PodEvicted || event instanceof NodeDrained)
                .map(DrainEvent::node)
                .distinct()
                .toList();
        assertThat(order).isEqualTo(result.nodes());
    }

    @Test
    void a_node_that_somebody_else_cordoned_stays_so_when_draining_fails() {
        run(Workloads.deployment("web", 2));
        client.resource(Workloads.budget("web-budget", "web", 2)).create();
        nodes.cordon(node(0));

        assertThatExceptionOfType(DrainFailedException.class)
                .isThrownBy(
                        () -> nodes.drainNodeGroup("general", settings -> settings.deadline(Duration.ofMinutes(1))));

        assertThat(nodes.list()).extracting(ClusterNode::cordoned).containsExactly(true, false);
    }

    @Test
    void an_interrupted_drain_uncordons_and_says_so() {
        run(Workloads.deployment("web", 2));
        client.resource(Workloads.budget("web-budget", "web", 2)).create();

        OperationCancelledException cancelled = catchThrowableOfType(
                OperationCancelledException.class,
                () -> nodes.drain(
                        node(0),
                        settings -> settings.listener(event -> {
                            if (event instanceof PodBlocked) {
                                Thread.currentThread().interrupt();
                            }
                        })));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(cancelled).isNotNull();
        assertThat(nodes.list()).noneMatch(ClusterNode::cordoned);
    }

    @Test
    void two_budgets_for_one_pod_are_named_as_what_they_are() {
        run(Workloads.deployment("web", 2));
        client.resource(Workloads.budget("one", "web", 1)).create();
        client.resource(Workloads.budget("two", "web", 1)).create();

        DrainFailedException failure = catchThrowableOfType(
                DrainFailedException.class,
                () -> nodes.drain(node(0), settings -> settings.deadline(Duration.ofSeconds(30))));

        assertThat(failure.pods())
                .singleElement()
                .extracting(BlockingPod::reason, BlockingPod::budget)
                .containsExactly(
                        "has more than one PodDisruptionBudget, and the eviction API takes one at most",
                        Optional.empty());
    }

    @Test
    void a_listener_that_fails_does_not_stop_the_drain() {
        DrainResult result = nodes.drain(
                node(0),
                settings -> settings.listener(event -> {
                    throw new IllegalStateException("not my day");
                }));

        assertThat(result.nodes()).containsExactly(node(0));
    }

    @Test
    void a_node_that_is_not_there_is_told() {
        KubernetesCallFailedException failure =
                catchThrowableOfType(KubernetesCallFailedException.class, () -> nodes.drain("ip-10-0-0-1"));

        assertThat(failure.statusCode()).isEqualTo(404);
        assertThat(failure).hasMessage("There is no node ip-10-0-0-1 in the cluster prod.");
    }

    @Test
    void settings_without_sense_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> nodes.drain(node(0), settings -> settings.nodesAtOnce(0)))
                .withMessage("nodesAtOnce must be at least 1, but is 0.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> nodes.drain(node(0), settings -> settings.deadline(Duration.ofSeconds(-1))))
                .withMessage("deadline is PT-1S; it cannot be negative.");
    }
}

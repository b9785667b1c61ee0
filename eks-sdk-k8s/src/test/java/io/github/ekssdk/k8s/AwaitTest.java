package io.github.ekssdk.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.ekssdk.client.Cluster;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.client.Operation;
import io.github.ekssdk.error.StepFailedException;
import io.github.ekssdk.event.ProgressEvent;
import io.github.ekssdk.event.ProgressEvent.StepStarted;
import io.github.ekssdk.event.ProgressEvent.StepWaiting;
import io.github.ekssdk.event.ProgressListener;
import io.github.ekssdk.k8s.component.Components;
import io.github.ekssdk.k8s.component.DeploymentSettings;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.plan.Step;
import io.github.ekssdk.plan.StepAction;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.kubernetes.KubernetesRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects that are as wanted and not ready. */
class AwaitTest {

    private static final String WEB = "kubernetesObject/Deployment.apps/default/web";

    private final FakeAws aws = FakeAws.builder()
            .latency(LatencyProfile.instant().with("kubernetes.pod.start", Duration.ofMinutes(2), 0))
            .kubernetes()
            .build();
    private final EksManager eks = aws.connect();
    private final List<ProgressEvent> events = new ArrayList<>();

    @BeforeEach
    void makeCluster() {
        eks.apply(eks.plan(ExposedCluster.spec().build()));
    }

    @AfterEach
    void close() {
        eks.close();
        aws.close();
    }

    private static ClusterSpec spec(String colour) {
        return spec(colour, web -> {});
    }

    private static ClusterSpec spec(String colour, Consumer<DeploymentSettings> more) {
        return ExposedCluster.spec()
                .component(Components.of(
                        "shop",
                        shop -> shop.inNamespace("default")
                                .deployment("web", web -> more.accept(web.image("nginx:1.29")))
                                .objects(new ConfigMapBuilder()
                                        .withNewMetadata()
                                        .withName("settings")
                                        .withNamespace("default")
                                        .endMetadata()
                                        .addToData("colour", colour)
                                        .build())))
                .build();
    }

    /** Applies it as far as the Deployment is there and waited for. */
    private void applyAndEndWhileWaiting() throws InterruptedException {
        Operation<Cluster> first = eks.start(eks.plan(spec("blue")), events::add);
        while (events.stream()
                .noneMatch(event ->
                        event instanceof StepWaiting step && step.stepId().equals(WEB))) {
            aws.clock().advance(Duration.ofSeconds(1));
        }
        first.cancel();
        aws.clock().advance(Duration.ofSeconds(1));
    }

    private long writes() {
        return aws.kubernetes("prod").requests().stream()
                .filter(KubernetesRequest::mutating)
                .count();
    }

    private int available() {
        try (KubernetesClient client = EksKubernetes.connect(eks.cluster("prod"))) {
            Integer available = client.apps()
                    .deployments()
                    .inNamespace("default")
                    .withName("web")
                    .get()
                    .getStatus()
                    .getAvailableReplicas();
            return available == null ? 0 : available;
        }
    }

    @Test
    void are_waited_for_by_the_next_process() throws InterruptedException {
        applyAndEndWhileWaiting();
        long writes = writes();
        assertThat(available()).isZero();

        try (EksManager next = aws.connect()) {
            Plan plan = next.plan(spec("blue"));
            next.apply(plan, ProgressListener.none());

            assertThat(plan.changes()).singleElement().satisfies(step -> {
                assertThat(step.id()).isEqualTo(WEB);
                assertThat(step.action()).isEqualTo(StepAction.AWAIT);
                assertThat(step.reason()).startsWith("is not ready: 0 of 1 Pods ready");
                assertThat(step.awsCalls()).isEmpty();
            });
            assertThat(plan.render()).contains("1 to wait for", "  … " + WEB);
            assertThat(available()).isOne();
            assertThat(writes()).isEqualTo(writes);
            assertThat(next.plan(spec("blue")).changes()).isEmpty();
        }
    }

    @Test
    void that_never_get_ready_are_told_of_each_time() {
        ClusterSpec spec = spec(
                "blue",
                web -> web.edit(more -> more.editSpec()
                        .editTemplate()
                        .editSpec()
                        .addToNodeSelector("disk", "golden")
                        .endSpec()
                        .endTemplate()
                        .endSpec()));
        assertThatExceptionOfType(StepFailedException.class).isThrownBy(() -> eks.apply(eks.plan(spec)));

        Plan plan = eks.plan(spec);

        assertThat(plan.step(WEB).orElseThrow().action()).isEqualTo(StepAction.AWAIT);
        assertThatExceptionOfType(StepFailedException.class).isThrownBy(() -> eks.apply(plan));
    }

    @Test
    void that_were_ready_when_the_plan_was_made_are_not_waited_for() {
        eks.apply(eks.plan(spec("blue")));
        Plan plan = eks.plan(spec("red"));
        try (KubernetesClient client = EksKubernetes.connect(eks.cluster("prod"))) {
            client.pods()
                    .inNamespace("default")
                    .withLabel("app.kubernetes.io/name", "web")
                    .delete();
        }

        eks.apply(plan, events::add);

        assertThat(plan.changes()).extracting(Step::id).containsExactly("kubernetesObject/ConfigMap/default/settings");
        assertThat(events)
                .noneMatch(event ->
                        event instanceof StepStarted step && step.stepId().equals(WEB));
        assertThat(available()).isZero();
    }
}

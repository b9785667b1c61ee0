package io.github.ekssdk.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.ekssdk.Eks;
import io.github.ekssdk.client.Cluster;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.client.Operation;
import io.github.ekssdk.event.ProgressEvent;
import io.github.ekssdk.event.ProgressEvent.StepNoted;
import io.github.ekssdk.event.ProgressEvent.StepStarted;
import io.github.ekssdk.event.ProgressListener;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.plan.Step;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.ProcessCrash;
import io.github.ekssdk.testing.RecordedCall;
import io.github.ekssdk.testing.Resource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deleting a cluster in which controllers have made load balancers. */
class DeletionTest {

    private static final String SERVICES = """
        apiVersion: v1
        kind: Service
        metadata:
          name: broker
          namespace: default
          annotations: {service.beta.kubernetes.io/aws-load-balancer-scheme: internet-facing}
        spec: {type: LoadBalancer, loadBalancerClass: service.k8s.aws/nlb, selector: {app: web}, ports: [{port: 80}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: inside, namespace: default}
        spec: {selector: {app: web}, ports: [{port: 80}]}
        """;

    private static final String OLD_SERVICE = """
        apiVersion: v1
        kind: Service
        metadata: {name: old, namespace: default}
        spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80}]}
        """;

    private static final String INGRESS = """
        apiVersion: networking.k8s.io/v1
        kind: IngressClass
        metadata: {name: alb}
        spec: {controller: ingress.k8s.aws/alb}
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: front
          namespace: default
          annotations: {alb.ingress.kubernetes.io/scheme: internet-facing}
        spec:
          ingressClassName: alb
          defaultBackend: {service: {name: inside, port: {number: 80}}}
        """;

    private static final String CONTROLLER = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: aws-load-balancer-controller, namespace: kube-system}
        spec:
          selector: {matchLabels: {app: lbc}}
          template:
            metadata: {labels: {app: lbc}}
            spec: {containers: [{name: controller, image: lbc}]}
        """;

    private static final ClusterSpec PROD = Eks.cluster("prod")
            .vpc(vpc -> vpc.availabilityZones(2))
            .managedNodeGroup("general", group -> group.scaling(1))
            .build();

    private final FakeAws aws =
            FakeAws.builder().latency(LatencyProfile.instant()).kubernetes().build();
    private final Set<String> before = inventory();
    private final EksManager eks = aws.connect();
    private final List<ProgressEvent> events = new ArrayList<>();

    @AfterEach
    void close() {
        eks.close();
        aws.close();
    }

    private Set<String> inventory() {
        return aws.inventory().stream().map(Resource::toString).collect(Collectors.toSet());
    }

    private List<String> balancers() {
        return aws.inventory().stream()
                .filter(resource -> resource.type().contains("loadbalancer"))
                .map(Resource::id)
                .toList();
    }

    private void inside(Consumer<KubernetesClient> deed) {
        try (KubernetesClient client = EksKubernetes.connect(eks.cluster("prod"))) {
            deed.accept(client);
        }
    }

    private static void create(KubernetesClient client, String yaml) {
        for (HasMetadata object : client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .items()) {
            client.resource(object).create();
        }
    }

    private void pass(Duration duration) {
        try {
            aws.clock().advance(duration);
        } catch (InterruptedException interrupted) {
            throw new AssertionError("The test was interrupted.", interrupted);
        }
    }

    /** A cluster with an Application, a Network and a Classic Load Balancer. */
    private void exposed() {
        eks.apply(eks.plan(PROD), ProgressListener.none());
        inside(client -> {
            create(client, OLD_SERVICE);
            create(client, CONTROLLER);
        });
        pass(Duration.ofMinutes(1));
        inside(client -> {
            create(client, SERVICES);
            create(client, INGRESS);
        });
        assertThat(balancers()).hasSize(3);
    }

    private Instant started(String stepId) {
        return events.stream()
                .filter(event ->
                        event instanceof StepStarted step && step.stepId().equals(stepId))
                .findFirst()
                .orElseThrow()
                .at();
    }

    @Test
    void names_what_is_exposed_and_removes_it_before_anything_else_goes() {
        exposed();

        // tag::delete
        Plan plan = eks.planDelete("prod");
        String text = plan.render();
        eks.apply(plan, events::add);
        // end::delete

        assertThat(text).contains("service/default/broker", "loadBalancer/k8s-default-broker-");
        assertThat(plan.steps().subList(0, 3))
                .extracting(Step::id)
                .containsExactlyInAnyOrder("ingress/default/front", "service/default/broker", "service/default/old");
        assertThat(plan.warnings()).isEmpty();
        assertThat(started("managedNodeGroup/general")).isAfterOrEqualTo(started("ingress/default/front"));
        assertThat(aws.ledger().calls())
                .extracting(RecordedCall::operation)
                .doesNotContain("DeleteLoadBalancer", "DeleteTargetGroup");
        assertThat(events).noneMatch(StepNoted.class::isInstance);
        assertThat(inventory()).isEqualTo(before);
    }

    @Test
    void does_not_wait_for_ever_for_a_controller_that_does_not_run() {
        exposed();
        inside(client -> client.apps()
                .deployments()
                .inNamespace("kube-system")
                .withName("aws-load-balancer-controller")
                .delete());
        pass(Duration.ofMinutes(1));

        eks.apply(eks.planDelete("prod"), events::add);

        assertThat(events)
                .filteredOn(StepNoted.class::isInstance)
                .extracting(ProgressEvent::describe)
                .hasSize(2)
                .anyMatch(text -> text.startsWith("ingress/default/front: No controller has removed"))
                .anyMatch(text -> text.startsWith("service/default/broker: No controller has removed"));
        assertThat(inventory()).isEqualTo(before);
    }

    @Test
    void goes_by_aws_tags_where_the_api_lets_nobody_in() {
        exposed();

        try (EksManager stranger = Eks.connect(config -> config.region(aws.region())
                .credentials(aws.credentialsOf("arn:aws:iam::123456789012:user/stranger"))
                .httpClient(aws.httpClient())
                .time(aws.clock()))) {
            Plan plan = stranger.planDelete("prod");
            stranger.apply(plan, events::add);

            assertThat(plan.warnings())
                    .singleElement()
                    .asString()
                    .contains("are not deleted first", "does not let in", "found by AWS tags");
        }
        assertThat(inventory()).isEqualTo(before);
    }

    @Test
    void goes_on_when_it_is_stopped_while_controllers_are_at_work() {
        exposed();
        Operation<Cluster> deletion = eks.start(eks.planDelete("prod"), events::add);
        while (events.stream().noneMatch(StepStarted.class::isInstance)) {
            pass(Duration.ofSeconds(1));
        }
        deletion.cancel();

        again();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 17, 25})
    void comes_to_the_same_end_wherever_it_is_cut_off(int change) throws InterruptedException {
        exposed();
        aws.faults().where(RecordedCall::mutating).nth(change).crashAfterEffect();

        try (EksManager dying = aws.connect()) {
            assertThatExceptionOfType(ProcessCrash.class)
                    .isThrownBy(() -> dying.apply(dying.planDelete("prod"), ProgressListener.none()));
        }
        aws.clock().abandon();
        aws.clock().advance(Duration.ofSeconds(90));

        again();
    }

    private void again() {
        try (EksManager next = aws.connect()) {
            next.apply(next.planDelete("prod"), ProgressListener.none());

            assertThat(next.planDelete("prod").steps()).isEmpty();
        }
        assertThat(inventory()).isEqualTo(before);
    }
}

package io.github.ekssdk.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ekssdk.client.Cluster;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.client.Operation;
import io.github.ekssdk.event.ProgressEvent;
import io.github.ekssdk.event.ProgressEvent.StepNoted;
import io.github.ekssdk.event.ProgressEvent.StepStarted;
import io.github.ekssdk.event.ProgressListener;
import io.github.ekssdk.k8s.component.Components;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.plan.Step;
import io.github.ekssdk.testing.ProcessCrash;
import io.github.ekssdk.testing.RecordedCall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deleting a cluster in which controllers have made load balancers. */
class DeletionTest {

    private final ExposedCluster prod = new ExposedCluster();
    private final EksManager eks = prod.eks;
    private final List<ProgressEvent> events = prod.events;

    @BeforeEach
    void expose() {
        prod.make();
    }

    @AfterEach
    void close() {
        prod.close();
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
        assertThat(prod.aws.ledger().calls())
                .extracting(RecordedCall::operation)
                .doesNotContain("DeleteLoadBalancer", "DeleteTargetGroup");
        assertThat(events).noneMatch(StepNoted.class::isInstance);
        assertThat(prod.inventory()).isEqualTo(prod.before);
    }

    @Test
    void does_not_wait_for_ever_for_a_controller_that_does_not_run() {
        prod.inside(client -> client.apps()
                .deployments()
                .inNamespace("kube-system")
                .withName("aws-load-balancer-controller")
                .delete());
        prod.pass(Duration.ofMinutes(1));

        eks.apply(eks.planDelete("prod"), events::add);

        assertThat(events)
                .filteredOn(StepNoted.class::isInstance)
                .extracting(ProgressEvent::describe)
                .hasSize(2)
                .anyMatch(text -> text.startsWith("ingress/default/front: No controller has removed"))
                .anyMatch(text -> text.startsWith("service/default/broker: No controller has removed"));
        assertThat(prod.inventory()).isEqualTo(prod.before);
    }

    @Test
    void removes_gateways_with_their_load_balancers_first() {
        prod.create("gateway-api.yaml");
        prod.create("gateways.yaml");
        assertThat(prod.balancers()).hasSize(5);

        Plan plan = eks.planDelete("prod");
        eks.apply(plan, events::add);

        assertThat(plan.steps().subList(0, 6))
                .extracting(Step::id)
                .contains("gateway/default/front", "gateway/default/broker", "gateway/default/mesh");
        assertThat(started("managedNodeGroup/general")).isAfterOrEqualTo(started("gateway/default/front"));
        assertThat(prod.aws.ledger().calls())
                .extracting(RecordedCall::operation)
                .doesNotContain("DeleteLoadBalancer", "DeleteTargetGroup");
        assertThat(events).noneMatch(StepNoted.class::isInstance);
        assertThat(prod.inventory()).isEqualTo(prod.before);
    }

    @Test
    void finds_the_load_balancers_of_gateways_by_aws_tags_where_the_api_is_out_of_reach() {
        prod.create("gateway-api.yaml");
        prod.create("gateways.yaml");
        prod.aws.kubernetes("prod").cutOff();

        Plan plan = eks.planDelete("prod");
        eks.apply(plan, events::add);

        assertThat(plan.steps())
                .extracting(Step::id)
                .filteredOn(id -> id.startsWith("loadBalancer/"))
                .hasSize(4);
        assertThat(prod.inventory()).isEqualTo(prod.before);
    }

    @Test
    void names_a_service_once_that_a_component_has_made() {
        eks.apply(eks.plan(ExposedCluster.spec()
                .component(Components.of(
                        "shop",
                        shop -> shop.inNamespace("default")
                                .service("shop", web -> web.port(80).networkLoadBalancer(nlb -> {}))))
                .build()));
        assertThat(prod.balancers()).hasSize(4);

        Plan plan = eks.planDelete("prod");
        eks.apply(plan, events::add);

        assertThat(plan.steps())
                .extracting(Step::id)
                .filteredOn(id -> id.endsWith("/default/shop"))
                .containsExactly("service/default/shop");
        assertThat(prod.inventory()).isEqualTo(prod.before);
    }

    @Test
    void goes_by_aws_tags_where_the_api_lets_nobody_in() {
        try (EksManager stranger = prod.stranger()) {
            Plan plan = stranger.planDelete("prod");
            stranger.apply(plan, events::add);

            assertThat(plan.warnings())
                    .singleElement()
                    .asString()
                    .contains("are not deleted first", "does not let in", "found by AWS tags");
        }
        assertThat(prod.inventory()).isEqualTo(prod.before);
    }

    @Test
    void goes_on_when_it_is_stopped_while_controllers_are_at_work() {
        Operation<Cluster> deletion = eks.start(eks.planDelete("prod"), events::add);
        while (events.stream().noneMatch(StepStarted.class::isInstance)) {
            prod.pass(Duration.ofSeconds(1));
        }
        deletion.cancel();

        again();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 17, 25})
    void comes_to_the_same_end_wherever_it_is_cut_off(int change) throws InterruptedException {
        prod.aws.faults().where(RecordedCall::mutating).nth(change).crashAfterEffect();

        try (EksManager dying = prod.aws.connect()) {
            assertThatExceptionOfType(ProcessCrash.class)
                    .isThrownBy(() -> dying.apply(dying.planDelete("prod"), ProgressListener.none()));
        }
        prod.aws.clock().abandon();
        prod.aws.clock().advance(Duration.ofSeconds(90));

        again();
    }

    private void again() {
        try (EksManager next = prod.aws.connect()) {
            next.apply(next.planDelete("prod"), ProgressListener.none());

            assertThat(next.planDelete("prod").steps()).isEmpty();
        }
        assertThat(prod.inventory()).isEqualTo(prod.before);
    }
}

package io.github.ekssdk.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.error.KubernetesLoginRefusedException;
import io.github.ekssdk.error.KubernetesUnreachableException;
import io.github.ekssdk.event.ProgressEvent.StepNoted;
import io.github.ekssdk.event.ProgressListener;
import io.github.ekssdk.k8s.component.Components;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.plan.Step;
import io.github.ekssdk.spec.ClusterSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cluster that the SDK has put something into, and whose Kubernetes API it cannot ask any more. */
class OutOfReachTest {

    private static final ClusterSpec WITHOUT_COMPONENTS = ExposedCluster.spec().build();
    private static final ClusterSpec WITH_COMPONENTS = ExposedCluster.spec()
            .component(Components.of(
                    "settings",
                    settings -> settings.objects(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withName("settings")
                            .endMetadata()
                            .addToData("colour", "blue")
                            .build())))
            .build();

    private final ExposedCluster prod = new ExposedCluster();
    private final EksManager eks = prod.eks;

    @BeforeEach
    void make() {
        prod.make(WITH_COMPONENTS);
    }

    @AfterEach
    void close() {
        prod.close();
    }

    @Test
    void is_deleted_by_aws_tags_and_the_plan_says_so() {
        prod.aws.kubernetes("prod").cutOff();

        Plan plan = eks.planDelete("prod");
        eks.apply(plan, ProgressListener.none());

        assertThat(plan.warnings())
                .singleElement()
                .asString()
                .contains("are not deleted first", "cannot be reached", "found by AWS tags");
        assertThat(plan.changes())
                .extracting(Step::kind)
                .contains("loadBalancer", "classicLoadBalancer", "targetGroup", "loadBalancerSecurityGroup")
                .doesNotContain("service", "ingress");
        assertThat(prod.inventory()).isEqualTo(prod.before);
    }

    @Test
    void is_deleted_by_aws_tags_by_whom_it_does_not_let_in() {
        try (EksManager stranger = prod.stranger()) {
            Plan plan = stranger.planDelete("prod");
            stranger.apply(plan, ProgressListener.none());

            assertThat(plan.warnings()).singleElement().asString().contains("are not deleted first", "does not let in");
        }
        assertThat(prod.inventory()).isEqualTo(prod.before);
    }

    @Test
    void is_deleted_by_aws_tags_when_it_gets_out_of_reach_after_it_was_planned() {
        Plan plan = eks.planDelete("prod");
        prod.aws.kubernetes("prod").cutOff();

        eks.apply(plan, prod.events::add);

        assertThat(plan.changes()).extracting(Step::id).contains("service/default/broker", "ingress/default/front");
        assertThat(prod.events)
                .filteredOn(StepNoted.class::isInstance)
                .anySatisfy(event -> assertThat(event.describe())
                        .startsWith("service/default/broker: ")
                        .contains("cannot be reached", "found by AWS tags"));
        assertThat(prod.inventory()).isEqualTo(prod.before);
    }

    @Test
    void is_planned_without_components_and_what_is_inside_stays() {
        prod.aws.kubernetes("prod").cutOff();

        Plan plan = eks.plan(WITHOUT_COMPONENTS);

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.warnings())
                .singleElement()
                .asString()
                .contains("What components have put into the cluster stays as it is", "cannot be reached");
    }

    @Test
    void keeps_what_is_to_be_taken_out_when_it_gets_out_of_reach_after_it_was_planned() {
        Plan plan = eks.plan(WITHOUT_COMPONENTS);
        prod.aws.kubernetes("prod").cutOff();

        assertThat(plan.step("kubernetesObject/ConfigMap/default/settings")).isPresent();
        assertThatExceptionOfType(KubernetesUnreachableException.class)
                .isThrownBy(() -> eks.apply(plan, ProgressListener.none()));
    }

    @Test
    void is_not_planned_with_components() {
        prod.aws.kubernetes("prod").cutOff();

        assertThatExceptionOfType(KubernetesUnreachableException.class).isThrownBy(() -> eks.plan(WITH_COMPONENTS));
    }

    @Test
    void is_not_planned_with_components_by_whom_it_does_not_let_in() {
        try (EksManager stranger = prod.stranger()) {
            assertThatExceptionOfType(KubernetesLoginRefusedException.class)
                    .isThrownBy(() -> stranger.plan(WITH_COMPONENTS));
        }
    }
}

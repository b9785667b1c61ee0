package io.github.ekssdk.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.error.PlanOutdatedException;
import io.github.ekssdk.error.StepFailedException;
import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.FaultRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eks.EksClient;

class OutdatedPlanTest extends ClusterScenario {
    private static final ClusterSpec SPEC = plain().build();
    private static final ClusterSpec TAGGED = plain().tag("cost", "1742").build();

    private static ClusterSpec.Builder plain() {
        return prod().defaultAddons(false);
    }

    private static ClusterSpec labelled() {
        return plain().changeManagedNodeGroup("general", group -> group.label("team", "payments"))
                .build();
    }

    @Nested
    class Refused {
        @Test
        void a_plan_to_change_what_is_gone_by_now() {
            apply(SPEC);
            Plan plan = eks().plan(TAGGED);
            String subnet = one("subnet/public-b").id();
            stranger(Ec2Client.builder()).deleteSubnet(request -> request.subnetId(subnet));

            refused(plan, "subnet/public-b would be created, where the plan says updated");
        }

        @Test
        void a_plan_that_would_change_more_than_it_says() {
            apply(SPEC);
            Plan plan = eks().plan(labelled());
            stranger(EksClient.builder())
                    .updateNodegroupConfig(request -> request.clusterName("prod")
                            .nodegroupName("general")
                            .scalingConfig(scaling -> scaling.maxSize(9)));
            pass(Duration.ofMinutes(5));

            refused(plan, "managedNodeGroup/general would have maxSize changed as well");
        }

        @Test
        void a_plan_to_create_what_somebody_else_has_made_otherwise() {
            Plan plan = eks().plan(SPEC);
            EksManager other = anotherProcess();
            other.apply(other.plan(plain().changeManagedNodeGroup("general", group -> group.scaling(2, 3, 5))
                    .build()));

            refused(plan, "managedNodeGroup/general would be updated, where the plan says created");
        }

        @Test
        void a_plan_to_delete_a_cluster_that_has_got_more_by_now() {
            apply(SPEC);
            Plan plan = eks().planDelete("prod");
            EksManager other = anotherProcess();
            other.apply(other.plan(SPEC.toBuilder().managedNodeGroup("batch").build()));

            refused(plan, "managedNodeGroup/batch would be deleted, where the plan says kept");
        }

        private void refused(Plan plan, String why) {
            int mark = aws.ledger().size();

            assertThatThrownBy(() -> eks().apply(plan, events))
                    .isInstanceOfSatisfying(
                            PlanOutdatedException.class,
                            outdated -> assertThat(outdated.differences()).anyMatch(line -> line.startsWith(why)))
                    .hasMessageContaining("Plan again");
            assertThat(changesSince(mark)).isEmpty();
        }

        @Test
        void a_plan_of_another_account() {
            try (FakeAws elsewhere = FakeAws.builder().accountId("999999999999").build();
                    EksManager other = elsewhere.connect()) {
                Plan plan = other.plan(SPEC);

                assertThatThrownBy(() -> eks().start(plan, events))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("999999999999")
                        .hasMessageContaining("123456789012");
            }
        }

        @Test
        void a_plan_of_another_region() {
            try (FakeAws elsewhere = FakeAws.builder().region("us-east-1").build();
                    EksManager other = elsewhere.connect()) {
                Plan plan = other.plan(SPEC);

                assertThatThrownBy(() -> eks().apply(plan, events))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("us-east-1");
            }
        }
    }

    @Nested
    class Accepted {
        @Test
        void a_plan_that_was_applied_already_does_nothing() {
            Plan plan = eks().plan(SPEC);
            eks().apply(plan, events);

            assertThat(changesOf(plan)).isEmpty();
        }

        @Test
        void a_plan_whose_application_failed_halfway_is_finished() {
            Plan plan = eks().plan(SPEC);
            FaultRule rule = aws.faults().on("iam", "AttachRolePolicy").failWith("AccessDenied");
            assertThatThrownBy(() -> eks().apply(plan, events)).isInstanceOf(StepFailedException.class);
            rule.remove();

            eks().apply(plan, events);

            settled(SPEC);
        }

        @Test
        void a_deletion_that_failed_halfway_is_finished() {
            apply(SPEC);
            Plan plan = eks().planDelete("prod");
            FaultRule rule = aws.faults().on("ec2", "DeleteSubnet").failWith("UnauthorizedOperation");
            assertThatThrownBy(() -> eks().apply(plan, events)).isInstanceOf(StepFailedException.class);
            rule.remove();

            eks().apply(plan, events);

            assertThat(aws.inventory()).noneMatch(resource -> resource.tags().containsKey("eks-sdk/cluster"));
            assertThat(eks().planDelete("prod").isEmpty()).isTrue();
        }

        @Test
        void a_plan_part_of_which_somebody_else_has_done() {
            apply(SPEC);
            Plan plan = eks().plan(TAGGED);
            String arn = eks().cluster("prod").arn();
            stranger(EksClient.builder())
                    .tagResource(request ->
                            request.resourceArn(arn).tags(Map.of("cost", "1742", "eks-sdk/tag-keys", "cost")));

            List<String> changes = changesOf(plan);

            assertThat(changes).containsOnlyOnce("eks:TagResource");
            settled(TAGGED);
        }

        @Test
        void a_plan_whose_replacement_was_interrupted_in_the_middle() {
            apply(SPEC);
            ClusterSpec other = plain().changeManagedNodeGroup("general", group -> group.instanceTypes("c7i.xlarge"))
                    .build();
            Plan plan = eks().plan(other).allowingReplacements();
            FaultRule rule = aws.faults().on("eks", "CreateNodegroup").failWith("AccessDeniedException");
            assertThatThrownBy(() -> eks().apply(plan, events)).isInstanceOf(StepFailedException.class);
            rule.remove();

            eks().apply(plan, events);

            settled(other);
        }
    }
}

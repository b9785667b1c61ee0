package io.github.ekssdk.internal.resource.eks;

import static io.github.ekssdk.spec.TaintEffect.NO_EXECUTE;
import static io.github.ekssdk.spec.TaintEffect.NO_SCHEDULE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.Eks;
import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.ManagedNodeGroupSpec;
import io.github.ekssdk.testing.RecordedCall;
import io.github.ekssdk.testing.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.CreateNodegroupRequest;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupConfigRequest;

class ManagedNodeGroupTest extends ClusterScenario {
    private static final String STEP = "managedNodeGroup/general";
    private static final List<String> ONE_CONFIG_UPDATE = List.of("eks:UpdateNodegroupConfig");

    /** The cluster with one node group that is described further. */
    private static ClusterSpec with(Consumer<ManagedNodeGroupSpec.Builder> more) {
        return Eks.cluster("prod")
                .vpc(vpc -> vpc.availabilityZones(2))
                .managedNodeGroup("general", group -> {
                    group.instanceTypes("m7i.large").scaling(1, 2, 4);
                    more.accept(group);
                })
                .build();
    }

    private static final ClusterSpec PLAIN = with(group -> {});

    @Nested
    class Create {
        @Test
        void one_call_says_it_all() {
            apply(with(group -> group.spot()
                    .diskSize(80)
                    .label("team", "payments")
                    .taint("dedicated", "payments", NO_SCHEDULE)
                    .tag("cost", "1742")
                    .maxUnavailablePercentage(33)));

            CreateNodegroupRequest request =
                    aws.ledger().of("eks", "CreateNodegroup").get(0).request(CreateNodegroupRequest.class);
            assertThat(request.instanceTypes()).containsExactly("m7i.large");
            assertThat(request.capacityTypeAsString()).isEqualTo("SPOT");
            assertThat(request.amiTypeAsString()).isEqualTo("AL2023_x86_64_STANDARD");
            assertThat(request.diskSize()).as("it is the launch template's").isNull();
            assertThat(request.labels()).isEqualTo(Map.of("team", "payments"));
            assertThat(request.taints()).singleElement().satisfies(taint -> {
                assertThat(taint.key()).isEqualTo("dedicated");
                assertThat(taint.value()).isEqualTo("payments");
                assertThat(taint.effectAsString()).isEqualTo("NO_SCHEDULE");
            });
            assertThat(request.updateConfig().maxUnavailablePercentage()).isEqualTo(33);
            assertThat(request.tags()).containsEntry("cost", "1742").containsEntry("eks-sdk/resource", STEP);
            assertThat(aws.ledger().of("eks", "TagResource")).isEmpty();
        }

        @Test
        void graviton_types_get_an_arm_image() {
            apply(prod().managedNodeGroup("arm", group -> group.instanceTypes("m7g.large"))
                    .build());

            assertThat(group("arm").attributes()).containsEntry("amiType", "AL2023_ARM_64_STANDARD");
        }

        @Test
        void nodes_live_in_private_subnets_unless_told_otherwise() {
            apply(prod().managedNodeGroup("edge", group -> group.publicSubnets(true))
                    .build());

            assertThat(subnets(group("general")))
                    .containsExactlyInAnyOrder(id("subnet/private-a"), id("subnet/private-b"));
            assertThat(subnets(group("edge"))).containsExactlyInAnyOrder(id("subnet/public-a"), id("subnet/public-b"));
        }

        private List<String> subnets(Resource group) {
            return List.of(attribute(group, "subnets").split(",", -1));
        }

        private String id(String step) {
            return one(step).id();
        }
    }

    @Nested
    class Change {
        @BeforeEach
        void created() {
            apply(PLAIN);
        }

        @Test
        void scaling_follows_the_spec() {
            ClusterSpec wider = with(group -> group.scaling(2, 3, 9));

            List<String> changes = changesOf(wider);

            assertThat(group("general").attributes()).containsEntry("scaling", "2/3/9");
            assertThat(changes).containsExactly("eks:TagResource", "eks:UpdateNodegroupConfig");
            settled(wider);
        }

        @Test
        void the_size_that_an_autoscaler_chose_is_left_alone() {
            autoscale(4);

            settled(PLAIN);

            assertThat(group("general").attributes()).containsEntry("scaling", "1/4/4");
        }

        @Test
        void the_size_that_an_autoscaler_chose_outlives_other_changes() {
            autoscale(4);
            ClusterSpec labelled = with(group -> group.label("team", "payments"));

            apply(labelled);

            assertThat(group("general").attributes()).containsEntry("scaling", "1/4/4");
            settled(labelled);
        }

        @Test
        void the_size_that_an_autoscaler_chose_is_brought_within_new_bounds() {
            autoscale(4);
            ClusterSpec smaller = with(group -> group.scaling(1, 2, 3));

            apply(smaller);

            assertThat(group("general").attributes()).containsEntry("scaling", "1/3/3");
            settled(smaller);
        }

        @Test
        void a_size_that_the_spec_changed_wins_over_the_autoscalers() {
            autoscale(4);
            ClusterSpec changed = with(group -> group.scaling(1, 3, 4));

            apply(changed);

            assertThat(group("general").attributes()).containsEntry("scaling", "1/3/4");
            settled(changed);
        }

        @Test
        void a_size_that_the_autoscaler_had_chosen_already_takes_no_update() {
            autoscale(3);
            ClusterSpec changed = with(group -> group.scaling(1, 3, 4));

            List<String> changes = changesOf(changed);

            assertThat(changes).containsExactly("eks:TagResource");
            settled(changed);
        }

        private void autoscale(int desired) {
            stranger(EksClient.builder())
                    .updateNodegroupConfig(request -> request.clusterName("prod")
                            .nodegroupName("general")
                            .scalingConfig(scaling -> scaling.desiredSize(desired)));
            pass(Duration.ofMinutes(5));
        }

        @Test
        void labels_are_added_changed_and_removed() {
            ClusterSpec two = with(group -> group.label("team", "payments").label("tier", "gold"));
            ClusterSpec other = with(group -> group.label("team", "ledger").label("zone", "inner"));

            assertThat(changesOf(two)).isEqualTo(ONE_CONFIG_UPDATE);
            settled(two);
            assertThat(changesOf(other)).isEqualTo(ONE_CONFIG_UPDATE);
            settled(other);

            assertThat(group("general").attributes().get("labels"))
                    .contains("ledger", "zone")
                    .doesNotContain("gold", "payments");
        }

        @Test
        void taints_are_added_changed_and_removed() {
            ClusterSpec two = with(
                    group -> group.taint("dedicated", "payments", NO_SCHEDULE).taint("old", "yes", NO_EXECUTE));
            ClusterSpec other = with(
                    group -> group.taint("dedicated", "ledger", NO_SCHEDULE).taint("dedicated", "ledger", NO_EXECUTE));

            assertThat(changesOf(two)).isEqualTo(ONE_CONFIG_UPDATE);
            settled(two);
            assertThat(changesOf(other)).isEqualTo(ONE_CONFIG_UPDATE);
            settled(other);

            UpdateNodegroupConfigRequest request = last(UpdateNodegroupConfigRequest.class);
            assertThat(request.taints().removeTaints())
                    .singleElement()
                    .satisfies(taint -> assertThat(taint.key()).isEqualTo("old"));
            assertThat(group("general").attributes().get("taints")).doesNotContain("payments", "old");
        }

        @Test
        void all_labels_and_taints_can_go() {
            apply(with(group -> group.label("team", "payments").taint("dedicated", "payments", NO_SCHEDULE)));

            assertThat(changesOf(PLAIN)).isEqualTo(ONE_CONFIG_UPDATE);

            settled(PLAIN);
        }

        @Test
        void tags_are_added_changed_and_removed_and_those_of_others_left_alone() {
            apply(with(group -> group.tag("cost", "1742").tag("old", "yes")));
            tagByStranger();
            ClusterSpec other = with(group -> group.tag("cost", "9").tag("new", "yes"));

            apply(other);

            assertThat(group("general").tags())
                    .containsEntry("cost", "9")
                    .containsEntry("new", "yes")
                    .containsEntry("somebody", "else")
                    .doesNotContainKey("old");
            settled(other);
        }

        private void tagByStranger() {
            EksClient other = stranger(EksClient.builder());
            String arn = other.describeNodegroup(
                            request -> request.clusterName("prod").nodegroupName("general"))
                    .nodegroup()
                    .nodegroupArn();
            other.tagResource(request -> request.resourceArn(arn).tags(Map.of("somebody", "else")));
        }

        @Test
        void the_update_config_follows_the_spec() {
            ClusterSpec two = with(group -> group.maxUnavailable(2));
            ClusterSpec third = with(group -> group.maxUnavailablePercentage(33));

            assertThat(changesOf(two)).isEqualTo(ONE_CONFIG_UPDATE);
            settled(two);
            assertThat(changesOf(third)).isEqualTo(ONE_CONFIG_UPDATE);
            settled(third);
        }

        @Test
        void a_larger_disk_is_a_new_version_of_the_launch_template_that_nodes_roll_to() {
            ClusterSpec larger = with(group -> group.diskSize(100));
            Plan plan = eks().plan(larger);

            List<String> changes = changesOf(plan);

            assertThat(step(plan, STEP).disruptive()).isTrue();
            assertThat(fields(plan, STEP)).containsExactly("launchTemplateVersion");
            assertThat(changes).containsExactly("ec2:CreateLaunchTemplateVersion", "eks:UpdateNodegroupVersion");
            assertThat(group("general").attributes()).containsEntry("launchTemplateVersion", "2");
            settled(larger);
        }

        @Test
        void everything_at_once_takes_one_update_of_each_kind() {
            ClusterSpec other = with(group -> group.scaling(2, 3, 9)
                    .label("team", "payments")
                    .taint("dedicated", "payments", NO_SCHEDULE)
                    .maxUnavailable(2)
                    .diskSize(100));

            assertThat(changesOf(other))
                    .containsExactly(
                            "ec2:CreateLaunchTemplateVersion",
                            "eks:TagResource",
                            "eks:UpdateNodegroupConfig",
                            "eks:UpdateNodegroupVersion");

            settled(other);
        }

        @Test
        void the_same_change_can_be_made_again_after_it_was_taken_back() {
            ClusterSpec labelled = with(group -> group.label("team", "payments"));

            for (int i = 0; i < 3; i++) {
                assertThat(changesOf(labelled)).isEqualTo(ONE_CONFIG_UPDATE);
                settled(labelled);
                assertThat(changesOf(PLAIN)).isEqualTo(ONE_CONFIG_UPDATE);
                settled(PLAIN);
            }
        }

        @Test
        void a_second_group_is_added_and_taken_out_with_its_launch_template() {
            ClusterSpec two = PLAIN.toBuilder()
                    .managedNodeGroup(
                            "batch", group -> group.instanceTypes("c7i.xlarge").scaling(0, 1, 9))
                    .build();

            assertThat(changesOf(two)).containsExactly("ec2:CreateLaunchTemplate", "eks:CreateNodegroup");
            settled(two);
            Plan without = eks().plan(PLAIN);
            assertThat(steps(without))
                    .containsExactlyInAnyOrder("delete managedNodeGroup/batch", "delete launchTemplate/batch");
            assertThat(changesOf(without)).containsExactly("ec2:DeleteLaunchTemplate", "eks:DeleteNodegroup");

            settled(PLAIN);
            assertThat(all("eks:nodegroup")).hasSize(1);
        }

        @Test
        void a_group_that_was_taken_out_can_come_back() {
            ClusterSpec two = PLAIN.toBuilder()
                    .managedNodeGroup(
                            "batch", group -> group.instanceTypes("c7i.xlarge").scaling(0, 1, 9))
                    .build();
            apply(two);
            apply(PLAIN);

            assertThat(changesOf(two)).containsExactly("ec2:CreateLaunchTemplate", "eks:CreateNodegroup");

            settled(two);
        }

        @Test
        void the_last_group_takes_the_node_role_with_it() {
            ClusterSpec none =
                    Eks.cluster("prod").vpc(vpc -> vpc.availabilityZones(2)).build();

            apply(none);

            assertThat(all("iam:role")).hasSize(1);
            settled(none);
        }
    }

    private <T extends software.amazon.awssdk.core.SdkPojo> T last(Class<T> type) {
        List<RecordedCall> calls = aws.ledger().calls().stream()
                .filter(call -> call.request().filter(type::isInstance).isPresent())
                .toList();
        return calls.get(calls.size() - 1).request(type);
    }
}

package io.github.ekssdk.internal.resource.eks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.Eks;
import io.github.ekssdk.error.HealthIssue;
import io.github.ekssdk.error.StepFailedException;
import io.github.ekssdk.event.ProgressEvent.StepWaiting;
import io.github.ekssdk.event.Timeline;
import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.ManagedNodeGroupSpec;
import io.github.ekssdk.spec.UpdateStrategy;
import io.github.ekssdk.state.NodeUpdate;
import io.github.ekssdk.state.NodeUpdate.Phase;
import io.github.ekssdk.testing.FaultRule;
import io.github.ekssdk.testing.RecordedCall;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** How far EKS is with new nodes, as the Auto Scaling group shows it. */
class NodeUpdatesTest extends ClusterScenario {

    private static final String STEP = "managedNodeGroup/general";

    private static ClusterSpec with(Consumer<ManagedNodeGroupSpec.Builder> more) {
        return Eks.cluster("prod")
                .version("1.34")
                .vpc(vpc -> vpc.availabilityZones(2))
                .managedNodeGroup("general", group -> {
                    group.instanceTypes("m7i.large").scaling(1, 2, 4);
                    more.accept(group);
                })
                .build();
    }

    /** A cluster whose nodes are of a release that is not the newest. */
    private ClusterSpec outdated(Consumer<ManagedNodeGroupSpec.Builder> more) {
        String newest = stranger(SsmClient.builder())
                .getParameter(
                        request -> request.name(
                                "/aws/service/eks/optimized-ami/1.34/amazon-linux-2023/x86_64/standard/recommended/release_version"))
                .parameter()
                .value();
        apply(with(more.andThen(group -> group.releaseVersion(newest.replace("20251209", "20251112")))));
        return with(more.andThen(group -> group.releaseVersion("latest")));
    }

    private List<NodeUpdate> seen() {
        return events.all(StepWaiting.class).stream()
                .filter(event -> event.stepId().equals(STEP))
                .flatMap(event -> event.nodeUpdate().stream())
                .toList();
    }

    private List<Phase> phases() {
        return seen().stream().map(NodeUpdate::phase).distinct().toList();
    }

    private static boolean asksForOneGroup(RecordedCall call) {
        return call.request()
                .filter(DescribeAutoScalingGroupsRequest.class::isInstance)
                .map(DescribeAutoScalingGroupsRequest.class::cast)
                .filter(DescribeAutoScalingGroupsRequest::hasAutoScalingGroupNames)
                .isPresent();
    }

    private long looks(int mark) {
        return aws.ledger().since(mark).stream()
                .filter(NodeUpdatesTest::asksForOneGroup)
                .count();
    }

    @Test
    void each_phase_of_an_update_shows_in_its_order() {
        ClusterSpec latest = outdated(group -> {});
        Plan plan = eks().plan(latest);
        Timeline timeline = Timeline.of(plan);
        int mark = aws.ledger().size();

        eks().apply(plan, events.and(timeline));

        assertThat(phases()).containsExactly(Phase.SETUP, Phase.SCALE_UP, Phase.UPGRADE, Phase.SCALE_DOWN);
        assertThat(seen())
                .extracting(NodeUpdate::toString)
                .contains(
                        "setup phase: 0 of 2 nodes updated, 2 in service",
                        "scale up phase: 4 of 6 nodes updated, 2 in service",
                        "upgrade phase: 4 of 6 nodes updated, 6 in service");
        assertThat(seen())
                .filteredOn(update -> update.phase() == Phase.SCALE_DOWN)
                .allSatisfy(update ->
                        assertThat(update.updated()).isEqualTo(update.nodes()).isBetween(2, 5));
        assertThat(events.texts())
                .anySatisfy(text -> assertThat(text)
                        .contains(STEP + ": UPDATING, upgrade phase: 4 of 6 nodes updated, 6 in service, for "));
        assertThat(timeline.render())
                .contains(
                        "\n    setup phase ",
                        "\n    scale up phase ",
                        "\n    upgrade phase ",
                        "\n    scale down phase ");
        assertThat(looks(mark))
                .as("at most one for each look at the update")
                .isLessThanOrEqualTo(aws.ledger().of("eks", "DescribeUpdate").size());
        settled(latest);
    }

    @Test
    void the_minimal_strategy_neither_scales_up_nor_down() {
        ClusterSpec latest = outdated(group -> group.updateStrategy(UpdateStrategy.MINIMAL));

        apply(latest);

        assertThat(phases()).containsExactly(Phase.SETUP, Phase.UPGRADE);
        assertThat(seen()).allSatisfy(update -> assertThat(update.nodes()).isLessThanOrEqualTo(2));
    }

    @Test
    void an_update_that_fails_says_in_which_phase_and_at_which_nodes() {
        ClusterSpec latest = outdated(group -> {});
        aws.blockEvictions("prod", "general");

        StepFailedException failure = failure(StepFailedException.class, latest);

        assertThat(failure)
                .hasMessageContaining("UPDATE_FAILED after the upgrade phase: 4 of 6 nodes updated, 6 in service.")
                .hasMessageContaining("PodEvictionFailure: Reached max retries while trying to evict pods");
        assertThat(failure.healthIssues())
                .singleElement()
                .extracting(HealthIssue::resourceIds)
                .satisfies(nodes -> assertThat(nodes).hasSize(1).allMatch(node -> node.startsWith("ip-10-0-")));
    }

    @Test
    void whoever_may_not_look_at_the_group_is_told_as_much_as_EKS_says() {
        ClusterSpec latest = outdated(group -> {});
        FaultRule denied = aws.faults()
                .on("autoscaling", "DescribeAutoScalingGroups")
                .where(NodeUpdatesTest::asksForOneGroup)
                .failWith("AccessDenied");

        apply(latest);

        assertThat(seen()).isEmpty();
        assertThat(denied.fired()).as("it is asked once").isEqualTo(1);
        assertThat(events.texts()).anySatisfy(text -> assertThat(text).contains(STEP + ": UPDATING for "));
        settled(latest);
    }

    @Test
    void a_look_that_fails_does_not_matter() {
        ClusterSpec latest = outdated(group -> {});
        aws.faults()
                .on("autoscaling", "DescribeAutoScalingGroups")
                .where(NodeUpdatesTest::asksForOneGroup)
                .times(4)
                .failWith("InternalFailure");

        apply(latest);

        assertThat(phases()).endsWith(Phase.UPGRADE, Phase.SCALE_DOWN);
        settled(latest);
    }

    @Test
    void an_update_of_settings_has_no_phases() {
        apply(with(group -> {}));
        int mark = aws.ledger().size();

        apply(with(group -> group.label("team", "payments")));

        assertThat(seen()).isEmpty();
        assertThat(looks(mark)).isZero();
    }

    @Test
    void an_update_that_another_process_began_shows_too() {
        ClusterSpec latest = outdated(group -> {});
        stranger(EksClient.builder())
                .updateNodegroupVersion(request -> request.clusterName("prod").nodegroupName("general"));
        pass(Duration.ofSeconds(20));

        apply(latest);

        assertThat(phases()).endsWith(Phase.UPGRADE, Phase.SCALE_DOWN);
        settled(latest);
    }

    @Test
    void plans_name_the_permission_but_not_as_a_change() {
        Plan plan = eks().plan(outdated(group -> {}));

        assertThat(step(plan, STEP).iamActions()).contains("autoscaling:DescribeAutoScalingGroups");
        assertThat(step(plan, STEP).awsCalls()).doesNotContain("autoscaling:DescribeAutoScalingGroups");
    }
}

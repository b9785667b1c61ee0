package io.github.ekssdk.testing.internal.service.eks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.CancellationStatus;
import software.amazon.awssdk.services.eks.model.Category;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.InsightSummary;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;
import software.amazon.awssdk.services.eks.model.InvalidRequestException;
import software.amazon.awssdk.services.eks.model.InvalidStateException;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateStatus;
import software.amazon.awssdk.services.eks.model.UpdateType;

class RollbackTest {
    private static final Duration NODES = Duration.ofMinutes(15);
    private static final Duration CANCEL = Duration.ofMinutes(1);

    private final EksWorld world = new EksWorld(
            "eu-west-1",
            profile -> profile.with("eks.update.autoNodes", NODES, 0).with("eks.update.cancel", CANCEL, 0));

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_version_goes_back_within_seven_days() {
        world.cluster("prod", b -> b.version("1.33"));
        String platform = world.describe("prod").platformVersion();
        world.upgrade("prod", "1.34");
        world.pass(Duration.ofDays(6));

        Update begun = rollback();
        world.pass(EksWorld.VERSION_UPDATE);
        Cluster after = world.describe("prod");

        assertThat(begun.type()).isEqualTo(UpdateType.VERSION_ROLLBACK);
        assertThat(world.update("prod", begun.id()).status()).isEqualTo(UpdateStatus.SUCCESSFUL);
        assertThat(after.version()).isEqualTo("1.33");
        assertThat(after.platformVersion()).isEqualTo(platform);
        assertThat(after.status()).isEqualTo(ClusterStatus.ACTIVE);
    }

    @Test
    void it_does_not_after_seven_days_nor_twice_nor_when_the_cluster_began_with_its_version() {
        world.cluster("prod", b -> b.version("1.33"));
        assertRefused("1.32", "Unsupported Kubernetes minor version update from 1.33 to 1.32");
        world.upgrade("prod", "1.34");
        rollback();
        world.pass(EksWorld.VERSION_UPDATE);
        assertRefused("1.32", "Unsupported Kubernetes minor version update from 1.33 to 1.32");
        world.upgrade("prod", "1.34");
        world.pass(Duration.ofDays(7).plusSeconds(1));

        assertRefused("1.33", "Unsupported Kubernetes minor version update from 1.34 to 1.33");
    }

    @Test
    void newer_nodes_block_it_unless_it_is_forced() {
        world.cluster("prod", b -> b.version("1.33"));
        world.upgrade("prod", "1.34");
        world.nodegroup("prod", "general");

        assertThatExceptionOfType(InvalidStateException.class)
                .isThrownBy(this::rollback)
                .withMessageContaining("Rollback readiness issues detected")
                .satisfies(refusal -> assertThat(refusal.clusterName()).isEqualTo("prod"));
        assertThat(world.eks
                        .listInsights(r -> r.clusterName("prod").filter(f -> f.categories(Category.ROLLBACK_READINESS)))
                        .insights())
                .extracting(InsightSummary::name)
                .contains("Kubelet version skew");
        world.eks.updateClusterVersion(r -> r.name("prod").version("1.33").force(true));
        world.pass(EksWorld.VERSION_UPDATE);

        assertThat(world.describe("prod").version()).isEqualTo("1.33");
    }

    @Test
    void its_timeout_is_between_two_hours_and_seven_days() {
        world.cluster("prod", b -> b.version("1.33"));
        world.upgrade("prod", "1.34");

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.eks.updateClusterVersion(
                        r -> r.name("prod").version("1.33").rollbackConfig(c -> c.timeoutMinutes(119))))
                .withMessageContaining("between 120 and 10080");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.eks.updateClusterVersion(
                        r -> r.name("prod").version("1.35").rollbackConfig(c -> c.timeoutMinutes(120))))
                .withMessageContaining("only be specified for a rollback");
    }

    @Test
    void nodes_of_auto_mode_go_first_and_then_it_can_be_called_off() {
        autoModeCluster();
        Update begun = rollback();
        world.pass(NODES.minusSeconds(30));

        Update cancelling =
                world.eks.cancelUpdate(r -> r.name("prod").updateId(begun.id())).update();
        world.pass(CANCEL);
        Update cancelled = world.update("prod", begun.id());

        assertThat(cancelling.status()).isEqualTo(UpdateStatus.IN_PROGRESS);
        assertThat(cancelling.cancellation().status()).isEqualTo(CancellationStatus.IN_PROGRESS);
        assertThat(cancelled.status()).isEqualTo(UpdateStatus.CANCELLED);
        assertThat(cancelled.cancellation().status()).isEqualTo(CancellationStatus.SUCCESSFUL);
        world.pass(Duration.ofHours(1));
        assertThat(world.describe("prod").version()).isEqualTo("1.34");
        assertThat(world.describe("prod").status()).isEqualTo(ClusterStatus.ACTIVE);
    }

    @Test
    void it_cannot_be_called_off_once_the_control_plane_goes_back() {
        autoModeCluster();
        Update begun = rollback();
        world.pass(NODES);

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> world.eks.cancelUpdate(r -> r.name("prod").updateId(begun.id())));
        world.pass(EksWorld.VERSION_UPDATE);

        assertThat(world.describe("prod").version()).isEqualTo("1.33");
    }

    @Test
    void it_ends_by_itself_when_the_nodes_take_too_long() {
        try (EksWorld slow =
                new EksWorld("eu-west-1", profile -> profile.with("eks.update.autoNodes", Duration.ofHours(3), 0))) {
            slow.autoModeCluster("prod", "1.33");
            slow.upgrade("prod", "1.34");

            Update begun = slow.eks
                    .updateClusterVersion(
                            r -> r.name("prod").version("1.33").rollbackConfig(c -> c.timeoutMinutes(120)))
                    .update();
            slow.pass(Duration.ofHours(2));

            assertThat(slow.update("prod", begun.id()).status()).isEqualTo(UpdateStatus.CANCELLED);
            assertThat(slow.describe("prod").version()).isEqualTo("1.34");
        }
    }

    private void autoModeCluster() {
        world.autoModeCluster("prod", "1.33");
        world.upgrade("prod", "1.34");
    }

    private Update rollback() {
        return world.eks
                .updateClusterVersion(r -> r.name("prod").version("1.33"))
                .update();
    }

    private void assertRefused(String version, String message) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(
                        () -> world.eks.updateClusterVersion(r -> r.name("prod").version(version)))
                .withMessageContaining(message);
    }
}

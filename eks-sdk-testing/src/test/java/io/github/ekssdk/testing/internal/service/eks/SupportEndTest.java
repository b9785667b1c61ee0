package io.github.ekssdk.testing.internal.service.eks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ekssdk.testing.FakeInsight;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;
import software.amazon.awssdk.services.eks.model.SupportType;
import software.amazon.awssdk.services.eks.model.UpdateType;

class SupportEndTest {
    private final EksWorld world = new EksWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_cluster_with_standard_support_is_upgraded_when_that_ends() {
        world.cluster("prod", b -> b.version("1.33").upgradePolicy(p -> p.supportType(SupportType.STANDARD)));
        until("2026-07-29T00:00:00Z");
        assertThat(world.describe("prod").version()).isEqualTo("1.33");

        world.pass(Duration.ofSeconds(10));
        assertThat(world.describe("prod").status()).isEqualTo(ClusterStatus.UPDATING);
        world.pass(EksWorld.VERSION_UPDATE);

        assertThat(world.describe("prod").version()).isEqualTo("1.34");
        String update = world.eks.listUpdates(r -> r.name("prod")).updateIds().get(0);
        assertThat(world.update("prod", update).type()).isEqualTo(UpdateType.VERSION_UPDATE);
    }

    @Test
    void a_cluster_with_extended_support_is_upgraded_a_year_later() {
        world.cluster("prod", b -> b.version("1.30"));
        until("2026-07-22T00:00:00Z");
        assertThat(world.describe("prod").version()).isEqualTo("1.30");

        world.pass(Duration.ofDays(2));

        assertThat(world.describe("prod").version()).isEqualTo("1.31");
    }

    @Test
    void neither_insights_nor_old_nodes_hold_it_up_and_there_is_no_way_back() {
        world.cluster("prod", b -> b.version("1.33").upgradePolicy(p -> p.supportType(SupportType.STANDARD)));
        world.aws.insight("prod", FakeInsight.error("anything"));
        until("2026-07-30T00:00:00Z");

        assertThat(world.describe("prod").version()).isEqualTo("1.34");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(
                        () -> world.eks.updateClusterVersion(r -> r.name("prod").version("1.33")));
    }

    @Test
    void an_upgrade_that_fails_is_tried_again_the_next_day() {
        world.cluster("prod", b -> b.version("1.33").upgradePolicy(p -> p.supportType(SupportType.STANDARD)));
        world.iam.detachRolePolicy(
                r -> r.roleName("cluster").policyArn("arn:aws:iam::aws:policy/AmazonEKSClusterPolicy"));
        world.iam.deleteRole(r -> r.roleName("cluster"));
        until("2026-07-29T12:00:00Z");
        assertThat(world.describe("prod").version()).isEqualTo("1.33");
        world.clusterRole();

        world.pass(Duration.ofDays(1));

        assertThat(world.describe("prod").version()).isEqualTo("1.34");
    }

    @Test
    void whoever_changes_the_policy_in_time_stays() {
        world.cluster("prod", b -> b.version("1.33").upgradePolicy(p -> p.supportType(SupportType.STANDARD)));
        world.eks.updateClusterConfig(r -> r.name("prod").upgradePolicy(p -> p.supportType(SupportType.EXTENDED)));
        until("2026-08-30T00:00:00Z");

        assertThat(world.describe("prod").version()).isEqualTo("1.33");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.eks.updateClusterConfig(
                        r -> r.name("prod").upgradePolicy(p -> p.supportType(SupportType.STANDARD))))
                .withMessageContaining("whose standard support has ended");
    }

    private void until(String time) {
        world.pass(Duration.between(world.aws.clock().now(), Instant.parse(time)));
    }
}

package io.github.ekssdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ekssdk.Eks;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.testing.internal.service.eks.EksWorld;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

class ActorsTest {
    private final EksWorld world = new EksWorld();
    private final Actors actors = world.aws.actors();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void pod_interfaces_hang_on_nodes_and_go_with_them() {
        world.cluster("prod");
        world.nodegroup("prod", "general");

        List<String> made = actors.attachPodInterfaces("prod");

        assertThat(world.ec2
                        .describeNetworkInterfaces(r -> r.networkInterfaceIds(made))
                        .networkInterfaces())
                .isNotEmpty()
                .extracting(NetworkInterface::description)
                .allMatch(text -> text.startsWith("aws-K8S-i-"));
        world.eks.deleteNodegroup(r -> r.clusterName("prod").nodegroupName("general"));
        world.pass(Duration.ofMinutes(20));
        assertThat(world.aws.inventory()).extracting(Resource::id).doesNotContainAnyElementsOf(made);
    }

    @Test
    void somebody_in_the_console_is_under_the_rules_of_aws() {
        String group = world.cluster("prod").resourcesVpcConfig().clusterSecurityGroupId();
        int calls = world.aws.ledger().size();

        actors.openPort(group, 22, "0.0.0.0/0").tag(group, "owner", "me");

        assertThat(world.aws.ledger().size()).isEqualTo(calls);
        assertThat(world.ec2.describeSecurityGroupRules(r -> r.maxResults(1000)).securityGroupRules())
                .extracting(SecurityGroupRule::fromPort)
                .contains(22);
        assertThatIllegalStateException()
                .isThrownBy(() -> actors.delete(group))
                .withMessageContaining("DependencyViolation");
        assertThatIllegalArgumentException().isThrownBy(() -> actors.delete("prod"));
    }

    @Test
    void a_snapshot_holds_what_others_did() {
        world.cluster("prod");
        String volume = actors.volume("prod", "shop/orders", 20);
        actors.leavePodInterfacesBehind("prod", 1);

        try (FakeAws copy = FakeAws.restore(world.aws.snapshot())) {
            assertThat(copy.inventory())
                    .filteredOn(resource -> resource.type().equals("ec2:volume"))
                    .extracting(Resource::id)
                    .containsExactly(volume);
        }
    }

    @Test
    void another_process_sees_the_same_account() {
        try (EksManager other = actors.sdkProcess()) {
            assertThat(other.plan(Eks.cluster("prod").build()).changes()).isNotEmpty();
        }
    }
}

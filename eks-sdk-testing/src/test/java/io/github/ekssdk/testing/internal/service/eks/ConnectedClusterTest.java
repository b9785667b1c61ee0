package io.github.ekssdk.testing.internal.service.eks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.ConnectorConfigProvider;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;
import software.amazon.awssdk.services.eks.model.ResourceInUseException;
import software.amazon.awssdk.services.eks.model.ResourceLimitExceededException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eks.model.ResourcePropagationDelayException;

class ConnectedClusterTest {
    private final EksWorld world = new EksWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void the_first_registration_of_an_account_has_to_come_again() {
        String role = role();

        assertThatExceptionOfType(ResourcePropagationDelayException.class)
                .isThrownBy(() -> register("edge", role))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(428));
        world.pass(EksWorld.IAM);

        assertThat(register("edge", role).status()).isEqualTo(ClusterStatus.PENDING);
    }

    @Test
    void a_cluster_waits_for_its_agent() {
        Cluster registered = registered("edge");
        world.bareCluster("prod");

        world.aws.inside("edge").connect();

        assertThat(registered.connectorConfig().activationId()).isNotEmpty();
        assertThat(registered.connectorConfig().activationCode()).isNotEmpty();
        assertThat(registered.connectorConfig().activationExpiry())
                .isEqualTo(registered.createdAt().plus(Duration.ofDays(3)));
        assertThat(registered.connectorConfig().provider()).isEqualTo("GKE");
        assertThat(world.describe("edge").status()).isEqualTo(ClusterStatus.ACTIVE);
        assertThat(world.eks.listClusters(r -> {}).clusters()).containsExactly("prod");
        assertThat(world.eks.listClusters(r -> r.include("all")).clusters()).containsExactly("edge", "prod");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.eks.listClusters(r -> r.include("ALL")));
    }

    @Test
    void one_that_nobody_activates_is_not_seen_any_more_but_keeps_its_name() {
        registered("edge");

        world.pass(Duration.ofDays(3));

        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> world.describe("edge"));
        assertThat(world.eks.listClusters(r -> r.include("all")).clusters()).isEmpty();
        assertThatExceptionOfType(ResourceInUseException.class).isThrownBy(() -> register("edge", role()));
        world.eks.deregisterCluster(r -> r.name("edge"));
        assertThat(world.inventory("eks:connected-cluster")).isEmpty();
    }

    @Test
    void it_is_no_cluster_of_EKS() {
        registered("edge");

        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> world.nodegroup("edge", "general"));
        assertThatExceptionOfType(ResourceInUseException.class).isThrownBy(() -> world.cluster("edge"));
    }

    @Test
    void there_is_a_quota() {
        world.aws.quota("eks.connectedClusters", 1);
        registered("one");

        assertThatExceptionOfType(ResourceLimitExceededException.class).isThrownBy(() -> registered("two"));
    }

    private Cluster registered(String name) {
        String role = role();
        try {
            return register(name, role);
        } catch (ResourcePropagationDelayException tooEarly) {
            world.pass(EksWorld.IAM);
            return register(name, role);
        }
    }

    private Cluster register(String name, String role) {
        return world.eks
                .registerCluster(r -> r.name(name)
                        .connectorConfig(
                                c -> c.provider(ConnectorConfigProvider.GKE).roleArn(role)))
                .cluster();
    }

    private String role() {
        return world.iam.listRoles(r -> {}).roles().stream()
                .filter(one -> one.roleName().equals("connector"))
                .map(one -> one.arn())
                .findFirst()
                .orElseGet(() -> {
                    String arn = world.role("connector", "ssm.amazonaws.com");
                    world.pass(EksWorld.IAM);
                    return arn;
                });
    }
}

package io.github.ekssdk.internal.resource.eks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ekssdk.Eks;
import io.github.ekssdk.error.UnsupportedChangeException;
import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.plan.Step;
import io.github.ekssdk.plan.StepAction;
import io.github.ekssdk.spec.AuthenticationMode;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.ControlPlaneEgressMode;
import io.github.ekssdk.spec.ControlPlaneTier;
import io.github.ekssdk.spec.IpFamily;
import io.github.ekssdk.spec.UpgradePolicy;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.UpdateType;

class ControlPlaneSettingsTest extends ClusterScenario {
    private static final String STEP = "cluster/prod";
    private static final List<String> ONE_UPDATE = List.of("eks:UpdateClusterConfig");

    private static ClusterSpec with(Consumer<ClusterSpec.Builder> more) {
        ClusterSpec.Builder spec =
                Eks.cluster("prod").vpc(vpc -> vpc.availabilityZones(2)).defaultAddons(false);
        more.accept(spec);
        return spec.build();
    }

    private static final ClusterSpec PLAIN = with(spec -> {});

    private Cluster described() {
        try (EksClient eks = aws.client(EksClient.builder())) {
            return eks.describeCluster(request -> request.name("prod")).cluster();
        }
    }

    private List<UpdateType> updates() {
        try (EksClient eks = aws.client(EksClient.builder())) {
            return eks.listUpdates(request -> request.name("prod")).updateIds().stream()
                    .map(id -> eks.describeUpdate(
                                    request -> request.name("prod").updateId(id))
                            .update()
                            .type())
                    .toList();
        }
    }

    /** A setting, the update that changes it, and what EKS says of it. */
    static Stream<Arguments> settings() {
        return Stream.of(
                setting(
                        spec -> spec.upgradePolicy(UpgradePolicy.STANDARD),
                        UpdateType.UPGRADE_POLICY_UPDATE,
                        cluster -> assertThat(cluster.upgradePolicy().supportTypeAsString())
                                .isEqualTo("STANDARD")),
                setting(
                        spec -> spec.zonalShift(true),
                        UpdateType.ZONAL_SHIFT_CONFIG_UPDATE,
                        cluster ->
                                assertThat(cluster.zonalShiftConfig().enabled()).isTrue()),
                setting(
                        spec -> spec.controlPlaneTier(ControlPlaneTier.TIER_2XL),
                        UpdateType.CONTROL_PLANE_SCALING_CONFIG_UPDATE,
                        cluster -> assertThat(
                                        cluster.controlPlaneScalingConfig().tierAsString())
                                .isEqualTo("tier-2xl")),
                setting(
                        spec -> spec.remoteNodeNetworks("10.80.0.0/16", "10.82.0.0/16")
                                .remotePodNetworks("10.81.0.0/16"),
                        UpdateType.REMOTE_NETWORK_CONFIG_UPDATE,
                        cluster -> assertThat(cluster.remoteNetworkConfig()).satisfies(remote -> {
                            assertThat(remote.remoteNodeNetworks())
                                    .singleElement()
                                    .satisfies(nodes ->
                                            assertThat(nodes.cidrs()).containsExactly("10.80.0.0/16", "10.82.0.0/16"));
                            assertThat(remote.remotePodNetworks())
                                    .singleElement()
                                    .satisfies(pods -> assertThat(pods.cidrs()).containsExactly("10.81.0.0/16"));
                        })));
    }

    private static Arguments setting(
            Consumer<ClusterSpec.Builder> setting, UpdateType update, Consumer<Cluster> expectation) {
        return arguments(update.toString(), with(setting), update, expectation);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void is_set_at_the_creation(String name, ClusterSpec spec, UpdateType update, Consumer<Cluster> expectation) {
        apply(spec);

        expectation.accept(described());
        assertThat(updates()).isEmpty();
        settled(spec);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void is_changed_in_place_by_an_update_of_its_own_and_taken_back(
            String name, ClusterSpec spec, UpdateType update, Consumer<Cluster> expectation) {
        apply(PLAIN);

        assertThat(changesOf(spec)).isEqualTo(ONE_UPDATE);
        expectation.accept(described());
        assertThat(updates()).containsExactly(update);
        settled(spec);

        assertThat(changesOf(PLAIN)).isEqualTo(ONE_UPDATE);
        assertThat(updates()).containsExactly(update, update);
        settled(PLAIN);
    }

    @Test
    void what_is_the_default_of_eks_is_not_sent() {
        apply(PLAIN);

        CreateClusterRequest request =
                aws.ledger().of("eks", "CreateCluster").get(0).request(CreateClusterRequest.class);
        assertThat(request.upgradePolicy()).isNull();
        assertThat(request.zonalShiftConfig()).isNull();
        assertThat(request.controlPlaneScalingConfig()).isNull();
        assertThat(request.remoteNetworkConfig()).isNull();
        assertThat(request.kubernetesNetworkConfig()).isNull();
        assertThat(request.computeConfig()).isNull();
        assertThat(request.encryptionConfig()).isEmpty();
        assertThat(request.resourcesVpcConfig().controlPlaneEgressModeAsString())
                .isNull();
        assertThat(request.outpostConfig()).isNull();
    }

    @Test
    void several_settings_are_changed_one_after_the_other() {
        apply(PLAIN);

        ClusterSpec all = with(spec -> spec.upgradePolicy(UpgradePolicy.STANDARD)
                .zonalShift(true)
                .controlPlaneTier(ControlPlaneTier.TIER_XL)
                .remoteNodeNetworks("10.80.0.0/16"));

        assertThat(changesOf(all))
                .containsExactly(
                        "eks:UpdateClusterConfig",
                        "eks:UpdateClusterConfig",
                        "eks:UpdateClusterConfig",
                        "eks:UpdateClusterConfig");
        settled(all);
    }

    @Test
    void the_egress_mode_goes_one_way() {
        apply(PLAIN);
        ClusterSpec routed = with(spec -> spec.controlPlaneEgressMode(ControlPlaneEgressMode.CUSTOMER_ROUTED));

        Plan plan = eks().plan(routed);

        assertThat(step(plan, STEP).reversible()).isFalse();
        assertThat(plan.warnings())
                .containsExactly(
                        "The change of the control plane egress mode from AWS_MANAGED to CUSTOMER_ROUTED cannot be"
                                + " undone. The subnets of the control plane then need routes to its webhooks and OIDC"
                                + " providers.");
        assertThat(changesOf(plan)).isEqualTo(ONE_UPDATE);
        assertThat(updates()).containsExactly(UpdateType.CONTROL_PLANE_EGRESS_UPDATE);
        settled(routed);
        assertThatThrownBy(() -> eks().plan(PLAIN))
                .isInstanceOf(UnsupportedChangeException.class)
                .hasMessageContaining("cluster/prod: the control plane egress mode is CUSTOMER_ROUTED, and EKS does not"
                        + " take the routing over again");
    }

    @Test
    void the_egress_mode_is_set_at_the_creation() {
        ClusterSpec routed = with(spec -> spec.controlPlaneEgressMode(ControlPlaneEgressMode.CUSTOMER_ROUTED));

        apply(routed);

        assertThat(described().resourcesVpcConfig().controlPlaneEgressModeAsString())
                .isEqualTo("CUSTOMER_ROUTED");
        settled(routed);
    }

    @Test
    void services_have_the_range_that_was_said_and_another_one_takes_another_cluster() {
        ClusterSpec spec = with(it -> it.serviceIpv4Cidr("172.30.0.0/16"));
        apply(spec);
        assertThat(described().kubernetesNetworkConfig().serviceIpv4Cidr()).isEqualTo("172.30.0.0/16");
        settled(spec);

        Step step = step(eks().plan(with(it -> it.serviceIpv4Cidr("172.31.0.0/16"))), STEP);

        assertThat(step.action()).isEqualTo(StepAction.REPLACE);
        assertThat(step.disruptive()).isTrue();
    }

    @Test
    void another_ip_family_takes_another_cluster_and_is_refused_until_that_is_allowed() {
        apply(PLAIN);
        Plan plan = eks().plan(with(spec -> spec.ipFamily(IpFamily.IPV6)));

        assertThatThrownBy(() -> eks().apply(plan, events))
                .isInstanceOf(UnsupportedChangeException.class)
                .hasMessageContaining("ipFamily ipv4 -> ipv6");
    }

    @Test
    void a_new_cluster_may_come_with_self_managed_addons() {
        ClusterSpec selfManaged = with(spec -> spec.bootstrapSelfManagedAddons(true));

        apply(selfManaged);

        assertThat(aws.ledger()
                        .of("eks", "CreateCluster")
                        .get(0)
                        .request(CreateClusterRequest.class)
                        .bootstrapSelfManagedAddons())
                .isTrue();
        settled(selfManaged);
        settled(PLAIN);
    }

    @Test
    void a_change_of_the_authentication_mode_says_that_it_cannot_be_undone() {
        apply(with(spec -> spec.authenticationMode(AuthenticationMode.API_AND_CONFIG_MAP)));

        Plan plan = eks().plan(PLAIN);

        assertThat(plan.warnings())
                .containsExactly(
                        "The change of the authentication mode from API_AND_CONFIG_MAP to API cannot be undone."
                                + " The aws-auth ConfigMap then lets nobody in any more.");
        assertThat(plan.render()).contains("cannot be undone)");
    }
}

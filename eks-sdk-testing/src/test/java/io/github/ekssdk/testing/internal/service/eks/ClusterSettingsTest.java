package io.github.ekssdk.testing.internal.service.eks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ComputeConfigRequest;
import software.amazon.awssdk.services.eks.model.ControlPlaneEgressModeType;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.ErrorCode;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;
import software.amazon.awssdk.services.eks.model.IpFamily;
import software.amazon.awssdk.services.eks.model.ListClustersResponse;
import software.amazon.awssdk.services.eks.model.ProvisionedControlPlaneTier;
import software.amazon.awssdk.services.eks.model.RemoteNetworkConfigRequest;
import software.amazon.awssdk.services.eks.model.RemoteNodeNetwork;
import software.amazon.awssdk.services.eks.model.RemotePodNetwork;
import software.amazon.awssdk.services.eks.model.SupportType;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateClusterConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateParam;
import software.amazon.awssdk.services.eks.model.UpdateParamType;
import software.amazon.awssdk.services.eks.model.UpdateStatus;
import software.amazon.awssdk.services.eks.model.UpdateType;

class ClusterSettingsTest {
    private final EksWorld world = new EksWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void what_is_not_asked_for_has_the_defaults_of_eks() {
        Cluster cluster = world.cluster("prod");

        assertThat(cluster.resourcesVpcConfig().controlPlaneEgressMode())
                .isEqualTo(ControlPlaneEgressModeType.AWS_MANAGED);
        assertThat(cluster.controlPlaneScalingConfig().tier()).isEqualTo(ProvisionedControlPlaneTier.STANDARD);
        assertThat(cluster.remoteNetworkConfig()).isNull();
        assertThat(cluster.upgradePolicy().supportType()).isEqualTo(SupportType.EXTENDED);
        assertThat(cluster.deletionProtection()).isFalse();
    }

    @Test
    void auto_mode_is_switched_on_and_off_as_a_whole() {
        Cluster cluster = world.autoModeCluster("prod", "1.34");
        String role = cluster.computeConfig().nodeRoleArn();

        assertThat(cluster.computeConfig().nodePools()).containsExactly("general-purpose", "system");
        assertThat(cluster.storageConfig().blockStorage().enabled()).isTrue();
        assertThat(cluster.kubernetesNetworkConfig().elasticLoadBalancing().enabled())
                .isTrue();
        assertThat(world.eks
                        .describeAccessEntry(r -> r.clusterName("prod").principalArn(role))
                        .accessEntry()
                        .type())
                .isEqualTo("EC2");
        assertThat(world.eks
                        .listAssociatedAccessPolicies(r -> r.clusterName("prod").principalArn(role))
                        .associatedAccessPolicies())
                .singleElement()
                .satisfies(policy -> assertThat(policy.policyArn()).endsWith("/AmazonEKSAutoNodePolicy"));
        Update off = update(b -> b.computeConfig(c -> c.enabled(false))
                .storageConfig(s -> s.blockStorage(block -> block.enabled(false)))
                .kubernetesNetworkConfig(n -> n.elasticLoadBalancing(e -> e.enabled(false))));
        world.pass(EksWorld.UPDATE);

        assertThat(off.type()).isEqualTo(UpdateType.AUTO_MODE_UPDATE);
        Cluster after = world.describe("prod");
        assertThat(after.computeConfig().enabled()).isFalse();
        assertThat(after.storageConfig().blockStorage().enabled()).isFalse();
        assertThat(after.kubernetesNetworkConfig().elasticLoadBalancing().enabled())
                .isFalse();
    }

    @Test
    void auto_mode_is_refused_where_it_makes_no_sense() {
        String role = world.clusterRole();

        assertCreateRefused(role, b -> b.computeConfig(c -> c.enabled(true)), "all either fully enabled");
        assertCreateRefused(role, autoMode(c -> c.nodePools("other")), "out of [general-purpose, system]");
        assertCreateRefused(role, autoMode(c -> c.nodePools("system")), "must be specified together");
        assertCreateRefused(
                role,
                autoMode(c -> {}).andThen(b -> b.bootstrapSelfManagedAddons(true)),
                "bootstrapSelfManagedAddons must be set to false");
        assertCreateRefused(
                role,
                autoMode(c -> {})
                        .andThen(b -> b.accessConfig(a -> a.authenticationMode(AuthenticationMode.CONFIG_MAP))),
                "authenticationMode");
        world.cluster("prod");
        assertRefused(b -> b.kubernetesNetworkConfig(n -> n.serviceIpv4Cidr("10.100.0.0/16")), "cannot be changed");
        assertRefused(
                b -> b.kubernetesNetworkConfig(n -> n.elasticLoadBalancing(e -> e.enabled(false))),
                "already at the desired configuration");
    }

    @Test
    void remote_networks_are_set_and_changed() {
        Cluster cluster =
                world.cluster("prod", b -> b.remoteNetworkConfig(remote("192.168.0.0/20", "192.168.16.0/20")));

        assertThat(cluster.remoteNetworkConfig().remoteNodeNetworks().get(0).cidrs())
                .containsExactly("192.168.0.0/20");
        assertThat(cluster.remoteNetworkConfig().remotePodNetworks().get(0).cidrs())
                .containsExactly("192.168.16.0/20");
        Update begun = update(b -> b.remoteNetworkConfig(remote("192.168.0.0/20", "192.168.32.0/20")));
        world.pass(EksWorld.UPDATE);

        assertThat(begun.type()).isEqualTo(UpdateType.REMOTE_NETWORK_CONFIG_UPDATE);
        assertThat(world.describe("prod")
                        .remoteNetworkConfig()
                        .remotePodNetworks()
                        .get(0)
                        .cidrs())
                .containsExactly("192.168.32.0/20");
    }

    @Test
    void remote_networks_are_checked() {
        String role = world.clusterRole();

        assertCreateRefused(
                role, b -> b.remoteNetworkConfig(remote("10.0.0.0/20", "192.168.0.0/20")), "must not overlap");
        assertCreateRefused(role, b -> b.remoteNetworkConfig(remote("8.8.8.0/24", "192.168.0.0/20")), "must be within");
        assertCreateRefused(
                role,
                b -> b.remoteNetworkConfig(remote("192.168.0.0/20", "192.168.16.0/20"))
                        .accessConfig(a -> a.authenticationMode(AuthenticationMode.CONFIG_MAP)),
                "CONFIG_MAP");
    }

    @Test
    void the_egress_mode_goes_one_way() {
        world.cluster("prod");

        Update begun = update(b ->
                b.resourcesVpcConfig(vpc -> vpc.controlPlaneEgressMode(ControlPlaneEgressModeType.CUSTOMER_ROUTED)));
        world.pass(EksWorld.UPDATE);

        assertThat(begun.type()).isEqualTo(UpdateType.CONTROL_PLANE_EGRESS_UPDATE);
        assertThat(world.describe("prod").resourcesVpcConfig().controlPlaneEgressMode())
                .isEqualTo(ControlPlaneEgressModeType.CUSTOMER_ROUTED);
        assertRefused(
                b -> b.resourcesVpcConfig(vpc -> vpc.controlPlaneEgressMode(ControlPlaneEgressModeType.AWS_MANAGED)),
                "cannot be changed from CUSTOMER_ROUTED to AWS_MANAGED");
    }

    @Test
    void the_tier_of_the_control_plane_changes() {
        world.cluster("prod", b -> b.controlPlaneScalingConfig(c -> c.tier(ProvisionedControlPlaneTier.TIER_XL)));

        Update begun = update(b -> b.controlPlaneScalingConfig(c -> c.tier(ProvisionedControlPlaneTier.STANDARD)));
        world.pass(EksWorld.UPDATE);

        assertThat(begun.params())
                .extracting(UpdateParam::type, UpdateParam::value)
                .containsExactlyInAnyOrder(
                        tuple(UpdateParamType.UPDATED_TIER, "standard"),
                        tuple(UpdateParamType.PREVIOUS_TIER, "tier-xl"));
        assertThat(world.describe("prod").controlPlaneScalingConfig().tier())
                .isEqualTo(ProvisionedControlPlaneTier.STANDARD);
        assertRefused(b -> b.controlPlaneScalingConfig(c -> c.tier("huge")), "is not one of");
    }

    @Test
    void a_version_without_standard_support_cannot_have_only_that() {
        String role = world.clusterRole();

        assertCreateRefused(
                role,
                b -> b.version("1.31").upgradePolicy(p -> p.supportType(SupportType.STANDARD)),
                "whose standard support has ended");
    }

    @Test
    void ipv6_needs_subnets_with_ipv6() {
        assertCreateRefused(
                world.clusterRole(),
                b -> b.kubernetesNetworkConfig(n -> n.ipFamily(IpFamily.IPV6)),
                "has no IPv6 CIDR block");
    }

    @Test
    void an_update_whose_subnet_vanishes_fails_and_changes_nothing() {
        world.cluster("prod");
        String extra = world.subnet("10.0.64.0/20", "eu-west-1c");
        List<String> subnets = new ArrayList<>(world.subnets());
        subnets.add(extra);
        Update begun = update(b -> b.resourcesVpcConfig(vpc -> vpc.subnetIds(subnets)));
        world.ec2.deleteSubnet(r -> r.subnetId(extra));
        world.pass(EksWorld.UPDATE);

        Update ended = world.update("prod", begun.id());
        assertThat(ended.status()).isEqualTo(UpdateStatus.FAILED);
        assertThat(ended.errors().get(0).errorCode()).isEqualTo(ErrorCode.SUBNET_NOT_FOUND);
        assertThat(world.describe("prod").resourcesVpcConfig().subnetIds()).isEqualTo(world.subnets());
    }

    @Test
    void clusters_come_in_pages_by_name() {
        String role = world.clusterRole();
        for (String name : List.of("c", "a", "d", "b")) {
            world.eks.createCluster(world.clusterRequest(name, role));
        }

        ListClustersResponse first = world.eks.listClusters(r -> r.maxResults(3));
        ListClustersResponse second =
                world.eks.listClusters(r -> r.maxResults(3).nextToken(first.nextToken()));

        assertThat(first.clusters()).containsExactly("a", "b", "c");
        assertThat(second.clusters()).containsExactly("d");
        assertThat(second.nextToken()).isNull();
    }

    private static Consumer<CreateClusterRequest.Builder> autoMode(Consumer<ComputeConfigRequest.Builder> compute) {
        return b -> b.computeConfig(c -> c.enabled(true).applyMutation(compute))
                .storageConfig(s -> s.blockStorage(block -> block.enabled(true)))
                .kubernetesNetworkConfig(n -> n.elasticLoadBalancing(e -> e.enabled(true)));
    }

    private static RemoteNetworkConfigRequest remote(String nodes, String pods) {
        return RemoteNetworkConfigRequest.builder()
                .remoteNodeNetworks(RemoteNodeNetwork.builder().cidrs(nodes).build())
                .remotePodNetworks(RemotePodNetwork.builder().cidrs(pods).build())
                .build();
    }

    private Update update(Consumer<UpdateClusterConfigRequest.Builder> change) {
        return world.eks
                .updateClusterConfig(UpdateClusterConfigRequest.builder()
                        .name("prod")
                        .build()
                        .copy(change))
                .update();
    }

    private void assertRefused(Consumer<UpdateClusterConfigRequest.Builder> change, String message) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> update(change))
                .withMessageContaining(message);
    }

    private void assertCreateRefused(String role, Consumer<CreateClusterRequest.Builder> change, String message) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.eks.createCluster(
                        world.clusterRequest("other", role).copy(change)))
                .withMessageContaining(message);
    }
}

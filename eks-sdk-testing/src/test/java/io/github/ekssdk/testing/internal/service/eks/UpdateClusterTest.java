package io.github.ekssdk.testing.internal.service.eks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.ErrorCode;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;
import software.amazon.awssdk.services.eks.model.InvalidRequestException;
import software.amazon.awssdk.services.eks.model.LogType;
import software.amazon.awssdk.services.eks.model.ResourceInUseException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateClusterConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateParam;
import software.amazon.awssdk.services.eks.model.UpdateParamType;
import software.amazon.awssdk.services.eks.model.UpdateStatus;
import software.amazon.awssdk.services.eks.model.UpdateType;

class UpdateClusterTest {
    private final EksWorld world = new EksWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_setting_changes_when_its_update_has_ended() {
        world.cluster("prod");

        Update begun = update(privateOnly());
        var during = world.describe("prod");
        world.pass(EksWorld.UPDATE);
        var after = world.describe("prod");

        assertThat(begun.status()).isEqualTo(UpdateStatus.IN_PROGRESS);
        assertThat(begun.type()).isEqualTo(UpdateType.ENDPOINT_ACCESS_UPDATE);
        assertThat(begun.params())
                .extracting(UpdateParam::type, UpdateParam::value)
                .contains(
                        tuple(UpdateParamType.ENDPOINT_PUBLIC_ACCESS, "false"),
                        tuple(UpdateParamType.ENDPOINT_PRIVATE_ACCESS, "true"));
        assertThat(during.status()).isEqualTo(ClusterStatus.ACTIVE);
        assertThat(during.resourcesVpcConfig().endpointPublicAccess()).isTrue();
        assertThat(world.update("prod", begun.id()).status()).isEqualTo(UpdateStatus.SUCCESSFUL);
        assertThat(after.resourcesVpcConfig().endpointPublicAccess()).isFalse();
        assertThat(after.resourcesVpcConfig().subnetIds()).isEqualTo(world.subnets());
    }

    @Test
    void C3_another_update_is_in_progress_although_the_status_is_active() {
        world.cluster("prod");
        Update first = update(privateOnly());

        ResourceInUseException refusal =
                catchThrowableOfType(ResourceInUseException.class, () -> update(logging(LogType.AUDIT)));

        assertThat(world.describe("prod").status()).isEqualTo(ClusterStatus.ACTIVE);
        assertThat(refusal.statusCode()).isEqualTo(409);
        assertThat(refusal.clusterName()).isEqualTo("prod");
        assertThat(refusal.awsErrorDetails().errorMessage())
                .isEqualTo("Cannot LoggingUpdate because cluster prod currently has update " + first.id()
                        + " in progress");
    }

    @Test
    void C4_nothing_to_change() {
        world.cluster("prod");

        assertRefused(
                b -> b.resourcesVpcConfig(vpc -> vpc.endpointPublicAccess(true)),
                "Cluster is already at the desired configuration with endpointPrivateAccess: false ,"
                        + " endpointPublicAccess: true, and Public Endpoint Restrictions: [0.0.0.0/0]");
        assertRefused(
                b -> b.logging(EksWorld.logging(false, "api")), "No changes needed for the logging config provided");
        assertRefused(b -> b.deletionProtection(false), "already at the desired configuration");
    }

    @Test
    void C5_one_type_of_change_per_update() {
        world.cluster("prod");

        assertRefused(logging(LogType.API).andThen(privateOnly()), "Only one type of update can be allowed.");
        assertRefused(b -> {}, "No changes");
    }

    @Test
    void C18_the_authentication_mode_goes_one_way() {
        world.cluster("prod", b -> b.accessConfig(a -> a.authenticationMode(AuthenticationMode.CONFIG_MAP)));

        assertRefused(mode(AuthenticationMode.API), "from CONFIG_MAP to API");
        finish(update(mode(AuthenticationMode.API_AND_CONFIG_MAP)));
        assertRefused(mode(AuthenticationMode.CONFIG_MAP), "from API_AND_CONFIG_MAP to CONFIG_MAP");
        finish(update(mode(AuthenticationMode.API)));

        assertThat(world.describe("prod").accessConfig().authenticationMode()).isEqualTo(AuthenticationMode.API);
        assertThat(world.eks.listAccessEntries(r -> r.clusterName("prod")).accessEntries())
                .contains("arn:aws:iam::123456789012:user/developer");
    }

    @Test
    void logging_of_types_that_are_not_named_stays() {
        world.cluster("prod", b -> b.logging(EksWorld.logging(true, "api")));

        finish(update(logging(LogType.AUDIT)));

        assertThat(LoggingConfig.enabled(world.describe("prod").logging()))
                .containsExactlyInAnyOrder(LogType.API, LogType.AUDIT);
    }

    @Test
    void subnets_and_security_groups_change_together() {
        world.cluster("prod");
        String group = world.ec2
                .createSecurityGroup(
                        r -> r.vpcId(world.network.vpcId()).groupName("g").description("d"))
                .groupId();

        finish(update(b -> b.resourcesVpcConfig(
                vpc -> vpc.subnetIds(world.network.privateSubnets()).securityGroupIds(group))));

        var config = world.describe("prod").resourcesVpcConfig();
        assertThat(config.subnetIds()).isEqualTo(world.network.privateSubnets());
        assertThat(config.securityGroupIds()).containsExactly(group);
        assertThat(config.endpointPublicAccess()).isTrue();
        assertThat(world.interfaces("group-id", group)).hasSize(2);
    }

    @Test
    void the_same_token_gets_the_same_update() {
        world.cluster("prod");
        String token = "t".repeat(40);

        Update first = update(privateOnly().andThen(b -> b.clientRequestToken(token)));
        Update second = update(privateOnly().andThen(b -> b.clientRequestToken(token)));
        world.pass(EksWorld.UPDATE);
        Update third = update(privateOnly().andThen(b -> b.clientRequestToken(token)));

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(third.id()).isEqualTo(first.id());
        assertThat(third.status()).isEqualTo(UpdateStatus.SUCCESSFUL);
        assertRefused(
                logging(LogType.API).andThen(b -> b.clientRequestToken(token)), "already used with other parameters");
    }

    @Test
    void a_cluster_that_is_still_creating_cannot_be_changed() {
        world.eks.createCluster(world.clusterRequest("prod", world.clusterRole()));

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> update(privateOnly()))
                .withMessageContaining("ACTIVE");
    }

    @Test
    void a_version_goes_up_by_one_minor() {
        world.cluster("prod", b -> b.version("1.33"));

        Update begun = world.eks
                .updateClusterVersion(r -> r.name("prod").version("1.34"))
                .update();
        ClusterStatus atOnce = world.describe("prod").status();
        world.pass(Duration.ofSeconds(10));
        ClusterStatus soon = world.describe("prod").status();
        world.pass(EksWorld.VERSION_UPDATE);
        var after = world.describe("prod");

        assertThat(begun.type()).isEqualTo(UpdateType.VERSION_UPDATE);
        assertThat(atOnce).isEqualTo(ClusterStatus.ACTIVE);
        assertThat(soon).isEqualTo(ClusterStatus.UPDATING);
        assertThat(after.status()).isEqualTo(ClusterStatus.ACTIVE);
        assertThat(after.version()).isEqualTo("1.34");
        assertThat(world.update("prod", begun.id()).status()).isEqualTo(UpdateStatus.SUCCESSFUL);
    }

    @Test
    void C7_and_C8_versions_are_neither_skipped_nor_lowered() {
        world.cluster("prod", b -> b.version("1.32"));

        assertVersionRefused("1.34", "Unsupported Kubernetes minor version update from 1.32 to 1.34");
        assertVersionRefused("1.31", "Unsupported Kubernetes minor version update from 1.32 to 1.31");
        assertVersionRefused("1.32", "Unsupported Kubernetes minor version update from 1.32 to 1.32");
        assertVersionRefused("2.0", "unsupported Kubernetes version");
    }

    @Test
    void C10_nodes_that_would_be_too_old_block_an_upgrade() {
        world.cluster("prod", b -> b.version("1.30"));
        world.nodegroup("prod", "general");
        for (String version : List.of("1.31", "1.32", "1.33")) {
            upgrade(version);
        }

        assertVersionRefused("1.34", "Nodegroups [general] must be updated to match cluster version 1.33");
    }

    @Test
    void C11_an_upgrade_fails_when_the_role_is_gone() {
        world.cluster("prod", b -> b.version("1.33"));
        world.iam.detachRolePolicy(
                r -> r.roleName("cluster").policyArn("arn:aws:iam::aws:policy/AmazonEKSClusterPolicy"));
        world.iam.deleteRole(r -> r.roleName("cluster"));

        Update begun = upgrade("1.34");

        Update ended = world.update("prod", begun.id());
        assertThat(ended.status()).isEqualTo(UpdateStatus.FAILED);
        assertThat(ended.errors().get(0).errorCode()).isEqualTo(ErrorCode.ACCESS_DENIED);
        assertThat(world.describe("prod").version()).isEqualTo("1.33");
        assertThat(world.describe("prod").status()).isEqualTo(ClusterStatus.ACTIVE);
    }

    @Test
    void updates_are_listed_and_looked_up_by_id() {
        world.cluster("prod");
        Update first = finish(update(privateOnly()));
        Update second = finish(update(logging(LogType.API)));

        assertThat(world.eks.listUpdates(r -> r.name("prod")).updateIds()).containsExactly(first.id(), second.id());
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> world.update("prod", "0f4c1d6e-0000-4000-8000-000000000000"))
                .withMessageContaining("No update found for ID");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> world.eks.cancelUpdate(r -> r.name("prod").updateId(first.id())));
    }

    private Update upgrade(String version) {
        Update begun = world.eks
                .updateClusterVersion(r -> r.name("prod").version(version))
                .update();
        world.pass(EksWorld.VERSION_UPDATE);
        return begun;
    }

    private Update update(Consumer<UpdateClusterConfigRequest.Builder> change) {
        return world.eks
                .updateClusterConfig(UpdateClusterConfigRequest.builder()
                        .name("prod")
                        .build()
                        .copy(change))
                .update();
    }

    private Update finish(Update begun) {
        world.pass(EksWorld.UPDATE);
        Update ended = world.update("prod", begun.id());
        assertThat(ended.status()).isEqualTo(UpdateStatus.SUCCESSFUL);
        return ended;
    }

    private void assertRefused(Consumer<UpdateClusterConfigRequest.Builder> change, String message) {
        InvalidParameterException refusal = catchThrowableOfType(InvalidParameterException.class, () -> update(change));
        assertThat(refusal).isNotNull().hasMessageContaining(message);
        assertThat(refusal.statusCode()).isEqualTo(400);
    }

    private void assertVersionRefused(String version, String message) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(
                        () -> world.eks.updateClusterVersion(r -> r.name("prod").version(version)))
                .withMessageContaining(message);
    }

    private static Consumer<UpdateClusterConfigRequest.Builder> privateOnly() {
        return b -> b.resourcesVpcConfig(vpc -> vpc.endpointPublicAccess(false).endpointPrivateAccess(true));
    }

    private static Consumer<UpdateClusterConfigRequest.Builder> logging(LogType type) {
        return b -> b.logging(EksWorld.logging(true, type.toString()));
    }

    private static Consumer<UpdateClusterConfigRequest.Builder> mode(AuthenticationMode mode) {
        return b -> b.accessConfig(a -> a.authenticationMode(mode));
    }
}

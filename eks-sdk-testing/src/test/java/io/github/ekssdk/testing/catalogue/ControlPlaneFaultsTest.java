package io.github.ekssdk.testing.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ekssdk.testing.FakeInsight;
import io.github.ekssdk.testing.internal.service.eks.EksWorld;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterIssue;
import software.amazon.awssdk.services.eks.model.ClusterIssueCode;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.ErrorCode;
import software.amazon.awssdk.services.eks.model.ErrorDetail;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;
import software.amazon.awssdk.services.eks.model.InvalidRequestException;
import software.amazon.awssdk.services.eks.model.InvalidStateException;
import software.amazon.awssdk.services.eks.model.ResourceInUseException;
import software.amazon.awssdk.services.eks.model.ResourceLimitExceededException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eks.model.UnsupportedAvailabilityZoneException;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateClusterConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateStatus;
import software.amazon.awssdk.services.eks.model.VpcConfigRequest;

/** The faults of control planes, by the rows of the catalogue. */
class ControlPlaneFaultsTest {
    private final EksWorld world = new EksWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void C1_a_zone_without_capacity_is_refused_with_the_zones_that_have_some() {
        world.aws.withoutCapacity("eu-west-1a");

        UnsupportedAvailabilityZoneException refusal =
                catchThrowableOfType(UnsupportedAvailabilityZoneException.class, () -> world.cluster("prod"));

        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(refusal.clusterName()).isEqualTo("prod");
        assertThat(refusal.validZones()).containsExactly("eu-west-1b", "eu-west-1c");
        assertThat(refusal.awsErrorDetails().errorMessage())
                .isEqualTo("Cannot create cluster 'prod' because eu-west-1a, the targeted availability zone, does not"
                        + " currently have sufficient capacity to support the cluster. Retry and choose from these"
                        + " availability zones: eu-west-1b, eu-west-1c");
    }

    @Test
    void C2_a_cluster_of_that_name_exists() {
        world.cluster("prod");

        ResourceInUseException refusal =
                catchThrowableOfType(ResourceInUseException.class, () -> world.cluster("prod"));

        assertThat(refusal.statusCode()).isEqualTo(409);
        assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo("Cluster already exists with name: prod");
    }

    @Test
    void C3_second_update_is_refused_with_the_id_of_the_first_while_the_status_says_active() {
        world.cluster("prod", b -> b.version("1.33"));
        Update first = update(b -> b.logging(EksWorld.logging(true, "audit")));

        assertInProgress("EndpointAccessUpdate", first, () -> update(privateOnly()));
        assertInProgress("LoggingUpdate", first, () -> update(b -> b.logging(EksWorld.logging(true, "api"))));
        assertInProgress(
                "VersionUpdate",
                first,
                () -> world.eks.updateClusterVersion(r -> r.name("prod").version("1.34")));
        assertThat(world.describe("prod").status()).isEqualTo(ClusterStatus.ACTIVE);
        world.pass(EksWorld.UPDATE);

        assertThat(update(privateOnly()).status()).isEqualTo(UpdateStatus.IN_PROGRESS);
    }

    @Test
    void C4_what_is_so_already_is_refused() {
        world.cluster("prod");

        assertInvalid(
                () -> update(b -> b.resourcesVpcConfig(vpc -> vpc.endpointPublicAccess(true))),
                "Cluster is already at the desired configuration with endpointPrivateAccess: false ,"
                        + " endpointPublicAccess: true, and Public Endpoint Restrictions: [0.0.0.0/0]");
        assertInvalid(
                () -> update(b -> b.logging(EksWorld.logging(false, "api"))),
                "No changes needed for the logging config provided");
    }

    @Test
    void C5_two_types_of_change_in_one_update_are_refused() {
        world.cluster("prod");

        assertInvalid(
                () -> update(privateOnly().andThen(b -> b.deletionProtection(true))),
                "Only one type of update can be allowed.");
    }

    @Test
    void C6_a_cluster_fails_with_health_issues() {
        world.eks.createCluster(world.clusterRequest("prod", world.clusterRole()));
        world.iam.detachRolePolicy(
                r -> r.roleName("cluster").policyArn("arn:aws:iam::aws:policy/AmazonEKSClusterPolicy"));
        world.iam.deleteRole(r -> r.roleName("cluster"));
        world.pass(EksWorld.CREATE_CLUSTER);

        Cluster failed = world.describe("prod");

        assertThat(failed.status()).isEqualTo(ClusterStatus.FAILED);
        assertThat(failed.health().issues())
                .extracting(ClusterIssue::code)
                .containsExactly(ClusterIssueCode.IAM_ROLE_NOT_FOUND);
    }

    @Test
    void C7_no_minor_version_is_skipped() {
        world.cluster("prod", b -> b.version("1.32"));

        assertInvalid(
                () -> world.eks.updateClusterVersion(r -> r.name("prod").version("1.35")),
                "Unsupported Kubernetes minor version update from 1.32 to 1.35");
    }

    @Test
    void C8_a_version_older_than_the_one_that_runs_is_refused() {
        world.cluster("prod", b -> b.version("1.34"));

        assertInvalid(
                () -> world.eks.updateClusterVersion(r -> r.name("prod").version("1.33")),
                "Unsupported Kubernetes minor version update from 1.34 to 1.33");
    }

    @Test
    void C9_insights_block_an_upgrade_unless_it_is_forced() {
        world.cluster("prod", b -> b.version("1.33"));
        world.aws.insight("prod", FakeInsight.deprecatedApi("1.34", "/apis/x/v1beta1/ys"));

        InvalidStateException refusal = catchThrowableOfType(
                InvalidStateException.class,
                () -> world.eks.updateClusterVersion(r -> r.name("prod").version("1.34")));
        Update forced = world.eks
                .updateClusterVersion(r -> r.name("prod").version("1.34").force(true))
                .update();

        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(refusal.clusterName()).isEqualTo("prod");
        assertThat(refusal.awsErrorDetails().errorMessage())
                .isEqualTo("Upgrade readiness issues detected. Call the EKS ListInsights API to view upgrade blocking"
                        + " issues detected by EKS. Pass the force flag to override upgrade readiness errors and"
                        + " proceed with upgrade.");
        assertThat(forced.status()).isEqualTo(UpdateStatus.IN_PROGRESS);
    }

    @Test
    void C10_old_nodes_block_an_upgrade_even_if_it_is_forced() {
        world.cluster("prod", b -> b.version("1.30"));
        world.nodegroup("prod", "general");
        List.of("1.31", "1.32", "1.33").forEach(version -> world.upgrade("prod", version));

        assertInvalid(
                () -> world.eks.updateClusterVersion(
                        r -> r.name("prod").version("1.34").force(true)),
                "Nodegroups [general] must be updated to match cluster version 1.33 before updating cluster version");
    }

    @Test
    void C11_an_upgrade_without_free_addresses_fails_and_leaves_the_old_version() {
        world.cluster(
                "prod",
                b -> b.version("1.33")
                        .resourcesVpcConfig(vpc -> vpc.subnetIds(
                                world.subnet("10.0.64.0/28", "eu-west-1a"),
                                world.subnet("10.0.64.16/28", "eu-west-1b"))));
        world.describe("prod").resourcesVpcConfig().subnetIds().forEach(this::fill);

        assertFails("1.34", ErrorCode.IP_NOT_AVAILABLE);
    }

    @Test
    void C11_an_upgrade_beyond_the_limit_of_network_interfaces_fails() {
        world.cluster("prod", b -> b.version("1.33"));
        world.aws.quota("ec2.networkInterfaces", 2);

        assertFails("1.34", ErrorCode.ENI_LIMIT_REACHED);
        world.aws.quota("ec2.networkInterfaces", 5000);

        assertThat(world.upgrade("prod", "1.34").status()).isEqualTo(UpdateStatus.SUCCESSFUL);
    }

    @Test
    void C11_an_update_fails_whose_security_group_or_subnet_is_gone_before_its_end() {
        world.cluster("prod");
        List<String> before = world.describe("prod").resourcesVpcConfig().securityGroupIds();
        String group = world.ec2
                .createSecurityGroup(
                        r -> r.vpcId(world.network.vpcId()).groupName("control").description("of a test"))
                .groupId();

        Update begun = world.eks
                .updateClusterConfig(r -> r.name("prod").resourcesVpcConfig(vpc -> vpc.securityGroupIds(group)))
                .update();
        world.ec2.deleteSecurityGroup(r -> r.groupId(group));
        world.pass(EksWorld.UPDATE);

        Update ended = world.update("prod", begun.id());
        assertThat(ended.status()).isEqualTo(UpdateStatus.FAILED);
        assertThat(ended.errors().get(0).errorCode()).isEqualTo(ErrorCode.SECURITY_GROUP_NOT_FOUND);
        assertThat(ended.errors().get(0).resourceIds()).containsExactly(group);
        assertThat(world.describe("prod").resourcesVpcConfig().securityGroupIds())
                .isEqualTo(before);
    }

    @Test
    void C11_an_upgrade_whose_role_is_gone_fails() {
        world.cluster("prod", b -> b.version("1.33"));
        world.iam.detachRolePolicy(
                r -> r.roleName("cluster").policyArn("arn:aws:iam::aws:policy/AmazonEKSClusterPolicy"));
        world.iam.deleteRole(r -> r.roleName("cluster"));

        assertFails("1.34", ErrorCode.ACCESS_DENIED);
    }

    @Test
    void C12_a_cluster_that_is_not_there() {
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> world.describe("nobody"))
                .satisfies(refusal -> assertThat(refusal.statusCode()).isEqualTo(404))
                .satisfies(refusal -> assertThat(refusal.clusterName()).isEqualTo("nobody"))
                .withMessageContaining("No cluster found for name: nobody.");
    }

    @Test
    void C13_a_list_still_shows_a_cluster_that_nobody_can_describe() {
        world.cluster("prod");
        world.eks.listClusters();
        delete();
        world.aws.faults().on("eks", "ListClusters").nth(1).staleRead();

        assertThat(world.eks.listClusters().clusters()).containsExactly("prod");
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> world.describe("prod"));
        assertThat(world.eks.listClusters().clusters()).isEmpty();
    }

    @Test
    void C15_a_protected_cluster_is_not_deleted() {
        world.cluster("prod", b -> b.deletionProtection(true));

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> world.eks.deleteCluster(r -> r.name("prod")))
                .withMessageContaining("deletion protection");
    }

    @Test
    void C15_a_cluster_that_is_not_active_cannot_be_protected() {
        world.eks.createCluster(world.clusterRequest("prod", world.clusterRole()));

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> update(b -> b.deletionProtection(true)));
    }

    @Test
    void C16_the_quota_of_clusters_is_reached() {
        world.aws.quota("eks.clusters", 1);
        world.cluster("one");

        assertThatExceptionOfType(ResourceLimitExceededException.class)
                .isThrownBy(() -> world.cluster("two"))
                .satisfies(refusal -> assertThat(refusal.statusCode()).isEqualTo(400));
    }

    @Test
    void C17_subnets_and_security_groups_are_checked() {
        String one = world.network.privateSubnets().get(0);
        String small = world.subnet("10.0.64.0/28", "eu-west-1a");
        String other = world.subnet("10.0.65.0/28", "eu-west-1b");
        fill(small);

        assertCreateInvalid(vpc -> vpc.subnetIds(one), "at least two different AZs");
        assertCreateInvalid(vpc -> vpc.subnetIds(small, other), "free IP addresses");
        assertCreateInvalid(vpc -> vpc.subnetIds(one, "subnet-0123456789abcdef0"), "does not exist");
        assertCreateInvalid(
                vpc -> vpc.subnetIds(world.subnets()).securityGroupIds(Collections.nCopies(6, "sg-0123456789abcdef0")),
                "At most 5 security groups");
    }

    @Test
    void C18_the_authentication_mode_goes_one_way() {
        world.cluster("prod", b -> b.accessConfig(a -> a.authenticationMode(AuthenticationMode.API_AND_CONFIG_MAP)));

        assertInvalid(
                () -> update(b -> b.accessConfig(a -> a.authenticationMode(AuthenticationMode.CONFIG_MAP))),
                "Unsupported authentication mode update from API_AND_CONFIG_MAP to CONFIG_MAP");
        update(b -> b.accessConfig(a -> a.authenticationMode(AuthenticationMode.API)));
        world.pass(EksWorld.UPDATE);

        assertInvalid(
                () -> update(b -> b.accessConfig(a -> a.authenticationMode(AuthenticationMode.API_AND_CONFIG_MAP))),
                "Unsupported authentication mode update from API to API_AND_CONFIG_MAP");
    }

    @Test
    void C19_the_authentication_mode_is_config_map_unless_one_is_asked_for() {
        Cluster cluster = world.cluster("prod", b -> b.accessConfig(a -> {}));

        assertThat(cluster.accessConfig().authenticationMode()).isEqualTo(AuthenticationMode.CONFIG_MAP);
    }

    @Test
    void X9_a_cluster_made_again_has_another_issuer() {
        String first = world.cluster("prod").identity().oidc().issuer();
        delete();

        assertThat(world.cluster("prod").identity().oidc().issuer()).isNotEqualTo(first);
    }

    @Test
    void X10_the_name_of_a_cluster_stays_taken_for_a_while_after_it_is_gone() {
        Duration taken = Duration.ofSeconds(10);
        try (EksWorld slow = new EksWorld("eu-west-1", p -> p.with("eks.cluster.nameFree", taken, 0))) {
            slow.cluster("prod");
            slow.eks.deleteCluster(r -> r.name("prod"));
            slow.pass(EksWorld.DELETE_CLUSTER);

            assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> slow.describe("prod"));
            assertThatExceptionOfType(ResourceInUseException.class)
                    .isThrownBy(() -> slow.cluster("prod"))
                    .withMessageContaining("Cluster already exists with name: prod");
            slow.pass(taken);

            assertThat(slow.cluster("prod").status()).isEqualTo(ClusterStatus.ACTIVE);
        }
    }

    @Test
    void X14_a_cluster_that_is_being_created_is_not_deleted() {
        world.eks.createCluster(world.clusterRequest("prod", world.clusterRole()));

        ResourceInUseException refusal =
                catchThrowableOfType(ResourceInUseException.class, () -> world.eks.deleteCluster(r -> r.name("prod")));

        assertThat(refusal.statusCode()).isEqualTo(409);
        world.pass(EksWorld.CREATE_CLUSTER);
        assertThat(world.eks.deleteCluster(r -> r.name("prod")).cluster().status())
                .isEqualTo(ClusterStatus.DELETING);
    }

    private void delete() {
        world.eks.deleteCluster(r -> r.name("prod"));
        world.pass(EksWorld.DELETE_CLUSTER);
    }

    /** Takes every address of a subnet. */
    private void fill(String subnetId) {
        int free = world.ec2
                .describeSubnets(r -> r.subnetIds(subnetId))
                .subnets()
                .get(0)
                .availableIpAddressCount();
        for (int i = 0; i < free; i++) {
            world.ec2.createNetworkInterface(r -> r.subnetId(subnetId));
        }
    }

    private void assertFails(String version, ErrorCode code) {
        Update ended = world.upgrade("prod", version);

        assertThat(ended.status()).isEqualTo(UpdateStatus.FAILED);
        assertThat(ended.errors()).extracting(ErrorDetail::errorCode).containsExactly(code);
        assertThat(world.describe("prod").version()).isEqualTo("1.33");
        assertThat(world.describe("prod").status()).isEqualTo(ClusterStatus.ACTIVE);
    }

    private Update update(Consumer<UpdateClusterConfigRequest.Builder> change) {
        return world.eks
                .updateClusterConfig(UpdateClusterConfigRequest.builder()
                        .name("prod")
                        .build()
                        .copy(change))
                .update();
    }

    private static Consumer<UpdateClusterConfigRequest.Builder> privateOnly() {
        return b -> b.resourcesVpcConfig(vpc -> vpc.endpointPublicAccess(false).endpointPrivateAccess(true));
    }

    private static void assertInProgress(String attempted, Update running, ThrowingCallable call) {
        ResourceInUseException refusal = catchThrowableOfType(ResourceInUseException.class, call);
        assertThat(refusal).isNotNull();
        assertThat(refusal.statusCode()).isEqualTo(409);
        assertThat(refusal.awsErrorDetails().errorMessage())
                .isEqualTo("Cannot " + attempted + " because cluster prod currently has update " + running.id()
                        + " in progress");
    }

    private static void assertInvalid(ThrowingCallable call, String message) {
        InvalidParameterException refusal = catchThrowableOfType(InvalidParameterException.class, call);
        assertThat(refusal).isNotNull();
        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
    }

    private void assertCreateInvalid(Consumer<VpcConfigRequest.Builder> vpc, String message) {
        String role = world.existingClusterRole();
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.eks.createCluster(
                        world.clusterRequest("prod", role).copy(b -> b.resourcesVpcConfig(vpc))))
                .withMessageContaining(message);
    }
}

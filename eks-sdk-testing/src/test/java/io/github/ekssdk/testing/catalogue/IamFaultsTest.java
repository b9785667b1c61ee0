package io.github.ekssdk.testing.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.internal.service.eks.EksWorld;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AccessDeniedException;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterIssue;
import software.amazon.awssdk.services.eks.model.ClusterIssueCode;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.ConnectorConfigProvider;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;
import software.amazon.awssdk.services.eks.model.ResourceInUseException;
import software.amazon.awssdk.services.eks.model.ResourcePropagationDelayException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ConcurrentModificationException;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.DeletionTaskStatusType;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.ServiceFailureException;

/** The faults of roles, trust and permissions, by the rows of the catalogue. */
class IamFaultsTest {
    private static final String STRANGER = "arn:aws:iam::123456789012:user/stranger";

    private final EksWorld world = new EksWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void I1_a_role_that_was_just_made_cannot_be_assumed_and_can_a_little_later() {
        String role = world.role("cluster", "eks.amazonaws.com", "AmazonEKSClusterPolicy");
        CreateClusterRequest request = world.clusterRequest("prod", role);

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.eks.createCluster(request))
                .withMessageContaining("Role with arn: " + role
                        + ", could not be assumed because it does not exist or the trusted entity is not correct");
        world.pass(EksWorld.IAM);

        assertThat(world.eks.createCluster(request).cluster().status()).isEqualTo(ClusterStatus.CREATING);
    }

    @Test
    void I1_a_role_with_the_wrong_trust_is_refused_however_long_one_waits() {
        String role = world.role("cluster", "ec2.amazonaws.com", "AmazonEKSClusterPolicy");
        world.pass(Duration.ofHours(1));

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.eks.createCluster(world.clusterRequest("prod", role)))
                .withMessageContaining("the trusted entity is not correct");
    }

    @Test
    void I1_a_policy_that_was_just_attached_is_not_seen_yet() {
        String role = world.role("cluster", "eks.amazonaws.com");
        world.pass(EksWorld.IAM);
        world.attach("cluster", "AmazonEKSClusterPolicy");

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.eks.createCluster(world.clusterRequest("prod", role)))
                .withMessageContaining(
                        "The provided role doesn't have the Amazon EKS Managed Policies associated with it");
        world.pass(EksWorld.IAM);
        assertThat(world.eks
                        .createCluster(world.clusterRequest("prod", role))
                        .cluster()
                        .status())
                .isEqualTo(ClusterStatus.CREATING);
    }

    @Test
    void I7_names_and_urls_that_are_taken_are_refused() {
        world.clusterRole();
        world.iam.createInstanceProfile(r -> r.instanceProfileName("nodes"));
        world.iam.createOpenIDConnectProvider(r -> r.url("https://issuer.example/id"));

        assertExists(() -> world.clusterRole(), "Role with name cluster already exists.");
        assertExists(
                () -> world.iam.createInstanceProfile(r -> r.instanceProfileName("nodes")),
                "Instance Profile nodes already exists.");
        assertExists(
                () -> world.iam.createOpenIDConnectProvider(r -> r.url("https://issuer.example/id")),
                "Provider with url https://issuer.example/id already exists.");
    }

    private static void assertExists(ThrowingCallable call, String message) {
        assertThatExceptionOfType(EntityAlreadyExistsException.class)
                .isThrownBy(call)
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(409));
    }

    @Test
    void I8_parallel_changes_of_a_role_are_refused_when_a_test_says_so() {
        world.clusterRole();
        world.aws.faults().on("iam", "AttachRolePolicy").failBefore(409, "ConcurrentModification", "Try again.");

        assertThatExceptionOfType(ConcurrentModificationException.class)
                .isThrownBy(() -> world.attach("cluster", "AmazonEKSVPCResourceController"))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(409));
        world.aws.faults().on("iam", "GetRole").failBefore(500, "ServiceFailure", "Internal failure.");
        assertThatExceptionOfType(ServiceFailureException.class)
                .isThrownBy(() -> world.iam.getRole(r -> r.roleName("cluster")))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(500));
    }

    @Test
    void I9_a_role_goes_only_when_nothing_hangs_on_it() {
        world.nodeRole();
        world.iam.createInstanceProfile(r -> r.instanceProfileName("nodes"));
        world.iam.addRoleToInstanceProfile(r -> r.instanceProfileName("nodes").roleName("nodes"));

        assertConflict("Cannot delete entity, must remove roles from instance profile first.");
        world.iam.removeRoleFromInstanceProfile(
                r -> r.instanceProfileName("nodes").roleName("nodes"));
        assertConflict("Cannot delete entity, must detach all policies first.");
        world.iam
                .listAttachedRolePolicies(r -> r.roleName("nodes"))
                .attachedPolicies()
                .forEach(policy ->
                        world.iam.detachRolePolicy(r -> r.roleName("nodes").policyArn(policy.policyArn())));
        world.iam.deleteRole(r -> r.roleName("nodes"));

        assertThat(world.inventory("iam:role")).isEmpty();
    }

    private void assertConflict(String message) {
        assertThatExceptionOfType(DeleteConflictException.class)
                .isThrownBy(() -> world.iam.deleteRole(r -> r.roleName("nodes")))
                .withMessageContaining(message);
    }

    @Test
    void I12_the_first_cluster_takes_the_leave_to_make_the_role_of_eks_and_makes_it() {
        String policy =
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"eks:*\",\"iam:PassRole\"],\"Resource\":\"*\"}]}";
        try (FakeAws strict = FakeAws.builder().strictIam(policy).build();
                EksClient eks = strict.client(EksClient.builder())) {
            assertThatExceptionOfType(AccessDeniedException.class)
                    .isThrownBy(() -> eks.createCluster(r -> r.name("prod")
                            .roleArn("arn:aws:iam::123456789012:role/cluster")
                            .resourcesVpcConfig(vpc -> vpc.subnetIds("subnet-0123456789abcdef0"))))
                    .withMessageContaining("is not authorized to perform: iam:CreateServiceLinkedRole on resource:"
                            + " arn:aws:iam::123456789012:role/aws-service-role/eks.amazonaws.com/"
                            + "AWSServiceRoleForAmazonEKS");
        }
        world.cluster("prod");
        assertThat(world.iam
                        .getRole(r -> r.roleName("AWSServiceRoleForAmazonEKS"))
                        .role()
                        .path())
                .isEqualTo("/aws-service-role/eks.amazonaws.com/");
    }

    @Test
    void I12_a_role_of_a_service_that_was_just_made_is_still_propagating() {
        String role = world.role("connector", "ssm.amazonaws.com");
        world.pass(EksWorld.IAM);

        assertThatExceptionOfType(ResourcePropagationDelayException.class)
                .isThrownBy(() -> register(role))
                .withMessageContaining("still propagating")
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(428));
        world.pass(EksWorld.IAM);

        assertThat(register(role).name()).isEqualTo("edge");
    }

    private Cluster register(String role) {
        return world.eks
                .registerCluster(r -> r.name("edge")
                        .connectorConfig(connector ->
                                connector.provider(ConnectorConfigProvider.GKE).roleArn(role)))
                .cluster();
    }

    @Test
    void I12_the_role_of_a_service_goes_only_when_the_service_needs_it_no_more() {
        world.cluster("prod");
        String busy = world.iam
                .deleteServiceLinkedRole(r -> r.roleName("AWSServiceRoleForAmazonEKS"))
                .deletionTaskId();

        var failed = world.iam.getServiceLinkedRoleDeletionStatus(r -> r.deletionTaskId(busy));
        assertThat(failed.status()).isEqualTo(DeletionTaskStatusType.FAILED);
        assertThat(failed.reason().roleUsageList().get(0).resources()).containsExactly("prod");
        world.eks.deleteCluster(r -> r.name("prod"));
        world.pass(EksWorld.DELETE_CLUSTER);
        String free = world.iam
                .deleteServiceLinkedRole(r -> r.roleName("AWSServiceRoleForAmazonEKS"))
                .deletionTaskId();
        assertThat(world.iam
                        .getServiceLinkedRoleDeletionStatus(r -> r.deletionTaskId(free))
                        .status())
                .isEqualTo(DeletionTaskStatusType.SUCCEEDED);
    }

    @Test
    void I13_reads_are_refused_to_callers_with_too_few_permissions() {
        try (FakeAws strict = FakeAws.builder().strictIam().build();
                IamClient iam = as(strict, IamClient.builder());
                Ec2Client ec2 = as(strict, Ec2Client.builder())) {
            assertThatExceptionOfType(IamException.class)
                    .isThrownBy(() -> iam.getRole(r -> r.roleName("cluster")))
                    .withMessageContaining("is not authorized to perform: iam:GetRole on resource:")
                    .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));
            assertThatExceptionOfType(Ec2Exception.class)
                    .isThrownBy(ec2::describeSubnets)
                    .withMessageContaining("You are not authorized to perform this operation.")
                    .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnauthorizedOperation"));
        }
    }

    private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C as(FakeAws aws, B builder) {
        return builder.httpClient(aws.httpClient())
                .region(Region.EU_WEST_1)
                .credentialsProvider(aws.credentialsOf(STRANGER))
                .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    @Test
    void I14_a_control_plane_does_not_come_up_where_sts_is_switched_off() {
        world.aws.withoutRegionalSts();

        world.cluster("prod");

        assertThat(world.describe("prod").status()).isEqualTo(ClusterStatus.FAILED);
        assertThat(world.describe("prod").health().issues())
                .extracting(ClusterIssue::code)
                .containsExactly(ClusterIssueCode.STS_REGIONAL_ENDPOINT_DISABLED);
    }

    @Test
    void I15_the_creator_of_a_cluster_has_an_access_entry_already() {
        world.cluster("prod");

        assertThatExceptionOfType(ResourceInUseException.class)
                .isThrownBy(() -> world.eks.createAccessEntry(
                        r -> r.clusterName("prod").principalArn("arn:aws:iam::123456789012:user/developer")))
                .withMessageContaining("The specified access entry resource is already in use on this cluster");
    }

    @Test
    void I16_the_role_of_a_single_sign_on_is_known_by_its_whole_path_only() {
        world.cluster("prod");
        String whole = world.iam
                .createRole(r -> r.roleName("AWSReservedSSO_Admin_0123456789abcdef")
                        .path("/aws-reserved/sso.amazonaws.com/eu-west-1/")
                        .assumeRolePolicyDocument(EksWorld.trust("sso.amazonaws.com")))
                .role()
                .arn();
        world.pass(EksWorld.IAM);
        String stripped = whole.replace("aws-reserved/sso.amazonaws.com/eu-west-1/", "");

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() ->
                        world.eks.createAccessEntry(r -> r.clusterName("prod").principalArn(stripped)))
                .withMessageContaining("invalid principal");
        assertThat(world.eks
                        .createAccessEntry(r -> r.clusterName("prod").principalArn(whole))
                        .accessEntry()
                        .principalArn())
                .isEqualTo(whole);
    }
}

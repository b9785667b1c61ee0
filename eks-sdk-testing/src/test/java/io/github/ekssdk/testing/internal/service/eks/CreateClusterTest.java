package io.github.ekssdk.testing.internal.service.eks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterIssueCode;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;
import software.amazon.awssdk.services.eks.model.IpFamily;
import software.amazon.awssdk.services.eks.model.LogType;
import software.amazon.awssdk.services.eks.model.ResourceInUseException;
import software.amazon.awssdk.services.eks.model.ResourceLimitExceededException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eks.model.SupportType;

class CreateClusterTest {
    private final EksWorld world = new EksWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_cluster_is_creating_until_its_time_has_passed() {
        Cluster created = create("prod", b -> {});

        world.pass(EksWorld.CREATE_CLUSTER.minusSeconds(1));
        Cluster before = world.describe("prod");
        world.pass(Duration.ofSeconds(1));
        Cluster after = world.describe("prod");

        assertThat(created.status()).isEqualTo(ClusterStatus.CREATING);
        assertThat(before.status()).isEqualTo(ClusterStatus.CREATING);
        assertThat(before.endpoint()).isNull();
        assertThat(after.status()).isEqualTo(ClusterStatus.ACTIVE);
        assertThat(after.health().issues()).isEmpty();
    }

    @Test
    void what_a_request_leaves_out_gets_the_defaults_of_the_api() {
        String role = world.clusterRole();

        Cluster cluster = world.eks
                .createCluster(
                        r -> r.name("prod").roleArn(role).resourcesVpcConfig(vpc -> vpc.subnetIds(world.subnets())))
                .cluster();

        assertThat(cluster.version()).isEqualTo("1.34");
        assertThat(cluster.platformVersion()).startsWith("eks.");
        assertThat(cluster.arn()).isEqualTo("arn:aws:eks:eu-west-1:123456789012:cluster/prod");
        assertThat(cluster.accessConfig().authenticationMode()).isEqualTo(AuthenticationMode.CONFIG_MAP);
        assertThat(cluster.accessConfig().bootstrapClusterCreatorAdminPermissions())
                .as("EKS takes it and never shows it")
                .isNull();
        assertThat(cluster.resourcesVpcConfig().endpointPublicAccess()).isTrue();
        assertThat(cluster.resourcesVpcConfig().endpointPrivateAccess()).isFalse();
        assertThat(cluster.resourcesVpcConfig().publicAccessCidrs()).containsExactly("0.0.0.0/0");
        assertThat(cluster.resourcesVpcConfig().vpcId()).isEqualTo(world.network.vpcId());
        assertThat(cluster.upgradePolicy().supportType()).isEqualTo(SupportType.EXTENDED);
        assertThat(cluster.kubernetesNetworkConfig().ipFamily()).isEqualTo(IpFamily.IPV4);
        assertThat(cluster.kubernetesNetworkConfig().serviceIpv4Cidr()).isEqualTo("172.20.0.0/16");
        assertThat(cluster.deletionProtection()).isFalse();
        assertThat(LoggingConfig.enabled(cluster.logging())).isEmpty();
    }

    @Test
    void each_cluster_has_its_own_endpoint_and_issuer() {
        Cluster one = world.cluster("one");
        Cluster two = world.cluster("two");

        assertThat(one.endpoint()).matches("https://[0-9A-F]{32}\\.[a-z0-9]{2,3}\\.eu-west-1\\.eks\\.amazonaws\\.com");
        assertThat(one.identity().oidc().issuer())
                .matches("https://oidc\\.eks\\.eu-west-1\\.amazonaws\\.com/id/[0-9A-F]{32}");
        assertThat(two.endpoint()).isNotEqualTo(one.endpoint());
        assertThat(two.identity().oidc().issuer())
                .isNotEqualTo(one.identity().oidc().issuer());
    }

    @Test
    void the_certificate_authority_is_a_certificate() throws CertificateException {
        byte[] pem = Base64.getDecoder()
                .decode(world.cluster("prod").certificateAuthority().data());

        X509Certificate certificate = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));

        assertThat(new String(pem, StandardCharsets.US_ASCII)).startsWith("-----BEGIN CERTIFICATE-----");
        assertThat(certificate.getBasicConstraints()).isNotNegative();
    }

    @Test
    void a_control_plane_reaches_into_the_vpc_while_it_is_created() {
        create("prod", b -> {});

        world.pass(EksWorld.CREATE_CLUSTER.dividedBy(2));

        Cluster cluster = world.describe("prod");
        String group = cluster.resourcesVpcConfig().clusterSecurityGroupId();
        List<NetworkInterface> interfaces = world.interfaces("description", "Amazon EKS prod");
        assertThat(cluster.status()).isEqualTo(ClusterStatus.CREATING);
        assertThat(world.ec2
                        .describeSecurityGroups(r -> r.groupIds(group))
                        .securityGroups()
                        .get(0)
                        .groupName())
                .matches("eks-cluster-sg-prod-\\d{10}");
        assertThat(interfaces).hasSize(2).allSatisfy(eni -> {
            assertThat(world.subnets()).contains(eni.subnetId());
            assertThat(eni.groups().get(0).groupId()).isEqualTo(group);
        });
        assertThatExceptionOfType(Ec2Exception.class)
                .isThrownBy(() ->
                        world.ec2.deleteSubnet(r -> r.subnetId(interfaces.get(0).subnetId())))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("DependencyViolation"));
    }

    @Test
    void logging_tags_and_access_stay_as_they_were_asked_for() {
        Cluster cluster = world.cluster(
                "prod",
                b -> b.tags(Map.of("team", "payments"))
                        .version("1.33")
                        .deletionProtection(true)
                        .logging(EksWorld.logging(true, "api", "audit"))
                        .resourcesVpcConfig(vpc -> vpc.subnetIds(world.subnets())
                                .endpointPrivateAccess(true)
                                .publicAccessCidrs("203.0.113.0/24")));

        assertThat(cluster.tags()).isEqualTo(Map.of("team", "payments"));
        assertThat(cluster.version()).isEqualTo("1.33");
        assertThat(cluster.deletionProtection()).isTrue();
        assertThat(LoggingConfig.enabled(cluster.logging())).containsExactlyInAnyOrder(LogType.API, LogType.AUDIT);
        assertThat(cluster.logging().clusterLogging()).hasSize(2);
        assertThat(cluster.resourcesVpcConfig().endpointPrivateAccess()).isTrue();
        assertThat(cluster.resourcesVpcConfig().publicAccessCidrs()).containsExactly("203.0.113.0/24");
    }

    @Test
    void the_same_token_with_the_same_parameters_gets_the_same_cluster() {
        CreateClusterRequest request =
                world.clusterRequest("prod", world.clusterRole()).copy(b -> b.clientRequestToken(token('a')));
        Cluster first = world.eks.createCluster(request).cluster();
        world.pass(EksWorld.CREATE_CLUSTER);

        Cluster second = world.eks.createCluster(request).cluster();

        assertThat(second.createdAt()).isEqualTo(first.createdAt());
        assertThat(second.status()).isEqualTo(ClusterStatus.ACTIVE);
        assertThat(world.eks.listClusters().clusters()).containsExactly("prod");
    }

    @Test
    void the_same_token_with_other_parameters_is_refused() {
        CreateClusterRequest request =
                world.clusterRequest("prod", world.clusterRole()).copy(b -> b.clientRequestToken(token('a')));
        world.eks.createCluster(request);

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.eks.createCluster(request.copy(b -> b.version("1.33"))))
                .withMessageContaining("already used with other parameters");
    }

    @Test
    void a_token_of_a_deleted_cluster_makes_a_new_one() {
        CreateClusterRequest request =
                world.clusterRequest("prod", world.clusterRole()).copy(b -> b.clientRequestToken(token('a')));
        world.eks.createCluster(request);
        world.pass(EksWorld.CREATE_CLUSTER);
        world.eks.deleteCluster(r -> r.name("prod"));
        world.pass(EksWorld.DELETE_CLUSTER);

        Cluster again = world.eks.createCluster(request).cluster();

        assertThat(again.status()).isEqualTo(ClusterStatus.CREATING);
    }

    @Test
    void C2_cluster_already_exists() {
        world.cluster("prod");

        ResourceInUseException refusal =
                catchThrowableOfType(ResourceInUseException.class, () -> create("prod", b -> {}));

        assertThat(refusal.statusCode()).isEqualTo(409);
        assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo("Cluster already exists with name: prod");
        assertThat(refusal.clusterName()).isEqualTo("prod");
    }

    @Test
    void C16_quota_of_clusters() {
        String role = world.clusterRole();
        for (int i = 0; i < 100; i++) {
            world.eks.createCluster(world.clusterRequest("c" + i, role));
        }

        assertThatExceptionOfType(ResourceLimitExceededException.class)
                .isThrownBy(() -> world.eks.createCluster(world.clusterRequest("one-more", role)))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400))
                .withMessageContaining("limited to 100");
    }

    @Test
    void C17_subnets_of_one_zone_only() {
        String one = world.network.publicSubnets().get(0);
        String other = world.network.privateSubnets().get(0);

        assertRefused(
                b -> b.resourcesVpcConfig(vpc -> vpc.subnetIds(one, other)),
                "Subnets specified must be in at least two different AZs");
    }

    @Test
    void C17_a_subnet_that_does_not_exist() {
        assertRefused(
                b -> b.resourcesVpcConfig(vpc -> vpc.subnetIds("subnet-0123456789abcdef0")),
                "The subnet ID 'subnet-0123456789abcdef0' does not exist");
    }

    @Test
    void C17_subnets_of_two_vpcs() {
        String other =
                world.ec2.createVpc(r -> r.cidrBlock("10.9.0.0/16")).vpc().vpcId();
        String foreign = new EksNetworkMaker(world.ec2).subnet(other, "10.9.0.0/20", "eu-west-1b");

        assertRefused(
                b -> b.resourcesVpcConfig(
                        vpc -> vpc.subnetIds(world.network.privateSubnets().get(0), foreign)),
                "Subnets specified must belong to the same VPC");
    }

    @Test
    void C17_a_security_group_of_another_vpc() {
        String other =
                world.ec2.createVpc(r -> r.cidrBlock("10.9.0.0/16")).vpc().vpcId();
        String group = world.ec2
                .createSecurityGroup(r -> r.vpcId(other).groupName("g").description("d"))
                .groupId();

        assertRefused(
                b -> b.resourcesVpcConfig(vpc -> vpc.subnetIds(world.subnets()).securityGroupIds(group)),
                "not in the VPC of the subnets");
        assertRefused(
                b -> b.resourcesVpcConfig(
                        vpc -> vpc.subnetIds(world.subnets()).securityGroupIds("sg-0123456789abcdef0")),
                "The security group 'sg-0123456789abcdef0' does not exist");
    }

    @Test
    void C17_too_few_free_addresses() {
        EksNetworkMaker maker = new EksNetworkMaker(world.ec2);
        String one = maker.subnet(world.network.vpcId(), "10.0.200.0/28", "eu-west-1a");
        String two = maker.subnet(world.network.vpcId(), "10.0.200.16/28", "eu-west-1b");
        for (int i = 0; i < 6; i++) {
            world.ec2.createNetworkInterface(r -> r.subnetId(one));
        }

        assertRefused(b -> b.resourcesVpcConfig(vpc -> vpc.subnetIds(one, two)), "free IP addresses");
    }

    @Test
    void I1_role_that_eks_has_not_heard_of_yet() {
        String role = world.role("late", "eks.amazonaws.com", "AmazonEKSClusterPolicy");
        CreateClusterRequest request = world.clusterRequest("prod", role);

        InvalidParameterException refusal =
                catchThrowableOfType(InvalidParameterException.class, () -> world.eks.createCluster(request));
        world.pass(EksWorld.IAM);
        Cluster cluster = world.eks.createCluster(request).cluster();

        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(refusal.awsErrorDetails().errorMessage())
                .isEqualTo("Role with arn: " + role
                        + ", could not be assumed because it does not exist or the trusted entity is not correct");
        assertThat(cluster.status()).isEqualTo(ClusterStatus.CREATING);
    }

    @Test
    void I1_role_without_the_policy_that_a_control_plane_needs() {
        String role = world.role("bare", "eks.amazonaws.com");
        world.pass(EksWorld.IAM);

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.eks.createCluster(world.clusterRequest("prod", role)))
                .withMessageContaining("doesn't have the Amazon EKS Managed Policies associated with it")
                .withMessageContaining("arn:aws:iam::aws:policy/AmazonEKSClusterPolicy");
    }

    @Test
    void I1_a_policy_that_was_attached_a_moment_ago_is_not_seen_yet() {
        String role = world.role("bare", "eks.amazonaws.com");
        world.pass(EksWorld.IAM);
        world.attach("bare", "AmazonEKSClusterPolicy");
        CreateClusterRequest request = world.clusterRequest("prod", role);

        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> world.eks.createCluster(request));
        world.pass(EksWorld.IAM);

        assertThat(world.eks.createCluster(request).cluster().status()).isEqualTo(ClusterStatus.CREATING);
    }

    @Test
    void I1_role_that_trusts_somebody_else() {
        String role = world.role("wrong", "lambda.amazonaws.com", "AmazonEKSClusterPolicy");
        world.pass(EksWorld.IAM);

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.eks.createCluster(world.clusterRequest("prod", role)))
                .withMessageContaining("the trusted entity is not correct");
    }

    @Test
    void C6_a_role_that_is_deleted_meanwhile_lets_the_cluster_fail() {
        create("prod", b -> {});
        world.iam.detachRolePolicy(
                r -> r.roleName("cluster").policyArn("arn:aws:iam::aws:policy/AmazonEKSClusterPolicy"));
        world.iam.deleteRole(r -> r.roleName("cluster"));

        world.pass(EksWorld.CREATE_CLUSTER);

        Cluster cluster = world.describe("prod");
        assertThat(cluster.status()).isEqualTo(ClusterStatus.FAILED);
        assertThat(cluster.health().issues().get(0).code()).isEqualTo(ClusterIssueCode.IAM_ROLE_NOT_FOUND);
    }

    @Test
    void a_version_that_is_not_offered_is_refused() {
        assertRefused(b -> b.version("9.99"), "unsupported Kubernetes version");
        assertRefused(b -> b.version("1.28"), "unsupported Kubernetes version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "-leading", "ünïcode", "a/b"})
    void names_are_checked(String name) {
        String role = world.clusterRole();

        InvalidParameterException refusal = catchThrowableOfType(
                InvalidParameterException.class, () -> world.eks.createCluster(world.clusterRequest(name, role)));

        assertThat(refusal).hasMessageContaining("must match");
        assertThat(refusal.clusterName()).isEqualTo(name);
    }

    @Test
    void a_name_is_at_most_100_characters_long() {
        String role = world.clusterRole();

        assertThat(world.eks
                        .createCluster(world.clusterRequest("a".repeat(100), role))
                        .cluster()
                        .name())
                .hasSize(100);
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.eks.createCluster(world.clusterRequest("a".repeat(101), role)))
                .withMessageContaining("at most 100");
    }

    @Test
    void required_members_are_checked() {
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> world.eks.createCluster(r -> {}));
        assertRefused(b -> b.roleArn(null), "roleArn");
        assertRefused(b -> b.resourcesVpcConfig(vpc -> {}), "Subnets");
    }

    @Test
    void words_that_no_enum_has_are_refused() {
        assertRefused(b -> b.accessConfig(a -> a.authenticationMode("NONE")), "authenticationMode");
        assertRefused(b -> b.logging(EksWorld.logging(true, "metrics")), "metrics");
        assertRefused(b -> b.upgradePolicy(p -> p.supportType("FOREVER")), "supportType");
        assertRefused(b -> b.kubernetesNetworkConfig(n -> n.ipFamily("ipv5")), "ipFamily");
    }

    @Test
    void endpoint_access_is_checked() {
        assertRefused(
                b -> b.resourcesVpcConfig(vpc -> vpc.subnetIds(world.subnets())
                        .endpointPublicAccess(false)
                        .endpointPrivateAccess(false)),
                "Private and public endpoint access cannot be false");
        assertRefused(
                b -> b.resourcesVpcConfig(vpc -> vpc.subnetIds(world.subnets()).publicAccessCidrs("1.2.3.4/24")),
                "[1.2.3.4/24]");
        assertRefused(
                b -> b.resourcesVpcConfig(vpc -> vpc.subnetIds(world.subnets()).publicAccessCidrs("10.0.0.0/8")),
                "not allowed in publicAccessCidrs: [10.0.0.0/8]");
    }

    @Test
    void the_service_cidr_is_checked() {
        assertRefused(b -> b.kubernetesNetworkConfig(n -> n.serviceIpv4Cidr("8.8.0.0/16")), "must be within");
        assertRefused(b -> b.kubernetesNetworkConfig(n -> n.serviceIpv4Cidr("10.0.64.0/18")), "must not overlap");
    }

    @Test
    void tags_are_checked() {
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 51; i++) {
            many.put("k" + i, "v");
        }

        assertRefused(b -> b.tags(many), "at most 50");
        assertRefused(b -> b.tags(Map.of("aws:mine", "v")), "aws:");
        assertRefused(b -> b.tags(Map.of("k".repeat(129), "v")), "at most 128");
        assertRefused(b -> b.tags(Map.of("k", "v".repeat(257))), "at most 256");
    }

    @Test
    void a_token_has_33_to_126_characters() {
        assertRefused(b -> b.clientRequestToken("short"), "clientRequestToken");
    }

    @Test
    void C12_no_cluster_of_that_name() {
        ResourceNotFoundException refusal =
                catchThrowableOfType(ResourceNotFoundException.class, () -> world.describe("nobody"));

        assertThat(refusal.statusCode()).isEqualTo(404);
        assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo("No cluster found for name: nobody.");
        assertThat(refusal.clusterName()).isEqualTo("nobody");
    }

    @Test
    void clusters_are_listed_page_by_page() {
        List.of("c", "a", "b").forEach(world::cluster);

        var first = world.eks.listClusters(r -> r.maxResults(2));
        var second = world.eks.listClusters(r -> r.maxResults(2).nextToken(first.nextToken()));

        assertThat(first.clusters()).containsExactly("a", "b");
        assertThat(second.clusters()).containsExactly("c");
        assertThat(second.nextToken()).isNull();
        assertThat(first.nextToken()).doesNotContain("b");
    }

    @Test
    void page_sizes_and_page_tokens_are_checked() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.eks.listClusters(r -> r.maxResults(0)));
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.eks.listClusters(r -> r.maxResults(101)));
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.eks.listClusters(r -> r.nextToken("rubbish")));
    }

    @Test
    void the_roles_of_a_partition_need_its_policies() {
        try (EksWorld china = new EksWorld("cn-north-1")) {
            Cluster cluster = china.cluster("prod");

            assertThat(cluster.arn()).startsWith("arn:aws-cn:eks:cn-north-1:");
            assertThat(cluster.endpoint()).endsWith(".cn-north-1.eks.amazonaws.com.cn");
        }
    }

    private Cluster create(String name, Consumer<CreateClusterRequest.Builder> more) {
        String role = world.iam.listRoles(r -> r.pathPrefix("/")).roles().stream()
                .filter(found -> found.roleName().equals("cluster"))
                .map(found -> found.arn())
                .findFirst()
                .orElseGet(world::clusterRole);
        return world.eks
                .createCluster(world.clusterRequest(name, role).copy(more))
                .cluster();
    }

    private void assertRefused(Consumer<CreateClusterRequest.Builder> more, String message) {
        InvalidParameterException refusal =
                catchThrowableOfType(InvalidParameterException.class, () -> create("prod", more));
        assertThat(refusal).isNotNull().hasMessageContaining(message);
        assertThat(refusal.statusCode()).isEqualTo(400);
    }

    private static String token(char letter) {
        return String.valueOf(letter).repeat(64);
    }
}

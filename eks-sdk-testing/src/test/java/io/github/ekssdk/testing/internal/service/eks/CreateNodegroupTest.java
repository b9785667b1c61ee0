package io.github.ekssdk.testing.internal.service.eks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ekssdk.testing.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.eks.model.AMITypes;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.eks.model.CapacityTypes;
import software.amazon.awssdk.services.eks.model.CreateNodegroupRequest;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;
import software.amazon.awssdk.services.eks.model.InvalidRequestException;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.NodegroupIssueCode;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;
import software.amazon.awssdk.services.eks.model.ResourceInUseException;
import software.amazon.awssdk.services.eks.model.ResourceLimitExceededException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eks.model.Taint;

class CreateNodegroupTest {
    private static final Duration JOIN_WINDOW = Duration.ofMinutes(16);

    private final EksWorld world = new EksWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void what_a_request_leaves_out_gets_the_defaults_of_the_api() {
        world.cluster("prod");

        Nodegroup group = world.nodegroup("prod", "general");

        assertThat(group.status()).isEqualTo(NodegroupStatus.ACTIVE);
        assertThat(group.instanceTypes()).containsExactly("t3.medium");
        assertThat(group.amiType()).isEqualTo(AMITypes.AL2023_X86_64_STANDARD);
        assertThat(group.diskSize()).isEqualTo(20);
        assertThat(group.capacityType()).isEqualTo(CapacityTypes.ON_DEMAND);
        assertThat(group.version()).isEqualTo("1.34");
        assertThat(group.releaseVersion()).matches("1\\.34\\.\\d+-\\d{8}");
        assertThat(group.updateConfig().maxUnavailable()).isEqualTo(1);
        assertThat(group.scalingConfig().desiredSize()).isEqualTo(2);
        assertThat(group.nodegroupArn())
                .matches("arn:aws:eks:eu-west-1:123456789012:nodegroup/prod/general/[0-9a-f-]{36}");
        assertThat(group.health().issues()).isEmpty();
        assertThat(group.launchTemplate()).isNull();
    }

    @Test
    void nodes_are_launched_into_the_subnets_before_the_group_is_active() {
        world.cluster("prod");
        create("general", b -> b.scalingConfig(s -> s.minSize(1).maxSize(5).desiredSize(3)));

        world.pass(EksWorld.CREATE_NODEGROUP.dividedBy(2));

        Nodegroup group = world.describe("prod", "general");
        List<Instance> instances = instances();
        assertThat(group.status()).isEqualTo(NodegroupStatus.CREATING);
        assertThat(group.resources().autoScalingGroups().get(0).name()).startsWith("eks-general-");
        assertThat(instances).hasSize(3).allSatisfy(instance -> {
            assertThat(world.network.privateSubnets()).contains(instance.subnetId());
            assertThat(instance.instanceTypeAsString()).isEqualTo("t3.medium");
            assertThat(instance.iamInstanceProfile().arn()).contains(":instance-profile/eks-");
            assertThat(instance.tags()).contains(tag("eks:nodegroup-name", "general"), tag("eks:cluster-name", "prod"));
        });
        assertThat(instances.stream().map(Instance::subnetId).distinct()).hasSize(2);
        assertThat(templates())
                .extracting(LaunchTemplate::launchTemplateName)
                .allMatch(name -> name.startsWith("eks-"));
    }

    @Test
    void labels_taints_and_spot_stay_as_they_were_asked_for() {
        world.cluster("prod");
        Taint taint = taint("dedicated", "batch", "NO_SCHEDULE");

        Nodegroup group = world.nodegroup(
                "prod",
                "batch",
                b -> b.labels(Map.of("tier", "batch"))
                        .taints(taint)
                        .capacityType(CapacityTypes.SPOT)
                        .instanceTypes("m7g.large", "m6g.large")
                        .amiType(AMITypes.AL2023_ARM_64_STANDARD)
                        .tags(Map.of("team", "payments")));

        assertThat(group.labels()).isEqualTo(Map.of("tier", "batch"));
        assertThat(group.taints()).containsExactly(taint);
        assertThat(group.capacityType()).isEqualTo(CapacityTypes.SPOT);
        assertThat(group.tags()).isEqualTo(Map.of("team", "payments"));
        assertThat(instances().get(0).instanceLifecycleAsString()).isEqualTo("spot");
    }

    @Test
    void the_node_role_gets_an_access_entry() {
        world.cluster("prod");

        Nodegroup group = world.nodegroup("prod", "general");

        var entry = world.eks
                .describeAccessEntry(r -> r.clusterName("prod").principalArn(group.nodeRole()))
                .accessEntry();
        assertThat(entry.type()).isEqualTo("EC2_LINUX");
        assertThat(entry.kubernetesGroups()).containsExactly("system:nodes");
        assertThat(entry.username()).isEqualTo("system:node:{{EC2PrivateDNSName}}");
    }

    @Test
    void no_access_entry_is_made_for_aws_auth() {
        world.cluster("prod", b -> b.accessConfig(a -> a.authenticationMode(AuthenticationMode.CONFIG_MAP)));

        assertThat(world.nodegroup("prod", "general").status()).isEqualTo(NodegroupStatus.ACTIVE);
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> world.eks.listAccessEntries(r -> r.clusterName("prod")))
                .withMessageContaining("authentication mode must be set to one of [API, API_AND_CONFIG_MAP]");
    }

    @Test
    void the_same_token_gets_the_same_group() {
        world.cluster("prod");
        String role = world.nodeRole();
        CreateNodegroupRequest request =
                world.nodegroupRequest("prod", "general", role).copy(b -> b.clientRequestToken("t".repeat(64)));

        Nodegroup first = world.eks.createNodegroup(request).nodegroup();
        Nodegroup second = world.eks.createNodegroup(request).nodegroup();

        assertThat(second.nodegroupArn()).isEqualTo(first.nodegroupArn());
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.eks.createNodegroup(request.copy(b -> b.diskSize(99))))
                .withMessageContaining("already used with other parameters");
    }

    @Test
    void N1_nodes_without_a_way_out_do_not_join() {
        world.cluster("prod");
        String lonely = new EksNetworkMaker(world.ec2).subnet(world.network.vpcId(), "10.0.64.0/20", "eu-west-1a");

        create("general", b -> b.subnets(lonely));
        world.pass(EksWorld.CREATE_NODEGROUP);
        NodegroupStatus waiting = world.describe("prod", "general").status();
        world.pass(JOIN_WINDOW);

        assertThat(waiting).isEqualTo(NodegroupStatus.CREATING);
        assertFailed(NodegroupIssueCode.NODE_CREATION_FAILURE, "Instances failed to join the kubernetes cluster");
    }

    @Test
    void N1_nodes_whose_role_lacks_a_policy_do_not_join() {
        world.cluster("prod");
        String role = world.role("poor", "ec2.amazonaws.com", "AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy");
        world.pass(EksWorld.IAM);

        world.eks.createNodegroup(world.nodegroupRequest("prod", "general", role));
        world.pass(EksWorld.CREATE_NODEGROUP.plus(JOIN_WINDOW));

        assertFailed(NodegroupIssueCode.NODE_CREATION_FAILURE, "failed to join");
    }

    @Test
    void E11_nodes_of_a_vpc_without_dns_hostnames_do_not_join() {
        world.cluster("prod");
        world.ec2.modifyVpcAttribute(r -> r.vpcId(world.network.vpcId()).enableDnsHostnames(off -> off.value(false)));

        create("general", b -> {});
        world.pass(EksWorld.CREATE_NODEGROUP.plus(JOIN_WINDOW));

        assertFailed(NodegroupIssueCode.NODE_CREATION_FAILURE, "failed to join");
    }

    @Test
    void N1_nodes_in_a_security_group_that_the_control_plane_does_not_let_in_do_not_join() {
        world.cluster(
                "prod",
                b -> b.resourcesVpcConfig(vpc -> vpc.subnetIds(world.subnets()).endpointPrivateAccess(true)));
        String group = world.ec2
                .createSecurityGroup(
                        r -> r.vpcId(world.network.vpcId()).groupName("nodes").description("d"))
                .groupId();
        String shut = template("shut", d -> d.securityGroupIds(group));
        String clusterGroup = world.describe("prod").resourcesVpcConfig().clusterSecurityGroupId();
        String open = template("open", d -> d.securityGroupIds(group, clusterGroup));

        create("general", b -> b.launchTemplate(t -> t.id(shut)));
        create("other", b -> b.launchTemplate(t -> t.id(open)));
        world.pass(EksWorld.CREATE_NODEGROUP.plus(JOIN_WINDOW));

        assertThat(world.describe("prod", "other").status()).isEqualTo(NodegroupStatus.ACTIVE);
        assertThat(world.describe("prod", "general").status()).isEqualTo(NodegroupStatus.CREATE_FAILED);
    }

    @Test
    void nodes_join_as_soon_as_what_keeps_them_out_is_put_right() {
        world.cluster("prod");
        String role = world.role("poor", "ec2.amazonaws.com", "AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy");
        world.pass(EksWorld.IAM);
        world.eks.createNodegroup(world.nodegroupRequest("prod", "general", role));
        world.pass(EksWorld.CREATE_NODEGROUP.plusMinutes(5));

        world.attach("poor", "AmazonEC2ContainerRegistryPullOnly");
        world.pass(Duration.ofMinutes(1));

        assertThat(world.describe("prod", "general").status()).isEqualTo(NodegroupStatus.ACTIVE);
    }

    @Test
    void I6_a_role_made_again_under_its_name_does_not_get_in() {
        world.cluster("prod");
        String role = world.nodeRole();
        world.eks.createAccessEntry(
                r -> r.clusterName("prod").principalArn(role).type("EC2_LINUX"));
        forget("nodes", "AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonEC2ContainerRegistryReadOnly");
        world.nodeRole();

        create("general", b -> {});
        world.pass(EksWorld.CREATE_NODEGROUP.plus(JOIN_WINDOW));

        assertFailed(NodegroupIssueCode.NODE_CREATION_FAILURE, "failed to join");
    }

    @Test
    void N5_a_public_subnet_that_assigns_no_public_addresses() {
        world.cluster("prod");
        String subnet = world.network.publicSubnets().get(0);
        world.ec2.modifySubnetAttribute(r -> r.subnetId(subnet).mapPublicIpOnLaunch(on -> on.value(false)));

        create("general", b -> b.subnets(world.network.publicSubnets()));
        world.pass(EksWorld.CREATE_NODEGROUP);

        assertFailed(NodegroupIssueCode.EC2_SUBNET_INVALID_CONFIGURATION, subnet);
        assertThat(instances()).isEmpty();
    }

    @Test
    void nodes_in_public_subnets_join() {
        world.cluster("prod");

        Nodegroup group = world.nodegroup("prod", "general", b -> b.subnets(world.network.publicSubnets()));

        assertThat(group.status()).isEqualTo(NodegroupStatus.ACTIVE);
    }

    @Test
    void N5_too_few_free_addresses() {
        world.cluster("prod");
        String small = new EksNetworkMaker(world.ec2).subnet(world.network.vpcId(), "10.0.64.0/28", "eu-west-1a");

        create(
                "general",
                b -> b.subnets(small)
                        .scalingConfig(s -> s.minSize(0).desiredSize(12).maxSize(12)));
        world.pass(EksWorld.CREATE_NODEGROUP);

        assertFailed(NodegroupIssueCode.INSUFFICIENT_FREE_ADDRESSES, "free IP addresses");
    }

    @Test
    void a_group_without_nodes_becomes_active() {
        world.cluster("prod");

        Nodegroup group = world.nodegroup(
                "prod",
                "batch",
                b -> b.scalingConfig(s -> s.minSize(0).desiredSize(0).maxSize(9)));

        assertThat(group.status()).isEqualTo(NodegroupStatus.ACTIVE);
        assertThat(instances()).isEmpty();
    }

    @Test
    void a_cluster_must_be_active() {
        world.eks.createCluster(world.clusterRequest("prod", world.clusterRole()));
        String role = world.nodeRole();

        InvalidRequestException refusal = catchThrowableOfType(
                InvalidRequestException.class,
                () -> world.eks.createNodegroup(world.nodegroupRequest("prod", "general", role)));

        assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo("Cluster 'prod' is not in ACTIVE status");
        assertThat(refusal.clusterName()).isEqualTo("prod");
        assertThat(refusal.nodegroupName()).isEqualTo("general");
    }

    @Test
    void unknown_clusters_and_groups_are_not_found() {
        world.cluster("prod");

        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(
                        () -> world.eks.createNodegroup(world.nodegroupRequest("none", "general", world.nodeRole())))
                .withMessageContaining("No cluster found for name: none.");
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> world.describe("prod", "none"))
                .satisfies(e -> assertThat(e.nodegroupName()).isEqualTo("none"))
                .withMessageContaining("No node group found for name: none.");
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> world.eks.listNodegroups(r -> r.clusterName("none")));
    }

    @Test
    void a_name_is_taken_once() {
        world.cluster("prod");
        world.nodegroup("prod", "general");

        ResourceInUseException refusal =
                catchThrowableOfType(ResourceInUseException.class, () -> create("general", b -> {}));

        assertThat(refusal.statusCode()).isEqualTo(409);
        assertThat(refusal.awsErrorDetails().errorMessage())
                .isEqualTo("NodeGroup already exists with name general and cluster name prod");
        assertThat(refusal.nodegroupName()).isEqualTo("general");
    }

    @Test
    void a_cluster_has_at_most_30_groups() {
        world.cluster("prod");
        for (int i = 0; i < 30; i++) {
            create(
                    "g" + i,
                    b -> b.scalingConfig(s -> s.minSize(0).desiredSize(0).maxSize(1)));
        }

        assertThatExceptionOfType(ResourceLimitExceededException.class)
                .isThrownBy(() -> create("one-more", b -> {}))
                .withMessageContaining("limited to 30");
    }

    @Test
    void I1_node_role_that_eks_has_not_heard_of_yet() {
        world.cluster("prod");
        String role = world.role("late", "ec2.amazonaws.com", "AmazonEKSWorkerNodePolicy");

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.eks.createNodegroup(world.nodegroupRequest("prod", "general", role)))
                .withMessageContaining("could not be assumed because it does not exist");
    }

    @Test
    void I1_node_role_that_trusts_somebody_else() {
        world.cluster("prod");
        String role = world.role("wrong", "eks.amazonaws.com");
        world.pass(EksWorld.IAM);

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.eks.createNodegroup(world.nodegroupRequest("prod", "general", role)))
                .withMessageContaining("Following required service principals [ec2.amazonaws.com] were not found");
    }

    @Test
    void sizes_are_checked() {
        world.cluster("prod");

        assertRefused(
                b -> b.scalingConfig(s -> s.minSize(5).desiredSize(3).maxSize(9)), "can't be greater than desired");
        assertRefused(b -> b.scalingConfig(s -> s.minSize(1).desiredSize(9).maxSize(2)), "can't be greater than max");
        assertRefused(b -> b.scalingConfig(s -> s.minSize(-1).desiredSize(0).maxSize(2)), "at least 0");
        assertRefused(b -> b.updateConfig(u -> u.maxUnavailable(1).maxUnavailablePercentage(10)), "Only one of");
        assertRefused(b -> b.updateConfig(u -> u.maxUnavailable(101)), "between 1 and 100");
        assertRefused(b -> b.diskSize(0), "diskSize");
    }

    @Test
    void instance_types_and_ami_types_are_checked() {
        world.cluster("prod");

        assertRefused(b -> b.instanceTypes("zz.huge"), "do not exist: [zz.huge]");
        assertRefused(
                b -> b.instanceTypes("m7g.large"),
                "[m7g.large] is not a valid instance type for requested amiType AL2023_x86_64_STANDARD");
        assertRefused(b -> b.amiType("AL1"), "amiType");
        assertRefused(b -> b.amiType(AMITypes.AL2_X86_64), "only supported for kubernetes versions 1.32 or earlier");
        assertRefused(b -> b.capacityType("FREE"), "capacityType");
        assertRefused(b -> b.version("1.33"), "must equal the version of the cluster");
        assertRefused(b -> b.releaseVersion("1.30.1-20250101"), "is not valid for kubernetes version 1.34");
    }

    @Test
    void labels_and_taints_are_checked() {
        world.cluster("prod");

        assertRefused(
                b -> b.labels(Map.of("kubernetes.io/role", "x")),
                "Label cannot contain reserved prefixes [kubernetes.io/, k8s.io/, eks.amazonaws.com/]");
        assertRefused(b -> b.labels(Map.of("-x", "y")), "label key");
        assertRefused(b -> b.labels(Map.of("x", "a b")), "value 'a b'");
        assertRefused(b -> b.labels(Map.of("x", "v".repeat(64))), "labels{value}");
        assertRefused(b -> b.taints(taint("k", "", "Never")), "of effect");
        assertRefused(b -> b.taints(taint(null, "", "NO_EXECUTE")), "taint.key");
        assertRefused(b -> b.taints(taint("k", "1", "NO_EXECUTE"), taint("k", "2", "NO_EXECUTE")), "Duplicate taint");
    }

    @Test
    void names_and_subnets_are_checked() {
        world.cluster("prod");
        String other =
                world.ec2.createVpc(r -> r.cidrBlock("10.9.0.0/16")).vpc().vpcId();
        String foreign = new EksNetworkMaker(world.ec2).subnet(other, "10.9.0.0/20", "eu-west-1b");

        assertRefused(b -> b.nodegroupName("a".repeat(64)), "at most 63");
        assertRefused(b -> b.nodegroupName("-a"), "must match");
        assertRefused(b -> b.subnets(List.of()), "subnets");
        assertRefused(b -> b.subnets("subnet-0123456789abcdef0"), "does not exist");
        assertRefused(b -> b.subnets(foreign), "not in the VPC of the cluster");
        assertRefused(b -> b.tags(Map.of("aws:x", "y")), "aws:");
    }

    @Test
    void a_launch_template_takes_over_disk_and_image() {
        world.cluster("prod");
        String id = template("mine", d -> d.imageId("ami-08f134ebe0f207b5a").instanceType("m7i.large"));

        Nodegroup group = world.nodegroup("prod", "general", b -> b.launchTemplate(t -> t.id(id)));

        assertThat(group.launchTemplate().id()).isEqualTo(id);
        assertThat(group.launchTemplate().name()).isEqualTo("mine");
        assertThat(group.launchTemplate().version()).isEqualTo("1");
        assertThat(group.amiType()).isEqualTo(AMITypes.CUSTOM);
        assertThat(group.releaseVersion()).isEqualTo("ami-08f134ebe0f207b5a");
        assertThat(group.diskSize()).isNull();
        assertThat(group.instanceTypes()).isEmpty();
        assertThat(instances()).allSatisfy(instance -> {
            assertThat(instance.instanceTypeAsString()).isEqualTo("m7i.large");
            assertThat(instance.imageId()).isEqualTo("ami-08f134ebe0f207b5a");
        });
    }

    @Test
    void N4_launch_templates_are_checked() {
        world.cluster("prod");
        String plain = template("plain", d -> d.instanceType("m7i.large"));
        String image = template("image", d -> d.imageId("ami-08f134ebe0f207b5a"));

        assertRefused(b -> b.launchTemplate(t -> t.id(plain).name("plain")), "but not both");
        assertRefused(b -> b.launchTemplate(t -> t.id("lt-0123456789abcdef0")), "does not exist");
        assertRefused(b -> b.launchTemplate(t -> t.name("nobody")), "with template name nobody, does not exist");
        assertRefused(b -> b.launchTemplate(t -> t.id(plain).version("7")), "does not exist");
        assertRefused(b -> b.launchTemplate(t -> t.id(plain)).diskSize(30), "Disk size must be specified within");
        assertRefused(
                b -> b.launchTemplate(t -> t.id(plain)).remoteAccess(a -> a.ec2SshKey("k")),
                "Remote access configuration cannot be specified with a launch template.");
        assertRefused(b -> b.launchTemplate(t -> t.id(plain)).instanceTypes("t3.large"), "not in both");
        assertRefused(
                b -> b.launchTemplate(t -> t.id(image)).amiType(AMITypes.AL2023_X86_64_STANDARD),
                "AMI Type other than CUSTOM");
        assertRefused(b -> b.launchTemplate(t -> t.id(image)).version("1.34"), "image id");
    }

    @Test
    void groups_are_listed_page_by_page() {
        world.cluster("prod");
        List.of("c", "a", "b").forEach(name -> world.nodegroup("prod", name));

        var first = world.eks.listNodegroups(r -> r.clusterName("prod").maxResults(2));
        var second = world.eks.listNodegroups(
                r -> r.clusterName("prod").maxResults(2).nextToken(first.nextToken()));

        assertThat(first.nodegroups()).containsExactly("a", "b");
        assertThat(second.nodegroups()).containsExactly("c");
    }

    private void create(String name, Consumer<CreateNodegroupRequest.Builder> more) {
        world.eks.createNodegroup(
                world.nodegroupRequest("prod", name, nodeRole()).copy(more));
    }

    private String nodeRole() {
        return world.inventory("iam:role").stream().anyMatch(role -> role.id().equals("nodes"))
                ? "arn:aws:iam::123456789012:role/nodes"
                : world.nodeRole();
    }

    private void forget(String role, String... policies) {
        for (String policy : policies) {
            world.iam.detachRolePolicy(r -> r.roleName(role).policyArn("arn:aws:iam::aws:policy/" + policy));
        }
        world.iam.deleteRole(r -> r.roleName(role));
    }

    private String template(String name, Consumer<RequestLaunchTemplateData.Builder> data) {
        return world.ec2
                .createLaunchTemplate(r -> r.launchTemplateName(name).launchTemplateData(data))
                .launchTemplate()
                .launchTemplateId();
    }

    private List<Instance> instances() {
        return world.ec2.describeInstances(r -> {}).reservations().stream()
                .map(Reservation::instances)
                .flatMap(List::stream)
                .filter(instance -> instance.subnetId() != null)
                .toList();
    }

    private List<LaunchTemplate> templates() {
        return world.ec2.describeLaunchTemplates(r -> {}).launchTemplates();
    }

    private static Taint taint(@Nullable String key, String value, String effect) {
        return Taint.builder().key(key).value(value).effect(effect).build();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private void assertFailed(NodegroupIssueCode code, String message) {
        Nodegroup group = world.describe("prod", "general");
        assertThat(group.status()).isEqualTo(NodegroupStatus.CREATE_FAILED);
        assertThat(group.health().issues().get(0).code()).isEqualTo(code);
        assertThat(group.health().issues().get(0).message()).contains(message);
        assertThat(world.inventory("eks:nodegroup"))
                .extracting(Resource::status)
                .containsExactly("CREATE_FAILED");
    }

    private void assertRefused(Consumer<CreateNodegroupRequest.Builder> more, String message) {
        InvalidParameterException refusal =
                catchThrowableOfType(InvalidParameterException.class, () -> create("general", more));
        assertThat(refusal).isNotNull().hasMessageContaining(message);
        assertThat(refusal.clusterName()).isEqualTo("prod");
    }
}

package io.github.ekssdk.testing.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ekssdk.testing.internal.service.eks.EksWorld;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.ResourceContentionException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.eks.model.CreateNodegroupRequest;
import software.amazon.awssdk.services.eks.model.IpFamily;
import software.amazon.awssdk.services.eks.model.Issue;
import software.amazon.awssdk.services.eks.model.NodegroupIssueCode;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;

/** The faults of launching and removing nodes, by the rows of the catalogue. */
class NodeLaunchFaultsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(16);

    private final EksWorld world = new EksWorld();
    private final AutoScalingClient scaling = world.aws.client(AutoScalingClient.builder());

    @AfterEach
    void close() {
        world.close();
    }

    private Issue issueOfFailed(Consumer<CreateNodegroupRequest.Builder> more) {
        world.nodegroup("prod", "general", more);
        world.pass(PATIENCE);
        assertThat(world.describe("prod", "general").status()).isEqualTo(NodegroupStatus.CREATE_FAILED);
        List<Issue> issues = world.describe("prod", "general").health().issues();
        assertThat(issues).hasSize(1);
        return issues.get(0);
    }

    @Test
    void N5_subnets_with_too_few_addresses_fail_the_group() {
        world.cluster("prod");
        String tiny = world.subnet("10.0.200.0/28", "eu-west-1a");

        Issue issue = issueOfFailed(b -> b.subnets(tiny)
                .scalingConfig(size -> size.minSize(1).desiredSize(12).maxSize(12)));

        assertThat(issue.code()).isEqualTo(NodegroupIssueCode.INSUFFICIENT_FREE_ADDRESSES);
        assertThat(issue.resourceIds()).containsExactly(tiny);
    }

    @Test
    void N5_a_region_that_may_have_no_more_instances_fails_the_group() {
        world.cluster("prod");
        world.aws.quota("ec2.instances", 1);

        Issue issue = issueOfFailed(b -> {});

        assertThat(issue.code()).isEqualTo(NodegroupIssueCode.INSTANCE_LIMIT_EXCEEDED);
        assertThat(issue.message()).contains("than your current instance limit of 1 allows");
    }

    @Test
    void N5_a_subnet_that_assigns_no_ipv6_addresses_fails_a_group_that_needs_them() {
        String vpc = world.network.vpcId();
        world.ec2.associateVpcCidrBlock(r -> r.vpcId(vpc).amazonProvidedIpv6CidrBlock(true));
        world.pass(Duration.ofMinutes(1));
        String block = world.ec2
                .describeVpcs(r -> r.vpcIds(vpc))
                .vpcs()
                .get(0)
                .ipv6CidrBlockAssociationSet()
                .get(0)
                .ipv6CidrBlock();
        List<String> subnets = world.network.privateSubnets();
        for (int i = 0; i < subnets.size(); i++) {
            String subnet = subnets.get(i);
            String part = block.replace("::/56", ":" + i + "::/64");
            world.ec2.associateSubnetCidrBlock(r -> r.subnetId(subnet).ipv6CidrBlock(part));
        }
        world.pass(Duration.ofMinutes(1));
        world.cluster(
                "prod",
                b -> b.resourcesVpcConfig(config -> config.subnetIds(subnets))
                        .kubernetesNetworkConfig(network -> network.ipFamily(IpFamily.IPV6)));

        Issue issue = issueOfFailed(b -> {});

        assertThat(issue.code()).isEqualTo(NodegroupIssueCode.EC2_SUBNET_MISSING_IPV6_ASSIGNMENT);
        assertThat(subnets).containsAll(issue.resourceIds());
    }

    @Test
    void N5_an_image_that_is_not_there_fails_the_group() {
        world.cluster("prod");
        String template = world.ec2
                .createLaunchTemplate(
                        r -> r.launchTemplateName("mine").launchTemplateData(d -> d.imageId("ami-0123456789abcdef0")))
                .launchTemplate()
                .launchTemplateId();

        Issue issue = issueOfFailed(b -> b.launchTemplate(t -> t.id(template)));

        assertThat(issue.code()).isEqualTo(NodegroupIssueCode.AMI_ID_NOT_FOUND);
        assertThat(issue.message())
                .contains("InvalidAMIID.NotFound - The image id '[ami-0123456789abcdef0]' does not exist");
    }

    @Test
    void N8_a_deletion_without_the_node_role_fails_and_tells_why_and_goes_on_once_the_role_is_there_again() {
        world.cluster("prod");
        String role = world.nodegroup("prod", "general").nodeRole();
        deleteNodeRole();
        assertThat(world.describe("prod", "general").status()).isEqualTo(NodegroupStatus.DEGRADED);

        delete();

        assertThat(world.describe("prod", "general").status()).isEqualTo(NodegroupStatus.DELETE_FAILED);
        Issue issue = world.describe("prod", "general").health().issues().get(0);
        assertThat(issue.code()).isEqualTo(NodegroupIssueCode.IAM_NODE_ROLE_NOT_FOUND);
        assertThat(issue.resourceIds()).containsExactly(role);

        world.nodeRole();
        delete();

        assertThat(world.eks.listNodegroups(r -> r.clusterName("prod")).nodegroups())
                .isEmpty();
    }

    private void deleteNodeRole() {
        String profile = world.inventory("iam:instance-profile").get(0).id();
        world.iam.removeRoleFromInstanceProfile(
                r -> r.instanceProfileName(profile).roleName("nodes"));
        world.iam
                .listAttachedRolePolicies(r -> r.roleName("nodes"))
                .attachedPolicies()
                .forEach(policy ->
                        world.iam.detachRolePolicy(r -> r.roleName("nodes").policyArn(policy.policyArn())));
        world.iam.deleteRole(r -> r.roleName("nodes"));
    }

    private void delete() {
        world.eks.deleteNodegroup(r -> r.clusterName("prod").nodegroupName("general"));
        world.pass(EksWorld.DELETE_NODEGROUP.plusMinutes(5));
    }

    @Test
    void N15_a_launch_template_that_is_gone_launches_nothing() {
        String image = world.ec2
                .describeImages(r -> r.owners("amazon"))
                .images()
                .get(0)
                .imageId();
        String template = world.ec2
                .createLaunchTemplate(r -> r.launchTemplateName("mine").launchTemplateData(d -> d.imageId(image)))
                .launchTemplate()
                .launchTemplateId();
        world.ec2.deleteLaunchTemplate(r -> r.launchTemplateId(template));

        Ec2Exception run = catchThrowableOfType(
                Ec2Exception.class,
                () -> world.ec2.runInstances(r -> r.launchTemplate(t -> t.launchTemplateName("mine"))
                        .minCount(1)
                        .maxCount(1)));

        assertThat(run.awsErrorDetails().errorCode()).isEqualTo("InvalidLaunchTemplateName.NotFoundException");
        assertThatExceptionOfType(AutoScalingException.class)
                .isThrownBy(() -> scaling.createAutoScalingGroup(r -> r.autoScalingGroupName("self")
                        .minSize(0)
                        .maxSize(1)
                        .vpcZoneIdentifier(world.network.privateSubnets().get(0))
                        .launchTemplate(t -> t.launchTemplateName("mine"))))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationError"));
    }

    @Test
    void N15_somebody_else_changes_the_group_at_the_same_time_when_a_test_says_so() {
        world.aws.faults().on("autoscaling", "SetDesiredCapacity").times(1).failWith("ResourceContention");

        assertThatExceptionOfType(ResourceContentionException.class)
                .isThrownBy(() -> scaling.setDesiredCapacity(
                        r -> r.autoScalingGroupName("self").desiredCapacity(1)))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(500));
    }
}

package io.github.ekssdk.testing.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ekssdk.testing.internal.service.eks.EksWorld;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.ResourceInUseException;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityInProgressException;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import software.amazon.awssdk.services.eks.model.CreateNodegroupRequest;
import software.amazon.awssdk.services.eks.model.ErrorCode;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;
import software.amazon.awssdk.services.eks.model.Issue;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.NodegroupIssueCode;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupVersionRequest;
import software.amazon.awssdk.services.eks.model.UpdateStatus;

/** The faults of managed node groups and of the Auto Scaling groups below them, by the rows of the catalogue. */
class NodeGroupFaultsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(16);

    private final EksWorld world = new EksWorld();
    private final AutoScalingClient scaling = world.aws.client(AutoScalingClient.builder());

    @AfterEach
    void close() {
        world.close();
    }

    private Nodegroup general(Consumer<CreateNodegroupRequest.Builder> more) {
        world.cluster("prod");
        return world.nodegroup("prod", "general", more);
    }

    private Nodegroup now() {
        return world.describe("prod", "general");
    }

    private Issue onlyIssue() {
        assertThat(now().health().issues()).hasSize(1);
        return now().health().issues().get(0);
    }

    private void assertDegraded(NodegroupIssueCode code, String resourceId) {
        assertThat(now().status()).isEqualTo(NodegroupStatus.DEGRADED);
        assertThat(onlyIssue().code()).isEqualTo(code);
        assertThat(onlyIssue().resourceIds()).containsExactly(resourceId);
    }

    private AutoScalingGroup scalingGroup() {
        String name = now().resources().autoScalingGroups().get(0).name();
        return scaling.describeAutoScalingGroups(r -> r.autoScalingGroupNames(name))
                .autoScalingGroups()
                .get(0);
    }

    private String copyOfLaunchTemplate() {
        return scalingGroup()
                .mixedInstancesPolicy()
                .launchTemplate()
                .launchTemplateSpecification()
                .launchTemplateId();
    }

    private String template(String name) {
        return world.ec2
                .createLaunchTemplate(r -> r.launchTemplateName(name).launchTemplateData(d -> d.ebsOptimized(true)))
                .launchTemplate()
                .launchTemplateId();
    }

    private Update startUpdate(Consumer<UpdateNodegroupVersionRequest.Builder> more) {
        return world.eks
                .updateNodegroupVersion(UpdateNodegroupVersionRequest.builder()
                        .clusterName("prod")
                        .nodegroupName("general")
                        .build()
                        .copy(more))
                .update();
    }

    private Update update(String id) {
        return world.eks
                .describeUpdate(r -> r.name("prod").nodegroupName("general").updateId(id))
                .update();
    }

    private void delete() {
        world.eks.deleteNodegroup(r -> r.clusterName("prod").nodegroupName("general"));
        world.pass(EksWorld.DELETE_NODEGROUP);
    }

    @Test
    void N1_nodes_that_do_not_join_within_a_quarter_of_an_hour_fail_the_group_which_stays() {
        world.cluster("prod");
        String role = world.role("poor", "ec2.amazonaws.com", "AmazonEKSWorkerNodePolicy");
        world.pass(EksWorld.IAM);
        CreateNodegroupRequest request = world.nodegroupRequest("prod", "general", role);

        world.eks.createNodegroup(request);
        world.pass(EksWorld.CREATE_NODEGROUP);
        NodegroupStatus waiting = now().status();
        world.pass(PATIENCE);

        assertThat(waiting).isEqualTo(NodegroupStatus.CREATING);
        assertThat(now().status()).isEqualTo(NodegroupStatus.CREATE_FAILED);
        assertThat(onlyIssue().code()).isEqualTo(NodegroupIssueCode.NODE_CREATION_FAILURE);
        assertThat(onlyIssue().message()).isEqualTo("Instances failed to join the kubernetes cluster");
        assertThat(onlyIssue().resourceIds()).hasSize(2).allMatch(id -> id.startsWith("i-"));
        assertThatExceptionOfType(software.amazon.awssdk.services.eks.model.ResourceInUseException.class)
                .isThrownBy(() -> world.eks.createNodegroup(request));
    }

    @Test
    void N2_launches_that_fail_for_good_fail_the_group_with_the_text_of_the_scaling_activity() {
        world.aws.quota("ec2.onDemandVcpus", 2);

        general(b -> {});
        world.pass(PATIENCE);

        assertThat(now().status()).isEqualTo(NodegroupStatus.CREATE_FAILED);
        assertThat(onlyIssue().code()).isEqualTo(NodegroupIssueCode.ASG_INSTANCE_LAUNCH_FAILURES);
        assertThat(onlyIssue().message())
                .contains(
                        "VcpuLimitExceeded - You have requested more vCPU capacity than your current vCPU limit of 2");
        assertThat(onlyIssue().resourceIds()).containsExactly(scalingGroup().autoScalingGroupName());
        assertThat(scaling.describeScalingActivities(
                                r -> r.autoScalingGroupName(scalingGroup().autoScalingGroupName()))
                        .activities())
                .anySatisfy(activity -> assertThat(activity.statusMessage())
                        .isEqualTo(onlyIssue().message()));
    }

    @Test
    void N2_a_group_waits_for_capacity_that_comes_in_time() {
        world.aws.withoutCapacity("*", "eu-west-1a").withoutCapacity("*", "eu-west-1b");
        general(b -> {});
        NodegroupStatus waiting = now().status();
        world.aws.withCapacity("*", "eu-west-1a");
        world.pass(Duration.ofMinutes(8));

        assertThat(waiting).isEqualTo(NodegroupStatus.CREATING);
        assertThat(now().status()).isEqualTo(NodegroupStatus.ACTIVE);
    }

    @Test
    void N3_somebody_deletes_the_copy_of_the_launch_template() {
        general(b -> {});
        String copy = copyOfLaunchTemplate();

        world.ec2.deleteLaunchTemplate(r -> r.launchTemplateId(copy));

        assertDegraded(NodegroupIssueCode.EC2_LAUNCH_TEMPLATE_NOT_FOUND, copy);
        String id = startUpdate(b -> {}).id();
        world.pass(EksWorld.UPDATE);
        assertThat(update(id).status()).isEqualTo(UpdateStatus.FAILED);
        assertThat(update(id).errors().get(0).resourceIds()).containsExactly(copy);
    }

    @Test
    void N3_somebody_lets_the_auto_scaling_group_use_another_version_and_puts_it_back() {
        general(b -> {});
        String copy = copyOfLaunchTemplate();
        world.ec2.createLaunchTemplateVersion(
                r -> r.launchTemplateId(copy).sourceVersion("1").launchTemplateData(d -> d.ebsOptimized(true)));

        useVersion(copy, "2");
        NodegroupStatus changed = now().status();
        NodegroupIssueCode why = onlyIssue().code();
        useVersion(copy, "1");

        assertThat(changed).isEqualTo(NodegroupStatus.DEGRADED);
        assertThat(why).isEqualTo(NodegroupIssueCode.EC2_LAUNCH_TEMPLATE_VERSION_MISMATCH);
        assertThat(now().status()).isEqualTo(NodegroupStatus.ACTIVE);
    }

    private void useVersion(String template, String version) {
        AutoScalingGroup group = scalingGroup();
        scaling.updateAutoScalingGroup(r -> r.autoScalingGroupName(group.autoScalingGroupName())
                .mixedInstancesPolicy(group.mixedInstancesPolicy()
                        .copy(policy -> policy.launchTemplate(group.mixedInstancesPolicy()
                                .launchTemplate()
                                .copy(t -> t.launchTemplateSpecification(
                                        s -> s.launchTemplateId(template).version(version)))))));
    }

    @Test
    void N3_somebody_deletes_the_launch_template_that_the_group_was_made_from() {
        String mine = template("mine");
        general(b -> b.launchTemplate(t -> t.id(mine)));

        world.ec2.deleteLaunchTemplate(r -> r.launchTemplateId(mine));

        assertDegraded(NodegroupIssueCode.SOURCE_EC2_LAUNCH_TEMPLATE_NOT_FOUND, mine);
    }

    @Test
    void N4_a_launch_template_is_named_by_id_or_by_name_and_never_exchanged() {
        String mine = template("mine");
        String other = template("other");
        general(b -> b.launchTemplate(t -> t.id(mine)));

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(
                        () -> startUpdate(b -> b.launchTemplate(t -> t.id(mine).name("mine"))))
                .withMessageContaining("You must specify either the launch template ID or the launch template name");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> startUpdate(b -> b.launchTemplate(t -> t.id(other))))
                .withMessageContaining("cannot be changed to another one");
    }

    @Test
    void N5_a_public_subnet_that_assigns_no_addresses_fails_the_group() {
        String subnet = world.network.publicSubnets().get(0);
        world.ec2.modifySubnetAttribute(r -> r.subnetId(subnet).mapPublicIpOnLaunch(on -> on.value(false)));

        general(b -> b.subnets(world.network.publicSubnets()));

        assertThat(now().status()).isEqualTo(NodegroupStatus.CREATE_FAILED);
        assertThat(onlyIssue().code()).isEqualTo(NodegroupIssueCode.EC2_SUBNET_INVALID_CONFIGURATION);
        assertThat(onlyIssue().resourceIds()).containsExactly(subnet);
    }

    @Test
    void N6_nodes_whose_access_entry_is_gone_are_denied_access_until_it_is_back() {
        String role = general(b -> {}).nodeRole();

        world.eks.deleteAccessEntry(r -> r.clusterName("prod").principalArn(role));
        NodegroupStatus without = now().status();
        NodegroupIssueCode why = onlyIssue().code();
        world.eks.createAccessEntry(
                r -> r.clusterName("prod").principalArn(role).type("EC2_LINUX"));

        assertThat(without).isEqualTo(NodegroupStatus.DEGRADED);
        assertThat(why).isEqualTo(NodegroupIssueCode.ACCESS_DENIED);
        assertThat(now().status()).isEqualTo(NodegroupStatus.ACTIVE);
    }

    @Test
    void N6_an_endpoint_that_no_longer_lets_the_nodes_in_is_unreachable() {
        general(b -> {});

        world.eks.updateClusterConfig(r -> r.name("prod")
                .resourcesVpcConfig(vpc -> vpc.endpointPublicAccess(true)
                        .endpointPrivateAccess(false)
                        .publicAccessCidrs("203.0.113.0/24")));
        world.pass(EksWorld.UPDATE);

        assertDegraded(NodegroupIssueCode.CLUSTER_UNREACHABLE, "prod");
    }

    @Test
    void N7_a_remote_access_security_group_that_is_still_referred_to_keeps_the_group() {
        String remote = general(b -> b.remoteAccess(access -> access.ec2SshKey("ops")))
                .resources()
                .remoteAccessSecurityGroup();
        String mine = world.ec2
                .createSecurityGroup(
                        r -> r.vpcId(world.network.vpcId()).groupName("mine").description("d"))
                .groupId();
        IpPermission fromNodes = IpPermission.builder()
                .ipProtocol("tcp")
                .fromPort(5432)
                .toPort(5432)
                .userIdGroupPairs(UserIdGroupPair.builder().groupId(remote).build())
                .build();
        world.ec2.authorizeSecurityGroupIngress(r -> r.groupId(mine).ipPermissions(fromNodes));

        delete();
        Nodegroup stuck = now();
        world.ec2.revokeSecurityGroupIngress(r -> r.groupId(mine).ipPermissions(fromNodes));
        delete();

        assertThat(stuck.status()).isEqualTo(NodegroupStatus.DELETE_FAILED);
        assertThat(stuck.health().issues().get(0).code())
                .isEqualTo(NodegroupIssueCode.EC2_SECURITY_GROUP_DELETION_FAILURE);
        assertThat(stuck.health().issues().get(0).resourceIds()).containsExactly(remote);
        assertThat(world.eks.listNodegroups(r -> r.clusterName("prod")).nodegroups())
                .isEmpty();
        assertThat(world.inventory("ec2:security-group"))
                .noneMatch(group -> group.id().equals(remote));
    }

    @Test
    void N8_a_group_without_its_auto_scaling_group_is_degraded_and_can_still_be_deleted() {
        general(b -> {});
        String name = scalingGroup().autoScalingGroupName();

        scaling.deleteAutoScalingGroup(r -> r.autoScalingGroupName(name).forceDelete(true));

        assertDegraded(NodegroupIssueCode.AUTO_SCALING_GROUP_NOT_FOUND, name);
        delete();
        assertThat(world.eks.listNodegroups(r -> r.clusterName("prod")).nodegroups())
                .isEmpty();
        assertThat(world.inventory("ec2:launch-template")).isEmpty();
    }

    @Test
    void N8_a_group_without_its_node_role_is_degraded_and_cannot_be_deleted() {
        String role = general(b -> {}).nodeRole();
        String profile = world.inventory("iam:instance-profile").get(0).id();
        world.iam.removeRoleFromInstanceProfile(
                r -> r.instanceProfileName(profile).roleName("nodes"));
        for (String policy :
                List.of("AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonEC2ContainerRegistryReadOnly")) {
            world.iam.detachRolePolicy(r -> r.roleName("nodes").policyArn("arn:aws:iam::aws:policy/" + policy));
        }
        world.iam.deleteRole(r -> r.roleName("nodes"));

        assertDegraded(NodegroupIssueCode.IAM_NODE_ROLE_NOT_FOUND, role);
        delete();
        assertThat(now().status()).isEqualTo(NodegroupStatus.DELETE_FAILED);
    }

    @Test
    void N9_pods_that_cannot_be_evicted_fail_the_update_and_leave_the_old_nodes() {
        general(b -> {});
        List<String> old = nodes();
        world.aws.blockEvictions("prod", "general");

        String id = startUpdate(b -> {}).id();
        world.pass(Duration.ofMinutes(14));
        UpdateStatus trying = update(id).status();
        int surged = scalingGroup().desiredCapacity();
        world.pass(Duration.ofMinutes(2));
        Update failed = update(id);

        assertThat(trying).isEqualTo(UpdateStatus.IN_PROGRESS);
        assertThat(surged).isEqualTo(6);
        assertThat(failed.status()).isEqualTo(UpdateStatus.FAILED);
        assertThat(failed.errors().get(0).errorCode()).isEqualTo(ErrorCode.POD_EVICTION_FAILURE);
        assertThat(failed.errors().get(0).errorMessage())
                .isEqualTo("Reached max retries while trying to evict pods from nodes in node group general");
        assertThat(failed.errors().get(0).resourceIds()).hasSize(1).allMatch(node -> node.startsWith("ip-10-0-"));
        assertThat(now().status()).isEqualTo(NodegroupStatus.ACTIVE);
        assertThat(nodes()).containsExactlyInAnyOrderElementsOf(old);
        assertThat(scalingGroup().maxSize()).isEqualTo(now().scalingConfig().maxSize());
    }

    @Test
    void N9_a_forced_update_deletes_the_pods_that_stay() {
        general(b -> {});
        List<String> old = nodes();
        world.aws.blockEvictions("prod", "general");

        String id = startUpdate(b -> b.force(true)).id();
        world.pass(Duration.ofMinutes(31));

        assertThat(update(id).status()).isEqualTo(UpdateStatus.SUCCESSFUL);
        assertThat(nodes()).hasSize(2).doesNotContainAnyElementsOf(old);
    }

    @Test
    void N10_a_release_of_another_kubernetes_version() {
        general(b -> {});

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> startUpdate(b -> b.releaseVersion("1.30.1-20250101")))
                .withMessageContaining(
                        "Requested release version 1.30.1-20250101 is not valid for kubernetes version 1.34");
    }

    @Test
    void N11_a_config_update_during_a_version_update() {
        general(b -> {});
        startUpdate(b -> {});

        assertThatExceptionOfType(software.amazon.awssdk.services.eks.model.ResourceInUseException.class)
                .isThrownBy(() -> world.eks.updateNodegroupConfig(
                        r -> r.clusterName("prod").nodegroupName("general").scalingConfig(s -> s.desiredSize(1))))
                .withMessageContaining("Nodegroup cannot be updated as it is currently not in Active State");
    }

    @Test
    void N12_an_autoscaler_changes_the_size_past_eks() {
        general(b -> b.scalingConfig(s -> s.minSize(0).desiredSize(2).maxSize(4)));

        scaling.setDesiredCapacity(r ->
                r.autoScalingGroupName(scalingGroup().autoScalingGroupName()).desiredCapacity(4));

        assertThat(now().scalingConfig().desiredSize()).isEqualTo(4);
        assertThat(nodes()).hasSize(4);
    }

    @Test
    void N13_somebody_runs_an_instance_refresh() {
        general(b -> {});
        String name = scalingGroup().autoScalingGroupName();

        scaling.startInstanceRefresh(r -> r.autoScalingGroupName(name).preferences(p -> p.instanceWarmup(60)));

        assertDegraded(NodegroupIssueCode.AUTO_SCALING_GROUP_INSTANCE_REFRESH_ACTIVE, name);
        world.pass(Duration.ofMinutes(5));
        assertThat(now().status()).isEqualTo(NodegroupStatus.ACTIVE);
    }

    @Test
    void N14_a_group_is_active_and_has_no_nodes_since_there_is_no_capacity() {
        general(b -> b.capacityType("SPOT")
                .scalingConfig(s -> s.minSize(0).desiredSize(0).maxSize(4)));
        NodegroupStatus empty = now().status();
        world.aws.withoutCapacity("*", "eu-west-1a").withoutCapacity("*", "eu-west-1b");

        world.aws.autoscale("prod", "general", 2);
        NodegroupStatus hungry = now().status();
        String why = onlyIssue().message();
        int nodes = nodes().size();
        world.aws.withCapacity("*", "eu-west-1a");
        world.pass(Duration.ofMinutes(2));

        assertThat(empty).isEqualTo(NodegroupStatus.ACTIVE);
        assertThat(hungry).isEqualTo(NodegroupStatus.DEGRADED);
        assertThat(why).startsWith("Could not launch Spot Instances. InsufficientInstanceCapacity - ");
        assertThat(nodes).isZero();
        assertThat(now().status()).isEqualTo(NodegroupStatus.ACTIVE);
        assertThat(nodes()).hasSize(2);
    }

    @Test
    void N15_a_self_managed_group_is_in_use_as_long_as_it_has_instances() {
        String image = world.ec2
                .describeImages(r -> r.owners("amazon"))
                .images()
                .get(0)
                .imageId();
        String template = world.ec2
                .createLaunchTemplate(r -> r.launchTemplateName("mine").launchTemplateData(d -> d.imageId(image)))
                .launchTemplate()
                .launchTemplateId();
        scaling.createAutoScalingGroup(r -> r.autoScalingGroupName("self")
                .minSize(0)
                .maxSize(2)
                .desiredCapacity(1)
                .vpcZoneIdentifier(world.network.privateSubnets().get(0))
                .mixedInstancesPolicy(
                        p -> p.launchTemplate(t -> t.launchTemplateSpecification(s -> s.launchTemplateId(template))
                                .overrides(LaunchTemplateOverrides.builder()
                                        .instanceType("t3.small")
                                        .build()))));
        scaling.describeAutoScalingGroups();

        assertThatExceptionOfType(ResourceInUseException.class)
                .isThrownBy(() -> scaling.deleteAutoScalingGroup(r -> r.autoScalingGroupName("self")));
        scaling.putLifecycleHook(r -> r.autoScalingGroupName("self")
                .lifecycleHookName("drain")
                .lifecycleTransition("autoscaling:EC2_INSTANCE_TERMINATING"));
        scaling.setDesiredCapacity(r -> r.autoScalingGroupName("self").desiredCapacity(0));
        assertThatExceptionOfType(ScalingActivityInProgressException.class)
                .isThrownBy(() -> scaling.deleteAutoScalingGroup(r -> r.autoScalingGroupName("self")));
    }

    @Test
    void N16_unavailable_nodes_are_counted_or_a_percentage_up_to_100() {
        world.cluster("prod");
        String role = world.nodeRole();
        CreateNodegroupRequest request = world.nodegroupRequest("prod", "general", role);

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(
                        () -> world.eks.createNodegroup(request.copy(b -> b.updateConfig(u -> u.maxUnavailable(101)))))
                .withMessageContaining("between 1 and 100");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.eks.createNodegroup(request.copy(
                        b -> b.updateConfig(u -> u.maxUnavailable(1).maxUnavailablePercentage(10)))))
                .withMessageContaining("Only one of");
    }

    private List<String> nodes() {
        return Stream.of(scalingGroup())
                .flatMap(group -> group.instances().stream())
                .filter(instance -> instance.lifecycleStateAsString().equals("InService"))
                .map(instance -> instance.instanceId())
                .toList();
    }
}

package io.github.ekssdk.internal.resource.eks;

import static io.github.ekssdk.spec.TaintEffect.NO_SCHEDULE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ekssdk.Eks;
import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.AmiType;
import io.github.ekssdk.spec.Architecture;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.InstanceSelectorSpec;
import io.github.ekssdk.spec.ManagedNodeGroupSpec;
import io.github.ekssdk.spec.RepairAction;
import io.github.ekssdk.spec.UpdateStrategy;
import io.github.ekssdk.spec.VolumeType;
import io.github.ekssdk.spec.WarmPoolState;
import io.github.ekssdk.testing.RecordedCall;
import io.github.ekssdk.testing.Resource;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMappingRequest;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.CreateNodegroupRequest;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupVersionRequest;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The settings of managed node groups on their way into AWS and back. */
class NodeGroupSettingsTest extends ClusterScenario {

    private static final String STEP = "managedNodeGroup/general";
    private static final String TEMPLATE = "launchTemplate/general";
    private static final String TAGS = "autoScalingGroupTags/general";
    private static final String IMAGE_PARAMETER =
            "/aws/service/eks/optimized-ami/1.34/amazon-linux-2023/x86_64/standard/recommended/";

    private static ClusterSpec with(Consumer<ManagedNodeGroupSpec.Builder> more) {
        return at("1.34", more);
    }

    private static ClusterSpec at(String version, Consumer<ManagedNodeGroupSpec.Builder> more) {
        return Eks.cluster("prod")
                .version(version)
                .vpc(vpc -> vpc.availabilityZones(2))
                .managedNodeGroup("general", group -> {
                    group.instanceTypes("m7i.large").scaling(1, 2, 4);
                    more.accept(group);
                })
                .build();
    }

    private <T extends SdkPojo> T last(Class<T> type) {
        List<RecordedCall> calls = aws.ledger().calls().stream()
                .filter(call -> call.request().filter(type::isInstance).isPresent())
                .toList();
        return calls.get(calls.size() - 1).request(type);
    }

    private Nodegroup nodegroup() {
        return stranger(EksClient.builder())
                .describeNodegroup(request -> request.clusterName("prod").nodegroupName("general"))
                .nodegroup();
    }

    private Resource scalingGroup() {
        return all("autoscaling:group").get(0);
    }

    private String parameter(String name) {
        return stranger(SsmClient.builder())
                .getParameter(request -> request.name(name))
                .parameter()
                .value();
    }

    private static String decoded(String userData) {
        return new String(Base64.getDecoder().decode(userData), StandardCharsets.UTF_8);
    }

    /** Elastic Fabric Adapters. */
    @Nested
    class Efa {
        private ClusterSpec fabric(String type, Consumer<ManagedNodeGroupSpec.Builder> more) {
            return Eks.cluster("prod")
                    .version("1.34")
                    .vpc(vpc -> vpc.availabilityZones("eu-west-1a", "eu-west-1b"))
                    .managedNodeGroup("general", group -> {
                        group.instanceTypes(type).scaling(1).availabilityZones("eu-west-1a");
                        more.accept(group);
                    })
                    .build();
        }

        private RequestLaunchTemplateData template() {
            return last(CreateLaunchTemplateRequest.class).launchTemplateData();
        }

        @Test
        void nodes_get_adapters_on_all_cards_a_placement_group_and_traffic_with_each_other() {
            apply(fabric("p4d.24xlarge", group -> group.efaEnabled(true).amiType(AmiType.AL2023_X86_64_NVIDIA)));

            String group = one("securityGroup/efa-general").id();
            assertThat(template().securityGroupIds()).isEmpty();
            assertThat(template().networkInterfaces())
                    .allSatisfy(card -> {
                        assertThat(card.interfaceType()).isEqualTo("efa");
                        assertThat(card.groups()).hasSize(2).contains(group);
                    })
                    .extracting(card -> card.networkCardIndex() + "/" + card.deviceIndex())
                    .containsExactly("0/0", "1/1", "2/1", "3/1");
            assertThat(template().placement().groupName()).startsWith("eks-sdk-prod-general-");
            assertThat(stranger(Ec2Client.builder())
                            .describeInstances()
                            .reservations()
                            .get(0)
                            .instances()
                            .get(0)
                            .networkInterfaces())
                    .extracting(adapter -> adapter.interfaceType() + " "
                            + adapter.attachment().networkCardIndex() + "/"
                            + adapter.attachment().deviceIndex())
                    .containsExactlyInAnyOrder("efa 0/0", "efa 1/1", "efa 2/1", "efa 3/1");
            SecurityGroup rules = stranger(Ec2Client.builder())
                    .describeSecurityGroups(request -> request.groupIds(group))
                    .securityGroups()
                    .get(0);
            assertThat(rules.ipPermissions())
                    .singleElement()
                    .satisfies(rule ->
                            assertThat(rule.userIdGroupPairs().get(0).groupId()).isEqualTo(group));
            assertThat(rules.ipPermissionsEgress())
                    .anySatisfy(rule ->
                            assertThat(rule.userIdGroupPairs().get(0).groupId()).isEqualTo(group))
                    .anySatisfy(
                            rule -> assertThat(rule.ipRanges().get(0).cidrIp()).isEqualTo("0.0.0.0/0"));
            settled(fabric("p4d.24xlarge", it -> it.efaEnabled(true).amiType(AmiType.AL2023_X86_64_NVIDIA)));
        }

        @Test
        void adapters_come_and_go_with_new_nodes_and_leave_nothing_behind() {
            List<Resource> before = aws.inventory();
            ClusterSpec without = fabric("c5n.18xlarge", group -> {});
            apply(without);
            ClusterSpec with = fabric("c5n.18xlarge", group -> group.efaEnabled(true));

            assertThat(steps(eks().plan(with)))
                    .containsExactlyInAnyOrder(
                            "create securityGroup/efa-general",
                            "create placementGroup/general",
                            "update " + TEMPLATE,
                            "update " + STEP);
            apply(with);
            settled(with);
            apply(without);
            settled(without);
            assertThat(aws.ledger().of("ec2", "DeletePlacementGroup")).hasSizeLessThanOrEqualTo(6);
            assertThat(all("ec2:placement-group")).isEmpty();
            delete("prod");
            pass(java.time.Duration.ofHours(1));

            assertThat(aws.inventory()).isEqualTo(before);
        }

        @Test
        void the_placement_group_is_gone_though_the_answer_was_lost() {
            apply(fabric("c5n.18xlarge", group -> group.efaEnabled(true)));
            aws.faults().on("ec2", "DeletePlacementGroup").nth(1).loseResponse();

            delete("prod");

            assertThat(all("ec2:placement-group")).isEmpty();
        }

        @Test
        void a_type_without_adapters_is_refused() {
            InvalidSpecException refusal = catchThrowableOfType(
                    InvalidSpecException.class, () -> eks().plan(fabric("m7i.large", group -> group.efaEnabled(true))));

            assertThat(refusal)
                    .hasMessageContaining(
                            "managedNodeGroups[general].efaEnabled: m7i.large has no Elastic Fabric Adapters.");
        }
    }

    /** Instance types that are described instead of named. */
    @Nested
    class Selected {
        private static final String TYPES = "managedNodeGroups[general].instanceTypes";

        private ClusterSpec like(Consumer<InstanceSelectorSpec.Builder> selector) {
            return Eks.cluster("prod")
                    .vpc(vpc -> vpc.availabilityZones(2))
                    .managedNodeGroup("general", group -> group.instanceSelector(selector))
                    .build();
        }

        @Test
        void types_are_those_of_the_processors_vcpus_and_memory_that_were_described() {
            ClusterSpec spec = like(types -> types.vCpus(2, 4)
                    .memoryGib(8, 16)
                    .architecture(Architecture.ARM_64)
                    .deny("t\\d.*"));

            Plan plan = eks().plan(spec);

            assertThat(plan.resolved().get(TYPES))
                    .containsExactly(
                            "m6g.large",
                            "m7g.large",
                            "r6g.large",
                            "r7g.large",
                            "c6g.xlarge",
                            "c7g.xlarge",
                            "m6g.xlarge",
                            "m7g.xlarge");
            eks().apply(plan, events);
            assertThat(nodegroup().instanceTypes()).isEqualTo(plan.resolved().get(TYPES));
            assertThat(nodegroup().amiTypeAsString()).isEqualTo("AL2023_ARM_64_STANDARD");
            settled(spec);
        }

        @Test
        void the_choice_stays_although_ec2_has_others_now_and_nothing_is_asked_about_it() {
            ClusterSpec spec = like(types -> types.vCpus(4).memoryGib(16).allow("m[5-7]i?\\..*"));
            apply(spec);
            aws.withoutOffering("m6i.xlarge", aws.region() + "a");
            int mark = aws.ledger().size();

            Plan plan = eks().plan(spec);

            assertThat(plan.isEmpty()).isTrue();
            assertThat(plan.resolved().get(TYPES)).containsExactly("m5.xlarge", "m6i.xlarge", "m7i.xlarge");
            assertThat(aws.ledger().since(mark))
                    .extracting(RecordedCall::operation)
                    .doesNotContain("DescribeInstanceTypes", "DescribeInstanceTypeOfferings");
        }

        @Test
        void another_description_that_comes_to_the_same_types_is_a_changed_tag_only() {
            apply(like(types -> types.vCpus(4).memoryGib(16).allow("m7i.*")));
            ClusterSpec same = like(types -> types.vCpus(3, 5).memoryGib(16).allow("m7i.*"));

            assertThat(steps(eks().plan(same))).containsExactly("update " + STEP);
            assertThat(fields(eks().plan(same), STEP)).containsExactly("tags");
            apply(same);
            settled(same);
        }

        @Test
        void another_description_that_comes_to_other_types_replaces_the_group() {
            apply(like(types -> types.vCpus(4).memoryGib(16).allow("m7i.*")));

            Plan plan = eks().plan(like(types -> types.vCpus(8).memoryGib(32).allow("m7i.*")));

            assertThat(steps(plan)).containsExactly("replace " + STEP);
        }

        @Test
        void types_that_a_zone_does_not_offer_are_left_out() {
            aws.withoutOffering("m6i.xlarge", aws.region() + "a");

            assertThat(eks().plan(like(types -> types.vCpus(4).memoryGib(16).allow("m[5-7]i?\\..*")))
                            .resolved()
                            .get(TYPES))
                    .containsExactly("m5.xlarge", "m7i.xlarge");
        }

        @Test
        void a_description_that_nothing_is_like_is_refused() {
            InvalidSpecException refusal =
                    catchThrowableOfType(InvalidSpecException.class, () -> eks().plan(like(types -> types.vCpus(7))));

            assertThat(refusal)
                    .hasMessageContaining(
                            "managedNodeGroups[general].instanceSelector: EC2 has no instance type in eu-west-1 with"
                                    + " x86_64 7-7 vCPUs 0 GPUs. Widen the description, or name instance types.");
        }

        @Test
        void self_managed_nodes_are_chosen_alike() {
            ClusterSpec spec = Eks.cluster("prod")
                    .vpc(vpc -> vpc.availabilityZones(2))
                    .selfManagedNodeGroup(
                            "own",
                            group -> group.instanceSelector(
                                    types -> types.vCpus(2).memoryGib(8).allow("m7.*")))
                    .build();

            apply(spec);

            assertThat(eks().plan(spec).resolved().get("selfManagedNodeGroups[own].instanceTypes"))
                    .containsExactly("m7a.large", "m7i.large");
            settled(spec);
        }
    }

    @Nested
    class Create {

        @Test
        void node_repair_warm_pool_strategy_and_release_are_the_groups() {
            String release = parameter(IMAGE_PARAMETER + "release_version");
            ClusterSpec spec = with(group -> group.nodeRepair(repair -> repair.maxUnhealthyNodeThresholdPercentage(30)
                            .maxParallelNodesRepairedCount(2)
                            .override("AcceleratedHardwareReady", "NvidiaXID13Error", 15, RepairAction.REPLACE))
                    .warmPool(pool -> pool.minSize(1)
                            .maxGroupPreparedCapacity(5)
                            .poolState(WarmPoolState.RUNNING)
                            .reuseOnScaleIn(true))
                    .updateStrategy(UpdateStrategy.MINIMAL)
                    .releaseVersion(release));

            apply(spec);

            CreateNodegroupRequest request = last(CreateNodegroupRequest.class);
            assertThat(request.nodeRepairConfig().enabled()).isTrue();
            assertThat(request.nodeRepairConfig().maxUnhealthyNodeThresholdPercentage())
                    .isEqualTo(30);
            assertThat(request.nodeRepairConfig().maxParallelNodesRepairedCount())
                    .isEqualTo(2);
            assertThat(request.nodeRepairConfig().nodeRepairConfigOverrides())
                    .singleElement()
                    .satisfies(override -> {
                        assertThat(override.nodeUnhealthyReason()).isEqualTo("NvidiaXID13Error");
                        assertThat(override.minRepairWaitTimeMins()).isEqualTo(15);
                        assertThat(override.repairActionAsString()).isEqualTo("Replace");
                    });
            assertThat(request.warmPoolConfig().enabled()).isTrue();
            assertThat(request.warmPoolConfig().maxGroupPreparedCapacity()).isEqualTo(5);
            assertThat(request.warmPoolConfig().poolStateAsString()).isEqualTo("RUNNING");
            assertThat(request.warmPoolConfig().reuseOnScaleIn()).isTrue();
            assertThat(request.updateConfig().updateStrategyAsString()).isEqualTo("MINIMAL");
            assertThat(request.releaseVersion()).isEqualTo(release);
            settled(spec);
        }

        @Test
        void the_launch_template_says_what_instances_start_with() {
            Ec2Client other = stranger(Ec2Client.builder());
            other.createKeyPair(request -> request.keyName("ops"));
            other.createPlacementGroup(request -> request.groupName("near").strategy("cluster"));
            String key = stranger(KmsClient.builder())
                    .createKey(request -> {})
                    .keyMetadata()
                    .arn();
            ClusterSpec spec = with(group -> group.volume(volume ->
                            volume.size(200).type(VolumeType.IO2).iops(6000).encryptedWith(key))
                    .ec2SshKey("ops")
                    .placementGroup("near")
                    .detailedMonitoring(true)
                    .podMetadataAccess(false)
                    .userData(data -> data.shellScript("#!/bin/bash\nsysctl -w vm.max_map_count=262144"))
                    .tag("cost", "1742"));

            apply(spec);

            RequestLaunchTemplateData data =
                    last(CreateLaunchTemplateRequest.class).launchTemplateData();
            assertThat(data.blockDeviceMappings()).singleElement().satisfies(device -> {
                assertThat(device.ebs().volumeSize()).isEqualTo(200);
                assertThat(device.ebs().volumeTypeAsString()).isEqualTo("io2");
                assertThat(device.ebs().iops()).isEqualTo(6000);
                assertThat(device.ebs().encrypted()).isTrue();
                assertThat(device.ebs().kmsKeyId()).isEqualTo(key);
            });
            assertThat(data.keyName()).isEqualTo("ops");
            assertThat(data.placement().groupName()).isEqualTo("near");
            assertThat(data.monitoring().enabled()).isTrue();
            assertThat(data.metadataOptions().httpTokensAsString()).isEqualTo("required");
            assertThat(data.metadataOptions().httpPutResponseHopLimit()).isEqualTo(1);
            assertThat(decoded(data.userData()))
                    .startsWith("MIME-Version: 1.0\n")
                    .contains("text/x-shellscript", "vm.max_map_count")
                    .doesNotContain("NodeConfig");
            assertThat(data.tagSpecifications())
                    .extracting(tags -> tags.resourceType())
                    .containsExactly(ResourceType.INSTANCE, ResourceType.VOLUME, ResourceType.NETWORK_INTERFACE);
            assertThat(data.tagSpecifications())
                    .allSatisfy(tags -> assertThat(tags.tags())
                            .anySatisfy(tag -> assertThat(tag.value()).isEqualTo("1742")));
            settled(spec);
        }

        @Test
        void those_who_may_connect_are_let_in_by_a_security_group_beside_the_clusters() {
            Ec2Client other = stranger(Ec2Client.builder());
            other.createKeyPair(request -> request.keyName("ops"));
            apply(with(group -> {}));
            String bastion = other.createSecurityGroup(request -> request.groupName("bastion")
                            .description("bastion")
                            .vpcId(one("vpc/main").id()))
                    .groupId();
            ClusterSpec spec = with(group -> group.remoteAccess("ops", bastion));

            apply(spec);

            List<String> groups = last(CreateLaunchTemplateVersionRequest.class)
                    .launchTemplateData()
                    .securityGroupIds();
            assertThat(groups)
                    .containsExactly(
                            stranger(EksClient.builder())
                                    .describeCluster(request -> request.name("prod"))
                                    .cluster()
                                    .resourcesVpcConfig()
                                    .clusterSecurityGroupId(),
                            one("securityGroup/ssh-general").id());
            settled(spec);
            ClusterSpec none = with(group -> {});
            apply(none);
            assertThat(ours("ec2:security-group")).hasSize(1);
            settled(none);
        }

        @Test
        void nodes_with_a_custom_image_are_told_how_to_join() {
            String image = parameter(IMAGE_PARAMETER + "image_id");
            ClusterSpec spec = with(group -> group.imageId(image).userData(data -> data.nodeConfig("""
                apiVersion: node.eks.aws/v1alpha1
                kind: NodeConfig
                spec:
                  kubelet:
                    config:
                      maxPods: 42
                """)));

            apply(spec);

            CreateNodegroupRequest request = last(CreateNodegroupRequest.class);
            assertThat(request.amiType()).isNull();
            assertThat(request.version()).isNull();
            String userData = decoded(
                    last(CreateLaunchTemplateRequest.class).launchTemplateData().userData());
            assertThat(userData)
                    .contains(
                            "name: prod\n",
                            "apiServerEndpoint: https://",
                            "certificateAuthority: ",
                            "cidr: 172.20.0.0/16",
                            "maxPods: 42");
            settled(spec);
        }

        @Test
        void a_launch_template_of_ones_own_is_left_as_it_is() {
            String id = template(data -> data.metadataOptions(options -> options.httpTokens("required")));
            ClusterSpec spec = with(group -> group.launchTemplate("web", "latest"));

            apply(spec);

            CreateNodegroupRequest request = last(CreateNodegroupRequest.class);
            assertThat(request.launchTemplate().id()).isEqualTo(id);
            assertThat(request.launchTemplate().version()).isEqualTo("1");
            settled(spec);
            stranger(Ec2Client.builder())
                    .createLaunchTemplateVersion(request2 -> request2.launchTemplateId(id)
                            .sourceVersion("1")
                            .launchTemplateData(data -> data.monitoring(monitoring -> monitoring.enabled(true))));
            assertThat(fields(eks().plan(spec), STEP)).containsExactly("launchTemplateVersion");
            assertThat(changesOf(spec)).containsExactly("eks:UpdateNodegroupVersion");
            settled(spec);
            delete("prod");
            assertThat(all("ec2:launch-template"))
                    .singleElement()
                    .satisfies(left -> assertThat(left.id()).isEqualTo(id));
        }

        private String template(Consumer<RequestLaunchTemplateData.Builder> data) {
            return stranger(Ec2Client.builder())
                    .createLaunchTemplate(
                            request -> request.launchTemplateName("web").launchTemplateData(data))
                    .launchTemplate()
                    .launchTemplateId();
        }

        @Test
        void what_EKS_refuses_in_a_launch_template_is_told_by_the_plan() {
            String id = template(data ->
                    data.instanceType("m7i.large").hibernationOptions(hibernation -> hibernation.configured(true)));

            InvalidSpecException refusal = catchThrowableOfType(
                    InvalidSpecException.class, () -> eks().plan(with(group -> group.launchTemplate(id, "1"))));

            assertThat(refusal)
                    .hasMessageContaining("names hibernation options, which EKS refuses")
                    .hasMessageContaining("names an instance type, and so does the node group");
        }
    }

    @Nested
    class Change {

        @Test
        void node_repair_and_the_warm_pool_come_change_and_go_in_place() {
            ClusterSpec plain = with(group -> {});
            ClusterSpec on = with(group -> group.nodeRepair().warmPool(pool -> pool.minSize(1)));
            ClusterSpec other = with(group -> group.nodeRepair(repair -> repair.maxParallelNodesRepairedCount(1))
                    .warmPool(pool -> pool.minSize(2).poolState(WarmPoolState.RUNNING))
                    .updateStrategy(UpdateStrategy.MINIMAL));
            apply(plain);

            for (ClusterSpec next : List.of(on, other, plain)) {
                assertThat(changesOf(next)).containsExactly("eks:UpdateNodegroupConfig");
                settled(next);
            }

            UpdateNodegroupConfigRequest request = last(UpdateNodegroupConfigRequest.class);
            assertThat(request.nodeRepairConfig().enabled()).isFalse();
            assertThat(request.warmPoolConfig().enabled()).isFalse();
            assertThat(request.updateConfig().updateStrategyAsString()).isEqualTo("DEFAULT");
        }

        @Test
        void settings_that_go_are_taken_out_of_the_launch_template() {
            apply(with(group -> group.detailedMonitoring(true)
                    .volume(volume -> volume.throughput(250))
                    .userData(data -> data.shellScript("#!/bin/bash\ntrue"))));
            ClusterSpec plain = with(group -> {});

            Plan plan = eks().plan(plain);

            assertThat(fields(plan, TEMPLATE)).containsExactlyInAnyOrder("monitoring", "throughput", "userData");
            assertThat(plan.render()).contains("characters with SHA-256").doesNotContain("/bin/bash");
            assertThat(changesOf(plan))
                    .containsExactly("ec2:CreateLaunchTemplateVersion", "eks:UpdateNodegroupVersion");
            settled(plain);
        }

        @Test
        void amazon_linux_2_is_warned_of_and_ends_with_1_32() {
            ClusterSpec old =
                    at("1.32", group -> group.amiType(AmiType.AL2_X86_64).releaseVersion("latest"));

            assertThat(eks().plan(old).warnings())
                    .anyMatch(warning -> warning.startsWith("Of Amazon Linux 2, which managedNodeGroups[general] starts"
                            + " from, AWS makes no new images"));
            apply(old);
            assertThat(nodegroup().amiTypeAsString()).isEqualTo("AL2_x86_64");
            assertThat(eks().plan(old).changes()).isEmpty();
            assertThat(catchThrowableOfType(
                            InvalidSpecException.class,
                            () -> eks().plan(Eks.cluster("other")
                                    .managedNodeGroup("general", group -> group.amiType(AmiType.AL2_X86_64))
                                    .build())))
                    .hasMessageContaining(
                            "managedNodeGroups[general].amiType: There is no Amazon Linux 2 for Kubernetes"
                                    + " 1.34: 1.32 is the last.");
        }

        @Test
        void nodes_get_further_volumes_that_change_and_go_in_place() {
            ClusterSpec two = with(group -> group.additionalVolume("/dev/sdg", volume -> volume.size(100))
                    .additionalVolume("/dev/sdf", volume -> volume.size(500).type(VolumeType.ST1)));
            apply(two);

            assertThat(last(CreateLaunchTemplateRequest.class)
                            .launchTemplateData()
                            .blockDeviceMappings())
                    .extracting(device -> device.deviceName() + " "
                            + device.ebs().volumeTypeAsString() + " "
                            + device.ebs().volumeSize() + " " + device.ebs().encrypted() + " "
                            + device.ebs().deleteOnTermination())
                    .containsExactly(
                            "/dev/xvda gp3 50 true true", "/dev/sdf st1 500 true true", "/dev/sdg gp3 100 true true");
            settled(two);
            ClusterSpec one = with(group -> group.additionalVolume(
                    "/dev/sdg", volume -> volume.size(100).throughput(250)));
            Plan plan = eks().plan(one);
            assertThat(fields(plan, TEMPLATE)).containsExactly("additionalVolumes");
            assertThat(plan.render()).contains("/dev/sdg=size=100 type=gp3 throughput=250 encrypted=true");
            assertThat(changesOf(plan))
                    .containsExactly("ec2:CreateLaunchTemplateVersion", "eks:UpdateNodegroupVersion");
            settled(one);
            assertThat(changesOf(with(group -> {})))
                    .containsExactly("ec2:CreateLaunchTemplateVersion", "eks:UpdateNodegroupVersion");
            settled(with(group -> {}));
        }

        @Test
        void nodes_can_run_enclaves_and_stop_to() {
            ClusterSpec enclaves =
                    with(group -> group.instanceTypes("m7i.xlarge").enclavesEnabled(true));
            apply(enclaves);

            assertThat(last(CreateLaunchTemplateRequest.class)
                            .launchTemplateData()
                            .enclaveOptions()
                            .enabled())
                    .isTrue();
            settled(enclaves);
            ClusterSpec plain = with(group -> group.instanceTypes("m7i.xlarge"));
            assertThat(fields(eks().plan(plain), TEMPLATE)).containsExactly("enclaveOptions");
            apply(plain);
            settled(plain);
        }

        @Test
        void instance_types_without_enclaves_are_told_before_anything_is_made() {
            ClusterSpec spec =
                    with(group -> group.instanceTypes("m7i.xlarge", "t3.xlarge").enclavesEnabled(true));

            assertThat(catchThrowableOfType(InvalidSpecException.class, () -> eks().plan(spec)))
                    .hasMessageContaining(
                            "managedNodeGroups[general].enclavesEnabled: t3.xlarge cannot run Nitro Enclaves.");
        }

        @Test
        void what_somebody_did_to_the_launch_template_shows_field_by_field_and_is_put_right() {
            ClusterSpec spec = with(group -> {});
            apply(spec);
            stranger(Ec2Client.builder())
                    .createLaunchTemplateVersion(request -> request.launchTemplateId(
                                    one(TEMPLATE).id())
                            .launchTemplateData(data -> data.keyName("theirs")
                                    .imageId("ami-0123456789abcdef0")
                                    .metadataOptions(options -> options.httpTokens("optional"))
                                    .blockDeviceMappings(LaunchTemplateBlockDeviceMappingRequest.builder()
                                            .deviceName("/dev/xvda")
                                            .ebs(ebs -> ebs.volumeSize(50).volumeType("gp2"))
                                            .build())));

            assertThat(fields(eks().plan(spec), TEMPLATE))
                    .containsExactlyInAnyOrder(
                            "volumeType", "encrypted", "httpTokens", "httpPutResponseHopLimit", "keyName", "imageId");
            apply(spec);

            settled(spec);
        }

        @Test
        void nodes_follow_the_control_plane_to_another_version() {
            apply(with(group -> {}));
            ClusterSpec newer = at("1.35", group -> group.forceUpdate(true));

            apply(newer);

            assertThat(nodegroup().version()).isEqualTo("1.35");
            UpdateNodegroupVersionRequest request = last(UpdateNodegroupVersionRequest.class);
            assertThat(request.version()).isEqualTo("1.35");
            assertThat(request.force()).isTrue();
            settled(newer);
        }

        @Test
        void nodes_may_stay_behind() {
            apply(with(group -> {}));
            ClusterSpec newer = at("1.35", group -> group.version("1.34"));

            apply(newer);

            assertThat(nodegroup().version()).isEqualTo("1.34");
            settled(newer);
        }

        @Test
        void a_newer_release_shows_where_the_newest_is_asked_for() {
            String older = parameter(IMAGE_PARAMETER + "release_version").replace("20251209", "20251112");
            apply(with(group -> group.releaseVersion(older)));
            ClusterSpec latest = with(group -> group.releaseVersion("latest"));

            assertThat(fields(eks().plan(latest), STEP)).containsExactly("releaseVersion");
            apply(latest);

            assertThat(nodegroup().releaseVersion()).isEqualTo(parameter(IMAGE_PARAMETER + "release_version"));
            settled(latest);
        }
    }

    @Nested
    class Autoscaler {

        private static void autoscaled(ManagedNodeGroupSpec.Builder group) {
            group.desiredManagedByAutoscaler().label("tier", "web").taint("dedicated", "web", NO_SCHEDULE);
        }

        @Test
        void finds_its_tags_on_the_group_that_EKS_made() {
            apply(with(Autoscaler::autoscaled));

            assertThat(scalingGroup().tags())
                    .containsEntry("k8s.io/cluster-autoscaler/enabled", "true")
                    .containsEntry("k8s.io/cluster-autoscaler/node-template/label/tier", "web")
                    .containsEntry("k8s.io/cluster-autoscaler/node-template/taint/dedicated", "web:NoSchedule");
            settled(with(Autoscaler::autoscaled));
        }

        @Test
        void decides_how_many_nodes_there_are() {
            apply(with(Autoscaler::autoscaled));
            aws.autoscale("prod", "general", 4);

            settled(with(Autoscaler::autoscaled));

            ClusterSpec other = with(group -> {
                autoscaled(group);
                group.scaling(1, 1, 3);
            });
            apply(other);
            assertThat(group("general").attributes()).containsEntry("scaling", "1/3/3");
            settled(other);
        }

        @Test
        void sees_changed_labels_and_nothing_is_left_when_it_is_not_wanted_any_more() {
            apply(with(Autoscaler::autoscaled));
            ClusterSpec other = with(group -> group.desiredManagedByAutoscaler().label("zone", "inner"));

            apply(other);

            assertThat(scalingGroup().tags())
                    .containsEntry("k8s.io/cluster-autoscaler/node-template/label/zone", "inner")
                    .doesNotContainKeys(
                            "k8s.io/cluster-autoscaler/node-template/label/tier",
                            "k8s.io/cluster-autoscaler/node-template/taint/dedicated");
            settled(other);
            ClusterSpec none = with(group -> group.label("zone", "inner"));
            apply(none);
            assertThat(scalingGroup().tags().keySet()).noneMatch(key -> key.startsWith("eks-sdk/"));
            settled(none);
        }

        @Test
        void gets_back_a_tag_that_somebody_took_away() {
            apply(with(Autoscaler::autoscaled));
            stranger(AutoScalingClient.builder())
                    .deleteTags(request -> request.tags(Tag.builder()
                            .resourceId(scalingGroup().id())
                            .resourceType("auto-scaling-group")
                            .key("k8s.io/cluster-autoscaler/node-template/label/tier")
                            .build()));

            assertThat(fields(eks().plan(with(Autoscaler::autoscaled)), TAGS)).containsExactly("tags");
            assertThat(changesOf(with(Autoscaler::autoscaled))).containsExactly("autoscaling:CreateOrUpdateTags");
            settled(with(Autoscaler::autoscaled));
        }

        @Test
        void keeps_its_tags_when_the_group_is_replaced_without_a_word_about_them() {
            apply(with(Autoscaler::autoscaled));
            ClusterSpec spot = with(group -> {
                autoscaled(group);
                group.spot();
            });

            apply(eks().plan(spot).allowingReplacement(STEP));

            assertThat(scalingGroup().tags())
                    .containsEntry("k8s.io/cluster-autoscaler/node-template/label/tier", "web");
            settled(spot);
            delete("prod");
            assertThat(all("autoscaling:group")).isEmpty();
        }

        private void apply(Plan plan) {
            eks().apply(plan, events);
        }

        private void apply(ClusterSpec spec) {
            NodeGroupSettingsTest.this.apply(spec);
        }
    }

    @Nested
    class Questions {

        @Test
        void whatever_a_new_group_names_must_be_there() {
            ClusterSpec spec = with(group -> group.instanceTypes("m7i.huge")
                    .ec2SshKey("nobodys")
                    .securityGroupIds("sg-0123456789abcdef0")
                    .placementGroup("nowhere")
                    .capacityReservation("cr-0123456789abcdef0")
                    .nodeRoleArn("arn:aws:iam::123456789012:role/nobody")
                    .imageId("ami-0123456789abcdef0"));

            InvalidSpecException refusal = catchThrowableOfType(InvalidSpecException.class, () -> eks().plan(spec));

            assertThat(refusal)
                    .hasMessageContaining("EC2 has no m7i.huge in")
                    .hasMessageContaining("EC2 has no key pair nobodys.")
                    .hasMessageContaining("EC2 has no security group sg-0123456789abcdef0.")
                    .hasMessageContaining("EC2 has no placement group nowhere.")
                    .hasMessageContaining("EC2 has no active capacity reservation cr-0123456789abcdef0.")
                    .hasMessageContaining("IAM has no role arn:aws:iam::123456789012:role/nobody.")
                    .hasMessageContaining("EC2 has no available image ami-0123456789abcdef0");
        }

        @Test
        void an_image_must_be_for_the_processors() {
            String arm = parameter(IMAGE_PARAMETER.replace("x86_64", "arm64") + "image_id");

            InvalidSpecException refusal = catchThrowableOfType(
                    InvalidSpecException.class, () -> eks().plan(with(group -> group.imageId(arm))));

            assertThat(refusal).hasMessageContaining(arm + " is for arm64, but AL2023_x86_64_STANDARD says x86_64.");
        }

        @Test
        void a_release_must_exist() {
            InvalidSpecException refusal = catchThrowableOfType(
                    InvalidSpecException.class,
                    () -> eks().plan(with(group -> group.releaseVersion("1.34.4-20200101"))));

            assertThat(refusal)
                    .hasMessageContaining(
                            "There is no release 1.34.4-20200101 of AL2023_x86_64_STANDARD for Kubernetes 1.34.");
        }

        @Test
        void every_AMI_type_has_a_newest_release() {
            for (AmiType type : AmiType.values()) {
                String version = type.amazonLinux2() ? "1.32" : "1.34";
                ClusterSpec spec = at(
                        version,
                        group -> group.instanceTypes(
                                        type.architecture().value().equals("arm64") ? "m7g.large" : "m7i.large")
                                .amiType(type)
                                .releaseVersion("latest"));

                if (!type.value().contains("NVIDIA") && !type.value().contains("GPU")) {
                    assertThat(eks().plan(spec).step(STEP).orElseThrow().changes())
                            .as(type.name())
                            .anySatisfy(change -> assertThat(change.field()).isEqualTo("releaseVersion"));
                }
            }
        }

        @Test
        void nothing_is_asked_about_what_stays() {
            ClusterSpec spec = with(group -> group.nodeRepair().desiredManagedByAutoscaler());
            apply(spec);
            int mark = aws.ledger().size();

            assertThat(eks().plan(spec).changes()).isEmpty();

            assertThat(aws.ledger().since(mark))
                    .extracting(RecordedCall::operation)
                    .doesNotContain(
                            "DescribeInstanceTypes", "DescribeInstanceTypeOfferings", "GetParameter", "DescribeImages");
        }
    }
}

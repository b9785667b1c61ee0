package io.github.ekssdk.internal.resource.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ekssdk.Eks;
import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.error.Problem;
import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.fixture.ForeignNetwork;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.ExistingVpcSpec;
import io.github.ekssdk.spec.IpFamily;
import io.github.ekssdk.testing.RecordedCall;
import io.github.ekssdk.testing.Resource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.VpcConfigResponse;
import software.amazon.awssdk.services.iam.IamClient;

class ExistingVpcTest extends ClusterScenario {
    private static final String ELB = "kubernetes.io/role/elb";
    private static final String INTERNAL_ELB = "kubernetes.io/role/internal-elb";

    private ForeignNetwork network(int zones) {
        return new ForeignNetwork(aws, stranger(Ec2Client.builder()), zones);
    }

    private static ClusterSpec.Builder in(Consumer<ExistingVpcSpec.Builder> existing) {
        return in("prod", existing);
    }

    private static ClusterSpec.Builder in(String name, Consumer<ExistingVpcSpec.Builder> existing) {
        return Eks.cluster(name)
                .vpc(vpc -> vpc.existing(existing))
                .managedNodeGroup(
                        "general", group -> group.instanceTypes("m7i.large").scaling(1));
    }

    private VpcConfigResponse config(String cluster) {
        try (EksClient client = aws.client(EksClient.builder())) {
            return client.describeCluster(request -> request.name(cluster))
                    .cluster()
                    .resourcesVpcConfig();
        }
    }

    private List<String> everything() {
        return aws.inventory().stream()
                .map(Resource::toString)
                .filter(resource -> !resource.contains("aws-service-role"))
                .sorted()
                .toList();
    }

    private List<String> refusals(ClusterSpec spec) {
        InvalidSpecException refusal = catchThrowableOfType(InvalidSpecException.class, () -> eks().plan(spec));
        return refusal.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void subnets_and_roles_that_pods_on_Fargate_could_not_have_are_refused_together() {
        ForeignNetwork there = network(2);
        ForeignNetwork elsewhere = network(1);
        String role = stranger(IamClient.builder())
                .createRole(request -> request.roleName("pods")
                        .assumeRolePolicyDocument(
                                "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},"
                                        + "\"Action\":\"sts:AssumeRole\"}]}"))
                .role()
                .arn();
        ClusterSpec spec = in(vpc -> vpc.subnetIds(there.subnets()))
                .fargateProfile(
                        "ops",
                        profile -> profile.selector("ops")
                                .subnetIds(
                                        there.privateSubnets().get(0),
                                        there.publicSubnets().get(0),
                                        elsewhere.privateSubnets().get(0),
                                        "subnet-0123456789abcdef0")
                                .podExecutionRoleArn(role))
                .build();

        String path = "fargateProfiles[ops].subnetIds: ";
        assertThat(refusals(spec))
                .containsExactlyInAnyOrder(
                        path + there.publicSubnets().get(0)
                                + " is a public subnet: its route table leads to an internet"
                                + " gateway. EKS runs Pods on Fargate in private subnets only. Name private subnets, or"
                                + " leave subnetIds out for those of the cluster.",
                        path + elsewhere.privateSubnets().get(0) + " is in " + elsewhere.vpcId()
                                + ", and the cluster in " + there.vpcId()
                                + ". Name private subnets of the cluster's VPC.",
                        path + "EC2 has no subnet subnet-0123456789abcdef0. Name private subnets of the cluster's VPC.",
                        "fargateProfiles[ops].podExecutionRoleArn: The role " + role
                                + " does not trust eks-fargate-pods.amazonaws.com. Allow sts:AssumeRole to that"
                                + " service in the trust policy of the role.");
    }

    @Test
    void subnets_on_an_outpost_are_refused() {
        ForeignNetwork there = network(2);
        String subnet = stranger(Ec2Client.builder())
                .createSubnet(request -> request.vpcId(there.vpcId())
                        .cidrBlock("10.20.99.0/24")
                        .availabilityZone(aws.region() + "a")
                        .outpostArn("arn:aws:outposts:" + aws.region() + ":123456789012:outpost/op-0123456789abcdef0"))
                .subnet()
                .subnetId();

        assertThat(refusals(
                        in(vpc -> vpc.privateSubnetIds(there.privateSubnets()).addPrivateSubnetId(subnet))
                                .build()))
                .anySatisfy(problem -> assertThat(problem)
                        .contains(subnet, "The subnet is on an Outpost; this SDK makes no clusters and nodes there."));
    }

    @Nested
    class Find {
        @Test
        void by_ids_of_subnets_whose_sides_are_told_by_their_routes() {
            ForeignNetwork there = network(2).withRoles();
            ClusterSpec spec = in(vpc -> vpc.subnetIds(there.subnets())).build();

            apply(spec);

            assertThat(config("prod").vpcId()).isEqualTo(there.vpcId());
            assertThat(config("prod").subnetIds()).containsExactlyInAnyOrderElementsOf(there.privateSubnets());
            assertThat(attribute(group("general"), "subnets"))
                    .contains(there.privateSubnets())
                    .doesNotContain(there.publicSubnets().get(0));
            settled(spec);
        }

        @Test
        void by_ids_that_say_which_are_public_and_which_private() {
            ForeignNetwork there = network(2).withRoles();
            ClusterSpec spec = in(vpc -> vpc.vpcId(there.vpcId())
                            .publicSubnetIds(there.publicSubnets())
                            .privateSubnetIds(there.privateSubnets())
                            .controlPlaneSubnetIds(there.publicSubnets()))
                    .changeManagedNodeGroup("general", group -> group.publicSubnets(true))
                    .build();

            apply(spec);

            assertThat(config("prod").subnetIds()).containsExactlyInAnyOrderElementsOf(there.publicSubnets());
            assertThat(attribute(group("general"), "subnets")).contains(there.publicSubnets());
            settled(spec);
        }

        @Test
        void by_tags_of_the_vpc_and_the_roles_of_its_subnets() {
            ForeignNetwork there = network(2).withRoles();
            there.tag(there.vpcId(), "env", "test");
            ClusterSpec spec = in(vpc -> vpc.tag("env", "test")).build();

            apply(spec);

            assertThat(config("prod").subnetIds()).containsExactlyInAnyOrderElementsOf(there.privateSubnets());
            settled(spec);
        }

        @Test
        void by_tags_of_subnets() {
            ForeignNetwork there = network(3).withRoles();
            there.privateSubnets().subList(0, 2).forEach(subnet -> there.tag(subnet, "tier", "apps"));
            ClusterSpec spec = in(vpc -> vpc.vpcId(there.vpcId()).subnetTag("tier", "apps"))
                    .build();

            apply(spec);

            assertThat(config("prod").subnetIds())
                    .containsExactlyInAnyOrderElementsOf(there.privateSubnets().subList(0, 2));
            settled(spec);
        }

        @Test
        void by_the_outputs_of_a_stack_with_its_security_groups() {
            ForeignNetwork there = network(2).withRoles();
            String group = stranger(Ec2Client.builder())
                    .createSecurityGroup(request -> request.groupName("control-plane")
                            .description("Control plane")
                            .vpcId(there.vpcId()))
                    .groupId();
            aws.stack(
                    "eks-vpc",
                    Map.of(
                            "VpcId", there.vpcId(),
                            "SubnetIds", String.join(",", there.subnets()),
                            "SecurityGroups", group));
            ClusterSpec spec = in(vpc -> vpc.stack("eks-vpc"))
                    .endpointAccess(access -> access.privateEndpoint(false))
                    .build();

            apply(spec);

            assertThat(config("prod").securityGroupIds()).containsExactly(group);
            assertThat(config("prod").subnetIds()).containsExactlyInAnyOrderElementsOf(there.privateSubnets());
            assertThat(ours("ec2:security-group")).isEmpty();
            settled(spec);
        }

        @Test
        void by_outputs_of_other_names() {
            ForeignNetwork there = network(2).withRoles();
            aws.stack(
                    "eksctl-net",
                    Map.of(
                            "VPC", there.vpcId(),
                            "SubnetsPublic", String.join(",", there.publicSubnets()),
                            "SubnetsPrivate", String.join(", ", there.privateSubnets())));
            ClusterSpec spec = in(vpc -> vpc.stack("eksctl-net")
                            .vpcIdOutput("VPC")
                            .subnetIdsOutputs("SubnetsPublic", "SubnetsPrivate"))
                    .build();

            apply(spec);

            assertThat(config("prod").subnetIds()).containsExactlyInAnyOrderElementsOf(there.privateSubnets());
            settled(spec);
        }
    }

    @Nested
    class Leave {
        @Test
        void nothing_of_the_vpc_is_made_or_changed_but_a_security_group() {
            ForeignNetwork there = network(2).withRoles();
            ClusterSpec spec = in(vpc -> vpc.subnetIds(there.subnets())).build();

            Plan plan = eks().plan(spec);
            List<String> calls = changesOf(plan);

            assertThat(steps(plan))
                    .containsExactlyInAnyOrder(
                            "create securityGroup/control-plane",
                            "create iamRole/cluster",
                            "create cluster/prod",
                            "create iamRole/node",
                            "create launchTemplate/general",
                            "create managedNodeGroup/general",
                            "create addon/vpc-cni",
                            "create addon/kube-proxy",
                            "create addon/coredns",
                            "create addon/eks-pod-identity-agent");
            assertThat(calls)
                    .filteredOn(call -> call.startsWith("ec2:"))
                    .containsExactly(
                            "ec2:AuthorizeSecurityGroupIngress", "ec2:CreateLaunchTemplate", "ec2:CreateSecurityGroup");
        }

        @Test
        void deleting_the_cluster_leaves_the_account_as_it_was() {
            ForeignNetwork there = network(2);
            List<String> before = everything();
            apply(in(vpc -> vpc.subnetIds(there.subnets()).addMissingTags(true)).build());

            delete("prod");

            assertThat(everything()).isEqualTo(before);
        }

        @Test
        void planning_what_is_there_reads_the_network_once() {
            ForeignNetwork there = network(2).withRoles();
            ClusterSpec spec = in(vpc -> vpc.subnetIds(there.subnets())).build();
            apply(spec);
            int mark = aws.ledger().size();

            eks().plan(spec);

            assertThat(aws.ledger().since(mark))
                    .extracting(RecordedCall::operation)
                    .doesNotContain("DescribeVpcAttribute")
                    .filteredOn(operation -> operation.equals("DescribeRouteTables"))
                    .hasSize(2);
        }
    }

    @Nested
    class Tags {
        @Test
        void missing_ones_are_told_and_not_added() {
            ForeignNetwork there = network(2);
            ClusterSpec spec = in(vpc -> vpc.subnetIds(there.subnets())).build();

            Plan plan = eks().plan(spec);

            assertThat(plan.warnings())
                    .singleElement()
                    .asString()
                    .contains(there.publicSubnets().get(0) + " " + ELB)
                    .contains(there.privateSubnets().get(1) + " " + INTERNAL_ELB)
                    .endsWith("Add them, or let the SDK do so with addMissingTags(true).");
            assertThat(steps(plan)).noneMatch(step -> step.contains("subnetTags"));
        }

        @Test
        void missing_ones_are_added_where_that_is_allowed_and_put_back_when_somebody_takes_them() {
            ForeignNetwork there = network(2);
            String tagged = there.publicSubnets().get(0);
            there.tag(tagged, ELB, "1");
            ClusterSpec spec = in(vpc -> vpc.subnetIds(there.subnets()).addMissingTags(true))
                    .build();

            apply(spec);

            assertThat(tagsOf(there.publicSubnets().get(1))).containsEntry(ELB, "1");
            assertThat(tagsOf(there.privateSubnets().get(0))).containsEntry(INTERNAL_ELB, "1");
            assertThat(tagsOf(tagged)).containsOnlyKeys(ELB);
            settled(spec);
            there.change(ec2 -> ec2.deleteTags(
                    request -> request.resources(there.publicSubnets().get(1))
                            .tags(Tag.builder().key(ELB).build())));
            assertThat(changesOf(spec)).containsExactly("ec2:CreateTags");
            settled(spec);
        }

        @Test
        void karpenter_finds_private_subnets_by_one_of_them() {
            ForeignNetwork there = network(2).withRoles();
            ClusterSpec spec = in(vpc -> vpc.subnetIds(there.subnets()).addMissingTags(true))
                    .vpc(vpc -> vpc.karpenterDiscovery(true))
                    .build();

            apply(spec);

            assertThat(tagsOf(there.privateSubnets().get(0))).containsEntry("karpenter.sh/discovery", "prod");
            assertThat(tagsOf(there.publicSubnets().get(0))).doesNotContainKey("karpenter.sh/discovery");
            settled(spec);
        }

        @Test
        void they_go_when_they_are_not_allowed_any_more_and_others_stay() {
            ForeignNetwork there = network(2);
            String subnet = there.publicSubnets().get(0);
            there.tag(subnet, "team", "net");
            apply(in(vpc -> vpc.subnetIds(there.subnets()).addMissingTags(true)).build());

            apply(in(vpc -> vpc.subnetIds(there.subnets())).build());

            assertThat(tagsOf(subnet)).containsOnlyKeys("team");
        }

        @Test
        void the_last_of_several_clusters_takes_them_away() {
            ForeignNetwork there = network(2);
            String subnet = there.privateSubnets().get(0);
            Consumer<ExistingVpcSpec.Builder> vpc =
                    existing -> existing.subnetIds(there.subnets()).addMissingTags(true);
            apply(in("one", vpc).build());
            apply(in("two", vpc).build());

            delete("one");

            assertThat(tagsOf(subnet)).containsEntry(INTERNAL_ELB, "1");
            delete("two");
            assertThat(tagsOf(subnet)).isEmpty();
        }

        private Map<String, String> tagsOf(String subnet) {
            return all("ec2:subnet").stream()
                    .filter(resource -> resource.id().equals(subnet))
                    .findFirst()
                    .orElseThrow()
                    .tags();
        }
    }

    @Nested
    class Refuse {
        @Test
        void what_is_not_there() {
            assertThat(refusals(in(vpc -> vpc.vpcId("vpc-0a1b2c3d4e5f60718")).build()))
                    .containsExactly("vpc.existing: There is no VPC vpc-0a1b2c3d4e5f60718 in eu-west-1."
                            + " Name a VPC of this account and region.");
            assertThat(refusals(in(vpc -> vpc.subnetIds("subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"))
                            .build()))
                    .containsExactly(
                            "vpc.existing[subnet-0a1b2c3d4e5f60718]: There is no such subnet in eu-west-1."
                                    + " Name subnets of this account and region.",
                            "vpc.existing[subnet-0a1b2c3d4e5f60719]: There is no such subnet in eu-west-1."
                                    + " Name subnets of this account and region.");
            assertThat(refusals(in(vpc -> vpc.stack("nothing")).build()))
                    .containsExactly("vpc.existing.stack: There is no stack 'nothing' in eu-west-1."
                            + " Write the name or ARN of a stack of this account and region.");
            aws.stack("other", Map.of("Bucket", "b"));
            assertThat(refusals(in(vpc -> vpc.stack("other")).build()))
                    .containsExactly(
                            "vpc.existing.stack: The stack 'other' has no output VpcId. Its outputs are [Bucket]; say"
                                    + " with vpcIdOutput and subnetIdsOutputs which to use.",
                            "vpc.existing.stack: The stack 'other' has no output SubnetIds. Its outputs are [Bucket];"
                                    + " say with vpcIdOutput and subnetIdsOutputs which to use.");
        }

        @Test
        void tags_that_several_vpcs_have() {
            ForeignNetwork one = network(2);
            ForeignNetwork other = network(2);
            one.tag(one.vpcId(), "env", "test");
            one.tag(other.vpcId(), "env", "test");

            assertThat(refusals(in(vpc -> vpc.tag("env", "test")).build()))
                    .singleElement()
                    .asString()
                    .startsWith("vpc.existing.tags: 2 VPCs have the tags {env=test}: ");
        }

        @Test
        void subnets_without_roles_where_none_are_named() {
            ForeignNetwork there = network(2);

            assertThat(refusals(in(vpc -> vpc.vpcId(there.vpcId())).build()))
                    .contains("vpc.existing: No subnet of " + there.vpcId()
                            + " has a tag kubernetes.io/role/elb or kubernetes.io/role/internal-elb."
                            + " Name the subnets by id, or by tags that they have.");
        }

        @Test
        void all_that_eks_would_not_take_at_once() {
            ForeignNetwork there = network(2);
            String open = there.publicSubnets().get(0);
            String tiny = there.subnet("10.20.99.0/28", "eu-west-1a");
            there.change(ec2 -> {
                ec2.modifyVpcAttribute(
                        request -> request.vpcId(there.vpcId()).enableDnsHostnames(value -> value.value(false)));
                ec2.modifyVpcAttribute(
                        request -> request.vpcId(there.vpcId()).enableDnsSupport(value -> value.value(false)));
                for (int i = 0; i < 8; i++) {
                    ec2.createNetworkInterface(request -> request.subnetId(tiny));
                }
                ec2.modifySubnetAttribute(
                        request -> request.subnetId(open).mapPublicIpOnLaunch(value -> value.value(false)));
            });
            ClusterSpec spec = in(vpc ->
                            vpc.publicSubnetIds(open).privateSubnetIds(tiny).controlPlaneSubnetIds(tiny))
                    .managedNodeGroup("edge", group -> group.publicSubnets(true))
                    .build();

            assertThat(refusals(spec))
                    .containsExactly(
                            "vpc.existing: All subnets for the control plane are in one zone, eu-west-1a."
                                    + " EKS needs subnets in two zones at least.",
                            "vpc.existing[" + tiny + "]: The subnet has 3 free addresses."
                                    + " EKS needs 6 at least in each subnet of the control plane, and recommends 16.",
                            "vpc.existing: DNS resolution is off in " + there.vpcId() + " (enableDnsSupport)."
                                    + " Switch it on: without it nodes do not find the control plane.",
                            "vpc.existing: DNS host names are off in " + there.vpcId() + " (enableDnsHostnames)."
                                    + " Switch them on: without them nodes do not register.",
                            "vpc.existing[" + open
                                    + "]: The subnet is public but gives instances no public address, so that nodes in"
                                    + " it reach nothing. Switch on MapPublicIpOnLaunch, or use private subnets.",
                            "vpc.existing: There is no way out of " + tiny
                                    + " and no VPC endpoint for ec2, ecr.api, ecr.dkr, s3, sts, so that nodes there"
                                    + " could not join. Give the subnets a route to a NAT gateway, or the VPC these"
                                    + " endpoints.");
            assertThat(aws.ledger().mutatingCalls())
                    .noneMatch(call -> !call.caller().equals(STRANGER));
        }

        @Test
        void more_nodes_than_there_are_addresses() {
            ForeignNetwork there = network(2);
            String tiny = there.subnet("10.20.99.0/28", "eu-west-1a");

            assertThat(refusals(inTiny(there, tiny, 12)))
                    .containsExactly("vpc.existing: 12 new nodes are to go to " + tiny
                            + ", with 11 free addresses in all. Each node takes one at least, and each Pod another:"
                            + " name larger subnets, or ask for fewer nodes.");
            assertThat(eks().plan(inTiny(there, tiny, 2)).warnings())
                    .contains("2 new nodes are to go to " + tiny
                            + ", with 11 free addresses in all. The VPC CNI plugin usually takes some 20 for each"
                            + " node: name larger subnets, or configure vpc-cni with smaller warm targets or prefix"
                            + " delegation.");
        }

        private ClusterSpec inTiny(ForeignNetwork there, String tiny, int nodes) {
            return Eks.cluster("prod")
                    .vpc(vpc -> vpc.existing(existing -> existing.publicSubnetIds(there.publicSubnets())
                            .privateSubnetIds(List.of(tiny))
                            .controlPlaneSubnetIds(there.privateSubnets())))
                    .endpointAccess(access -> access.publicEndpoint(false).privateEndpoint(true))
                    .managedNodeGroup(
                            "general", group -> group.instanceTypes("m7i.large").scaling(nodes))
                    .build();
        }

        @Test
        void self_managed_nodes_where_they_could_not_join() {
            ForeignNetwork there = network(2);
            String open = there.publicSubnets().get(0);
            there.change(ec2 -> ec2.modifySubnetAttribute(
                    request -> request.subnetId(open).mapPublicIpOnLaunch(value -> value.value(false))));
            ClusterSpec spec = Eks.cluster("prod")
                    .vpc(vpc -> vpc.existing(existing ->
                            existing.publicSubnetIds(there.publicSubnets()).privateSubnetIds(there.privateSubnets())))
                    .selfManagedNodeGroup(
                            "edge", group -> group.instanceTypes("m7i.large").publicSubnets(true))
                    .build();

            assertThat(refusals(spec))
                    .containsExactly("vpc.existing[" + open
                            + "]: The subnet is public but gives instances no public address, so that nodes in"
                            + " it reach nothing. Switch on MapPublicIpOnLaunch, or use private subnets.");
        }

        @Test
        void subnets_on_the_wrong_side() {
            ForeignNetwork there = network(2);

            assertThat(refusals(in(vpc ->
                                    vpc.publicSubnetIds(there.privateSubnets()).privateSubnetIds(there.publicSubnets()))
                            .build()))
                    .contains(
                            "vpc.existing[" + there.privateSubnets().get(0)
                                    + "]: The subnet is named as a public one, but its route table does not lead to an"
                                    + " internet gateway. Name it with privateSubnetIds, or add the route.",
                            "vpc.existing[" + there.publicSubnets().get(0)
                                    + "]: The subnet is named as a private one, but its route table leads to an"
                                    + " internet gateway. Name it with publicSubnetIds.");
        }

        @Test
        void subnets_of_several_vpcs_and_security_groups_of_another() {
            ForeignNetwork one = network(2);
            ForeignNetwork other = network(2);
            String group = all("ec2:security-group").stream()
                    .filter(resource -> attribute(resource, "vpc").equals(other.vpcId()))
                    .findFirst()
                    .orElseThrow()
                    .id();
            List<String> mixed =
                    List.of(one.privateSubnets().get(0), other.privateSubnets().get(1));

            assertThat(refusals(in(vpc -> vpc.subnetIds(mixed)).build()))
                    .singleElement()
                    .asString()
                    .startsWith("vpc.existing: The subnets are in different VPCs: ");
            assertThat(refusals(
                            in(vpc -> vpc.vpcId(one.vpcId()).subnetIds(mixed)).build()))
                    .contains("vpc.existing[" + mixed.get(1) + "]: The subnet is in " + other.vpcId() + ", not in "
                            + one.vpcId() + ". Name subnets of one VPC.");
            assertThat(refusals(in(vpc -> vpc.subnetIds(one.subnets()))
                            .vpc(vpc -> vpc.controlPlaneSecurityGroupIds(group, "sg-0a1b2c3d4e5f60718"))
                            .build()))
                    .containsExactly(
                            "vpc.controlPlaneSecurityGroupIds: " + group + " is a security group of " + other.vpcId()
                                    + ", not of " + one.vpcId() + ". Name security groups of the cluster's VPC.",
                            "vpc.controlPlaneSecurityGroupIds: There is no security group sg-0a1b2c3d4e5f60718 in"
                                    + " eu-west-1. Name security groups of this account and region.");
        }

        @Test
        void subnets_without_ipv6_and_services_in_the_range_of_the_vpc() {
            ForeignNetwork there = network(2).withRoles();

            assertThat(refusals(in(vpc -> vpc.subnetIds(there.subnets()))
                            .ipFamily(IpFamily.IPV6)
                            .build()))
                    .containsExactlyElementsOf(there.privateSubnets().stream()
                            .map(subnet -> "vpc.existing[" + subnet
                                    + "]: The cluster is to be an IPv6 one, but instances in the"
                                    + " subnet get no IPv6 address. Give the subnet an IPv6 range and switch on"
                                    + " AssignIpv6AddressOnCreation.")
                            .toList());
            assertThat(refusals(in(vpc -> vpc.subnetIds(there.subnets()))
                            .serviceIpv4Cidr("10.20.0.0/20")
                            .build()))
                    .containsExactly("serviceIpv4Cidr: 10.20.0.0/20 overlaps 10.20.0.0/16 of " + there.vpcId()
                            + ". Choose a range apart from it.");
        }

        @Test
        void fargate_without_private_subnets() {
            ForeignNetwork there = network(2);

            assertThat(refusals(in(vpc -> vpc.subnetIds(there.publicSubnets()))
                            .fargateProfile("ops", profile -> profile.selector("ops"))
                            .build()))
                    .containsExactly("vpc.existing: None of the subnets is private, and Pods on Fargate run in private"
                            + " subnets only. Name private subnets too.");
        }

        @Test
        void a_move_to_another_vpc() {
            ForeignNetwork one = network(2).withRoles();
            ForeignNetwork other = network(2).withRoles();
            apply(in(vpc -> vpc.subnetIds(one.subnets())).build());

            assertThat(refusals(in(vpc -> vpc.subnetIds(other.subnets())).build()))
                    .contains("vpc.existing: The cluster lives in " + one.vpcId() + ", and EKS does not move it to "
                            + other.vpcId() + ". Name " + one.vpcId() + ", or make another cluster.");
        }

        @Test
        void nothing_where_nodes_may_reach_what_they_need_in_another_way() {
            ForeignNetwork there = network(2).withRoles();
            there.closePrivateSubnets();
            ClusterSpec spec = in(vpc -> vpc.subnetIds(there.subnets()))
                    .endpointAccess(access -> access.publicEndpoint(false))
                    .build();

            assertThat(eks().plan(spec).warnings())
                    .anyMatch(warning -> warning.endsWith(
                            "no VPC endpoint for ec2, ecr.api, ecr.dkr, s3, sts; nodes join only if they reach these"
                                    + " services in another way."));
        }
    }

    @Test
    void subnets_of_the_control_plane_and_rules_for_the_api_change_in_place() {
        ForeignNetwork there = network(3).withRoles();
        apply(in(vpc -> vpc.subnetIds(there.subnets())).build());
        ClusterSpec changed = in(vpc -> vpc.subnetIds(there.subnets())
                        .controlPlaneSubnetIds(there.privateSubnets().subList(0, 2)))
                .vpc(vpc -> vpc.controlPlaneIngress("10.99.0.0/16"))
                .build();

        assertThat(changesOf(changed)).containsExactly("ec2:AuthorizeSecurityGroupIngress", "eks:UpdateClusterConfig");
        assertThat(config("prod").subnetIds())
                .containsExactlyInAnyOrderElementsOf(there.privateSubnets().subList(0, 2));
        settled(changed);
    }
}

package io.github.ekssdk.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ekssdk.Eks;
import io.github.ekssdk.error.InvalidSpecException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Specs that EKS would refuse, each with the message that it gives. A row: what is wrong, the spec, the message. */
class BadSpecsTest {

    @ParameterizedTest(name = "[{index}] {0}")
    @MethodSource({
        "clusters",
        "controlPlanes",
        "roles",
        "autoModes",
        "networks",
        "existingNetworks",
        "vpcs",
        "nodeGroups",
        "nodeSettings",
        "selfManagedNodeGroups",
        "fargateProfiles",
        "accessEntries",
        "identityProviders",
        "capabilities",
        "addons",
        "workloads"
    })
    void a_bad_spec_is_refused_with_path_and_remedy(
            String what, Consumer<ClusterSpec.Builder> settings, String message) {
        ClusterSpec.Builder spec = Eks.cluster("demo");
        settings.accept(spec);

        InvalidSpecException refusal = catchThrowableOfType(InvalidSpecException.class, spec::build);

        assertThat(refusal).as(what).hasMessage("The spec has one problem.\n  " + message);
    }

    static Stream<Arguments> clusters() {
        return Stream.of(
                bad(
                        "a name that begins with a hyphen",
                        spec -> spec.name("-demo"),
                        "name: '-demo' is not a name EKS accepts. Give 1 to 100 letters, digits, hyphens and"
                                + " underscores, starting with a letter or digit."),
                bad(
                        "a version without a minor number",
                        spec -> spec.version("1"),
                        "version: '1' is not a Kubernetes version as EKS names them. Write the major and the minor"
                                + " number, for example 1.35."),
                bad(
                        "a version with a patch number",
                        spec -> spec.version("1.35.2"),
                        "version: '1.35.2' is not a Kubernetes version as EKS names them. Write the major and the"
                                + " minor number, for example 1.35."),
                bad(
                        "logs kept for a number of days that nobody offers",
                        spec -> spec.logging(LogType.API).logRetentionDays(2),
                        "logRetentionDays: CloudWatch Logs does not keep logs for 2 days. It allows 1, 3, 5, 7, 14,"
                                + " 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,"
                                + " 3653; leave it out to keep them for ever."),
                bad(
                        "a key for logs without logs",
                        spec -> spec.logKmsKeyArn("arn:aws:kms:eu-west-1:123456789012:key/1234abcd"),
                        "logKmsKeyArn: There are no control plane logs to encrypt. Say with logging(...) which logs to"
                                + " send, or leave it out."),
                bad(
                        "a class of logs without logs",
                        spec -> spec.logGroupClass(LogGroupClass.INFREQUENT_ACCESS),
                        "logGroupClass: There are no control plane logs to keep. Say with logging(...) which logs to"
                                + " send, or leave it out."),
                bad(
                        "an alias as the key for logs",
                        spec -> spec.logging(LogType.API).logKmsKeyArn("alias/logs"),
                        "logKmsKeyArn: 'alias/logs' is an alias, which may come to stand for another key. Write the ARN"
                                + " of the key that it stands for."),
                bad(
                        "retention without logs",
                        spec -> spec.logRetentionDays(7),
                        "logRetentionDays: There are no control plane logs to keep. Say with logging(...) which logs"
                                + " to send, or leave it out."),
                bad(
                        "a cluster that nobody could enter",
                        spec -> spec.creatorAdmin(false).authenticationMode(AuthenticationMode.CONFIG_MAP),
                        "creatorAdmin: Nobody could enter a cluster with the authentication mode CONFIG_MAP whose"
                                + " creator is no administrator. Leave creatorAdmin on, or use the authentication mode API"
                                + " or API_AND_CONFIG_MAP."),
                bad(
                        "a tag that AWS keeps for itself",
                        spec -> spec.tag("aws:team", "x"),
                        "tags[aws:team]: Keys that start with aws: belong to AWS. Use another prefix."),
                bad(
                        "a tag with too long a value",
                        spec -> spec.tag("team", "x".repeat(257)),
                        "tags[team]: The value has 257 characters. AWS allows at most 256."));
    }

    static Stream<Arguments> controlPlanes() {
        return Stream.of(
                bad(
                        "a range for Services that is none",
                        spec -> spec.serviceIpv4Cidr("172.20.0.0"),
                        "serviceIpv4Cidr: '172.20.0.0' is not an IPv4 CIDR block. Write four numbers up to 255 and a"
                                + " prefix length, for example 172.20.0.0/16."),
                bad(
                        "a range for Services that is too narrow",
                        spec -> spec.serviceIpv4Cidr("172.20.0.0/25"),
                        "serviceIpv4Cidr: 172.20.0.0/25 has a prefix of /25. EKS takes /12 to /24 for Services."),
                bad(
                        "a public range for Services",
                        spec -> spec.serviceIpv4Cidr("198.18.0.0/16"),
                        "serviceIpv4Cidr: 198.18.0.0/16 is not a range for Services. EKS takes ranges in 10.0.0.0/8,"
                                + " 172.16.0.0/12 and 192.168.0.0/16."),
                bad(
                        "a range for Services that begins in the middle",
                        spec -> spec.serviceIpv4Cidr("172.20.1.0/16"),
                        "serviceIpv4Cidr: 172.20.1.0/16 does not start at the first address of its block. Write"
                                + " 172.20.0.0/16."),
                bad(
                        "Services inside the VPC",
                        spec -> spec.serviceIpv4Cidr("10.0.128.0/20"),
                        "serviceIpv4Cidr: 10.0.128.0/20 overlaps the VPC's 10.0.0.0/16. Choose a range apart from it."),
                bad(
                        "a range for the Services of an IPv6 cluster",
                        spec -> spec.ipFamily(IpFamily.IPV6).serviceIpv4Cidr("172.20.0.0/16"),
                        "serviceIpv4Cidr: EKS chooses the range of the Services of an IPv6 cluster. Leave"
                                + " serviceIpv4Cidr out, or use the IP family IPV4."),
                bad(
                        "remote Pods without remote nodes",
                        spec -> spec.remotePodNetworks("10.81.0.0/16"),
                        "remoteNodeNetworks: There are remote networks for Pods, but none for the nodes that they run"
                                + " on. Name the ranges of the nodes, or leave remotePodNetworks out."),
                bad(
                        "hybrid nodes that could not join",
                        spec -> spec.remoteNodeNetworks("10.80.0.0/16")
                                .authenticationMode(AuthenticationMode.CONFIG_MAP),
                        "remoteNodeNetworks: Hybrid nodes join by access entries, which the authentication mode"
                                + " CONFIG_MAP does not know. Use the authentication mode API or API_AND_CONFIG_MAP."),
                bad(
                        "a role of hybrid nodes without a network for them",
                        spec -> spec.hybridNodes(),
                        "hybridNodes: The cluster knows no network in which hybrid nodes run. Name its ranges with"
                                + " remoteNodeNetworks(...), or leave hybridNodes out."),
                bad(
                        "a trust anchor by its name",
                        spec -> spec.remoteNodeNetworks("10.80.0.0/16").hybridNodes("corporate"),
                        "hybridNodes.trustAnchorArn: 'corporate' is not the ARN of a trust anchor. Write it like"
                                + " arn:aws:rolesanywhere:eu-west-1:123456789012:trust-anchor/ followed by its id."),
                bad(
                        "sixteen remote networks",
                        spec -> spec.remoteNodeNetworks(IntStream.range(0, 16)
                                .mapToObj(index -> "192.168." + index + ".0/24")
                                .toArray(String[]::new)),
                        "remoteNodeNetworks: There are 16 ranges. EKS takes at most 15; join neighbours."),
                bad(
                        "nodes of Karpenter that could not join",
                        spec -> spec.karpenter().authenticationMode(AuthenticationMode.CONFIG_MAP),
                        "karpenter: The nodes of Karpenter join by an access entry, which the authentication mode"
                                + " CONFIG_MAP does not know. Use the authentication mode API or API_AND_CONFIG_MAP."),
                bad(
                        "hybrid nodes in an IPv6 cluster",
                        spec -> spec.remoteNodeNetworks("10.80.0.0/16").ipFamily(IpFamily.IPV6),
                        "remoteNodeNetworks: EKS has no hybrid nodes in IPv6 clusters. Use the IP family IPV4."),
                bad(
                        "a remote network on the internet",
                        spec -> spec.remoteNodeNetworks("198.51.100.0/24"),
                        "remoteNodeNetworks[198.51.100.0/24]: 198.51.100.0/24 is not private. EKS takes ranges in"
                                + " 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 and 100.64.0.0/10."),
                bad(
                        "a remote network that is none",
                        spec -> spec.remoteNodeNetworks("our data centre"),
                        "remoteNodeNetworks[our data centre]: 'our data centre' is not an IPv4 CIDR block. Write four"
                                + " numbers up to 255 and a prefix length, for example 10.80.0.0/16."),
                bad(
                        "a remote network inside the VPC",
                        spec -> spec.remoteNodeNetworks("10.0.64.0/18"),
                        "remoteNodeNetworks[10.0.64.0/18]: 10.0.64.0/18 overlaps the VPC's 10.0.0.0/16. Choose a range"
                                + " apart from it."),
                bad(
                        "remote Pods where the Services are",
                        spec -> spec.serviceIpv4Cidr("172.20.0.0/16")
                                .remoteNodeNetworks("10.80.0.0/16")
                                .remotePodNetworks("172.20.128.0/17"),
                        "remotePodNetworks[172.20.128.0/17]: 172.20.128.0/17 overlaps the Services' 172.20.0.0/16."
                                + " Choose a range apart from it."),
                bad(
                        "a time for rollbacks that are not allowed",
                        spec -> spec.rollbackTimeout(Duration.ofHours(4)),
                        "rollbackTimeout: There is a time for a rollback that is not allowed. Say"
                                + " versionRollback(true), or leave it out."),
                bad(
                        "too short a time for rollbacks",
                        spec -> spec.versionRollback(true).rollbackTimeout(Duration.ofHours(1)),
                        "rollbackTimeout: EKS does not take PT1H for a rollback. Give 2 hours to 7 days."),
                bad(
                        "a key that is none",
                        spec -> spec.secretsEncryption("1234abcd-12ab-34cd-56ef-1234567890ab"),
                        "secretsEncryption.keyArn: '1234abcd-12ab-34cd-56ef-1234567890ab' is not the ARN of a KMS key."
                                + " Write it as in arn:aws:kms:eu-west-1:123456789012:key/"
                                + "1234abcd-12ab-34cd-56ef-1234567890ab."),
                bad(
                        "an alias in place of a key",
                        spec -> spec.secretsEncryption("arn:aws:kms:eu-west-1:123456789012:alias/eks"),
                        "secretsEncryption.keyArn: 'arn:aws:kms:eu-west-1:123456789012:alias/eks' is an alias, which"
                                + " may come to stand for another key. Write the ARN of the key that it stands for."));
    }

    static Stream<Arguments> roles() {
        String form = " Write it as in arn:aws:iam::123456789012:role/name.";
        return Stream.of(
                bad(
                        "a role by its name",
                        spec -> spec.clusterRole("eks-control-plane"),
                        "iam.clusterRoleArn: 'eks-control-plane' is not the ARN of a role." + form),
                bad(
                        "a user in place of a role",
                        spec -> spec.iam(
                                iam -> iam.fargatePodExecutionRoleArn("arn:aws:iam::123456789012:user/somebody")),
                        "iam.fargatePodExecutionRoleArn: 'arn:aws:iam::123456789012:user/somebody' is not the ARN of a"
                                + " role." + form),
                bad(
                        "a path without its last slash",
                        spec -> spec.iam(iam -> iam.path("/team")),
                        "iam.path: '/team' is not the beginning of a path in IAM. Begin and end with a slash, as in"
                                + " /team/, with letters, digits and _+=,.@- between, at most 256 characters."),
                bad(
                        "a prefix with a slash",
                        spec -> spec.iam(iam -> iam.rolePrefix("team/")),
                        "iam.rolePrefix: Names of roles cannot begin with 'team/'. Use letters, digits and _+=,.@-, at"
                                + " most 32 characters."),
                bad(
                        "a boundary by its name",
                        spec -> spec.iam(iam -> iam.permissionsBoundary("boundary")),
                        "iam.permissionsBoundary: 'boundary' is not the ARN of a policy. Write it as in"
                                + " arn:aws:iam::123456789012:policy/boundary."),
                bad(
                        "a policy of nodes that is none",
                        spec -> spec.iam(iam -> iam.nodeManagedPolicies("session manager")),
                        "iam.nodeManagedPolicies: 'session manager' is neither the name of a managed policy of AWS nor"
                                + " the ARN of a policy. Write AmazonS3ReadOnlyAccess or"
                                + " arn:aws:iam::123456789012:policy/team."),
                bad(
                        "more policies of nodes than a role takes",
                        spec -> spec.iam(iam -> iam.nodeManagedPolicies("A", "B", "C", "D", "E", "F", "G", "H")),
                        "iam.nodeManagedPolicies: There are 8 further policies for nodes. IAM attaches 10 to a role,"
                                + " of which nodes need 3: give at most 7."));
    }

    static Stream<Arguments> autoModes() {
        return Stream.of(
                bad(
                        "a node pool that EKS does not provide",
                        spec -> spec.autoMode(auto -> auto.nodePools("gpu")),
                        "autoMode.nodePools[gpu]: EKS provides no node pool 'gpu'. It provides general-purpose and"
                                + " system; make others in the cluster."),
                bad(
                        "a node pool twice",
                        spec -> spec.autoMode(auto -> auto.nodePools("system", "system")),
                        "autoMode.nodePools[system]: The node pool is named twice. Leave one out."),
                bad(
                        "a role for nodes that nobody has",
                        spec -> spec.autoMode(
                                auto -> auto.nodePools().nodeRoleArn("arn:aws:iam::123456789012:role/nodes")),
                        "autoMode.nodeRoleArn: There is a role for nodes, but no node pool that has them. Name node"
                                + " pools; roles of node classes of your own belong in customNodeRoleArns."),
                bad(
                        "a role for nodes by its name",
                        spec -> spec.autoMode(auto -> auto.nodeRoleArn("nodes")),
                        "autoMode.nodeRoleArn: 'nodes' is not the ARN of a role. Write it as in"
                                + " arn:aws:iam::123456789012:role/name."),
                bad(
                        "Auto Mode without access entries",
                        spec -> spec.autoMode().authenticationMode(AuthenticationMode.CONFIG_MAP),
                        "autoMode: Nodes of EKS Auto Mode join by access entries, which the authentication mode"
                                + " CONFIG_MAP does not know. Use the authentication mode API or API_AND_CONFIG_MAP."),
                bad(
                        "a role for nodes that has an access entry",
                        spec -> spec.autoMode(auto -> auto.addCustomNodeRoleArns("arn:aws:iam::123456789012:role/gpu"))
                                .accessEntry("arn:aws:iam::123456789012:role/gpu", entry -> {}),
                        "autoMode.customNodeRoleArns[arn:aws:iam::123456789012:role/gpu]: The role has another access"
                                + " entry. An IAM principal has one; leave the other out."));
    }

    static Stream<Arguments> networks() {
        return Stream.of(
                bad(
                        "a range that is none",
                        spec -> spec.vpc(vpc -> vpc.cidr("10.0.0.0")),
                        "vpc.cidr: '10.0.0.0' is not an IPv4 CIDR block. Write four numbers up to 255 and a prefix"
                                + " length, for example 10.0.0.0/16."),
                bad(
                        "a range that does not begin at its first address",
                        spec -> spec.vpc(vpc -> vpc.cidr("10.0.1.0/16")),
                        "vpc.cidr: 10.0.1.0/16 does not start at the first address of its block. Write 10.0.0.0/16."),
                bad(
                        "a range that is too large",
                        spec -> spec.vpc(vpc -> vpc.cidr("10.0.0.0/8")),
                        "vpc.cidr: 10.0.0.0/8 is too large for a VPC. EC2 allows /16 to /28."),
                bad(
                        "a range that is too small for three zones",
                        spec -> spec.vpc(vpc -> vpc.cidr("10.0.0.0/26")),
                        "vpc.cidr: 10.0.0.0/26 has no room for a public and a private subnet of at least /28 in each"
                                + " of 3 zones. Use a /25 or larger, or fewer zones."),
                bad(
                        "the range of the container bridge",
                        spec -> spec.vpc(vpc -> vpc.cidr("172.17.0.0/16")),
                        "vpc.cidr: 172.17.0.0/16 overlaps 172.17.0.0/16, which container runtimes on the nodes use"
                                + " themselves. Choose a range outside of it, for example 10.0.0.0/16."),
                bad(
                        "one zone",
                        spec -> spec.vpc(vpc -> vpc.availabilityZones(1)),
                        "vpc.availabilityZones: The number of Availability Zones is 1. EKS needs subnets in two at"
                                + " least."),
                bad(
                        "a zone named twice",
                        spec -> spec.vpc(vpc -> vpc.availabilityZones("eu-west-1a", "eu-west-1a")),
                        "vpc.availabilityZones[1]: eu-west-1a is named twice. Name each zone once."),
                bad(
                        "zones of two regions",
                        spec -> spec.vpc(vpc -> vpc.availabilityZones("eu-west-1a", "eu-west-2a")),
                        "vpc.availabilityZones: The zones are of different regions: eu-west-1, eu-west-2. A cluster"
                                + " lives in one region; name zones of that one."),
                bad(
                        "a zone that is none",
                        spec -> spec.vpc(vpc -> vpc.availabilityZones("eu-west-1a", "euw1-az2")),
                        "vpc.availabilityZones[1]: 'euw1-az2' is not the name of an Availability Zone. Write the"
                                + " region and a letter, for example eu-west-1a; zone ids and Local Zones do not work"
                                + " here."),
                bad(
                        "no way to the Kubernetes API",
                        spec -> spec.endpointAccess(
                                access -> access.publicEndpoint(false).privateEndpoint(false)),
                        "endpointAccess: Neither the public nor the private endpoint is on, so that nobody could reach"
                                + " the Kubernetes API. Switch on publicEndpoint, privateEndpoint or both."),
                bad(
                        "a private range for the public endpoint",
                        spec -> spec.endpointAccess(access -> access.publicAccessCidrs("10.0.0.0/8")),
                        "endpointAccess.publicAccessCidrs[0]: 10.0.0.0/8 lies in 10.0.0.0/8, from where no request"
                                + " comes over the internet. Name public addresses; those in the VPC use the private"
                                + " endpoint."));
    }

    static Stream<Arguments> existingNetworks() {
        String one = "subnet-0a1b2c3d4e5f60718";
        String two = "subnet-0a1b2c3d4e5f60719";
        return Stream.of(
                bad(
                        "a VPC that nothing names",
                        spec -> spec.vpc(vpc -> vpc.existing(e -> {})),
                        "vpc.existing: Nothing says which VPC it is. Give vpcId or subnetIds, a tag of the VPC, or the"
                                + " name of a stack."),
                bad(
                        "a VPC that two things name",
                        spec -> spec.vpc(vpc -> vpc.existing(
                                e -> e.vpcId("vpc-0a1b2c3d4e5f60718").stack("net"))),
                        "vpc.existing: The VPC is named in 2 ways: by ids, by a stack. Keep one of them."),
                bad(
                        "an existing VPC with a range",
                        spec -> spec.vpc(vpc -> vpc.cidr("10.7.0.0/16")
                                .natGateways(NatGateways.NONE)
                                .existing(e -> e.subnetIds(one, two))),
                        "vpc: The VPC is an existing one, but cidr, natGateways are given for one that the SDK makes."
                                + " Leave existing out, or leave the rest out: nothing of an existing VPC is changed."),
                bad(
                        "a VPC by name",
                        spec -> spec.vpc(vpc -> vpc.existing(e -> e.vpcId("main"))),
                        "vpc.existing.vpcId: 'main' is not the id of a VPC. Write, for example,"
                                + " vpc-0a1b2c3d4e5f60718."),
                bad(
                        "a subnet by name",
                        spec -> spec.vpc(vpc -> vpc.existing(e -> e.subnetIds(one, "private-a"))),
                        "vpc.existing.subnetIds[1]: 'private-a' is not the id of a subnet. Write, for example,"
                                + " subnet-0a1b2c3d4e5f60718."),
                bad(
                        "one subnet",
                        spec -> spec.vpc(vpc -> vpc.existing(e -> e.subnetIds(one))),
                        "vpc.existing: Only one subnet is named. EKS needs subnets in two zones at least."),
                bad(
                        "a subnet on both sides",
                        spec -> spec.vpc(vpc ->
                                vpc.existing(e -> e.publicSubnetIds(one, two).privateSubnetIds(one))),
                        "vpc.existing: subnet-0a1b2c3d4e5f60718 is named as a public and as a private subnet. A subnet"
                                + " is public when its route table leads to an internet gateway; keep one."),
                bad(
                        "subnets of both forms",
                        spec -> spec.vpc(
                                vpc -> vpc.existing(e -> e.subnetIds(one, two).publicSubnetIds(one))),
                        "vpc.existing: Subnets are given both as subnetIds and as publicSubnetIds or privateSubnetIds."
                                + " Use subnetIds to have them told apart, or the other two to say it."),
                bad(
                        "subnets by ids and by tags",
                        spec -> spec.vpc(
                                vpc -> vpc.existing(e -> e.subnetIds(one, two).subnetTag("tier", "apps"))),
                        "vpc.existing: Subnets are named by ids and by tags. Keep one of them."),
                bad(
                        "a stack and subnets",
                        spec -> spec.vpc(vpc -> vpc.existing(e -> e.stack("net").subnetIds(one, two))),
                        "vpc.existing: Subnets are named besides a stack, whose outputs name them already. Leave them"
                                + " out, or leave the stack out."),
                bad(
                        "six security groups",
                        spec -> spec.vpc(vpc -> vpc.controlPlaneSecurityGroupIds(
                                "sg-00000001",
                                "sg-00000002",
                                "sg-00000003",
                                "sg-00000004",
                                "sg-00000005",
                                "sg-00000006")),
                        "vpc.controlPlaneSecurityGroupIds: There are 6 security groups. EKS takes at most 5 for a"
                                + " control plane."),
                bad(
                        "a security group by name",
                        spec -> spec.vpc(vpc -> vpc.controlPlaneSecurityGroupIds("default")),
                        "vpc.controlPlaneSecurityGroupIds[0]: 'default' is not the id of a security group. Write, for"
                                + " example, sg-0a1b2c3d4e5f60718."),
                bad(
                        "rules for security groups that are given",
                        spec -> spec.vpc(vpc ->
                                vpc.controlPlaneSecurityGroupIds("sg-00000001").controlPlaneIngress("10.9.0.0/16")),
                        "vpc.controlPlaneIngress: The security groups of the control plane are given, and the SDK does"
                                + " not change those. Add the rules to these groups yourself, or leave"
                                + " controlPlaneSecurityGroupIds out."),
                bad(
                        "a source that is none",
                        spec -> spec.vpc(vpc -> vpc.controlPlaneIngress("office")),
                        "vpc.controlPlaneIngress[0]: 'office' is neither an IPv4 CIDR block nor a security group nor a"
                                + " prefix list. Write, for example, 10.1.0.0/16, sg-0a1b2c3d4e5f60718 or"
                                + " pl-0a1b2c3d4e5f60718."));
    }

    static Stream<Arguments> vpcs() {
        return Stream.of(
                bad(
                        "a size that no subnet has",
                        spec -> spec.vpc(vpc -> vpc.publicSubnetPrefix(29)),
                        "vpc.publicSubnetPrefix: /29 is no size of a subnet. EC2 allows /16 to /28."),
                bad(
                        "subnets that do not fit",
                        spec -> spec.vpc(vpc -> vpc.privateSubnetPrefix(17)),
                        "vpc.cidr: 10.0.0.0/16 has no room for a public subnet of /19, a private subnet of /17 in each"
                                + " of 3 zones. Use a larger range, smaller subnets, or fewer zones."),
                bad(
                        "no room for the control plane",
                        spec -> spec.vpc(vpc -> vpc.cidr("10.0.0.0/25")
                                .controlPlaneSubnets(true)
                                .availabilityZones(4)),
                        "vpc.cidr: 10.0.0.0/25 has no room for a public subnet of /28, a private subnet of /28, one of"
                                + " /28 for the control plane in each of 4 zones. Use a larger range, smaller subnets, or"
                                + " fewer zones."),
                bad(
                        "NAT gateways without public subnets",
                        spec -> spec.vpc(vpc -> vpc.publicSubnets(false)),
                        "vpc.natGateways: NAT gateways stand in public subnets, and there are none. Use"
                                + " natGateways(NONE), or publicSubnets(true); isolated() sets all that belongs"
                                + " together."),
                bad(
                        "sizes of public subnets that there are none of",
                        spec -> spec.vpc(vpc -> vpc.isolated().publicSubnetPrefix(24)),
                        "vpc.publicSubnetPrefix: There are no public subnets. Leave it out, or use"
                                + " publicSubnets(true)."),
                bad(
                        "nodes in public subnets that there are none of",
                        spec -> spec.vpc(vpc -> vpc.isolated())
                                .managedNodeGroup("edge", group -> group.publicSubnets(true)),
                        "managedNodeGroups[edge].subnets: The nodes are to go to public subnets, and the VPC has none."
                                + " Leave it out, or use publicSubnets(true) in the VPC."),
                bad(
                        "nodes that could not join",
                        spec -> spec.vpc(vpc -> vpc.isolated().endpoints("ec2", "s3"))
                                .managedNodeGroup("general"),
                        "vpc.endpoints: There is no way to the internet, and no endpoint for ecr.api, ecr.dkr, sts,"
                                + " without which nodes do not join. Add them, or use isolated(), which has all that is"
                                + " needed."),
                bad(
                        "nodes that could not reach the API",
                        spec -> spec.vpc(vpc -> vpc.isolated()).endpointAccess(access -> access.privateEndpoint(false)),
                        "endpointAccess: The VPC has no way to the internet, and the private endpoint of the"
                                + " Kubernetes API is off: nodes could not reach it. Switch privateEndpoint on."),
                bad(
                        "the whole name of a service",
                        spec -> spec.vpc(vpc -> vpc.endpoints("com.amazonaws.eu-west-1.s3")),
                        "vpc.endpoints[0]: 'com.amazonaws.eu-west-1.s3' is the whole name of a service. Write what"
                                + " follows the region, for example ecr.api; the rest is asked from EC2."),
                bad(
                        "a service named twice",
                        spec -> spec.vpc(vpc -> vpc.endpoints("s3", "s3")),
                        "vpc.endpoints[1]: s3 is named twice. Name each service once."),
                bad(
                        "a further range that overlaps",
                        spec -> spec.vpc(vpc -> vpc.secondaryCidrs("10.0.128.0/17")),
                        "vpc.secondaryCidrs[0]: 10.0.128.0/17 overlaps 10.0.0.0/16. Choose a range apart from it."),
                bad(
                        "a further range of another block",
                        spec -> spec.vpc(vpc -> vpc.secondaryCidrs("192.168.0.0/16")),
                        "vpc.secondaryCidrs[0]: EC2 adds no range of 192.168.0.0/16 to a VPC with one of 10.0.0.0/8."
                                + " Choose one of 10.0.0.0/8, or of 100.64.0.0/10."),
                bad(
                        "a further range without room",
                        spec -> spec.vpc(vpc -> vpc.secondaryCidrs("100.64.0.0/27")),
                        "vpc.secondaryCidrs[0]: 100.64.0.0/27 has no room for a subnet of at least /28 in each of 3"
                                + " zones. Use a larger range."),
                bad(
                        "five further ranges",
                        spec -> spec.vpc(vpc -> vpc.secondaryCidrs(
                                "100.64.0.0/24", "100.64.1.0/24", "100.64.2.0/24", "100.64.3.0/24", "100.64.4.0/24")),
                        "vpc.secondaryCidrs: There are 5 further ranges. A VPC has at most five, its first one"
                                + " included."),
                bad(
                        "Services in a further range",
                        spec -> spec.vpc(vpc -> vpc.secondaryCidrs("10.9.0.0/16"))
                                .serviceIpv4Cidr("10.9.0.0/20"),
                        "serviceIpv4Cidr: 10.9.0.0/20 overlaps the VPC's 10.9.0.0/16. Choose a range apart from it."),
                bad(
                        "a tag of AWS's for private subnets",
                        spec -> spec.vpc(vpc -> vpc.putPrivateSubnetTag("aws:x", "y")),
                        "vpc.privateSubnetTags[aws:x]: Keys that start with aws: belong to AWS. Use another prefix."));
    }

    static Stream<Arguments> nodeGroups() {
        return Stream.of(
                bad(
                        "two groups of one name",
                        spec -> spec.managedNodeGroup("a").managedNodeGroup("a"),
                        "managedNodeGroups[a].name: Two managed node groups are called 'a'. Give each its own name, or"
                                + " use changeManagedNodeGroup to change the one that is there."),
                bad(
                        "private nodes without a way out",
                        spec -> spec.vpc(vpc -> vpc.natGateways(NatGateways.NONE))
                                .managedNodeGroup("a", group -> group.publicSubnets(false)),
                        "managedNodeGroups[a].subnets: The nodes are to go to private subnets, from where they cannot"
                                + " reach EKS without a NAT gateway. Use publicSubnets(true) or nothing at all, or give"
                                + " the VPC NAT gateways."),
                group(
                        "more nodes wanted than allowed",
                        group -> group.scaling(1, 4, 3),
                        "managedNodeGroups[a].scaling.desired: The desired number of 4 nodes is not between 1 and 3."
                                + " Give a number from the minimum to the maximum."),
                group(
                        "no nodes at most",
                        group -> group.scaling(0, 0, 0),
                        "managedNodeGroups[a].scaling.max: The maximum of 0 nodes is too low. EKS needs 1 at least;"
                                + " for no nodes now give a minimum and a desired number of 0."),
                group(
                        "an instance type that is none",
                        group -> group.instanceTypes("large"),
                        "managedNodeGroups[a].instanceTypes[0]: 'large' is not an EC2 instance type. Write family and"
                                + " size, for example m7g.large."),
                group(
                        "no disk",
                        group -> group.diskSize(0),
                        "managedNodeGroups[a].diskSize: The disk size is 0 GiB. EC2 allows 1 to 65536 for gp3."),
                group(
                        "a label that Kubernetes keeps for itself",
                        group -> group.label("kubernetes.io/role", "web"),
                        "managedNodeGroups[a].labels[kubernetes.io/role]: Nodes with a label under kubernetes.io do"
                                + " not join the cluster, because Kubernetes or EKS keeps that prefix for itself. Use a"
                                + " prefix of your own, node.kubernetes.io or kubelet.kubernetes.io."),
                group(
                        "a taint that is none",
                        group -> group.taint("spot"),
                        "managedNodeGroups[a].taints[spot]: 'spot' names no effect. Write key=value:Effect with"
                                + " NoSchedule, NoExecute or PreferNoSchedule."),
                group(
                        "more nodes down than there are percent",
                        group -> group.maxUnavailablePercentage(101),
                        "managedNodeGroups[a].updateConfig.maxUnavailablePercentage: The limit is 101 percent. EKS"
                                + " takes 1 to 100."));
    }

    static Stream<Arguments> nodeSettings() {
        return Stream.of(
                bad(
                        "gp2 with IOPS",
                        spec -> spec.managedNodeGroup(
                                "general",
                                ng -> ng.volume(v -> v.type(VolumeType.GP2).iops(3000))),
                        "managedNodeGroups[general].volume.iops: gp2 takes no IOPS. Leave iops out, or use gp3, io1 or"
                                + " io2."),
                bad(
                        "io2 without IOPS",
                        spec -> spec.managedNodeGroup("general", ng -> ng.volume(v -> v.type(VolumeType.IO2))),
                        "managedNodeGroups[general].volume.iops: io2 needs a number of IOPS. Give iops(...), 100 at"
                                + " least."),
                bad(
                        "too few IOPS",
                        spec -> spec.managedNodeGroup("general", ng -> ng.volume(v -> v.iops(100))),
                        "managedNodeGroups[general].volume.iops: A gp3 volume cannot have 100 IOPS. Give 3000 to"
                                + " 80000."),
                bad(
                        "Elastic Fabric Adapters in several zones",
                        spec -> spec.managedNodeGroup(
                                "general",
                                ng -> ng.instanceTypes("c5n.18xlarge").efaEnabled(true)),
                        "managedNodeGroups[general].efaEnabled: Traffic over Elastic Fabric Adapters stays in one"
                                + " subnet. Say availabilityZones(...) with one zone, or subnetIds(...) with one subnet."),
                bad(
                        "Elastic Fabric Adapters on several instance types",
                        spec -> spec.managedNodeGroup(
                                "general",
                                ng -> ng.instanceTypes("c5n.18xlarge", "m5n.24xlarge")
                                        .availabilityZones("eu-west-1a")
                                        .efaEnabled(true)),
                        "managedNodeGroups[general].efaEnabled: Nodes with Elastic Fabric Adapters have one instance"
                                + " type, as each has other numbers of adapters. Name one that knows them, such as"
                                + " c7gn.16xlarge or p5.48xlarge."),
                bad(
                        "Elastic Fabric Adapters in a public subnet",
                        spec -> spec.managedNodeGroup(
                                "general",
                                ng -> ng.instanceTypes("c5n.18xlarge")
                                        .availabilityZones("eu-west-1a")
                                        .publicSubnets(true)
                                        .efaEnabled(true)),
                        "managedNodeGroups[general].efaEnabled: EC2 gives no public address to an instance with several"
                                + " network interfaces. Use private subnets."),
                bad(
                        "instance types that are named and described",
                        spec -> spec.managedNodeGroup(
                                "general",
                                ng -> ng.instanceTypes("m7i.large").instanceSelector(types -> types.vCpus(4))),
                        "managedNodeGroups[general].instanceSelector: The instance types are described, and named as"
                                + " well: m7i.large. Leave out one of the two."),
                bad(
                        "a range of vCPUs the wrong way round",
                        spec -> spec.managedNodeGroup("general", ng -> ng.instanceSelector(types -> types.vCpus(8, 4))),
                        "managedNodeGroups[general].instanceSelector.vCpus: There are to be 8 vCPUs at least and 4 at"
                                + " most. Give the smaller number first."),
                bad(
                        "no memory",
                        spec -> spec.managedNodeGroup(
                                "general", ng -> ng.instanceSelector(types -> types.memoryGib(0))),
                        "managedNodeGroups[general].instanceSelector.memoryGib: The number of GiB of memory is not"
                                + " positive. Give 1 at least."),
                bad(
                        "names of instance types that are no expression",
                        spec -> spec.managedNodeGroup(
                                "general", ng -> ng.instanceSelector(types -> types.allow("[cm"))),
                        "managedNodeGroups[general].instanceSelector.allow: '[cm' is not a regular expression: Unclosed"
                                + " character class. Write it like [cm]\\d.*"),
                bad(
                        "an image for other processors than those described",
                        spec -> spec.managedNodeGroup(
                                "general",
                                ng -> ng.instanceSelector(types -> types.architecture(Architecture.ARM_64))
                                        .amiType(AmiType.BOTTLEROCKET_X86_64)),
                        "managedNodeGroups[general].amiType: BOTTLEROCKET_x86_64 is for x86_64, but the instance types"
                                + " are to be arm64. Leave amiType out, or choose one for these processors."),
                bad(
                        "instance types described for a launch template of one's own",
                        spec -> spec.managedNodeGroup(
                                "general",
                                ng -> ng.launchTemplate("web", "1").instanceSelector(types -> types.vCpus(4))),
                        "managedNodeGroups[general].instanceSelector: It is set beside a launch template of your own."
                                + " Say it in the launch template, or leave the launch template to the SDK."),
                bad(
                        "more IOPS than a gp3 volume of that size has",
                        spec -> spec.managedNodeGroup(
                                "general", ng -> ng.volume(v -> v.size(20).iops(16000))),
                        "managedNodeGroups[general].volume.iops: A volume of 20 GiB of gp3 cannot have 16000 IOPS. It"
                                + " has at most 500 for each GiB: make it 32 GiB large, or give fewer."),
                bad(
                        "more IOPS than an io1 volume of that size has",
                        spec -> spec.managedNodeGroup(
                                "general",
                                ng -> ng.volume(v -> v.type(VolumeType.IO1).iops(5000))),
                        "managedNodeGroups[general].volume.iops: A volume of 50 GiB of io1 cannot have 5000 IOPS. It"
                                + " has at most 50 for each GiB: make it 100 GiB large, or give fewer."),
                bad(
                        "an io2 volume smaller than EC2 has them",
                        spec -> spec.managedNodeGroup(
                                "general",
                                ng -> ng.volume(
                                        v -> v.type(VolumeType.IO2).size(2).iops(100))),
                        "managedNodeGroups[general].diskSize: The disk size is 2 GiB. EC2 allows 4 to 65536 for io2."),
                bad(
                        "a gp2 volume larger than EC2 has them",
                        spec -> spec.managedNodeGroup(
                                "general",
                                ng -> ng.volume(v -> v.type(VolumeType.GP2).size(20000))),
                        "managedNodeGroups[general].diskSize: The disk size is 20000 GiB. EC2 allows 1 to 16384 for"
                                + " gp2."),
                bad(
                        "nodes that start from a cold disk",
                        spec -> spec.managedNodeGroup(
                                "general",
                                ng -> ng.volume(v -> v.type(VolumeType.SC1).size(200))),
                        "managedNodeGroups[general].volume.type: Nodes do not start from a sc1 volume. Use gp3, or add"
                                + " the volume with additionalVolume(device, ...)."),
                bad(
                        "a further volume at the place of the first",
                        spec -> spec.managedNodeGroup("general", ng -> ng.additionalVolume("/dev/sda", v -> {})),
                        "managedNodeGroups[general].additionalVolumes[/dev/sda]: '/dev/sda' is not the name of a device"
                                + " for a further volume. Write it like /dev/sdf, up to /dev/sdp."),
                bad(
                        "a further volume at the place of Bottlerocket's data",
                        spec -> spec.managedNodeGroup(
                                "general",
                                ng -> ng.amiType(AmiType.BOTTLEROCKET_X86_64).additionalVolume("/dev/sdb", v -> {})),
                        "managedNodeGroups[general].additionalVolumes[/dev/sdb]: The device /dev/sdb is taken already."
                                + " The nodes start from /dev/xvdb, and sdb and xvdb are the same; take another letter."),
                bad(
                        "a further volume that is too small",
                        spec -> spec.managedNodeGroup(
                                "general",
                                ng -> ng.additionalVolume(
                                        "/dev/sdf", v -> v.type(VolumeType.ST1).size(100))),
                        "managedNodeGroups[general].additionalVolumes[/dev/sdf].size: The disk size is 100 GiB. EC2"
                                + " allows 125 to 16384 for st1."),
                bad(
                        "enclaves beside a launch template of one's own",
                        spec -> spec.managedNodeGroup(
                                "general", ng -> ng.launchTemplate("web", "1").enclavesEnabled(true)),
                        "managedNodeGroups[general].enclavesEnabled: It is set beside a launch template of your own."
                                + " Say it in the launch template, or leave the launch template to the SDK."),
                bad(
                        "throughput that the IOPS do not carry",
                        spec -> spec.managedNodeGroup("general", ng -> ng.volume(v -> v.throughput(1000))),
                        "managedNodeGroups[general].volume.throughput: A throughput of 1000 MiB per second needs 4000"
                                + " IOPS. Give so many IOPS, or at most 750 MiB per second."),
                bad(
                        "throughput of a volume that has none",
                        spec -> spec.managedNodeGroup(
                                "general",
                                ng -> ng.volume(
                                        v -> v.type(VolumeType.IO1).iops(500).throughput(200))),
                        "managedNodeGroups[general].volume.throughput: io1 takes no throughput. Leave throughput out,"
                                + " or use gp3."),
                bad(
                        "a key for an open volume",
                        spec -> spec.managedNodeGroup(
                                "general",
                                ng -> ng.volume(v -> v.encrypted(false).kmsKeyId("0abc"))),
                        "managedNodeGroups[general].volume.kmsKeyId: There is a KMS key for a volume that is not"
                                + " encrypted. Leave encrypted on, or drop the key."),
                bad(
                        "a small disk for Windows",
                        spec -> spec.managedNodeGroup(
                                "general",
                                ng -> ng.amiType(AmiType.WINDOWS_CORE_2022_X86_64)
                                        .diskSize(30)),
                        "managedNodeGroups[general].diskSize: A disk of 30 GiB is too small for Windows. Give 50 at"
                                + " least."),
                bad(
                        "an image that is none",
                        spec -> spec.managedNodeGroup("general", ng -> ng.imageId("ubuntu")),
                        "managedNodeGroups[general].imageId: 'ubuntu' is not an AMI. Write it like"
                                + " ami-0abc1234def567890."),
                bad(
                        "a release of a custom AMI",
                        spec -> spec.managedNodeGroup(
                                "general",
                                ng -> ng.imageId("ami-0abc1234def567890").releaseVersion("latest")),
                        "managedNodeGroups[general].releaseVersion: A custom AMI has no release. Leave out the"
                                + " release, or the custom AMI."),
                bad(
                        "a hop limit of none",
                        spec -> spec.managedNodeGroup("general", ng -> ng.metadataHopLimit(0)),
                        "managedNodeGroups[general].metadataHopLimit: The hop limit is 0. EC2 takes 1 to 64."),
                bad(
                        "SSH without a key",
                        spec -> spec.managedNodeGroup(
                                "general", ng -> ng.addSourceSecurityGroup("sg-0abc1234def567890")),
                        "managedNodeGroups[general].sourceSecurityGroups: Security groups are let in by SSH, but nodes"
                                + " have no key. Say remoteAccess(keyPair, securityGroups)."),
                bad(
                        "a launch template with a disk",
                        spec -> spec.managedNodeGroup(
                                "general", ng -> ng.launchTemplate("web", "1").diskSize(80)),
                        "managedNodeGroups[general].volume: It is set beside a launch template of your own. Say it in"
                                + " the launch template, or leave the launch template to the SDK."),
                bad(
                        "a launch template with an SSH key",
                        spec -> spec.managedNodeGroup(
                                "general", ng -> ng.launchTemplate("web", "1").ec2SshKey("ops")),
                        "managedNodeGroups[general].ec2SshKey: It is set beside a launch template of your own. Say it"
                                + " in the launch template, or leave the launch template to the SDK."),
                bad(
                        "a launch template with security groups",
                        spec -> spec.managedNodeGroup(
                                "general",
                                ng -> ng.launchTemplate("web", "1").securityGroupIds("sg-0abc1234def567890")),
                        "managedNodeGroups[general].securityGroupIds: It is set beside a launch template of your own."
                                + " Say it in the launch template, or leave the launch template to the SDK."),
                bad(
                        "a version of a launch template that is none",
                        spec -> spec.managedNodeGroup("general", ng -> ng.launchTemplate("web", "newest")),
                        "managedNodeGroups[general].launchTemplate.version: 'newest' is not a version. Give a number,"
                                + " latest or default."),
                bad(
                        "Spot in a capacity reservation",
                        spec -> spec.managedNodeGroup(
                                "general", ng -> ng.spot().capacityReservation("cr-0abc1234def567890")),
                        "managedNodeGroups[general].capacityReservation: Spot instances do not run in capacity"
                                + " reservations. Leave one of the two out."),
                bad(
                        "a Capacity Block that is not named",
                        spec -> spec.managedNodeGroup(
                                "general",
                                ng -> ng.instanceTypes("p5.48xlarge").capacityType(CapacityType.CAPACITY_BLOCK)),
                        "managedNodeGroups[general].capacityReservation: A Capacity Block is not named. Give its id"
                                + " with capacityReservation(\"cr-...\")."),
                bad(
                        "a Capacity Block of two types",
                        spec -> spec.managedNodeGroup(
                                "general",
                                ng -> ng.instanceTypes("p5.48xlarge", "p5e.48xlarge")
                                        .capacityType(CapacityType.CAPACITY_BLOCK)
                                        .capacityReservation("cr-0abc1234def567890")),
                        "managedNodeGroups[general].instanceTypes: A Capacity Block has one instance type, not 2. Name"
                                + " the one that was reserved."),
                bad(
                        "two thresholds of node repair",
                        spec -> spec.managedNodeGroup(
                                "general",
                                ng -> ng.nodeRepair(r ->
                                        r.maxParallelNodesRepairedCount(1).maxParallelNodesRepairedPercentage(10))),
                        "managedNodeGroups[general].nodeRepair.maxParallelNodesRepairedCount: Both"
                                + " maxParallelNodesRepairedCount and maxParallelNodesRepairedPercentage are set. Keep one"
                                + " of them."),
                bad(
                        "a warm pool of Spot instances",
                        spec -> spec.managedNodeGroup("general", ng -> ng.spot().warmPool(p -> p.minSize(1))),
                        "managedNodeGroups[general].warmPool: Spot instances do not wait in a warm pool. Use on-demand"
                                + " instances, or leave the warm pool out."),
                bad(
                        "a warm pool with a custom AMI",
                        spec -> spec.managedNodeGroup(
                                "general",
                                ng -> ng.imageId("ami-0abc1234def567890").warmPool(p -> p.minSize(1))),
                        "managedNodeGroups[general].warmPool: EKS has no warm pools with custom AMIs. Leave out the"
                                + " custom AMI or the warm pool."),
                bad(
                        "Bottlerocket that hibernates",
                        spec -> spec.managedNodeGroup(
                                "general",
                                ng -> ng.amiType(AmiType.BOTTLEROCKET_X86_64)
                                        .warmPool(p -> p.poolState(WarmPoolState.HIBERNATED))),
                        "managedNodeGroups[general].warmPool.poolState: Bottlerocket does not hibernate. Use STOPPED"
                                + " or RUNNING."),
                bad(
                        "a shell script for Bottlerocket",
                        spec -> spec.managedNodeGroup(
                                "general",
                                ng -> ng.amiType(AmiType.BOTTLEROCKET_X86_64)
                                        .userData(d -> d.shellScript("#!/bin/sh"))),
                        "managedNodeGroups[general].userData.shellScripts: Shell scripts run with Amazon Linux"
                                + " only, not with BOTTLEROCKET_x86_64. Leave them out, or choose another amiType."),
                bad(
                        "Amazon Linux 2 with a version that it is not made for",
                        spec -> spec.version("1.33").managedNodeGroup("general", ng -> ng.amiType(AmiType.AL2_X86_64)),
                        "managedNodeGroups[general].amiType: There is no Amazon Linux 2 for Kubernetes 1.33: 1.32 is"
                                + " the last. Use Amazon Linux 2023 or Bottlerocket."),
                bad(
                        "Amazon Linux 2 that would have to join by itself",
                        spec -> spec.selfManagedNodeGroup("general", ng -> ng.amiType(AmiType.AL2_X86_64)),
                        "selfManagedNodeGroups[general].amiType: This SDK does not join nodes with Amazon Linux 2 to a"
                                + " cluster by itself. Use Amazon Linux 2023, or a managed node group with the image of"
                                + " EKS."),
                bad(
                        "Windows in an IPv6 cluster",
                        spec -> spec.ipFamily(IpFamily.IPV6)
                                .managedNodeGroup("general", ng -> ng.amiType(AmiType.WINDOWS_CORE_2022_X86_64)),
                        "managedNodeGroups[general].amiType: Windows does not run in IPv6 clusters of EKS. Use Linux,"
                                + " or the IP family IPV4."),
                bad(
                        "a kubelet elsewhere, in JSON",
                        spec -> spec.managedNodeGroup(
                                "general",
                                ng -> ng.userData(data -> data.nodeConfig(
                                        "{\"apiVersion\":\"node.eks.aws/v1alpha1\",\"kind\":\"NodeConfig\",\"spec\":{"
                                                + "\"kubelet\":{\"config\":{\"address\":\"127.0.0.1\"}}}}"))),
                        "managedNodeGroups[general].userData.nodeConfigs[0]: The kubelet's address is what EKS joins"
                                + " nodes by. Leave it out of the document."),
                bad(
                        "a Bottlerocket of another cluster",
                        spec -> spec.managedNodeGroup(
                                "general",
                                ng -> ng.amiType(AmiType.BOTTLEROCKET_X86_64)
                                        .userData(data -> data.bottlerocketSettings(
                                                "[settings.kubernetes]\ncluster-name = \"other\""))),
                        "managedNodeGroups[general].userData.bottlerocketSettings: Bottlerocket's cluster-name is what"
                                + " EKS joins nodes by. Leave it out of the settings."),
                bad(
                        "a kubelet that trusts somebody else",
                        spec -> spec.managedNodeGroup("general", ng -> ng.userData(d -> d.nodeConfig("""
                            apiVersion: node.eks.aws/v1alpha1
                            kind: NodeConfig
                            spec:
                              kubelet:
                                config:
                                  serverTLSBootstrap: false
                            """))),
                        "managedNodeGroups[general].userData.nodeConfigs[0]: The kubelet's serverTLSBootstrap is what"
                                + " EKS joins nodes by. Leave it out of the document."),
                bad(
                        "a script that nothing runs",
                        spec -> spec.managedNodeGroup("general", ng -> ng.userData(d -> d.shellScript("echo"))),
                        "managedNodeGroups[general].userData.shellScripts[0]: The script does not say what runs it."
                                + " Begin it with #!/bin/bash."),
                bad(
                        "a document that is no NodeConfig",
                        spec -> spec.managedNodeGroup("general", ng -> ng.userData(d -> d.nodeConfig("kind: Pod"))),
                        "managedNodeGroups[general].userData.nodeConfigs[0]: The document is no NodeConfig. Begin it"
                                + " with apiVersion: node.eks.aws/v1alpha1 and kind: NodeConfig."),
                bad(
                        "user data in two ways",
                        spec -> spec.managedNodeGroup(
                                "general",
                                ng -> ng.userData(d -> d.verbatim("#!/bin/sh").shellScript("#!/bin/sh"))),
                        "managedNodeGroups[general].userData.verbatim: There is user data word for word and in parts."
                                + " Keep one of the two."),
                bad(
                        "subnets in two ways",
                        spec -> spec.managedNodeGroup(
                                "general",
                                ng -> ng.subnetIds("subnet-0abc1234def567890").publicSubnets(true)),
                        "managedNodeGroups[general].subnetIds: The subnets are named, and yet it is said which sort of"
                                + " subnets or zones to take. Name the subnets, or say publicSubnets and"
                                + " availabilityZones."),
                bad(
                        "a version of the nodes alone",
                        spec -> spec.managedNodeGroup("general", ng -> ng.version("1.34")),
                        "managedNodeGroups[general].version: The nodes have a Kubernetes version of their own, but the"
                                + " cluster is given none. Say the version of the cluster, too."),
                bad(
                        "nodes newer than the control plane",
                        spec -> spec.version("1.34").managedNodeGroup("general", ng -> ng.version("1.35")),
                        "managedNodeGroups[general].version: The nodes are to have 1.35, newer than the control"
                                + " plane's 1.34. Upgrade the cluster first: raise its version."));
    }

    static Stream<Arguments> selfManagedNodeGroups() {
        return Stream.of(
                bad(
                        "a role of managed nodes too",
                        spec -> spec.managedNodeGroup(
                                        "general", ng -> ng.nodeRoleArn("arn:aws:iam::123456789012:role/nodes"))
                                .selfManagedNodeGroup(
                                        "web", ng -> ng.nodeRoleArn("arn:aws:iam::123456789012:role/nodes")),
                        "selfManagedNodeGroups[web].nodeRoleArn: The managed node group 'general' has the same role,"
                                + " and when it is deleted EKS lets nodes with that role in no more. Give self-managed"
                                + " node groups a role of their own."),
                bad(
                        "a lifetime of an hour",
                        spec -> spec.selfManagedNodeGroup(
                                "web", group -> group.maxInstanceLifetime(Duration.ofHours(1))),
                        "selfManagedNodeGroups[web].maxInstanceLifetime: The lifetime of an instance is 3600 seconds."
                                + " EC2 Auto Scaling takes 86400, a day, to 31536000, a year."),
                bad(
                        "pools with another strategy",
                        spec -> spec.selfManagedNodeGroup(
                                "web", group -> group.instancesDistribution(m -> m.spotInstancePools(2))),
                        "selfManagedNodeGroups[web].instancesDistribution.spotInstancePools: The number of pools"
                                + " counts with lowest-price only. Leave it out, or use the allocation strategy"
                                + " LOWEST_PRICE."),
                bad(
                        "21 pools",
                        spec -> spec.selfManagedNodeGroup(
                                "web",
                                group -> group.instancesDistribution(
                                        m -> m.spotAllocationStrategy(SpotAllocationStrategy.LOWEST_PRICE)
                                                .spotInstancePools(21))),
                        "selfManagedNodeGroups[web].instancesDistribution.spotInstancePools: The number of pools is"
                                + " 21. EC2 Auto Scaling takes 1 to 20."),
                bad(
                        "more on demand than all",
                        spec -> spec.selfManagedNodeGroup(
                                "web",
                                group -> group.instancesDistribution(m -> m.onDemandPercentageAboveBaseCapacity(101))),
                        "selfManagedNodeGroups[web].instancesDistribution.onDemandPercentageAboveBaseCapacity: The"
                                + " share is 101 percent. Give 0 to 100."),
                bad(
                        "a price in words",
                        spec -> spec.selfManagedNodeGroup(
                                "web", group -> group.instancesDistribution(m -> m.spotMaxPrice("cheap"))),
                        "selfManagedNodeGroups[web].instancesDistribution.spotMaxPrice: 'cheap' is no price. Write it"
                                + " like 0.05, in US dollars an hour."),
                bad(
                        "a target group that is none",
                        spec -> spec.selfManagedNodeGroup("web", group -> group.targetGroupArns("web")),
                        "selfManagedNodeGroups[web].targetGroupArns: 'web' is not the ARN of a target group. Write it"
                                + " like arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/0abc."),
                bad(
                        "21 instance types",
                        spec -> spec.selfManagedNodeGroup(
                                "web",
                                group -> group.instanceTypes(Stream.iterate(1, n -> n + 1)
                                        .limit(21)
                                        .map(n -> "m7i." + n + "xlarge")
                                        .toList())),
                        "selfManagedNodeGroups[web].instanceTypes: There are 21 instance types. EKS takes at most 20."),
                bad(
                        "two groups of one name",
                        spec -> spec.managedNodeGroup("web").selfManagedNodeGroup("web", group -> {}),
                        "selfManagedNodeGroups[web].name: Two node groups are called 'web'. Give each its own name."));
    }

    static Stream<Arguments> fargateProfiles() {
        return Stream.of(
                bad(
                        "a profile whose name begins with eks",
                        spec -> spec.fargateProfile("eks-ops", profile -> profile.selector("ops")),
                        "fargateProfiles[eks-ops].name: 'eks-ops' begins with eks, which EKS refuses. Use another"
                                + " name."),
                bad(
                        "a profile without selectors",
                        spec -> spec.fargateProfile("ops", profile -> {}),
                        "fargateProfiles[ops].selectors: There is no selector. Say with selector(namespace) which Pods"
                                + " run on Fargate."),
                bad(
                        "a namespace that is none",
                        spec -> spec.fargateProfile("ops", profile -> profile.selector("Ops!")),
                        "fargateProfiles[ops].selectors[Ops!]: 'Ops!' is not a namespace. Use lower-case letters,"
                                + " digits and hyphens, at most 63; * and ? stand for others."),
                bad(
                        "pods that cannot pull images",
                        spec -> spec.vpc(vpc -> vpc.natGateways(NatGateways.NONE))
                                .fargateProfile("ops", profile -> profile.selector("ops")),
                        "fargateProfiles: Pods on Fargate run in private subnets, from where they cannot pull images"
                                + " without a NAT gateway. Give the VPC NAT gateways."));
    }

    static Stream<Arguments> addons() {
        return Stream.of(
                bad(
                        "an add-on with capitals",
                        spec -> spec.addon("VPC-CNI"),
                        "addons[VPC-CNI].name: 'VPC-CNI' is not the name of an add-on. Use lower-case letters, digits,"
                                + " hyphens and underscores, for example vpc-cni."),
                bad(
                        "an add-on twice",
                        spec -> spec.addon("metrics-server").addon("metrics-server"),
                        "addons[metrics-server].name: The add-on 'metrics-server' is described twice. Describe it"
                                + " once."),
                bad(
                        "an add-on that is described and left out",
                        spec -> spec.addon("coredns").withoutAddon("coredns"),
                        "addons[coredns]: The add-on is described, and withoutAddon(\"coredns\") leaves it out. Say one"
                                + " or the other."),
                bad(
                        "an add-on left out that nobody installs",
                        spec -> spec.withoutAddon("metrics-server"),
                        "omittedAddons[metrics-server]: 'metrics-server' is not installed by default, so it cannot be"
                                + " left out. Those that can are vpc-cni, kube-proxy, coredns,"
                                + " eks-pod-identity-agent."),
                bad(
                        "a version without its v",
                        spec -> spec.addon("coredns", addon -> addon.version("1.12.3")),
                        "addons[coredns].version: '1.12.3' is not the version of an add-on. Write it as EKS does, for"
                                + " example v1.21.1-eksbuild.1, or use latestVersion()."),
                bad(
                        "configuration with a comma too many",
                        spec -> spec.addon("coredns", addon -> addon.configuration("{\"replicaCount\": 3,}")),
                        "addons[coredns].configurationValues: It is not a JSON object: something is wrong at character"
                                + " 20. Write an object in braces, or give a Map."),
                bad(
                        "configuration that is a list",
                        spec -> spec.addon("coredns", addon -> addon.configuration("[3]")),
                        "addons[coredns].configurationValues: It is not a JSON object: something is wrong at character"
                                + " 1. Write an object in braces, or give a Map."),
                bad(
                        "a role of an add-on that is a name",
                        spec -> spec.addon("coredns", addon -> addon.serviceAccountRoleArn("reader")),
                        "addons[coredns].serviceAccountRoleArn: 'reader' is not the ARN of an IAM role. Write it in"
                                + " full, for example arn:aws:iam::123456789012:role/team/reader."),
                bad(
                        "an add-on in a namespace with capitals",
                        spec -> spec.addon("coredns", addon -> addon.namespace("Kube")),
                        "addons[coredns].namespace: 'Kube' is not a namespace. Use lower-case letters, digits and"
                                + " hyphens, at most 63."),
                bad(
                        "an add-on with IRSA and Pod Identity",
                        spec -> spec.addon(
                                "vpc-cni",
                                addon -> addon.serviceAccountRoleArn("arn:aws:iam::123456789012:role/cni")
                                        .recommendedPodIdentities()),
                        "addons[vpc-cni].serviceAccountRoleArn: The add-on gets a role by IRSA and by Pod Identity."
                                + " Leave one of them out; Pod Identity is what EKS recommends."),
                bad(
                        "Pod Identity of an add-on without the agent",
                        spec -> spec.withoutAddon("eks-pod-identity-agent")
                                .addon("vpc-cni", addon -> addon.recommendedPodIdentities()),
                        "addons[vpc-cni].podIdentities: Pod Identity needs the add-on eks-pod-identity-agent, which"
                                + " this cluster does not get. Add addon(\"eks-pod-identity-agent\"), or use"
                                + " iamServiceAccount(...)."));
    }

    static Stream<Arguments> workloads() {
        return Stream.of(
                bad(
                        "two associations of a service account",
                        spec -> spec.podIdentity("web", "shop", pods -> {}).podIdentity("web", "shop", pods -> {}),
                        "podIdentities[web/shop]: The service account has two Pod Identity associations. EKS allows"
                                + " one; give its role all policies."),
                bad(
                        "a service account with Pod Identity and IRSA",
                        spec -> spec.podIdentity("web", "shop", pods -> {})
                                .iamServiceAccount("web", "shop", pods -> {}),
                        "iamServiceAccounts[web/shop]: The service account gets a role twice. Describe it once, by"
                                + " podIdentity(...) or by iamServiceAccount(...)."),
                bad(
                        "Pod Identity on Fargate",
                        spec -> spec.fargateProfile("all", profile -> profile.selector("*"))
                                .podIdentity("web", "shop", pods -> {}),
                        "podIdentities: Pod Identity needs the add-on eks-pod-identity-agent, which this cluster does"
                                + " not get. Pods on Fargate cannot use it: use iamServiceAccount(...)."),
                bad(
                        "a namespace with an underscore",
                        spec -> spec.podIdentity("web_1", "shop", pods -> {}),
                        "podIdentities[web_1/shop].namespace: 'web_1' is not a namespace. Use lower-case letters,"
                                + " digits and hyphens, as Kubernetes does."),
                bad(
                        "policies for a role that is given",
                        spec -> spec.podIdentity(
                                "web",
                                "shop",
                                pods -> pods.role("arn:aws:iam::123456789012:role/shop")
                                        .managedPolicy("AmazonS3ReadOnlyAccess")),
                        "podIdentities[web/shop].role: A role that is given gets no policies. Leave out the role's ARN"
                                + " or the policies."),
                bad(
                        "a session policy with session tags",
                        spec -> spec.podIdentity("web", "shop", pods -> pods.policy("{}")),
                        "podIdentities[web/shop].policy: EKS takes a session policy only without session tags. Add"
                                + " disableSessionTags(true)."),
                bad(
                        "a permission policy that is no JSON",
                        spec -> spec.podIdentity("web", "shop", pods -> pods.permissionPolicy("s3:*")),
                        "podIdentities[web/shop].role.permissionPolicy: It is not a JSON object: something is wrong at"
                                + " character 1. Write an object in braces, or give a Map."),
                bad(
                        "a target role that is a user",
                        spec -> spec.podIdentity(
                                "web", "shop", pods -> pods.targetRole("arn:aws:iam::210987654321:user/me")),
                        "podIdentities[web/shop].targetRoleArn: 'arn:aws:iam::210987654321:user/me' is not the ARN of"
                                + " an IAM role. Write it in full, for example"
                                + " arn:aws:iam::123456789012:role/team/reader."),
                bad(
                        "a managed policy with a space",
                        spec -> spec.iamServiceAccount("web", "shop", pods -> pods.managedPolicy("S3 Read")),
                        "iamServiceAccounts[web/shop].role: 'S3 Read' is neither the name of a managed policy of AWS"
                                + " nor the ARN of a policy. Write AmazonS3ReadOnlyAccess or"
                                + " arn:aws:iam::123456789012:policy/team."),
                bad(
                        "eleven managed policies",
                        spec -> spec.iamServiceAccount("web", "shop", pods -> {
                            for (int i = 0; i < 11; i++) {
                                pods.managedPolicy("Policy" + i);
                            }
                        }),
                        "iamServiceAccounts[web/shop].role: There are 11 managed policies. IAM attaches 10 to a role;"
                                + " put some into permissionPolicy(...)."),
                bad(
                        "a role for everybody",
                        spec -> spec.iamServiceAccount("*", "*", pods -> {}),
                        "iamServiceAccounts[*/*]: Every Pod of the cluster could take the role. Name the namespace or"
                                + " the service account, at least in part."));
    }

    static Stream<Arguments> accessEntries() {
        return Stream.of(
                bad(
                        "a role of IAM Identity Center without its path",
                        spec -> spec.accessEntry(
                                "arn:aws:iam::123456789012:role/AWSReservedSSO_Admin_0a1b2c3d4e5f6071", entry -> {}),
                        "accessEntries[arn:aws:iam::123456789012:role/AWSReservedSSO_Admin_0a1b2c3d4e5f6071]"
                                + ".principalArn:"
                                + " 'arn:aws:iam::123456789012:role/AWSReservedSSO_Admin_0a1b2c3d4e5f6071' lacks the"
                                + " path that roles of IAM Identity Center have, so that nobody would be let in. Write"
                                + " role/aws-reserved/sso.amazonaws.com/<region>/AWSReservedSSO_..., as in its ARN in"
                                + " IAM; without the region where Identity Center is in us-east-1."),
                bad(
                        "a session instead of a role",
                        spec -> spec.accessEntry("arn:aws:sts::111122223333:assumed-role/dev/me", who -> {}),
                        "accessEntries[arn:aws:sts::111122223333:assumed-role/dev/me].principalArn:"
                                + " 'arn:aws:sts::111122223333:assumed-role/dev/me' is a session of a role. Name the role"
                                + " itself: arn:aws:iam::<account>:role/<path and name>."),
                bad(
                        "an entry that EKS does not look at",
                        spec -> spec.authenticationMode(AuthenticationMode.CONFIG_MAP)
                                .accessEntry("arn:aws:iam::111122223333:role/dev", who -> {}),
                        "accessEntries: The authentication mode CONFIG_MAP knows no access entries. Use the"
                                + " authentication mode API or API_AND_CONFIG_MAP."),
                bad(
                        "two entries of one principal",
                        spec -> spec.accessEntry("arn:aws:iam::111122223333:role/dev", who -> {})
                                .accessEntry("arn:aws:iam::111122223333:role/dev", who -> {}),
                        "accessEntries[arn:aws:iam::111122223333:role/dev]: The principal has two entries. EKS allows"
                                + " one; give it all its policies and groups."),
                bad(
                        "a group of the system",
                        spec -> spec.accessEntry(
                                "arn:aws:iam::111122223333:role/dev", who -> who.kubernetesGroup("system:masters")),
                        "accessEntries[arn:aws:iam::111122223333:role/dev].kubernetesGroups: The group"
                                + " 'system:masters' starts with system:, which EKS refuses. Use another name, and bind it"
                                + " to roles of your own."),
                bad(
                        "a policy for nodes",
                        spec -> spec.accessEntry(
                                "arn:aws:iam::111122223333:role/node",
                                who -> who.type(AccessEntryType.EC2_LINUX).policy(AccessPolicy.VIEW)),
                        "accessEntries[arn:aws:iam::111122223333:role/node].type: An entry of the type EC2_LINUX has"
                                + " no user name, groups or access policies of its own. EKS sets them; leave them out, or"
                                + " use the type STANDARD."));
    }

    static Stream<Arguments> identityProviders() {
        return Stream.of(
                identityProvider(
                        "an issuer without https",
                        provider -> provider.issuerUrl("http://idp.example.com"),
                        "identityProvider.issuerUrl: 'http://idp.example.com' is not the https:// address of an"
                                + " issuer. Write for example https://idp.example.com."),
                identityProvider(
                        "an issuer with a port",
                        provider -> provider.issuerUrl("https://idp.example.com:8443"),
                        "identityProvider.issuerUrl: 'https://idp.example.com:8443' has a port or a query. EKS takes"
                                + " an address without them."),
                identityProvider(
                        "an issuer that is none",
                        provider -> provider.issuerUrl("idp example"),
                        "identityProvider.issuerUrl: 'idp example' is not the https:// address of an issuer. Write for"
                                + " example https://idp.example.com."),
                identityProvider(
                        "no client id",
                        provider -> provider.clientId(" "),
                        "identityProvider.clientId: There is no client id. Give the audience of the provider's"
                                + " tokens."),
                identityProvider(
                        "user names of the system",
                        provider -> provider.usernamePrefix("system:"),
                        "identityProvider.usernamePrefix: 'system:' begins with system:, which Kubernetes keeps for"
                                + " itself. Use another prefix."),
                identityProvider(
                        "a claim without a value",
                        provider -> provider.requiredClaim("team", ""),
                        "identityProvider.requiredClaims[team]: The value has 0 characters. EKS allows 1 to 253."));
    }

    static Stream<Arguments> capabilities() {
        return Stream.of(
                bad(
                        "a capability that could not enter the cluster",
                        spec -> spec.authenticationMode(AuthenticationMode.CONFIG_MAP)
                                .capability("ack", CapabilityType.ACK, c -> {}),
                        "capabilities: Capabilities enter the cluster by access entries, which the authentication mode"
                                + " CONFIG_MAP does not know. Use the authentication mode API or API_AND_CONFIG_MAP."),
                bad(
                        "two capabilities of one type",
                        spec -> spec.capability("a", CapabilityType.KRO, c -> {})
                                .capability("b", CapabilityType.KRO, c -> {}),
                        "capabilities[b].type: There is another capability of the type KRO. EKS allows one of each."),
                bad(
                        "Argo CD without users",
                        spec -> spec.capability("argo", CapabilityType.ARGOCD, c -> {}),
                        "capabilities[argo].argoCd: Argo CD needs an instance of IAM Identity Center, from which its"
                                + " users come. Name it with argoCd(argo -> argo.idcInstanceArn(...))."),
                bad(
                        "settings of Argo CD for another capability",
                        spec -> spec.capability(
                                "ack",
                                CapabilityType.ACK,
                                c -> c.argoCd(argo -> argo.idcInstanceArn("arn:aws:sso:::instance/ssoins-1"))),
                        "capabilities[ack].argoCd: A capability of the type ACK has no such settings. Leave them out."),
                bad(
                        "a role that is none",
                        spec -> spec.capability("ack", CapabilityType.ACK, c -> c.roleArn("ack")),
                        "capabilities[ack].roleArn: 'ack' is not the ARN of a role. Write"
                                + " arn:aws:iam::<account>:role/<path and name>."),
                bad(
                        "a policy that is none",
                        spec -> spec.capability(
                                "ack", CapabilityType.ACK, c -> c.managedPolicyArns("AmazonS3FullAccess")),
                        "capabilities[ack].managedPolicyArns: 'AmazonS3FullAccess' is not the ARN of a policy. Write"
                                + " for example arn:aws:iam::aws:policy/AmazonS3FullAccess."),
                bad(
                        "policies for a role that is given",
                        spec -> spec.capability(
                                "ack",
                                CapabilityType.ACK,
                                c -> c.roleArn("arn:aws:iam::111122223333:role/ack")
                                        .managedPolicyArns("arn:aws:iam::aws:policy/AmazonS3FullAccess")),
                        "capabilities[ack].managedPolicyArns: The role is given, so the SDK does not change its"
                                + " policies. Leave out the policies or the role."));
    }

    private static Arguments identityProvider(
            String what, Consumer<IdentityProviderSpec.Builder> settings, String message) {
        Consumer<ClusterSpec.Builder> cluster = spec -> spec.identityProvider("idp", provider -> {
            provider.issuerUrl("https://idp.example.com").clientId("eks");
            settings.accept(provider);
        });
        return arguments(what, cluster, message);
    }

    private static Arguments bad(String what, Consumer<ClusterSpec.Builder> settings, String message) {
        return arguments(what, settings, message);
    }

    private static Arguments group(String what, Consumer<ManagedNodeGroupSpec.Builder> settings, String message) {
        Consumer<ClusterSpec.Builder> cluster = spec -> spec.managedNodeGroup("a", settings);
        return arguments(what, cluster, message);
    }
}

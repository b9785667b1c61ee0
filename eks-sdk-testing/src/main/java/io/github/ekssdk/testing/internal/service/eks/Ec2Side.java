package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.service.ec2.Ec2Actors;
import io.github.ekssdk.testing.internal.service.ec2.Ec2Service;
import io.github.ekssdk.testing.internal.service.eks.SubnetFacts.Egress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** What EKS sees and does in EC2. */
final class Ec2Side {
    private static final String CONTROL_PLANE_REQUESTER = "amazon-eks";
    private static final String NODEGROUP_ROLE = "AWSServiceRoleForAmazonEKSNodegroup";

    private final Account account;

    Ec2Side(Account account) {
        this.account = account;
    }

    /** Names of the zones of the region. */
    List<String> zones() {
        return account
                .service(Ec2Service.class)
                .answer(DescribeAvailabilityZonesRequest.builder().build(), DescribeAvailabilityZonesResponse.class)
                .availabilityZones()
                .stream()
                .map(AvailabilityZone::zoneName)
                .toList();
    }

    /** How many network interfaces there are in the region. */
    int interfaces() {
        return account.service(Ec2Service.class)
                .answer(DescribeNetworkInterfacesRequest.builder().build(), DescribeNetworkInterfacesResponse.class)
                .networkInterfaces()
                .size();
    }

    Optional<SubnetFacts> subnet(String id) {
        return ec2().subnet(id).map(this::facts);
    }

    /** Whether instances get an IPv6 address in a subnet. */
    boolean assignsIpv6(String subnetId) {
        return ec2().subnet(subnetId)
                .filter(subnet -> Boolean.TRUE.equals(subnet.assignIpv6AddressOnCreation()))
                .isPresent();
    }

    List<String> cidrsOf(String vpcId) {
        return ec2().vpc(vpcId).map(vpc -> List.of(vpc.cidrBlock())).orElse(List.of());
    }

    Optional<String> vpcOfSecurityGroup(String id) {
        return ec2().securityGroup(id).map(SecurityGroup::vpcId);
    }

    /** Whether a security group lets in anything from members of others, or from addresses. */
    boolean letsIn(String groupId, List<String> fromGroupIds) {
        return account.lenient() || letsInByRules(groupId, fromGroupIds);
    }

    private boolean letsInByRules(String groupId, List<String> fromGroupIds) {
        return ec2().rulesOf(groupId).stream()
                .filter(rule -> !Boolean.TRUE.equals(rule.isEgress()))
                .anyMatch(rule -> rule.cidrIpv4() != null
                        || (rule.referencedGroupInfo() != null
                                && fromGroupIds.contains(
                                        rule.referencedGroupInfo().groupId())));
    }

    /** Whether the internet sees instances of a subnet with an address in one of the blocks; so if that is not certain. */
    boolean isSeenFrom(String subnetId, List<String> cidrs) {
        return ec2().isSeenFrom(subnetId, cidrs);
    }

    /** Whether instances of a VPC have names and can resolve them. */
    boolean resolvesNames(String vpcId) {
        return account.lenient() || ec2().resolvesNames(vpcId);
    }

    /** Whether what runs in a subnet reaches services through endpoints of its VPC. */
    boolean reachesByEndpoints(String subnetId, List<String> services) {
        return ec2().reachesByEndpoints(subnetId, services);
    }

    /** Architecture of an instance type; nothing if there is no such type. */
    Optional<String> architecture(String instanceType) {
        return ec2().architecture(instanceType);
    }

    /** A version of a launch template given by id or name. */
    Optional<LaunchTemplateFacts> launchTemplate(@Nullable String id, @Nullable String name, @Nullable String version) {
        Optional<LaunchTemplate> template = id != null
                ? ec2().launchTemplate(id)
                : name == null ? Optional.empty() : ec2().launchTemplateNamed(name);
        Optional<LaunchTemplateFacts> real = template.flatMap(found ->
                        ec2().launchTemplateVersion(found.launchTemplateId(), version == null ? "$Default" : version))
                .map(Ec2Side::facts);
        return real.isEmpty() && account.lenient() ? Optional.of(madeUp(id, name, version)) : real;
    }

    /** Makes the security group whose members all reach each other. */
    String createClusterSecurityGroup(String name, String vpcId, Map<String, String> tags) {
        String description = "EKS created security group applied to ENI that is attached to EKS Control Plane master"
                + " nodes, as well as any managed workloads.";
        String id = ec2().createSecurityGroup(vpcId, name, description, tags).groupId();
        ec2().allowAll(id, id);
        return id;
    }

    /** Deletes a security group; it stays when something of the account still refers to it. */
    void deleteSecurityGroup(String id) {
        try {
            ec2().deleteSecurityGroup(id);
        } catch (AwsRefusal stillReferredTo) {
            account.transitions().at(account.transitions().now(), id + " stays: " + stillReferredTo.code(), () -> {});
        }
    }

    String createControlPlaneInterface(
            String subnetId, List<String> groupIds, String description, Map<String, String> tags) {
        return ec2().createInterface(subnetId, groupIds, description, CONTROL_PLANE_REQUESTER, true, tags)
                .networkInterfaceId();
    }

    void deleteInterface(String id) {
        ec2().deleteInterface(id);
    }

    /** Makes a launch template from what another one says and what is added to that; tells its id. */
    String createLaunchTemplate(
            String name, ResponseLaunchTemplateData base, RequestLaunchTemplateData content, Map<String, String> tags) {
        return ec2().createLaunchTemplate(name, base, content, tags, nodegroupRole())
                .launchTemplateId();
    }

    /** Adds a version to a launch template; tells its number. */
    String addLaunchTemplateVersion(String id, ResponseLaunchTemplateData base, RequestLaunchTemplateData content) {
        return String.valueOf(ec2().addLaunchTemplateVersion(id, base, content, nodegroupRole())
                .versionNumber());
    }

    private String nodegroupRole() {
        return account.globalArn("sts", "assumed-role/" + NODEGROUP_ROLE + "/EKS");
    }

    String createSecurityGroup(String name, String description, String vpcId, Map<String, String> tags) {
        return ec2().createSecurityGroup(vpcId, name, description, tags).groupId();
    }

    /** Lets TCP to a port in, from members of other groups or from everywhere. */
    void allowPort(String groupId, int port, List<String> fromGroupIds) {
        IpPermission.Builder permission =
                IpPermission.builder().ipProtocol("tcp").fromPort(port).toPort(port);
        if (fromGroupIds.isEmpty()) {
            permission.ipRanges(IpRange.builder().cidrIp("0.0.0.0/0").build());
        } else {
            permission.userIdGroupPairs(fromGroupIds.stream()
                    .map(id -> UserIdGroupPair.builder().groupId(id).build())
                    .toList());
        }
        AuthorizeSecurityGroupIngressRequest request = AuthorizeSecurityGroupIngressRequest.builder()
                .groupId(groupId)
                .ipPermissions(permission.build())
                .build();
        var unused = account.service(Ec2Service.class).answer(request, AuthorizeSecurityGroupIngressResponse.class);
    }

    /** Deletes a security group, or fails as EC2 refuses. */
    void requireDeletedSecurityGroup(String id) {
        ec2().deleteSecurityGroup(id);
    }

    boolean hasLaunchTemplate(String id) {
        return ec2().launchTemplate(id).isPresent();
    }

    /** The running instances that are meant for a cluster and belong to no managed node group. */
    List<Instance> selfManagedNodes(String clusterName) {
        return ec2().runningInstancesTagged("kubernetes.io/cluster/" + clusterName).stream()
                .filter(instance ->
                        instance.tags().stream().noneMatch(tag -> tag.key().equals("eks:nodegroup-name")))
                .toList();
    }

    /** The private name of an instance, by which Kubernetes knows its node. */
    String nodeName(String instanceId) {
        return ec2().instance(instanceId).map(Instance::privateDnsName).orElse(instanceId);
    }

    /** Leaves the interfaces that the VPC CNI plugin gave to nodes of a cluster to stay when their nodes go. */
    void abandonPodInterfaces(String clusterName) {
        ec2().outliveInstances("cluster.k8s.amazonaws.com/name", clusterName);
    }

    void deleteLaunchTemplate(String id) {
        ec2().deleteLaunchTemplate(id);
    }

    /** Whether the route table of a subnet leads straight to an internet gateway. */
    boolean hasDirectRouteOut(String subnetId) {
        return egress(subnetId) == Egress.INTERNET_GATEWAY;
    }

    private SubnetFacts facts(Subnet subnet) {
        return new SubnetFacts(
                subnet.subnetId(),
                subnet.vpcId(),
                subnet.availabilityZone(),
                subnet.availabilityZoneId(),
                subnet.availableIpAddressCount(),
                Boolean.TRUE.equals(subnet.mapPublicIpOnLaunch()),
                !subnet.ipv6CidrBlockAssociationSet().isEmpty(),
                egress(subnet.subnetId()));
    }

    private Egress egress(String subnetId) {
        if (account.lenient() || ec2().reachesInternet(subnetId, false)) {
            return Egress.NAT;
        }
        return ec2().reachesInternet(subnetId, true) ? Egress.INTERNET_GATEWAY : Egress.NONE;
    }

    private static LaunchTemplateFacts madeUp(@Nullable String id, @Nullable String name, @Nullable String version) {
        return new LaunchTemplateFacts(
                id == null ? "lt-" + name : id,
                name == null ? String.valueOf(id) : name,
                version == null ? "1" : version,
                ResponseLaunchTemplateData.builder().build());
    }

    private static LaunchTemplateFacts facts(LaunchTemplateVersion version) {
        return new LaunchTemplateFacts(
                version.launchTemplateId(),
                version.launchTemplateName(),
                String.valueOf(version.versionNumber()),
                version.launchTemplateData());
    }

    private Ec2Actors ec2() {
        return account.service(Ec2Service.class).actors();
    }
}

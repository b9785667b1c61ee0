package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.service.eks.SubnetFacts.Egress;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the nodes of a group can reach and enter their cluster. */
final class NodeJoin {
    /** A node asks EC2 about itself and pulls images from ECR, whose layers are in S3. */
    private static final List<String> SERVICES_OF_NODES = List.of("ec2", "ecr.api", "ecr.dkr", "s3");

    private final RoleChecks roles;
    private final ManagedAccess access;
    private final Ec2Side ec2;

    NodeJoin(RoleChecks roles, ManagedAccess access, Ec2Side ec2) {
        this.roles = roles;
        this.access = access;
        this.ec2 = ec2;
    }

    boolean succeeds(ClusterState cluster, NodegroupState group, Instant now) {
        return roles.letsNodesJoin(group.nodeRole(), pluginHasRole(cluster, now), now)
                && access.letsNodesIn(cluster, group.nodeRole())
                && ec2.resolvesNames(cluster.vpcId())
                && reachesControlPlane(cluster, group)
                && group.model().subnets().stream().allMatch(id -> hasWayOut(cluster, group, id));
    }

    /** Whether the CNI plugin has its permissions by a role of its own, so that the nodes' role need not have them. */
    private boolean pluginHasRole(ClusterState cluster, Instant now) {
        Stream<String> byAddon = Optional.ofNullable(cluster.addons().get("vpc-cni")).stream()
                .map(addon -> addon.model().serviceAccountRoleArn())
                .filter(Objects::nonNull);
        Stream<String> byPodIdentity = PodIdentities.find(cluster, "kube-system", "aws-node").stream()
                .map(state -> state.model().roleArn());
        return Stream.concat(byAddon, byPodIdentity)
                .anyMatch(arn -> roles.iam()
                        .sight(arn, now)
                        .filter(role -> role.hasPolicy("AmazonEKS_CNI_Policy"))
                        .isPresent());
    }

    /**
     * With private endpoint access the control plane is inside the VPC, behind its security groups; without it, it must let
     * in the addresses that nodes come from.
     */
    boolean reachesControlPlane(ClusterState cluster, NodegroupState group) {
        EndpointAccess endpoint = EndpointAccess.of(cluster.model().resourcesVpcConfig());
        if (!endpoint.privateAccess()) {
            return endpoint.publicCidrs().contains("0.0.0.0/0")
                    || group.model().subnets().stream().allMatch(id -> ec2.isSeenFrom(id, endpoint.publicCidrs()));
        }
        List<String> nodes = NodeTemplate.securityGroups(cluster, group);
        return ControlPlaneNetwork.groups(cluster).stream().anyMatch(control -> ec2.letsIn(control, nodes));
    }

    /** Nodes pull images and register, so they need a way out of their subnet, or endpoints for all of that. */
    private boolean hasWayOut(ClusterState cluster, NodegroupState group, String subnetId) {
        Optional<SubnetFacts> found = ec2.subnet(subnetId);
        if (found.isEmpty()) {
            return false;
        }
        SubnetFacts subnet = found.get();
        return switch (subnet.egress()) {
            case NAT -> true;
            case INTERNET_GATEWAY ->
                subnet.assignsPublicAddresses()
                        || group.template()
                                .filter(LaunchTemplateFacts::forcesPublicAddress)
                                .isPresent();
            case NONE ->
                EndpointAccess.of(cluster.model().resourcesVpcConfig()).privateAccess()
                        && ec2.reachesByEndpoints(subnetId, SERVICES_OF_NODES);
        };
    }

    /** Whether a subnet is public, by where its default route leads. */
    static boolean isPublic(SubnetFacts subnet) {
        return subnet.egress() == Egress.INTERNET_GATEWAY;
    }
}

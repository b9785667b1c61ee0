package io.github.ekssdk.testing.internal.service.ec2;

import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsResponse;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclAssociation;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Describes the network ACLs: the one that each VPC begins with, and those of the account. */
final class NetworkAcls {
    private final Ec2World world;
    private final Filters<NetworkAcl> filters;

    NetworkAcls(Ec2World world) {
        this.world = world;
        this.filters = new Filters<NetworkAcl>()
                .on("network-acl-id", NetworkAcl::networkAclId)
                .on("vpc-id", NetworkAcl::vpcId)
                .on("default", NetworkAcl::isDefault)
                .on("owner-id", NetworkAcl::ownerId)
                .on("association.subnet-id", acl -> associations(acl, NetworkAclAssociation::subnetId))
                .on("association.network-acl-id", acl -> associations(acl, NetworkAclAssociation::networkAclId))
                .on(
                        "association.association-id",
                        acl -> associations(acl, NetworkAclAssociation::networkAclAssociationId))
                .onTags(acl -> world.tags.of(acl.networkAclId()));
    }

    public DescribeNetworkAclsResponse describe(DescribeNetworkAclsRequest request) {
        List<NetworkAcl> acls = world.networkAcls.choose(request.networkAclIds()).stream()
                .map(this::render)
                .toList();
        Pages.Page<NetworkAcl> page =
                Pages.USUAL.of(filters.apply(request.filters(), acls), request.maxResults(), request.nextToken());
        return DescribeNetworkAclsResponse.builder()
                .networkAcls(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    /** The ACL of a subnet and the association of the two. */
    record Use(String aclId, String associationId) {}

    /** The ACL that a subnet was given, else the default one of its VPC. */
    Use use(Subnet subnet) {
        Use given = world.aclOfSubnet.get(subnet.subnetId());
        return given == null
                ? new Use(defaultOf(subnet.vpcId()), subnet.subnetId().replace("subnet-", "aclassoc-"))
                : given;
    }

    private String defaultOf(String vpcId) {
        return world.networkAcls.stream()
                .filter(acl -> acl.vpcId().equals(vpcId) && Boolean.TRUE.equals(acl.isDefault()))
                .findFirst()
                .map(NetworkAcl::networkAclId)
                .orElse("");
    }

    NetworkAcl render(NetworkAcl acl) {
        List<NetworkAclAssociation> associations = world.subnetsByVpc.of(acl.vpcId()).stream()
                .filter(subnet -> use(subnet).aclId().equals(acl.networkAclId()))
                .map(subnet -> NetworkAclAssociation.builder()
                        .networkAclAssociationId(use(subnet).associationId())
                        .networkAclId(acl.networkAclId())
                        .subnetId(subnet.subnetId())
                        .build())
                .toList();
        return acl.toBuilder()
                .associations(associations)
                .tags(world.tags.list(acl.networkAclId()))
                .build();
    }

    private static List<String> associations(NetworkAcl acl, Function<NetworkAclAssociation, String> field) {
        return acl.associations().stream().map(field).toList();
    }
}

package io.github.ekssdk.testing.internal.service.ec2;

import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsResponse;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclAssociation;

/** Describes the network ACL that each VPC begins with. */
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

    DescribeNetworkAclsResponse describe(DescribeNetworkAclsRequest request) {
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

    private NetworkAcl render(NetworkAcl acl) {
        List<NetworkAclAssociation> associations = world.subnets.stream()
                .filter(subnet -> subnet.vpcId().equals(acl.vpcId()))
                .map(subnet -> NetworkAclAssociation.builder()
                        .networkAclAssociationId(subnet.subnetId().replace("subnet-", "aclassoc-"))
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

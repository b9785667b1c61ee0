package io.github.ekssdk.testing.internal.service.ec2;

import io.github.ekssdk.testing.internal.AwsRefusal;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** The kinds of things that EC2 keeps: the shape of their ids, their tag resource type, how a wrong id is refused. */
enum Kind {
    VPC("vpc", ResourceType.VPC, "vpcId", "InvalidVpcID.NotFound", "The vpc ID '%s' does not exist"),
    SUBNET("subnet", ResourceType.SUBNET, "subnetId", "InvalidSubnetID.NotFound", "The subnet ID '%s' does not exist"),
    INTERNET_GATEWAY(
            "igw",
            ResourceType.INTERNET_GATEWAY,
            "internetGatewayId",
            "InvalidInternetGatewayID.NotFound",
            "The internetGateway ID '%s' does not exist"),
    ADDRESS(
            "eipalloc",
            ResourceType.ELASTIC_IP,
            "allocationId",
            "InvalidAllocationID.NotFound",
            "The allocation ID '%s' does not exist"),
    NAT_GATEWAY(
            "nat", ResourceType.NATGATEWAY, "natGatewayId", "NatGatewayNotFound", "The Nat Gateway %s was not found"),
    ROUTE_TABLE(
            "rtb",
            ResourceType.ROUTE_TABLE,
            "routeTableId",
            "InvalidRouteTableID.NotFound",
            "The routeTable ID '%s' does not exist"),
    NETWORK_ACL(
            "acl",
            ResourceType.NETWORK_ACL,
            "networkAclId",
            "InvalidNetworkAclID.NotFound",
            "The networkAcl ID '%s' does not exist"),
    SECURITY_GROUP(
            "sg",
            ResourceType.SECURITY_GROUP,
            "groupId",
            "InvalidGroup.NotFound",
            "The security group '%s' does not exist"),
    SECURITY_GROUP_RULE(
            "sgr",
            ResourceType.SECURITY_GROUP_RULE,
            "securityGroupRuleId",
            "InvalidSecurityGroupRuleId.NotFound",
            "The security group rule ID '%s' does not exist"),
    NETWORK_INTERFACE(
            "eni",
            ResourceType.NETWORK_INTERFACE,
            "networkInterfaceId",
            "InvalidNetworkInterfaceID.NotFound",
            "The networkInterface ID '%s' does not exist"),
    LAUNCH_TEMPLATE(
            "lt",
            ResourceType.LAUNCH_TEMPLATE,
            "launchTemplateId",
            "InvalidLaunchTemplateId.NotFound",
            "The specified launch template, with template ID %s, does not exist."),
    INSTANCE(
            "i",
            ResourceType.INSTANCE,
            "instanceId",
            "InvalidInstanceID.NotFound",
            "The instance ID '%s' does not exist"),
    VPC_ENDPOINT(
            "vpce",
            ResourceType.VPC_ENDPOINT,
            "vpcEndpointId",
            "InvalidVpcEndpointId.NotFound",
            "The Vpc Endpoint Id '%s' does not exist"),
    EGRESS_ONLY_INTERNET_GATEWAY(
            "eigw",
            ResourceType.EGRESS_ONLY_INTERNET_GATEWAY,
            "egressOnlyInternetGatewayId",
            "InvalidGatewayID.NotFound",
            "The eigw ID '%s' does not exist"),
    DHCP_OPTIONS(
            "dopt",
            ResourceType.DHCP_OPTIONS,
            "dhcpOptionsId",
            "InvalidDhcpOptionID.NotFound",
            "The dhcpOption ID '%s' does not exist"),
    PREFIX_LIST(
            "pl",
            ResourceType.PREFIX_LIST,
            "prefixListId",
            "InvalidPrefixListID.NotFound",
            "The prefix list ID '%s' does not exist"),
    KEY_PAIR("key", ResourceType.KEY_PAIR, "keyPairId", "InvalidKeyPair.NotFound", "The key pair '%s' does not exist"),
    VOLUME("vol", ResourceType.VOLUME, "volumeId", "InvalidVolume.NotFound", "The volume '%s' does not exist."),
    SNAPSHOT(
            "snap",
            ResourceType.SNAPSHOT,
            "snapshotId",
            "InvalidSnapshot.NotFound",
            "The snapshot '%s' does not exist."),
    FLOW_LOG(
            "fl",
            ResourceType.VPC_FLOW_LOG,
            "flowLogId",
            "InvalidFlowLogId.NotFound",
            "These flow log ids in the input list are not found: [%s]"),
    IMAGE("ami", ResourceType.IMAGE, "imageId", "InvalidAMIID.NotFound", "The image id '[%s]' does not exist"),
    VPC_PEERING_CONNECTION(
            "pcx",
            ResourceType.VPC_PEERING_CONNECTION,
            "vpcPeeringConnectionId",
            "InvalidVpcPeeringConnectionID.NotFound",
            "The vpcPeeringConnection ID '%s' does not exist"),
    PLACEMENT_GROUP(
            "pg",
            ResourceType.PLACEMENT_GROUP,
            "groupId",
            "InvalidPlacementGroup.Unknown",
            "The Placement Group '%s' is unknown.");

    private final String prefix;
    private final ResourceType tagType;
    private final String parameter;
    private final String notFoundCode;
    private final String notFoundMessage;

    Kind(String prefix, ResourceType tagType, String parameter, String notFoundCode, String notFoundMessage) {
        this.prefix = prefix;
        this.tagType = tagType;
        this.parameter = parameter;
        this.notFoundCode = notFoundCode;
        this.notFoundMessage = notFoundMessage;
    }

    /** The kind whose ids begin like this one. */
    static Optional<Kind> ofId(String id) {
        String prefix = id.contains("-") ? id.substring(0, id.indexOf('-')) : id;
        return Arrays.stream(values())
                .filter(kind -> kind.prefix.equals(prefix))
                .findFirst();
    }

    String prefix() {
        return prefix;
    }

    ResourceType tagType() {
        return tagType;
    }

    /** Name of the request parameter that usually holds an id of this kind. */
    String parameter() {
        return parameter;
    }

    AwsRefusal notFound(String id) {
        return Refusals.badRequest(notFoundCode, notFoundMessage.formatted(id));
    }

    /** Refuses an id that cannot be one of this kind, where EC2 tells that apart from an id that nothing has. */
    void checkForm(String id) {
        String code = malformedCode();
        if (code != null && !id.matches(prefix + "-([0-9a-f]{8}|[0-9a-f]{17})")) {
            throw Refusals.badRequest(code, "Invalid id: \"" + id + "\" (expecting \"" + prefix + "-...\")");
        }
    }

    private @Nullable String malformedCode() {
        return switch (this) {
            case SECURITY_GROUP -> "InvalidGroupId.Malformed";
            case SECURITY_GROUP_RULE -> "InvalidSecurityGroupRuleId.Malformed";
            case INSTANCE -> "InvalidInstanceID.Malformed";
            case ROUTE_TABLE -> "InvalidRouteTableId.Malformed";
            case NETWORK_INTERFACE -> "InvalidNetworkInterfaceId.Malformed";
            case LAUNCH_TEMPLATE -> "InvalidLaunchTemplateId.Malformed";
            case NAT_GATEWAY -> "NatGatewayMalformed";
            case VPC_ENDPOINT -> "InvalidVpcEndpointId.Malformed";
            case IMAGE -> "InvalidAMIID.Malformed";
            case VPC_PEERING_CONNECTION -> "InvalidVpcPeeringConnectionId.Malformed";
            case SNAPSHOT -> "InvalidSnapshotID.Malformed";
            case VOLUME -> "InvalidVolumeID.Malformed";
            default -> null;
        };
    }
}

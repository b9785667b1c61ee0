package io.github.ekssdk.testing.internal.service.cloudformation;

import io.github.ekssdk.testing.internal.service.cloudformation.Kind.Order;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** VPCs, subnets, route tables and security groups. */
final class NetworkKinds {
    private static final List<String> VPC_SETTINGS = List.of("EnableDnsSupport", "EnableDnsHostnames");
    private static final List<String> SUBNET_SETTINGS = List.of("MapPublicIpOnLaunch", "AssignIpv6AddressOnCreation");

    private NetworkKinds() {}

    static List<Kind> all() {
        return List.of(
                vpc(),
                subnet(),
                routeTable(),
                route(),
                association(),
                securityGroup(),
                rule("Ingress"),
                rule("Egress"));
    }

    /** The properties as parameters of an EC2 call that tags what it makes. */
    static Map<String, Object> tagged(Order order, String resourceType, String... without) {
        Map<String, Object> members = order.without(without);
        members.remove("Tags");
        List<Object> tags = Values.list(order.properties().get("Tags"));
        if (!tags.isEmpty()) {
            members.put("TagSpecifications", List.of(Map.of("ResourceType", resourceType, "Tags", tags)));
        }
        return members;
    }

    private static Kind vpc() {
        return Kind.of("AWS::EC2::VPC", NetworkKinds::makeVpc)
                .attribute("VpcId", (made, aws) -> made.physicalId())
                .attribute("CidrBlock", "ec2", "DescribeVpcs", "VpcIds", "Vpcs.0.CidrBlock")
                .attribute(
                        "DefaultSecurityGroup",
                        (made, aws) ->
                                ofVpc(made, aws, "DescribeSecurityGroups", "group-name", "SecurityGroups.0.GroupId"))
                .attribute(
                        "DefaultNetworkAcl",
                        (made, aws) -> Values.text(Values.at(
                                aws.call("ec2", "DescribeNetworkAcls", Map.of("Filters", List.of(vpcFilter(made)))),
                                "NetworkAcls.0.NetworkAclId")))
                .changing(
                        (made, after, aws) -> {
                            settings("Vpc", VPC_SETTINGS, made.physicalId(), after, aws);
                            Retag.ec2(made, after, aws, made.physicalId());
                        },
                        "EnableDnsSupport",
                        "EnableDnsHostnames",
                        "Tags")
                .delete("ec2", "DeleteVpc", "VpcId");
    }

    private static String makeVpc(Order order, Aws aws) {
        Map<String, Object> made =
                aws.call("ec2", "CreateVpc", tagged(order, "vpc", "EnableDnsSupport", "EnableDnsHostnames"));
        String id = Values.text(Values.at(made, "Vpc.VpcId"));
        settings("Vpc", VPC_SETTINGS, id, order, aws);
        return id;
    }

    private static void settings(String what, List<String> names, String id, Order order, Aws aws) {
        for (String setting : names) {
            if (order.has(setting)) {
                aws.call(
                        "ec2",
                        "Modify" + what + "Attribute",
                        Map.of(what + "Id", id, setting, Map.of("Value", order.text(setting))));
            }
        }
    }

    private static String ofVpc(Made made, Aws aws, String operation, String filter, String path) {
        Map<String, Object> byName = Map.of("Name", filter, "Values", List.of("default"));
        return Values.text(Values.at(
                aws.call("ec2", operation, Map.of("Filters", List.of(vpcFilter(made), byName))), path));
    }

    private static Map<String, Object> vpcFilter(Made made) {
        return Map.of("Name", "vpc-id", "Values", List.of(made.physicalId()));
    }

    private static Kind subnet() {
        return Kind.of("AWS::EC2::Subnet", NetworkKinds::makeSubnet)
                .attribute("SubnetId", (made, aws) -> made.physicalId())
                .attribute("AvailabilityZone", "ec2", "DescribeSubnets", "SubnetIds", "Subnets.0.AvailabilityZone")
                .attribute("CidrBlock", "ec2", "DescribeSubnets", "SubnetIds", "Subnets.0.CidrBlock")
                .attribute("VpcId", "ec2", "DescribeSubnets", "SubnetIds", "Subnets.0.VpcId")
                .changing(
                        (made, after, aws) -> {
                            settings("Subnet", SUBNET_SETTINGS, made.physicalId(), after, aws);
                            Retag.ec2(made, after, aws, made.physicalId());
                        },
                        "MapPublicIpOnLaunch",
                        "AssignIpv6AddressOnCreation",
                        "Tags")
                .delete("ec2", "DeleteSubnet", "SubnetId");
    }

    private static String makeSubnet(Order order, Aws aws) {
        Map<String, Object> made = aws.call(
                "ec2", "CreateSubnet", tagged(order, "subnet", "MapPublicIpOnLaunch", "AssignIpv6AddressOnCreation"));
        String id = Values.text(Values.at(made, "Subnet.SubnetId"));
        settings("Subnet", SUBNET_SETTINGS, id, order, aws);
        return id;
    }

    private static Kind routeTable() {
        return Kind.of(
                        "AWS::EC2::RouteTable",
                        (order, aws) -> Values.text(Values.at(
                                aws.call("ec2", "CreateRouteTable", tagged(order, "route-table")),
                                "RouteTable.RouteTableId")))
                .attribute("RouteTableId", (made, aws) -> made.physicalId())
                .changing((made, after, aws) -> Retag.ec2(made, after, aws, made.physicalId()), "Tags")
                .delete("ec2", "DeleteRouteTable", "RouteTableId");
    }

    private static Kind route() {
        return Kind.of("AWS::EC2::Route", (order, aws) -> {
                    aws.call("ec2", "CreateRoute", order.properties());
                    String to = order.text("DestinationCidrBlock") + order.text("DestinationIpv6CidrBlock");
                    return order.text("RouteTableId") + "|" + to;
                })
                .changing(
                        (made, after, aws) -> aws.call("ec2", "ReplaceRoute", after.properties()),
                        "GatewayId",
                        "NatGatewayId",
                        "EgressOnlyInternetGatewayId",
                        "NetworkInterfaceId",
                        "InstanceId",
                        "VpcPeeringConnectionId")
                .delete((made, aws) -> {
                    Map<String, Object> key = new LinkedHashMap<>(made.properties());
                    key.keySet().retainAll(List.of("RouteTableId", "DestinationCidrBlock", "DestinationIpv6CidrBlock"));
                    aws.call("ec2", "DeleteRoute", key);
                });
    }

    private static Kind association() {
        return Kind.of(
                        "AWS::EC2::SubnetRouteTableAssociation",
                        (order, aws) -> Values.text(
                                Values.at(aws.call("ec2", "AssociateRouteTable", order.properties()), "AssociationId")))
                .attribute("Id", (made, aws) -> made.physicalId())
                .delete("ec2", "DisassociateRouteTable", "AssociationId");
    }

    private static Kind securityGroup() {
        return Kind.of("AWS::EC2::SecurityGroup", NetworkKinds::makeSecurityGroup)
                .attribute("GroupId", (made, aws) -> made.physicalId())
                .attribute("VpcId", "ec2", "DescribeSecurityGroups", "GroupIds", "SecurityGroups.0.VpcId")
                .changing(NetworkKinds::changeSecurityGroup, "SecurityGroupIngress", "SecurityGroupEgress", "Tags")
                .delete("ec2", "DeleteSecurityGroup", "GroupId");
    }

    private static String makeSecurityGroup(Order order, Aws aws) {
        Map<String, Object> members = tagged(
                order,
                "security-group",
                "GroupDescription",
                "GroupName",
                "SecurityGroupIngress",
                "SecurityGroupEgress");
        members.put("Description", order.text("GroupDescription"));
        members.put("GroupName", order.name("GroupName", aws));
        String id = Values.text(Values.at(aws.call("ec2", "CreateSecurityGroup", members), "GroupId"));
        for (Object rule : Values.list(order.properties().get("SecurityGroupIngress"))) {
            authorize("Ingress", id, Values.map(rule), aws);
        }
        List<Object> egress = Values.list(order.properties().get("SecurityGroupEgress"));
        if (!egress.isEmpty()) {
            Map<String, Object> open = Map.of("IpProtocol", "-1", "IpRanges", List.of(Map.of("CidrIp", "0.0.0.0/0")));
            aws.call("ec2", "RevokeSecurityGroupEgress", Map.of("GroupId", id, "IpPermissions", List.of(open)));
            egress.forEach(rule -> authorize("Egress", id, Values.map(rule), aws));
        }
        return id;
    }

    /** Rules that the template no longer has go, those that it has now come; others' rules stay. */
    private static void changeSecurityGroup(Made made, Order after, Aws aws) {
        for (String direction : List.of("Ingress", "Egress")) {
            String property = "SecurityGroup" + direction;
            List<Object> before = Values.list(made.properties().get(property));
            List<Object> wanted = Values.list(after.properties().get(property));
            before.stream().filter(rule -> !wanted.contains(rule)).forEach(rule -> revoke(direction, made, rule, aws));
            wanted.stream()
                    .filter(rule -> !before.contains(rule))
                    .forEach(rule -> authorize(direction, made.physicalId(), Values.map(rule), aws));
        }
        Retag.ec2(made, after, aws, made.physicalId());
    }

    private static void revoke(String direction, Made group, Object rule, Aws aws) {
        aws.call(
                "ec2",
                "RevokeSecurityGroup" + direction,
                Map.of(
                        "GroupId",
                        group.physicalId(),
                        "IpPermissions",
                        List.of(permission(direction, Values.map(rule)))));
    }

    private static Kind rule(String direction) {
        return Kind.of(
                        "AWS::EC2::SecurityGroup" + direction,
                        (order, aws) -> authorize(direction, order.text("GroupId"), order.properties(), aws))
                .delete((made, aws) -> aws.call(
                        "ec2",
                        "RevokeSecurityGroup" + direction,
                        Map.of(
                                "GroupId", Values.text(made.properties().get("GroupId")),
                                "SecurityGroupRuleIds", List.of(made.physicalId()))));
    }

    private static String authorize(String direction, String groupId, Map<String, Object> rule, Aws aws) {
        Map<String, Object> made = aws.call(
                "ec2",
                "AuthorizeSecurityGroup" + direction,
                Map.of("GroupId", groupId, "IpPermissions", List.of(permission(direction, rule))));
        return Values.text(Values.at(made, "SecurityGroupRules.0.SecurityGroupRuleId"));
    }

    private static Map<String, Object> permission(String direction, Map<String, Object> rule) {
        Map<String, Object> permission = new LinkedHashMap<>();
        for (String member : List.of("IpProtocol", "FromPort", "ToPort")) {
            if (rule.containsKey(member)) {
                permission.put(member, rule.get(member));
            }
        }
        String other = direction.equals("Ingress") ? "SourceSecurityGroupId" : "DestinationSecurityGroupId";
        String prefixList = direction.equals("Ingress") ? "SourcePrefixListId" : "DestinationPrefixListId";
        Map<String, Object> description =
                rule.containsKey("Description") ? Map.of("Description", rule.get("Description")) : Map.of();
        put(permission, "IpRanges", "CidrIp", rule.get("CidrIp"), description);
        put(permission, "Ipv6Ranges", "CidrIpv6", rule.get("CidrIpv6"), description);
        put(permission, "UserIdGroupPairs", "GroupId", rule.get(other), description);
        put(permission, "PrefixListIds", "PrefixListId", rule.get(prefixList), description);
        return permission;
    }

    private static void put(
            Map<String, Object> permission,
            String list,
            String member,
            @Nullable Object value,
            Map<String, Object> description) {
        if (value != null) {
            Map<String, Object> entry = new LinkedHashMap<>(description);
            entry.put(member, value);
            permission.put(list, List.of(entry));
        }
    }
}

package io.github.ekssdk.testing.internal.service.cloudformation;

import io.github.ekssdk.testing.internal.AwsRefusal;
import java.util.List;
import java.util.Map;

/** Gateways, addresses, endpoints and launch templates. */
final class GatewayKinds {
    private GatewayKinds() {}

    static List<Kind> all() {
        return List.of(internetGateway(), attachment(), address(), natGateway(), endpoint(), launchTemplate());
    }

    private static Kind internetGateway() {
        return Kind.of(
                        "AWS::EC2::InternetGateway",
                        (order, aws) -> Values.text(Values.at(
                                aws.call(
                                        "ec2", "CreateInternetGateway", NetworkKinds.tagged(order, "internet-gateway")),
                                "InternetGateway.InternetGatewayId")))
                .attribute("InternetGatewayId", (made, aws) -> made.physicalId())
                .changing((made, after, aws) -> Retag.ec2(made, after, aws, made.physicalId()), "Tags")
                .delete("ec2", "DeleteInternetGateway", "InternetGatewayId");
    }

    private static Kind attachment() {
        return Kind.of("AWS::EC2::VPCGatewayAttachment", (order, aws) -> {
                    aws.call("ec2", "AttachInternetGateway", order.properties());
                    return "IGW|" + order.text("VpcId");
                })
                .attribute("AttachmentType", (made, aws) -> "IGW")
                .delete((made, aws) -> aws.call("ec2", "DetachInternetGateway", made.properties()));
    }

    private static Kind address() {
        return Kind.of(
                        "AWS::EC2::EIP",
                        (order, aws) -> Values.text(Values.at(
                                aws.call("ec2", "AllocateAddress", NetworkKinds.tagged(order, "elastic-ip")),
                                "PublicIp")))
                .attribute("AllocationId", GatewayKinds::allocation)
                .attribute("PublicIp", (made, aws) -> made.physicalId())
                .changing((made, after, aws) -> Retag.ec2(made, after, aws, allocation(made, aws)), "Tags")
                .delete((made, aws) ->
                        aws.call("ec2", "ReleaseAddress", Map.of("AllocationId", allocation(made, aws))));
    }

    private static String allocation(Made made, Aws aws) {
        Map<String, Object> found =
                aws.call("ec2", "DescribeAddresses", Map.of("PublicIps", List.of(made.physicalId())));
        return Values.text(Values.at(found, "Addresses.0.AllocationId"));
    }

    private static Kind natGateway() {
        return Kind.of(
                        "AWS::EC2::NatGateway",
                        (order, aws) -> Values.text(Values.at(
                                aws.call("ec2", "CreateNatGateway", NetworkKinds.tagged(order, "natgateway")),
                                "NatGateway.NatGatewayId")))
                .attribute("NatGatewayId", (made, aws) -> made.physicalId())
                .readyWhen((made, aws) -> {
                    String state = state(made, aws);
                    if (state.equals("failed")) {
                        throw new AwsRefusal(
                                400, "NotStabilized", "NatGateway " + made.physicalId() + " is in state failed");
                    }
                    return state.equals("available");
                })
                .changing((made, after, aws) -> Retag.ec2(made, after, aws, made.physicalId()), "Tags")
                .delete("ec2", "DeleteNatGateway", "NatGatewayId")
                .goneWhen((made, aws) -> {
                    String state = state(made, aws);
                    return state.equals("deleted") || state.isEmpty();
                });
    }

    private static String state(Made made, Aws aws) {
        Map<String, Object> found =
                aws.call("ec2", "DescribeNatGateways", Map.of("NatGatewayIds", List.of(made.physicalId())));
        return Values.text(Values.at(found, "NatGateways.0.State"));
    }

    private static Kind endpoint() {
        return Kind.of("AWS::EC2::VPCEndpoint", (order, aws) -> {
                    Map<String, Object> members = NetworkKinds.tagged(order, "vpc-endpoint", "PolicyDocument");
                    if (order.has("PolicyDocument")) {
                        members.put("PolicyDocument", Json.of(order.properties().get("PolicyDocument")));
                    }
                    return Values.text(
                            Values.at(aws.call("ec2", "CreateVpcEndpoint", members), "VpcEndpoint.VpcEndpointId"));
                })
                .attribute("Id", (made, aws) -> made.physicalId())
                .changing((made, after, aws) -> Retag.ec2(made, after, aws, made.physicalId()), "Tags")
                .delete("ec2", "DeleteVpcEndpoints", "VpcEndpointIds");
    }

    private static Kind launchTemplate() {
        return Kind.of("AWS::EC2::LaunchTemplate", (order, aws) -> {
                    Map<String, Object> members = order.without("TagSpecifications");
                    members.put("LaunchTemplateName", order.name("LaunchTemplateName", aws));
                    if (order.has("TagSpecifications")) {
                        members.put("TagSpecifications", order.value("TagSpecifications"));
                    }
                    return Values.text(Values.at(
                            aws.call("ec2", "CreateLaunchTemplate", members), "LaunchTemplate.LaunchTemplateId"));
                })
                .attribute("LaunchTemplateId", (made, aws) -> made.physicalId())
                .attribute(
                        "LatestVersionNumber",
                        "ec2",
                        "DescribeLaunchTemplates",
                        "LaunchTemplateIds",
                        "LaunchTemplates.0.LatestVersionNumber")
                .attribute(
                        "DefaultVersionNumber",
                        "ec2",
                        "DescribeLaunchTemplates",
                        "LaunchTemplateIds",
                        "LaunchTemplates.0.DefaultVersionNumber")
                .changing(
                        (made, after, aws) -> aws.call(
                                "ec2",
                                "CreateLaunchTemplateVersion",
                                Map.of(
                                        "LaunchTemplateId", made.physicalId(),
                                        "LaunchTemplateData", after.value("LaunchTemplateData"))),
                        "LaunchTemplateData")
                .delete("ec2", "DeleteLaunchTemplate", "LaunchTemplateId");
    }
}

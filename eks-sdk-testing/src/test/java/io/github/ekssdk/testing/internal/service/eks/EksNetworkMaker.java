package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.service.eks.EksWorld.Network;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DomainType;

/** Makes a VPC with a public and a private subnet in each of two zones. */
final class EksNetworkMaker {
    private final Ec2Client ec2;

    EksNetworkMaker(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    Network make(String region) {
        String vpcId = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        ec2.modifyVpcAttribute(r -> r.vpcId(vpcId).enableDnsHostnames(on -> on.value(true)));
        List<String> open =
                List.of(subnet(vpcId, "10.0.0.0/20", region + "a"), subnet(vpcId, "10.0.16.0/20", region + "b"));
        List<String> inner =
                List.of(subnet(vpcId, "10.0.32.0/20", region + "a"), subnet(vpcId, "10.0.48.0/20", region + "b"));
        routeOut(vpcId, open);
        routeThroughNat(vpcId, open.get(0), inner);
        return new Network(vpcId, open, inner);
    }

    String subnet(String vpcId, String cidr, String zone) {
        return ec2.createSubnet(r -> r.vpcId(vpcId).cidrBlock(cidr).availabilityZone(zone))
                .subnet()
                .subnetId();
    }

    private void routeOut(String vpcId, List<String> subnets) {
        String gateway = ec2.createInternetGateway(r -> {}).internetGateway().internetGatewayId();
        ec2.attachInternetGateway(r -> r.internetGatewayId(gateway).vpcId(vpcId));
        String table = table(vpcId, subnets);
        ec2.createRoute(
                r -> r.routeTableId(table).destinationCidrBlock("0.0.0.0/0").gatewayId(gateway));
        for (String id : subnets) {
            ec2.modifySubnetAttribute(r -> r.subnetId(id).mapPublicIpOnLaunch(on -> on.value(true)));
        }
    }

    private void routeThroughNat(String vpcId, String publicSubnet, List<String> subnets) {
        String address = ec2.allocateAddress(r -> r.domain(DomainType.VPC)).allocationId();
        String nat = ec2.createNatGateway(r -> r.subnetId(publicSubnet).allocationId(address))
                .natGateway()
                .natGatewayId();
        String table = table(vpcId, subnets);
        ec2.createRoute(
                r -> r.routeTableId(table).destinationCidrBlock("0.0.0.0/0").natGatewayId(nat));
    }

    private String table(String vpcId, List<String> subnets) {
        String table = ec2.createRouteTable(r -> r.vpcId(vpcId)).routeTable().routeTableId();
        subnets.forEach(id -> ec2.associateRouteTable(r -> r.routeTableId(table).subnetId(id)));
        return table;
    }
}

package io.github.ekssdk.examples;

import io.github.ekssdk.Eks;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.testing.FakeAws;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * A cluster in a VPC that somebody else made and that is found by its tag {@code Name}, {@code shared}. On AWS there has to be such a
 * VPC, with subnets in two zones that have a way to the internet and the same tag.
 */
public final class ExistingVpc implements Example {

    private static final Tag NAME = Tag.builder().key("Name").value("shared").build();

    /** Runs the example; {@code --help} lists what it takes. */
    public static void main(String[] args) {
        Demo.main(new ExistingVpc(), args);
    }

    @Override
    public ClusterSpec spec(String name) {
        return Eks.cluster(name)
                .vpc(vpc -> vpc.existing(found ->
                        found.tag("Name", "shared").subnetTag("Name", "shared").addMissingTags(true)))
                .managedNodeGroup("general", group -> group.publicSubnets(true).scaling(2))
                .build();
    }

    /** Makes a VPC with two public subnets by the AWS SDK's own client. */
    @Override
    public void beforehand(FakeAws aws) {
        try (Ec2Client ec2 = aws.client(Ec2Client.builder())) {
            String vpcId = ec2.createVpc(request -> request.cidrBlock("10.7.0.0/16"))
                    .vpc()
                    .vpcId();
            ec2.modifyVpcAttribute(request -> request.vpcId(vpcId).enableDnsHostnames(value -> value.value(true)));
            String gatewayId = ec2.createInternetGateway().internetGateway().internetGatewayId();
            ec2.attachInternetGateway(
                    request -> request.internetGatewayId(gatewayId).vpcId(vpcId));
            String tableId = ec2.describeRouteTables(request -> request.filters(
                            Filter.builder().name("vpc-id").values(vpcId).build()))
                    .routeTables()
                    .get(0)
                    .routeTableId();
            ec2.createRoute(request -> request.routeTableId(tableId)
                    .destinationCidrBlock("0.0.0.0/0")
                    .gatewayId(gatewayId));
            tag(ec2, vpcId);
            List.of("a", "b").forEach(zone -> subnet(ec2, vpcId, aws.region() + zone));
        }
    }

    private static void subnet(Ec2Client ec2, String vpcId, String zone) {
        int number = zone.charAt(zone.length() - 1) - 'a';
        String subnetId = ec2.createSubnet(request -> request.vpcId(vpcId)
                        .availabilityZone(zone)
                        .cidrBlock("10.7." + 16 * number + ".0/20")
                        .tagSpecifications(TagSpecification.builder()
                                .resourceType(ResourceType.SUBNET)
                                .tags(NAME)
                                .build()))
                .subnet()
                .subnetId();
        ec2.modifySubnetAttribute(
                request -> request.subnetId(subnetId).mapPublicIpOnLaunch(value -> value.value(true)));
    }

    private static void tag(Ec2Client ec2, String vpcId) {
        ec2.createTags(request -> request.resources(vpcId).tags(NAME));
    }
}

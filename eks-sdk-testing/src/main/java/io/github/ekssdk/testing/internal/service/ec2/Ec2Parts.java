package io.github.ekssdk.testing.internal.service.ec2;

import java.util.List;

/** The classes whose public methods answer operations of EC2, one for each kind of thing. */
final class Ec2Parts {
    private Ec2Parts() {}

    static List<Object> of(Ec2World world) {
        VpcEndpointCatalogue endpointServices = new VpcEndpointCatalogue(world);
        Instances instances = new Instances(world);
        InstanceRuns runs = new InstanceRuns(world, instances);
        Snapshots snapshots = new Snapshots(world);
        LaunchTemplates launchTemplates = new LaunchTemplates(world);
        return List.of(
                new AccountAttributes(world),
                new Addresses(world),
                new AvailabilityZones(world),
                new InstanceTypeCatalogue(world),
                new InternetGateways(world),
                launchTemplates,
                new LaunchTemplateVersions(world, launchTemplates),
                new NatGateways(world),
                new NetworkAcls(world),
                new NetworkInterfaces(world),
                new Regions(world.account),
                new RouteTableAssociations(world),
                new RouteTables(world),
                new Routes(world),
                new SecurityGroupRules(world),
                new SecurityGroups(world),
                new SubnetAttributes(world),
                new Subnets(world),
                new TagCalls(world),
                new VpcAttributes(world),
                new Vpcs(world),
                instances,
                new Fleets(world, runs),
                new FlowLogs(world),
                new Images(world),
                new InstanceAttributes(world),
                runs,
                new InstanceStates(world, instances),
                new InstanceRequirements(),
                new InterfaceChanges(world),
                new KeyPairs(world),
                new NetworkAclChanges(world),
                new OwnImages(world, snapshots),
                new Peerings(world),
                new PlacementGroups(world),
                new PrivateAddresses(world),
                new RuleChanges(world),
                snapshots,
                new SpotPrices(world),
                new VolumeChanges(world),
                new Volumes(world),
                new CidrBlocks(world),
                new DhcpOptionSets(world),
                new EgressOnlyGateways(world),
                new PrefixLists(world),
                endpointServices,
                new VpcEndpoints(world, endpointServices));
    }
}

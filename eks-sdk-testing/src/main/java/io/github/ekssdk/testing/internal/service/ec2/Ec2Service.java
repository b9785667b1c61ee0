package io.github.ekssdk.testing.internal.service.ec2;

import io.github.ekssdk.testing.Resource;
import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Call;
import io.github.ekssdk.testing.internal.FakeService;
import java.util.List;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.ec2.model.AllocateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AllocateAddressResponse;
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressResponse;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionResponse;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayResponse;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteResponse;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.CreateSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateSubnetResponse;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsResponse;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcResponse;
import software.amazon.awssdk.services.ec2.model.DeleteInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteResponse;
import software.amazon.awssdk.services.ec2.model.DeleteRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAccountAttributesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAccountAttributesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.DetachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DetachInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressRequest;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressResponse;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteResponse;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteTableAssociationRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteTableAssociationResponse;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressResponse;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesResponse;

/** EC2 of one account in one region. Each public method answers the operation of its name; the work is done per kind of thing. */
public final class Ec2Service implements FakeService {
    private final Admission admission;
    private final Ec2Inventory inventory;
    private final Ec2Actors actors;
    private final AvailabilityZones zones;
    private final Regions regions;
    private final AccountAttributes accountAttributes;
    private final Vpcs vpcs;
    private final VpcAttributes vpcAttributes;
    private final Subnets subnets;
    private final SubnetAttributes subnetAttributes;
    private final InternetGateways internetGateways;
    private final Addresses addresses;
    private final NatGateways natGateways;
    private final RouteTables routeTables;
    private final Routes routes;
    private final RouteTableAssociations associations;
    private final NetworkAcls networkAcls;
    private final SecurityGroups securityGroups;
    private final SecurityGroupRules rules;
    private final NetworkInterfaces networkInterfaces;
    private final LaunchTemplates launchTemplates;
    private final LaunchTemplateVersions launchTemplateVersions;
    private final TagCalls tagCalls;
    private final Instances instances;
    private final InstanceTypeCatalogue catalogue;
    private final List<Object> handlers;

    /** EC2 of an account, with a default VPC if the account has any. */
    public Ec2Service(Account account) {
        Ec2World world = new Ec2World(account);
        this.admission = new Admission(account.quotas());
        this.inventory = new Ec2Inventory(world);
        this.actors = new Ec2Actors(world);
        this.zones = new AvailabilityZones(world);
        this.regions = new Regions(account);
        this.accountAttributes = new AccountAttributes(world);
        this.vpcs = new Vpcs(world);
        this.vpcAttributes = new VpcAttributes(world);
        this.subnets = new Subnets(world);
        this.subnetAttributes = new SubnetAttributes(world);
        this.internetGateways = new InternetGateways(world);
        this.addresses = new Addresses(world);
        this.natGateways = new NatGateways(world);
        this.routeTables = new RouteTables(world);
        this.routes = new Routes(world);
        this.associations = new RouteTableAssociations(world);
        this.networkAcls = new NetworkAcls(world);
        this.securityGroups = new SecurityGroups(world);
        this.rules = new SecurityGroupRules(world);
        this.networkInterfaces = new NetworkInterfaces(world);
        this.launchTemplates = new LaunchTemplates(world);
        this.launchTemplateVersions = new LaunchTemplateVersions(world, launchTemplates);
        this.tagCalls = new TagCalls(world);
        this.instances = new Instances(world);
        this.catalogue = new InstanceTypeCatalogue(world);
        this.handlers = Ec2Parts.of(this, world);
        if (account.hasDefaultVpc()) {
            new DefaultNetwork(world).make();
        }
    }

    @Override
    public List<?> handlers() {
        return handlers;
    }

    @Override
    public String name() {
        return "ec2";
    }

    @Override
    public void admit(SdkRequest request, Call call) {
        admission.check(request, call);
    }

    @Override
    public List<Resource> inventory() {
        return inventory.list();
    }

    /** What other services of AWS do in this EC2. */
    public Ec2Actors actors() {
        return actors;
    }

    public DescribeAvailabilityZonesResponse describeAvailabilityZones(DescribeAvailabilityZonesRequest request) {
        return zones.describe(request);
    }

    public DescribeRegionsResponse describeRegions(DescribeRegionsRequest request) {
        return regions.describe(request);
    }

    public DescribeAccountAttributesResponse describeAccountAttributes(DescribeAccountAttributesRequest request) {
        return accountAttributes.describe(request);
    }

    public CreateVpcResponse createVpc(CreateVpcRequest request) {
        return vpcs.create(request);
    }

    public DescribeVpcsResponse describeVpcs(DescribeVpcsRequest request) {
        return vpcs.describe(request);
    }

    public DeleteVpcResponse deleteVpc(DeleteVpcRequest request) {
        return vpcs.delete(request);
    }

    public DescribeVpcAttributeResponse describeVpcAttribute(DescribeVpcAttributeRequest request) {
        return vpcAttributes.describe(request);
    }

    public ModifyVpcAttributeResponse modifyVpcAttribute(ModifyVpcAttributeRequest request) {
        return vpcAttributes.modify(request);
    }

    public CreateSubnetResponse createSubnet(CreateSubnetRequest request) {
        return subnets.create(request);
    }

    public DescribeSubnetsResponse describeSubnets(DescribeSubnetsRequest request) {
        return subnets.describe(request);
    }

    public ModifySubnetAttributeResponse modifySubnetAttribute(ModifySubnetAttributeRequest request) {
        return subnetAttributes.modify(request);
    }

    public DeleteSubnetResponse deleteSubnet(DeleteSubnetRequest request) {
        return subnets.delete(request);
    }

    public CreateInternetGatewayResponse createInternetGateway(CreateInternetGatewayRequest request) {
        return internetGateways.create(request);
    }

    public DescribeInternetGatewaysResponse describeInternetGateways(DescribeInternetGatewaysRequest request) {
        return internetGateways.describe(request);
    }

    public AttachInternetGatewayResponse attachInternetGateway(AttachInternetGatewayRequest request) {
        return internetGateways.attach(request);
    }

    public DetachInternetGatewayResponse detachInternetGateway(DetachInternetGatewayRequest request) {
        return internetGateways.detach(request);
    }

    public DeleteInternetGatewayResponse deleteInternetGateway(DeleteInternetGatewayRequest request) {
        return internetGateways.delete(request);
    }

    public AllocateAddressResponse allocateAddress(AllocateAddressRequest request) {
        return addresses.allocate(request);
    }

    public DescribeAddressesResponse describeAddresses(DescribeAddressesRequest request) {
        return addresses.describe(request);
    }

    public ReleaseAddressResponse releaseAddress(ReleaseAddressRequest request) {
        return addresses.release(request);
    }

    public CreateNatGatewayResponse createNatGateway(CreateNatGatewayRequest request) {
        return natGateways.create(request);
    }

    public DescribeNatGatewaysResponse describeNatGateways(DescribeNatGatewaysRequest request) {
        return natGateways.describe(request);
    }

    public DeleteNatGatewayResponse deleteNatGateway(DeleteNatGatewayRequest request) {
        return natGateways.delete(request);
    }

    public CreateRouteTableResponse createRouteTable(CreateRouteTableRequest request) {
        return routeTables.create(request);
    }

    public DescribeRouteTablesResponse describeRouteTables(DescribeRouteTablesRequest request) {
        return routeTables.describe(request);
    }

    public DeleteRouteTableResponse deleteRouteTable(DeleteRouteTableRequest request) {
        return routeTables.delete(request);
    }

    public CreateRouteResponse createRoute(CreateRouteRequest request) {
        return routes.create(request);
    }

    public ReplaceRouteResponse replaceRoute(ReplaceRouteRequest request) {
        return routes.replace(request);
    }

    public DeleteRouteResponse deleteRoute(DeleteRouteRequest request) {
        return routes.delete(request);
    }

    public AssociateRouteTableResponse associateRouteTable(AssociateRouteTableRequest request) {
        return associations.associate(request);
    }

    public DisassociateRouteTableResponse disassociateRouteTable(DisassociateRouteTableRequest request) {
        return associations.disassociate(request);
    }

    public ReplaceRouteTableAssociationResponse replaceRouteTableAssociation(
            ReplaceRouteTableAssociationRequest request) {
        return associations.replace(request);
    }

    public DescribeNetworkAclsResponse describeNetworkAcls(DescribeNetworkAclsRequest request) {
        return networkAcls.describe(request);
    }

    public CreateSecurityGroupResponse createSecurityGroup(CreateSecurityGroupRequest request) {
        return securityGroups.create(request);
    }

    public DescribeSecurityGroupsResponse describeSecurityGroups(DescribeSecurityGroupsRequest request) {
        return securityGroups.describe(request);
    }

    public DeleteSecurityGroupResponse deleteSecurityGroup(DeleteSecurityGroupRequest request) {
        return securityGroups.delete(request);
    }

    public AuthorizeSecurityGroupIngressResponse authorizeSecurityGroupIngress(
            AuthorizeSecurityGroupIngressRequest request) {
        return rules.authorize(request);
    }

    public AuthorizeSecurityGroupEgressResponse authorizeSecurityGroupEgress(
            AuthorizeSecurityGroupEgressRequest request) {
        return rules.authorize(request);
    }

    public RevokeSecurityGroupIngressResponse revokeSecurityGroupIngress(RevokeSecurityGroupIngressRequest request) {
        return rules.revoke(request);
    }

    public RevokeSecurityGroupEgressResponse revokeSecurityGroupEgress(RevokeSecurityGroupEgressRequest request) {
        return rules.revoke(request);
    }

    public DescribeSecurityGroupRulesResponse describeSecurityGroupRules(DescribeSecurityGroupRulesRequest request) {
        return rules.describe(request);
    }

    public CreateNetworkInterfaceResponse createNetworkInterface(CreateNetworkInterfaceRequest request) {
        return networkInterfaces.create(request);
    }

    public DescribeNetworkInterfacesResponse describeNetworkInterfaces(DescribeNetworkInterfacesRequest request) {
        return networkInterfaces.describe(request);
    }

    public DeleteNetworkInterfaceResponse deleteNetworkInterface(DeleteNetworkInterfaceRequest request) {
        return networkInterfaces.delete(request);
    }

    public CreateLaunchTemplateResponse createLaunchTemplate(CreateLaunchTemplateRequest request, Call call) {
        return launchTemplates.create(request, call.caller().arn());
    }

    public DescribeLaunchTemplatesResponse describeLaunchTemplates(DescribeLaunchTemplatesRequest request) {
        return launchTemplates.describe(request);
    }

    public ModifyLaunchTemplateResponse modifyLaunchTemplate(ModifyLaunchTemplateRequest request) {
        return launchTemplates.modify(request);
    }

    public DeleteLaunchTemplateResponse deleteLaunchTemplate(DeleteLaunchTemplateRequest request) {
        return launchTemplates.delete(request);
    }

    public CreateLaunchTemplateVersionResponse createLaunchTemplateVersion(
            CreateLaunchTemplateVersionRequest request, Call call) {
        return launchTemplateVersions.create(request, call.caller().arn());
    }

    public DescribeLaunchTemplateVersionsResponse describeLaunchTemplateVersions(
            DescribeLaunchTemplateVersionsRequest request) {
        return launchTemplateVersions.describe(request);
    }

    public DeleteLaunchTemplateVersionsResponse deleteLaunchTemplateVersions(
            DeleteLaunchTemplateVersionsRequest request) {
        return launchTemplateVersions.delete(request);
    }

    public CreateTagsResponse createTags(CreateTagsRequest request) {
        return tagCalls.create(request);
    }

    public DeleteTagsResponse deleteTags(DeleteTagsRequest request) {
        return tagCalls.delete(request);
    }

    public DescribeTagsResponse describeTags(DescribeTagsRequest request) {
        return tagCalls.describe(request);
    }

    public DescribeInstancesResponse describeInstances(DescribeInstancesRequest request) {
        return instances.describe(request);
    }

    public TerminateInstancesResponse terminateInstances(TerminateInstancesRequest request) {
        return instances.terminate(request);
    }

    public DescribeInstanceTypesResponse describeInstanceTypes(DescribeInstanceTypesRequest request) {
        return catalogue.describe(request);
    }

    public DescribeInstanceTypeOfferingsResponse describeInstanceTypeOfferings(
            DescribeInstanceTypeOfferingsRequest request) {
        return catalogue.describe(request);
    }
}

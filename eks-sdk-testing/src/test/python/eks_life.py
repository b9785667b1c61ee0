"""The life of everything an EKS set-up is made of, told by boto3: made, waited for, changed, tagged, listed, deleted."""

import json

import boto3
from botocore.exceptions import ClientError

ec2 = boto3.client("ec2")
iam = boto3.client("iam")
eks = boto3.client("eks")
cfn = boto3.client("cloudformation")

WAIT = {"Delay": 1, "MaxAttempts": 5}


def trust(service):
    statement = {"Effect": "Allow", "Principal": {"Service": service}, "Action": ["sts:AssumeRole", "sts:TagSession"]}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def role(name, service, *policies):
    arn = iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust(service))["Role"]["Arn"]
    for policy in policies:
        iam.attach_role_policy(RoleName=name, PolicyArn="arn:aws:iam::aws:policy/" + policy)
    return arn


def refused(error, call, **parameters):
    try:
        call(**parameters)
    except error as refusal:
        return refusal
    raise AssertionError(f"{call.__name__} was not refused")


def pages(operation, key, **parameters):
    found = []
    for page in eks.get_paginator(operation).paginate(PaginationConfig={"PageSize": 1}, **parameters):
        assert len(page[key]) <= 1, page
        found.extend(page[key])
    return found


def updated(update, **parameters):
    done = eks.describe_update(name="life", updateId=update["id"], **parameters)["update"]
    assert done["status"] == "Successful", done


# The network.
vpc = ec2.create_vpc(
    CidrBlock="10.9.0.0/16",
    TagSpecifications=[{"ResourceType": "vpc", "Tags": [{"Key": "Name", "Value": "life"}]}],
)["Vpc"]["VpcId"]
ec2.get_waiter("vpc_available").wait(VpcIds=[vpc], WaiterConfig=WAIT)
ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": True})
gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
zones = [zone["ZoneName"] for zone in ec2.describe_availability_zones()["AvailabilityZones"]][:2]
public = ec2.create_subnet(VpcId=vpc, CidrBlock="10.9.0.0/20", AvailabilityZone=zones[0])["Subnet"]["SubnetId"]
private = [
    ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.9.{64 + 16 * i}.0/20", AvailabilityZone=zone)["Subnet"]["SubnetId"]
    for i, zone in enumerate(zones)
]
ec2.get_waiter("subnet_available").wait(SubnetIds=[public, *private], WaiterConfig=WAIT)
outside = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
ec2.create_route(RouteTableId=outside, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)
outside_use = ec2.associate_route_table(RouteTableId=outside, SubnetId=public)["AssociationId"]
address = ec2.allocate_address(Domain="vpc")["AllocationId"]
nat = ec2.create_nat_gateway(SubnetId=public, AllocationId=address)["NatGateway"]["NatGatewayId"]
ec2.get_waiter("nat_gateway_available").wait(NatGatewayIds=[nat], WaiterConfig=WAIT)
inside = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
ec2.create_route(RouteTableId=inside, DestinationCidrBlock="0.0.0.0/0", NatGatewayId=nat)
inside_uses = [ec2.associate_route_table(RouteTableId=inside, SubnetId=s)["AssociationId"] for s in private]
group = ec2.create_security_group(VpcId=vpc, GroupName="life", Description="life")["GroupId"]
ec2.authorize_security_group_ingress(
    GroupId=group,
    IpPermissions=[{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "10.9.0.0/16"}]}],
)
ec2.create_tags(Resources=[*private], Tags=[{"Key": "kubernetes.io/role/internal-elb", "Value": "1"}])
tagged = ec2.describe_subnets(Filters=[{"Name": "tag:kubernetes.io/role/internal-elb", "Values": ["1"]}])["Subnets"]
assert sorted(s["SubnetId"] for s in tagged) == sorted(private), tagged
assert ec2.describe_vpcs(VpcIds=[vpc])["Vpcs"][0]["CidrBlock"] == "10.9.0.0/16"

# Roles.
cluster_role = role("life-cluster", "eks.amazonaws.com", "AmazonEKSClusterPolicy")
node_role = role(
    "life-node",
    "ec2.amazonaws.com",
    "AmazonEKSWorkerNodePolicy",
    "AmazonEC2ContainerRegistryPullOnly",
    "AmazonEKS_CNI_Policy",
)
pod_role = role("life-fargate", "eks-fargate-pods.amazonaws.com", "AmazonEKSFargatePodExecutionRolePolicy")
addon_role = role("life-addon", "pods.eks.amazonaws.com")
iam.tag_role(RoleName="life-node", Tags=[{"Key": "team", "Value": "a"}])
assert iam.get_role(RoleName="life-node")["Role"]["Tags"] == [{"Key": "team", "Value": "a"}]
listed = iam.get_paginator("list_roles").paginate(PaginationConfig={"PageSize": 2})
assert {"life-cluster", "life-node"} <= {r["RoleName"] for page in listed for r in page["Roles"]}

# The cluster.
made = eks.create_cluster(
    name="life",
    roleArn=cluster_role,
    resourcesVpcConfig={"subnetIds": private, "securityGroupIds": [group]},
    accessConfig={"authenticationMode": "API_AND_CONFIG_MAP"},
    tags={"team": "a"},
)["cluster"]
assert made["status"] == "CREATING", made
eks.get_waiter("cluster_active").wait(name="life", WaiterConfig=WAIT)
arn = eks.describe_cluster(name="life")["cluster"]["arn"]
refused(
    eks.exceptions.ResourceInUseException,
    eks.create_cluster,
    name="life",
    roleArn=cluster_role,
    resourcesVpcConfig={"subnetIds": private},
)
updated(eks.update_cluster_config(name="life", logging={"clusterLogging": [{"types": ["api"], "enabled": True}]})["update"])
eks.tag_resource(resourceArn=arn, tags={"cost": "1742"})
eks.untag_resource(resourceArn=arn, tagKeys=["team"])
assert eks.list_tags_for_resource(resourceArn=arn)["tags"] == {"cost": "1742"}
assert pages("list_clusters", "clusters") == ["life"]
assert len(eks.list_updates(name="life")["updateIds"]) == 1

# Node groups.
for name in ["a", "b"]:
    eks.create_nodegroup(
        clusterName="life",
        nodegroupName=name,
        subnets=private,
        nodeRole=node_role,
        scalingConfig={"minSize": 1, "desiredSize": 2, "maxSize": 3},
    )
for name in ["a", "b"]:
    eks.get_waiter("nodegroup_active").wait(clusterName="life", nodegroupName=name, WaiterConfig=WAIT)
updated(
    eks.update_nodegroup_config(clusterName="life", nodegroupName="a", labels={"addOrUpdateLabels": {"team": "a"}})["update"],
    nodegroupName="a",
)
assert eks.describe_nodegroup(clusterName="life", nodegroupName="a")["nodegroup"]["labels"] == {"team": "a"}
assert pages("list_nodegroups", "nodegroups", clusterName="life") == ["a", "b"]
refused(eks.exceptions.ResourceInUseException, eks.delete_cluster, name="life")

# Fargate profiles.
eks.create_fargate_profile(
    clusterName="life",
    fargateProfileName="ops",
    podExecutionRoleArn=pod_role,
    subnets=private,
    selectors=[{"namespace": "ops", "labels": {"size": "small"}}],
)
eks.get_waiter("fargate_profile_active").wait(clusterName="life", fargateProfileName="ops", WaiterConfig=WAIT)
assert pages("list_fargate_profiles", "fargateProfileNames", clusterName="life") == ["ops"]

# Add-ons.
versions = eks.describe_addon_versions(addonName="coredns", kubernetesVersion=eks.describe_cluster(name="life")["cluster"]["version"])["addons"][0]["addonVersions"]
eks.create_addon(clusterName="life", addonName="coredns", addonVersion=versions[0]["addonVersion"], resolveConflicts="OVERWRITE")
eks.create_addon(clusterName="life", addonName="vpc-cni", resolveConflicts="OVERWRITE")
for name in ["coredns", "vpc-cni"]:
    eks.get_waiter("addon_active").wait(clusterName="life", addonName=name, WaiterConfig=WAIT)
updated(
    eks.update_addon(clusterName="life", addonName="coredns", configurationValues='{"replicaCount": 3}')["update"],
    addonName="coredns",
)
refused(
    eks.exceptions.InvalidParameterException,
    eks.update_addon,
    clusterName="life",
    addonName="coredns",
    configurationValues='{"replicaCount": "three"}',
)
assert pages("list_addons", "addons", clusterName="life") == ["coredns", "vpc-cni"]

# Access entries and Pod Identity associations.
eks.create_access_entry(clusterName="life", principalArn=addon_role, kubernetesGroups=["viewers"])
eks.associate_access_policy(
    clusterName="life",
    principalArn=addon_role,
    policyArn="arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
    accessScope={"type": "namespace", "namespaces": ["web"]},
)
eks.update_access_entry(clusterName="life", principalArn=addon_role, kubernetesGroups=["editors"])
assert eks.describe_access_entry(clusterName="life", principalArn=addon_role)["accessEntry"]["kubernetesGroups"] == ["editors"]
assert addon_role in pages("list_access_entries", "accessEntries", clusterName="life")
association = eks.create_pod_identity_association(
    clusterName="life", namespace="web", serviceAccount="shop", roleArn=addon_role
)["association"]["associationId"]
assert len(pages("list_pod_identity_associations", "associations", clusterName="life")) == 1

# A stack.
template = {
    "Resources": {
        "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.10.0.0/16"}},
        "Subnet": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.10.0.0/24"}},
    },
    "Outputs": {"VpcId": {"Value": {"Ref": "Vpc"}}},
}
cfn.create_stack(StackName="life", TemplateBody=json.dumps(template), Tags=[{"Key": "team", "Value": "a"}])
cfn.get_waiter("stack_create_complete").wait(StackName="life", WaiterConfig=WAIT)
outputs = cfn.describe_stacks(StackName="life")["Stacks"][0]["Outputs"]
assert outputs[0]["OutputKey"] == "VpcId" and outputs[0]["OutputValue"].startswith("vpc-"), outputs
assert {r["LogicalResourceId"] for r in cfn.describe_stack_resources(StackName="life")["StackResources"]} == {"Vpc", "Subnet"}
cfn.delete_stack(StackName="life")
cfn.get_waiter("stack_delete_complete").wait(StackName="life", WaiterConfig=WAIT)

# Everything goes again.
eks.delete_pod_identity_association(clusterName="life", associationId=association)
eks.delete_access_entry(clusterName="life", principalArn=addon_role)
for name in ["coredns", "vpc-cni"]:
    eks.delete_addon(clusterName="life", addonName=name)
    eks.get_waiter("addon_deleted").wait(clusterName="life", addonName=name, WaiterConfig=WAIT)
eks.delete_fargate_profile(clusterName="life", fargateProfileName="ops")
eks.get_waiter("fargate_profile_deleted").wait(clusterName="life", fargateProfileName="ops", WaiterConfig=WAIT)
for name in ["a", "b"]:
    eks.delete_nodegroup(clusterName="life", nodegroupName=name)
for name in ["a", "b"]:
    eks.get_waiter("nodegroup_deleted").wait(clusterName="life", nodegroupName=name, WaiterConfig=WAIT)
eks.delete_cluster(name="life")
eks.get_waiter("cluster_deleted").wait(name="life", WaiterConfig=WAIT)
refused(eks.exceptions.ResourceNotFoundException, eks.describe_cluster, name="life")

for name in ["life-cluster", "life-node", "life-fargate", "life-addon"]:
    for policy in iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"]:
        iam.detach_role_policy(RoleName=name, PolicyArn=policy["PolicyArn"])
    iam.delete_role(RoleName=name)
refused(iam.exceptions.NoSuchEntityException, iam.get_role, RoleName="life-node")

ec2.delete_nat_gateway(NatGatewayId=nat)
ec2.get_waiter("nat_gateway_deleted").wait(NatGatewayIds=[nat], WaiterConfig=WAIT)
ec2.release_address(AllocationId=address)
for use in [outside_use, *inside_uses]:
    ec2.disassociate_route_table(AssociationId=use)
for table in [outside, inside]:
    ec2.delete_route_table(RouteTableId=table)
ec2.detach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
ec2.delete_internet_gateway(InternetGatewayId=gateway)
try:
    ec2.delete_vpc(VpcId=vpc)
    raise AssertionError("a VPC with subnets was deleted")
except ClientError as refusal:
    assert refusal.response["Error"]["Code"] == "DependencyViolation", refusal
ec2.delete_security_group(GroupId=group)
for subnet in [public, *private]:
    ec2.delete_subnet(SubnetId=subnet)
ec2.delete_vpc(VpcId=vpc)
assert all(v["VpcId"] != vpc for v in ec2.describe_vpcs()["Vpcs"])

print("all is well")

"""Looks at the fake AWS through boto3; prints "all is well" or the first thing that is not."""
import datetime

import boto3
from botocore.exceptions import ClientError

eks, ec2, iam, sts = (boto3.client(name) for name in ("eks", "ec2", "iam", "sts"))


def refused(code, status, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        assert error.response["ResponseMetadata"]["HTTPStatusCode"] == status, error
        assert error.response["ResponseMetadata"]["RequestId"], error
        return error
    raise AssertionError(f"{code} did not come")


cluster = eks.describe_cluster(name="prod")["cluster"]
assert cluster["status"] == "ACTIVE", cluster
assert isinstance(cluster["createdAt"], datetime.datetime), cluster
assert cluster["tags"] == {"team": "käse"}, cluster
assert len(cluster["resourcesVpcConfig"]["subnetIds"]) == 2, cluster
assert [page["clusters"] for page in eks.get_paginator("list_clusters").paginate()] == [["prod"]]

tags = {f"key {n}": f"value/{n}" for n in range(3)}
eks.tag_resource(resourceArn=cluster["arn"], tags=tags)
eks.untag_resource(resourceArn=cluster["arn"], tagKeys=["key 0", "key 1"])
assert eks.list_tags_for_resource(resourceArn=cluster["arn"])["tags"] == {"team": "käse", "key 2": "value/2"}

gone = refused("ResourceNotFoundException", 404, eks.describe_cluster, name="nobody")
assert isinstance(gone, eks.exceptions.ResourceNotFoundException), gone
gone = refused("NoSuchEntity", 404, iam.get_role, RoleName="nobody")
assert isinstance(gone, iam.exceptions.NoSuchEntityException), gone
refused("InvalidVpcID.NotFound", 400, ec2.delete_vpc, VpcId="vpc-0123456789abcdef0")
refused("NotInFakeAws", 501, ec2.describe_spot_fleet_requests)

role = iam.get_role(RoleName="node")["Role"]
assert role["AssumeRolePolicyDocument"]["Statement"][0]["Principal"] == {"Service": "ec2.amazonaws.com"}, role
assert isinstance(role["CreateDate"], datetime.datetime), role
assert sts.get_caller_identity()["Arn"] == "arn:aws:iam::123456789012:user/developer"

name = {"Key": "Name", "Value": "a & b"}
vpc = ec2.create_vpc(
    CidrBlock="10.42.0.0/16", TagSpecifications=[{"ResourceType": "vpc", "Tags": [name]}])["Vpc"]
found = ec2.describe_vpcs(Filters=[{"Name": "tag:Name", "Values": ["a & b"]}])["Vpcs"]
assert [(v["VpcId"], v["Tags"]) for v in found] == [(vpc["VpcId"], [name])], found
ec2.delete_vpc(VpcId=vpc["VpcId"])

stacks, logs = boto3.client("cloudformation"), boto3.client("logs")
stacks.create_stack(
    StackName="logs",
    TemplateBody="""
Parameters: {Days: {Type: Number, Default: 7}}
Resources: {Group: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: web, RetentionInDays: !Ref Days}}}
Outputs: {Arn: {Value: !GetAtt Group.Arn}}
""")
stacks.get_waiter("stack_create_complete").wait(StackName="logs", WaiterConfig={"Delay": 1, "MaxAttempts": 3})
outputs = stacks.describe_stacks(StackName="logs")["Stacks"][0]["Outputs"]
group = logs.describe_log_groups(logGroupNamePrefix="web")["logGroups"][0]
assert group["retentionInDays"] == 7, group
assert [output["OutputValue"] for output in outputs] == [group["arn"]], outputs
stacks.delete_stack(StackName="logs")
stacks.get_waiter("stack_delete_complete").wait(StackName="logs", WaiterConfig={"Delay": 1, "MaxAttempts": 3})
assert logs.describe_log_groups()["logGroups"] == []
refused("ResourceNotFoundException", 400, logs.delete_log_group, logGroupName="web")
refused("ValidationError", 400, stacks.describe_stacks, StackName="logs")

insights = eks.get_paginator("list_insights").paginate(clusterName="prod").build_full_result()["insights"]
assert {insight["insightStatus"]["status"] for insight in insights} == {"PASSING"}, insights
assert eks.list_fargate_profiles(clusterName="prod")["fargateProfileNames"] == []

print("all is well")

"""The life of everything an EKS set-up is made of, told by the aws tool: made, waited for, changed, tagged, listed, deleted.

The commands are those that people type. Where the tool's own driver can be imported, they run in this one process, since the
tool takes a second to start; otherwise each is a process."""

import contextlib
import io
import json
import os
import subprocess
import tempfile

try:
    from awscli.clidriver import create_clidriver

    models = create_clidriver().session.get_component("data_loader")
except ImportError:
    models = None


def in_this_process(words):
    driver = create_clidriver()
    driver.session.register_component("data_loader", models)
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = driver.main(words)
    out.flush()
    return code or 0, out.buffer.getvalue().decode("utf-8"), err.getvalue()


def in_a_process(words):
    done = subprocess.run(["aws", *words], capture_output=True, text=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout, done.stderr


def run(command, words):
    words = [*command.split(), *words, "--output", "json"]
    code, out, err = in_this_process(words) if models else in_a_process(words)
    return code, out, err, " ".join(["aws", *words])


def aws(command, *words):
    """Runs a command that must succeed, and gives what it prints."""
    code, out, err, told = run(command, words)
    assert code == 0, f"{told}\n{out}{err}"
    return json.loads(out) if out[:1] in ("{", "[", '"') else None


def refused(error, command, *words):
    """Runs a command that must be refused with that error."""
    code, out, err, told = run(command, words)
    assert code != 0 and error in err, f"{told}\n{out}{err}"


def paged(command, key, *words, size="1"):
    """Lists two items at a time, by pages of that size, and goes on where the tool stopped."""
    found, token = [], []
    while True:
        page = aws(command, *words, "--max-items", "2", *(["--page-size", size] if size else []), *token)
        assert len(page[key]) <= 2, page
        found.extend(page[key])
        if "NextToken" not in page:
            return found
        token = ["--starting-token", page["NextToken"]]


def updated(update, *words):
    done = aws("eks describe-update", "--name", "life", "--update-id", update["update"]["id"], *words)
    assert done["update"]["status"] == "Successful", done


def document(text):
    path = os.path.join(directory, f"{len(os.listdir(directory))}.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(text, file)
    return "file://" + path


def trust(service):
    statement = {"Effect": "Allow", "Principal": {"Service": service}, "Action": ["sts:AssumeRole", "sts:TagSession"]}
    return document({"Version": "2012-10-17", "Statement": [statement]})


def role(name, service, *policies):
    made = aws("iam create-role", "--role-name", name, "--assume-role-policy-document", trust(service))
    for policy in policies:
        aws("iam attach-role-policy", "--role-name", name, "--policy-arn", "arn:aws:iam::aws:policy/" + policy)
    return made["Role"]["Arn"]


def life():
    # The network.
    vpc = aws(
        "ec2 create-vpc",
        *["--cidr-block", "10.9.0.0/16"],
        *["--tag-specifications", "ResourceType=vpc,Tags=[{Key=Name,Value=life}]"],
    )["Vpc"]["VpcId"]
    aws("ec2 wait vpc-available", "--vpc-ids", vpc)
    aws("ec2 modify-vpc-attribute", "--vpc-id", vpc, "--enable-dns-hostnames")
    gateway = aws("ec2 create-internet-gateway")["InternetGateway"]["InternetGatewayId"]
    aws("ec2 attach-internet-gateway", "--internet-gateway-id", gateway, "--vpc-id", vpc)
    zones = aws("ec2 describe-availability-zones", "--query", "AvailabilityZones[:2].ZoneName")
    blocks = ["10.9.0.0/20", "10.9.64.0/20", "10.9.80.0/20"]
    public, *private = [
        aws("ec2 create-subnet", "--vpc-id", vpc, "--cidr-block", block, "--availability-zone", zones[i // 2])["Subnet"]["SubnetId"]
        for i, block in enumerate(blocks)
    ]
    aws("ec2 wait subnet-available", "--subnet-ids", public, *private)
    outside = aws("ec2 create-route-table", "--vpc-id", vpc)["RouteTable"]["RouteTableId"]
    aws("ec2 create-route", "--route-table-id", outside, "--destination-cidr-block", "0.0.0.0/0", "--gateway-id", gateway)
    uses = [aws("ec2 associate-route-table", "--route-table-id", outside, "--subnet-id", public)["AssociationId"]]
    address = aws("ec2 allocate-address", "--domain", "vpc")["AllocationId"]
    nat = aws("ec2 create-nat-gateway", "--subnet-id", public, "--allocation-id", address)["NatGateway"]["NatGatewayId"]
    aws("ec2 wait nat-gateway-available", "--nat-gateway-ids", nat)
    inside = aws("ec2 create-route-table", "--vpc-id", vpc)["RouteTable"]["RouteTableId"]
    aws("ec2 create-route", "--route-table-id", inside, "--destination-cidr-block", "0.0.0.0/0", "--nat-gateway-id", nat)
    for subnet in private:
        uses.append(aws("ec2 associate-route-table", "--route-table-id", inside, "--subnet-id", subnet)["AssociationId"])
    group = aws("ec2 create-security-group", "--vpc-id", vpc, "--group-name", "life", "--description", "life")["GroupId"]
    aws(
        "ec2 authorize-security-group-ingress",
        *["--group-id", group, "--protocol", "tcp", "--port", "443", "--cidr", "10.9.0.0/16"],
    )
    aws("ec2 create-tags", "--resources", *private, "--tags", "Key=kubernetes.io/role/internal-elb,Value=1")
    tagged = aws(
        "ec2 describe-subnets",
        *["--filters", "Name=tag:kubernetes.io/role/internal-elb,Values=1", "--query", "Subnets[].SubnetId"],
    )
    assert sorted(tagged) == sorted(private), tagged
    in_the_vpc = paged("ec2 describe-subnets", "Subnets", "--filters", "Name=vpc-id,Values=" + vpc, size="5")
    assert sorted(subnet["SubnetId"] for subnet in in_the_vpc) == sorted([public, *private]), in_the_vpc

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
    aws("iam tag-role", "--role-name", "life-node", "--tags", "Key=team,Value=a")
    aws("iam update-role", "--role-name", "life-node", "--description", "nodes")
    told = aws("iam get-role", "--role-name", "life-node")["Role"]
    assert told["Tags"] == [{"Key": "team", "Value": "a"}] and told["Description"] == "nodes", told
    assert {"life-cluster", "life-node"} <= {r["RoleName"] for r in paged("iam list-roles", "Roles")}

    # The cluster.
    network = f"subnetIds={','.join(private)},securityGroupIds={group}"
    creation = ["--name", "life", "--role-arn", cluster_role, "--resources-vpc-config", network]
    made = aws(
        "eks create-cluster", *creation, "--access-config", "authenticationMode=API_AND_CONFIG_MAP", "--tags", "team=a"
    )["cluster"]
    assert made["status"] == "CREATING", made
    aws("eks wait cluster-active", "--name", "life")
    arn = aws("eks describe-cluster", "--name", "life")["cluster"]["arn"]
    refused("ResourceInUseException", "eks create-cluster", *creation)
    logging = json.dumps({"clusterLogging": [{"types": ["api"], "enabled": True}]})
    updated(aws("eks update-cluster-config", "--name", "life", "--logging", logging))
    aws("eks tag-resource", "--resource-arn", arn, "--tags", "cost=1742")
    aws("eks untag-resource", "--resource-arn", arn, "--tag-keys", "team")
    assert aws("eks list-tags-for-resource", "--resource-arn", arn)["tags"] == {"cost": "1742"}
    assert paged("eks list-clusters", "clusters") == ["life"]
    assert len(paged("eks list-updates", "updateIds", "--name", "life")) == 1

    # Node groups.
    of_life = ["--cluster-name", "life"]
    for name in ["a", "b", "c"]:
        sizes = "minSize=1,desiredSize=2,maxSize=3"
        aws(
            "eks create-nodegroup",
            *of_life,
            *["--nodegroup-name", name, "--subnets", *private, "--node-role", node_role, "--scaling-config", sizes],
        )
    for name in ["a", "b", "c"]:
        aws("eks wait nodegroup-active", *of_life, "--nodegroup-name", name)
    one = [*of_life, "--nodegroup-name", "a"]
    updated(
        aws("eks update-nodegroup-config", *one, "--labels", "addOrUpdateLabels={team=a}"), "--nodegroup-name", "a"
    )
    nodegroup = aws("eks describe-nodegroup", *one)["nodegroup"]
    assert nodegroup["labels"] == {"team": "a"}, nodegroup
    aws("eks tag-resource", "--resource-arn", nodegroup["nodegroupArn"], "--tags", "cost=1743")
    assert aws("eks describe-nodegroup", *one)["nodegroup"]["tags"] == {"cost": "1743"}
    assert paged("eks list-nodegroups", "nodegroups", *of_life) == ["a", "b", "c"]
    refused("ResourceInUseException", "eks delete-cluster", "--name", "life")

    # Fargate profiles.
    profile = [*of_life, "--fargate-profile-name", "ops"]
    aws(
        "eks create-fargate-profile",
        *profile,
        *["--pod-execution-role-arn", pod_role, "--subnets", *private],
        *["--selectors", "namespace=ops,labels={size=small}"],
    )
    aws("eks wait fargate-profile-active", *profile)
    of_profile = aws("eks describe-fargate-profile", *profile)["fargateProfile"]["fargateProfileArn"]
    aws("eks tag-resource", "--resource-arn", of_profile, "--tags", "team=a")
    assert aws("eks describe-fargate-profile", *profile)["fargateProfile"]["tags"] == {"team": "a"}
    assert paged("eks list-fargate-profiles", "fargateProfileNames", *of_life) == ["ops"]

    # Add-ons.
    version = aws("eks describe-cluster", "--name", "life", "--query", "cluster.version")
    offer = aws("eks describe-addon-versions", "--addon-name", "coredns", "--kubernetes-version", version)
    newest = offer["addons"][0]["addonVersions"][0]["addonVersion"]
    coredns = [*of_life, "--addon-name", "coredns"]
    overwrite = ["--resolve-conflicts", "OVERWRITE"]
    aws("eks create-addon", *coredns, "--addon-version", newest, *overwrite)
    aws("eks create-addon", *of_life, "--addon-name", "vpc-cni", *overwrite)
    for name in ["coredns", "vpc-cni"]:
        aws("eks wait addon-active", *of_life, "--addon-name", name)
    updated(
        aws("eks update-addon", *coredns, "--configuration-values", '{"replicaCount": 3}'), "--addon-name", "coredns"
    )
    refused(
        "InvalidParameterException", "eks update-addon", *coredns, "--configuration-values", '{"replicaCount": "three"}'
    )
    of_addon = aws("eks describe-addon", *coredns)["addon"]["addonArn"]
    aws("eks tag-resource", "--resource-arn", of_addon, "--tags", "team=a")
    assert aws("eks describe-addon", *coredns)["addon"]["tags"] == {"team": "a"}
    assert paged("eks list-addons", "addons", *of_life) == ["coredns", "vpc-cni"]

    # Access entries and Pod Identity associations.
    entry = [*of_life, "--principal-arn", addon_role]
    aws("eks create-access-entry", *entry, "--kubernetes-groups", "viewers")
    aws(
        "eks associate-access-policy",
        *entry,
        *["--policy-arn", "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy"],
        *["--access-scope", "type=namespace,namespaces=web"],
    )
    aws("eks update-access-entry", *entry, "--kubernetes-groups", "editors")
    told = aws("eks describe-access-entry", *entry)["accessEntry"]
    assert told["kubernetesGroups"] == ["editors"], told
    aws("eks tag-resource", "--resource-arn", told["accessEntryArn"], "--tags", "team=a")
    assert aws("eks describe-access-entry", *entry)["accessEntry"]["tags"] == {"team": "a"}
    assert addon_role in paged("eks list-access-entries", "accessEntries", *of_life)
    association = aws(
        "eks create-pod-identity-association",
        *of_life,
        *["--namespace", "web", "--service-account", "shop", "--role-arn", addon_role],
    )["association"]["associationId"]
    assert len(paged("eks list-pod-identity-associations", "associations", *of_life)) == 1

    # What people do with a cluster.
    kubeconfig = os.path.join(directory, "kubeconfig")
    aws("eks update-kubeconfig", "--name", "life", "--kubeconfig", kubeconfig)
    with open(kubeconfig, encoding="utf-8") as file:
        assert arn in file.read()
    assert aws("eks get-token", *of_life)["status"]["token"].startswith("k8s-aws-v1.")

    # A stack.
    template = {
        "Resources": {
            "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.10.0.0/16"}},
            "Subnet": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.10.0.0/24"}},
        },
        "Outputs": {"VpcId": {"Value": {"Ref": "Vpc"}}},
    }
    stack = ["--stack-name", "life"]
    aws("cloudformation create-stack", *stack, "--template-body", document(template), "--tags", "Key=team,Value=a")
    aws("cloudformation wait stack-create-complete", *stack)
    outputs = aws("cloudformation describe-stacks", *stack)["Stacks"][0]["Outputs"]
    assert outputs[0]["OutputKey"] == "VpcId" and outputs[0]["OutputValue"].startswith("vpc-"), outputs
    resources = paged("cloudformation list-stack-resources", "StackResourceSummaries", *stack, size=None)
    assert {r["LogicalResourceId"] for r in resources} == {"Vpc", "Subnet"}, resources
    template["Resources"]["Vpc"]["Properties"]["EnableDnsHostnames"] = True
    aws("cloudformation update-stack", *stack, "--template-body", document(template))
    aws("cloudformation wait stack-update-complete", *stack)
    vpc_of_stack = aws("cloudformation describe-stack-resource", *stack, "--logical-resource-id", "Vpc")
    template["Resources"]["Vpc"]["Properties"]["Tags"] = [{"Key": "team", "Value": "b"}]
    aws("cloudformation deploy", *stack, "--template-file", document(template)[len("file://") :])
    told = aws("cloudformation describe-stack-resource", *stack, "--logical-resource-id", "Vpc")
    physical = told["StackResourceDetail"]["PhysicalResourceId"]
    assert physical == vpc_of_stack["StackResourceDetail"]["PhysicalResourceId"], told
    assert {"Key": "team", "Value": "b"} in aws("ec2 describe-vpcs", "--vpc-ids", physical)["Vpcs"][0]["Tags"]
    aws("cloudformation delete-stack", *stack)
    aws("cloudformation wait stack-delete-complete", *stack)

    # Everything goes again.
    aws("eks delete-pod-identity-association", *of_life, "--association-id", association)
    aws("eks delete-access-entry", *entry)
    for name in ["coredns", "vpc-cni"]:
        aws("eks delete-addon", *of_life, "--addon-name", name)
        aws("eks wait addon-deleted", *of_life, "--addon-name", name)
    aws("eks delete-fargate-profile", *profile)
    aws("eks wait fargate-profile-deleted", *profile)
    for name in ["a", "b", "c"]:
        aws("eks delete-nodegroup", *of_life, "--nodegroup-name", name)
    for name in ["a", "b", "c"]:
        aws("eks wait nodegroup-deleted", *of_life, "--nodegroup-name", name)
    aws("eks delete-cluster", "--name", "life")
    aws("eks wait cluster-deleted", "--name", "life")
    refused("ResourceNotFoundException", "eks describe-cluster", "--name", "life")

    for name in ["life-cluster", "life-node", "life-fargate", "life-addon"]:
        for policy in aws("iam list-attached-role-policies", "--role-name", name)["AttachedPolicies"]:
            aws("iam detach-role-policy", "--role-name", name, "--policy-arn", policy["PolicyArn"])
        aws("iam delete-role", "--role-name", name)
    refused("NoSuchEntity", "iam get-role", "--role-name", "life-node")

    aws("ec2 delete-nat-gateway", "--nat-gateway-id", nat)
    aws("ec2 wait nat-gateway-deleted", "--nat-gateway-ids", nat)
    aws("ec2 release-address", "--allocation-id", address)
    for use in uses:
        aws("ec2 disassociate-route-table", "--association-id", use)
    for table in [outside, inside]:
        aws("ec2 delete-route-table", "--route-table-id", table)
    aws("ec2 detach-internet-gateway", "--internet-gateway-id", gateway, "--vpc-id", vpc)
    aws("ec2 delete-internet-gateway", "--internet-gateway-id", gateway)
    refused("DependencyViolation", "ec2 delete-vpc", "--vpc-id", vpc)
    aws("ec2 delete-security-group", "--group-id", group)
    for subnet in [public, *private]:
        aws("ec2 delete-subnet", "--subnet-id", subnet)
    aws("ec2 delete-vpc", "--vpc-id", vpc)
    refused("InvalidVpcID.NotFound", "ec2 describe-vpcs", "--vpc-ids", vpc)


with tempfile.TemporaryDirectory() as directory:
    life()
print("all is well")

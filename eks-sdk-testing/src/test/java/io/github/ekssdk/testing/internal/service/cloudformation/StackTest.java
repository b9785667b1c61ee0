package io.github.ekssdk.testing.internal.service.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.LatencyProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.InsufficientCapabilitiesException;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

class StackTest {
    private static final String VPC = """
        AWSTemplateFormatVersion: "2010-09-09"
        Description: A VPC for EKS
        Parameters:
          Block:
            Type: String
            Default: 10.20.0.0/16
          WithNat:
            Type: String
            Default: "true"
            AllowedValues: ["true", "false"]
        Conditions:
          HasNat: !Equals [!Ref WithNat, "true"]
        Mappings:
          Sizes:
            subnet:
              bits: 8
        Resources:
          Vpc:
            Type: AWS::EC2::VPC
            Properties:
              CidrBlock: !Ref Block
              EnableDnsHostnames: true
              Tags:
                - Key: Name
                  Value: !Sub "${AWS::StackName}-vpc"
          Gateway:
            Type: AWS::EC2::InternetGateway
          Attachment:
            Type: AWS::EC2::VPCGatewayAttachment
            Properties:
              VpcId: !Ref Vpc
              InternetGatewayId: !Ref Gateway
          Table:
            Type: AWS::EC2::RouteTable
            Properties:
              VpcId: !Ref Vpc
          DefaultRoute:
            Type: AWS::EC2::Route
            DependsOn: Attachment
            Properties:
              RouteTableId: !Ref Table
              DestinationCidrBlock: 0.0.0.0/0
              GatewayId: !Ref Gateway
          SubnetA:
            Type: AWS::EC2::Subnet
            Properties:
              VpcId: !Ref Vpc
              AvailabilityZone: !Select [0, !GetAZs ""]
              CidrBlock: !Select [0, !Cidr [!GetAtt Vpc.CidrBlock, 2, !FindInMap [Sizes, subnet, bits]]]
              MapPublicIpOnLaunch: true
          SubnetB:
            Type: AWS::EC2::Subnet
            Properties:
              VpcId: !Ref Vpc
              AvailabilityZone:
                Fn::Select: [1, {"Fn::GetAZs": {Ref: "AWS::Region"}}]
              CidrBlock: !Select [1, !Cidr [!Ref Block, 2, 8]]
          AssociationA:
            Type: AWS::EC2::SubnetRouteTableAssociation
            Properties:
              SubnetId: !Ref SubnetA
              RouteTableId: !Ref Table
          Address:
            Type: AWS::EC2::EIP
            Condition: HasNat
            DependsOn: Attachment
            Properties:
              Domain: vpc
          Nat:
            Type: AWS::EC2::NatGateway
            Condition: HasNat
            Properties:
              SubnetId: !Ref SubnetA
              AllocationId: !GetAtt Address.AllocationId
          Group:
            Type: AWS::EC2::SecurityGroup
            Properties:
              GroupDescription: control plane
              VpcId: !Ref Vpc
              SecurityGroupIngress:
                - IpProtocol: tcp
                  FromPort: 443
                  ToPort: 443
                  CidrIp: !Ref Block
        Outputs:
          VpcId:
            Value: !Ref Vpc
            Export:
              Name: !Join ["-", [!Ref "AWS::StackName", vpc]]
          SubnetIds:
            Value: !Join [",", [!Ref SubnetA, !Ref SubnetB]]
          Zone:
            Value: !GetAtt SubnetA.AvailabilityZone
          NatId:
            Condition: HasNat
            Value: !Ref Nat
        """;

    private final FakeAws aws = FakeAws.builder()
            .latency(LatencyProfile.instant().with("ec2.nat.create", Duration.ofSeconds(97), 0))
            .build();
    private final CloudFormationClient stacks = aws.client(CloudFormationClient.builder());
    private final Ec2Client ec2 = aws.client(Ec2Client.builder());
    private final List<io.github.ekssdk.testing.Resource> before = aws.inventory();

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void a_stack_is_made_in_the_order_of_its_needs_and_shows_its_outputs() {
        String id =
                stacks.createStack(r -> r.stackName("net").templateBody(VPC)).stackId();
        StackStatus during = stack("net").stackStatus();
        pass(Duration.ofMinutes(2));
        Stack after = stack("net");

        assertThat(id).startsWith("arn:aws:cloudformation:eu-west-1:123456789012:stack/net/");
        assertThat(during).isEqualTo(StackStatus.CREATE_IN_PROGRESS);
        assertThat(after.stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
        Map<String, String> outputs = outputs(after);
        Vpc vpc = ec2.describeVpcs(r -> r.vpcIds(outputs.get("VpcId"))).vpcs().get(0);
        assertThat(vpc.cidrBlock()).isEqualTo("10.20.0.0/16");
        assertThat(vpc.tags()).anySatisfy(tag -> assertThat(tag.value()).isEqualTo("net-vpc"));
        List<String> subnets = List.of(outputs.getOrDefault("SubnetIds", "").split(",", -1));
        assertThat(ec2.describeSubnets(r -> r.subnetIds(subnets)).subnets())
                .extracting(Subnet::cidrBlock)
                .containsExactlyInAnyOrder("10.20.0.0/24", "10.20.1.0/24");
        assertThat(outputs).containsEntry("Zone", "eu-west-1a").containsKey("NatId");
        assertThat(stacks.listExports().exports())
                .singleElement()
                .satisfies(export -> assertThat(export.name()).isEqualTo("net-vpc"));
        assertThat(stacks.describeStackResources(r -> r.stackName("net")).stackResources())
                .hasSize(11)
                .allSatisfy(
                        resource -> assertThat(resource.resourceStatus()).isEqualTo(ResourceStatus.CREATE_COMPLETE));
        List<String> events = stacks.describeStackEvents(r -> r.stackName("net")).stackEvents().stream()
                .map(event -> event.logicalResourceId() + " " + event.resourceStatusAsString())
                .toList();
        assertThat(events.get(0)).isEqualTo("net CREATE_COMPLETE");
        assertThat(events.indexOf("Vpc CREATE_COMPLETE")).isGreaterThan(events.indexOf("SubnetA CREATE_IN_PROGRESS"));
    }

    @Test
    void a_stack_is_deleted_backwards_and_leaves_nothing() {
        stacks.createStack(r -> r.stackName("net").templateBody(VPC));
        pass(Duration.ofMinutes(2));

        stacks.deleteStack(r -> r.stackName("net"));
        pass(Duration.ofMinutes(2));

        assertThat(aws.inventory()).isEqualTo(before);
        assertThatExceptionOfType(CloudFormationException.class)
                .isThrownBy(() -> stack("net"))
                .withMessageContaining("Stack with id net does not exist");
        assertThat(stacks.listStacks().stackSummaries())
                .singleElement()
                .satisfies(stack -> assertThat(stack.stackStatus()).isEqualTo(StackStatus.DELETE_COMPLETE));
    }

    @Test
    void conditions_leave_resources_out() {
        stacks.createStack(r -> r.stackName("net").templateBody(VPC).parameters(parameter("WithNat", "false")));
        pass(Duration.ofSeconds(1));

        Stack stack = stack("net");
        assertThat(stack.stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
        assertThat(outputs(stack)).doesNotContainKey("NatId");
        assertThat(ec2.describeNatGateways().natGateways()).isEmpty();
    }

    @Test
    void a_resource_that_is_refused_rolls_everything_back() {
        String template = VPC.replace("DestinationCidrBlock: 0.0.0.0/0", "DestinationCidrBlock: nonsense");

        stacks.createStack(r -> r.stackName("net").templateBody(template));
        pass(Duration.ofMinutes(5));

        assertThat(stack("net").stackStatus()).isEqualTo(StackStatus.ROLLBACK_COMPLETE);
        assertThat(stacks.describeStackEvents(r -> r.stackName("net")).stackEvents())
                .filteredOn(event -> event.resourceStatus() == ResourceStatus.CREATE_FAILED)
                .extracting(StackEvent::logicalResourceId)
                .contains("DefaultRoute");
        assertThat(aws.inventory())
                .filteredOn(resource -> !resource.type().equals("cloudformation:stack"))
                .isEqualTo(before);
    }

    @Test
    void templates_are_checked_before_anything_is_made() {
        assertRefused(resource("Type: AWS::Foo::Bar"), "Unrecognized resource types: [AWS::Foo::Bar]");
        assertRefused(
                resource("Type: AWS::EC2::VPC, Properties: {CidrBlock: !Ref Nobody}"),
                "Unresolved resource dependencies [Nobody] in the Resources block of the template");
        assertRefused(
                "Resources: {A: {Type: AWS::EC2::VPC, DependsOn: B}, B: {Type: AWS::EC2::VPC, DependsOn: A}}",
                "Circular dependency between resources: [A, B]");
        assertRefused("Resources: {}", "At least one Resources member must be defined.");
        assertRefused("Resources: [", "YAML not well-formed");
        assertThatExceptionOfType(CloudFormationException.class)
                .isThrownBy(() -> stacks.createStack(
                        r -> r.stackName("net").templateBody(VPC).parameters(parameter("WithNat", "perhaps"))))
                .withMessageContaining("must be one of AllowedValues");
        assertThat(stacks.listStacks().stackSummaries()).isEmpty();
    }

    @Test
    void roles_need_a_capability() {
        String template = """
            {"Resources": {"Role": {"Type": "AWS::IAM::Role", "Properties": {
              "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                "Principal": {"Service": "eks.amazonaws.com"}, "Action": "sts:AssumeRole"}]},
              "ManagedPolicyArns": [{"Fn::Sub": "arn:${AWS::Partition}:iam::aws:policy/AmazonEKSClusterPolicy"}]}}},
             "Outputs": {"Arn": {"Value": {"Fn::GetAtt": ["Role", "Arn"]}}}}
            """;

        assertThatExceptionOfType(InsufficientCapabilitiesException.class)
                .isThrownBy(() -> stacks.createStack(r -> r.stackName("roles").templateBody(template)))
                .withMessageContaining("Requires capabilities : [CAPABILITY_IAM]");
        stacks.createStack(r -> r.stackName("roles").templateBody(template).capabilities(Capability.CAPABILITY_IAM));
        pass(Duration.ofSeconds(1));

        assertThat(outputs(stack("roles")).get("Arn")).startsWith("arn:aws:iam::123456789012:role/roles-Role-");
    }

    @Test
    void exports_bind_stacks_to_each_other() {
        stacks.createStack(r -> r.stackName("net").templateBody(VPC).parameters(parameter("WithNat", "false")));
        pass(Duration.ofSeconds(1));
        stacks.createStack(r -> r.stackName("more")
                .templateBody(resource(
                        "Type: AWS::EC2::Subnet, Properties: {VpcId: !ImportValue net-vpc, CidrBlock: 10.20.9.0/24}")));
        pass(Duration.ofSeconds(1));

        assertThat(stack("more").stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
        assertThatExceptionOfType(CloudFormationException.class)
                .isThrownBy(() -> stacks.deleteStack(r -> r.stackName("net")))
                .withMessageContaining("Export net-vpc cannot be deleted as it is in use by more");
        assertThat(stacks.listImports(r -> r.exportName("net-vpc")).imports()).containsExactly("more");
    }

    @Test
    void an_update_adds_replaces_and_removes() {
        stacks.createStack(r -> r.stackName("s").templateBody(resource("Type: AWS::Logs::LogGroup")));
        pass(Duration.ofSeconds(1));
        String first = physicalId("s", "A");

        assertThatExceptionOfType(CloudFormationException.class)
                .isThrownBy(() ->
                        stacks.updateStack(r -> r.stackName("s").templateBody(resource("Type: AWS::Logs::LogGroup"))))
                .withMessageContaining("No updates are to be performed.");
        stacks.updateStack(r -> r.stackName("s")
                .templateBody(
                        "Resources: {A: {Type: AWS::Logs::LogGroup, Properties: {LogGroupClass: INFREQUENT_ACCESS}},"
                                + " B: {Type: AWS::Logs::LogGroup}}"));
        pass(Duration.ofSeconds(1));

        assertThat(stack("s").stackStatus()).isEqualTo(StackStatus.UPDATE_COMPLETE);
        assertThat(physicalId("s", "A")).isNotEqualTo(first);
        assertThat(aws.inventory())
                .filteredOn(resource -> resource.type().equals("logs:log-group"))
                .extracting(io.github.ekssdk.testing.Resource::id)
                .containsExactlyInAnyOrder(physicalId("s", "A"), physicalId("s", "B"));
    }

    @Test
    void an_update_that_fails_goes_back() {
        stacks.createStack(r -> r.stackName("s").templateBody(resource("Type: AWS::Logs::LogGroup")));
        pass(Duration.ofSeconds(1));
        String first = physicalId("s", "A");

        stacks.updateStack(r -> r.stackName("s")
                .templateBody("Resources: {A: {Type: AWS::Logs::LogGroup}, B: {Type: AWS::EC2::VPC, Properties:"
                        + " {CidrBlock: bad}}}"));
        pass(Duration.ofSeconds(10));

        assertThat(stack("s").stackStatus()).isEqualTo(StackStatus.UPDATE_ROLLBACK_COMPLETE);
        assertThat(physicalId("s", "A")).isEqualTo(first);
    }

    @Test
    void a_stack_with_termination_protection_stays() {
        stacks.createStack(r -> r.stackName("s")
                .templateBody(resource("Type: AWS::Logs::LogGroup"))
                .enableTerminationProtection(true));
        pass(Duration.ofSeconds(1));

        assertThatExceptionOfType(CloudFormationException.class)
                .isThrownBy(() -> stacks.deleteStack(r -> r.stackName("s")))
                .withMessageContaining("cannot be deleted while TerminationProtection is enabled");
        assertThatExceptionOfType(AlreadyExistsException.class)
                .isThrownBy(() ->
                        stacks.createStack(r -> r.stackName("s").templateBody(resource("Type: AWS::Logs::LogGroup"))));
    }

    @Test
    void a_test_puts_a_finished_stack_there() {
        aws.stack("network", Map.of("VpcId", "vpc-0123456789abcdef0"));

        Stack stack = stack("network");

        assertThat(stack.stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
        assertThat(outputs(stack)).containsExactly(Map.entry("VpcId", "vpc-0123456789abcdef0"));
    }

    private String physicalId(String stack, String logicalId) {
        return stacks.describeStackResource(r -> r.stackName(stack).logicalResourceId(logicalId))
                .stackResourceDetail()
                .physicalResourceId();
    }

    private static String resource(String body) {
        return "Resources: {A: {" + body + "}}";
    }

    private Stack stack(String name) {
        return stacks.describeStacks(r -> r.stackName(name)).stacks().get(0);
    }

    private static Map<String, String> outputs(Stack stack) {
        Map<String, String> outputs = new TreeMap<>();
        stack.outputs().forEach(output -> outputs.put(output.outputKey(), output.outputValue()));
        return outputs;
    }

    private static Parameter parameter(String key, String value) {
        return Parameter.builder().parameterKey(key).parameterValue(value).build();
    }

    private void assertRefused(String template, String message) {
        assertThatExceptionOfType(CloudFormationException.class)
                .isThrownBy(() -> stacks.createStack(r -> r.stackName("net").templateBody(template)))
                .withMessageContaining(message);
    }

    private void pass(Duration duration) {
        try {
            aws.clock().advance(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

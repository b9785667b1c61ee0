package io.github.ekssdk.testing.internal.service.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ekssdk.testing.FakeAws;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeAction;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.InsufficientCapabilitiesException;
import software.amazon.awssdk.services.cloudformation.model.InvalidChangeSetStatusException;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.ParameterDeclaration;
import software.amazon.awssdk.services.cloudformation.model.Replacement;
import software.amazon.awssdk.services.cloudformation.model.RequiresRecreation;
import software.amazon.awssdk.services.cloudformation.model.ResourceAttribute;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.VpcAttributeName;
import software.amazon.awssdk.services.iam.IamClient;

/** Change sets, and which changes of a resource take another one. */
class ChangeSetTest {
    private static final String NETWORK = """
        Parameters:
          Port: {Type: Number, Default: 443}
        Resources:
          Vpc:
            Type: AWS::EC2::VPC
            Properties:
              CidrBlock: 10.0.0.0/16
              Tags: [{Key: team, Value: a}]
          Subnet:
            Type: AWS::EC2::Subnet
            Properties:
              VpcId: !Ref Vpc
              CidrBlock: 10.0.0.0/24
          Group:
            Type: AWS::EC2::SecurityGroup
            Properties:
              GroupDescription: control plane
              VpcId: !Ref Vpc
              SecurityGroupIngress:
                - {IpProtocol: tcp, FromPort: !Ref Port, ToPort: !Ref Port, CidrIp: 10.0.0.0/8}
        """;
    private static final String ROLE = """
        Resources:
          Role:
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument:
                Version: "2012-10-17"
                Statement: [{Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: sts:AssumeRole}]
              ManagedPolicyArns: [arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy]
              Tags: [{Key: team, Value: a}]
        """;

    private final FakeAws aws = FakeAws.create();
    private final CloudFormationClient stacks = aws.client(CloudFormationClient.builder());
    private final Ec2Client ec2 = aws.client(Ec2Client.builder());

    @AfterEach
    void close() {
        aws.close();
    }

    private void settle() {
        try {
            aws.clock().advance(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void create(String template) {
        stacks.createStack(r -> r.stackName("s").templateBody(template).capabilities(Capability.CAPABILITY_IAM));
        settle();
        assertThat(status()).isEqualTo(StackStatus.CREATE_COMPLETE);
    }

    private void update(String template) {
        stacks.updateStack(r -> r.stackName("s").templateBody(template).capabilities(Capability.CAPABILITY_IAM));
        settle();
    }

    private StackStatus status() {
        return stacks.describeStacks(r -> r.stackName("s")).stacks().get(0).stackStatus();
    }

    private String physicalId(String logicalId) {
        return stacks.describeStackResource(r -> r.stackName("s").logicalResourceId(logicalId))
                .stackResourceDetail()
                .physicalResourceId();
    }

    private DescribeChangeSetResponse propose(String name, ChangeSetType type, String template) {
        String id = stacks.createChangeSet(r ->
                        r.stackName("s").changeSetName(name).changeSetType(type).templateBody(template))
                .id();
        settle();
        return stacks.describeChangeSet(r -> r.changeSetName(id));
    }

    private DescribeChangeSetResponse propose(String template) {
        return propose("more", ChangeSetType.UPDATE, template);
    }

    @Test
    void a_new_stack_is_reviewed_before_it_is_made() {
        DescribeChangeSetResponse proposed = propose("first", ChangeSetType.CREATE, NETWORK);

        assertThat(proposed.changeSetId()).startsWith("arn:aws:cloudformation:eu-west-1:123456789012:changeSet/first/");
        assertThat(proposed.status()).isEqualTo(ChangeSetStatus.CREATE_COMPLETE);
        assertThat(proposed.executionStatus()).isEqualTo(ExecutionStatus.AVAILABLE);
        assertThat(proposed.changes())
                .extracting(Change::resourceChange)
                .extracting(change -> change.logicalResourceId(), change -> change.action())
                .containsExactly(
                        tuple("Vpc", ChangeAction.ADD),
                        tuple("Subnet", ChangeAction.ADD),
                        tuple("Group", ChangeAction.ADD));
        assertThat(status()).isEqualTo(StackStatus.REVIEW_IN_PROGRESS);
        assertThat(ec2.describeVpcs().vpcs()).hasSize(1);

        stacks.executeChangeSet(r -> r.stackName("s").changeSetName("first"));
        settle();

        assertThat(status()).isEqualTo(StackStatus.CREATE_COMPLETE);
        assertThat(ec2.describeVpcs(r -> r.vpcIds(physicalId("Vpc"))).vpcs()).hasSize(1);
    }

    @Test
    void it_says_what_changes_as_it_is_and_what_takes_another_resource() {
        create(NETWORK);

        DescribeChangeSetResponse proposed = propose(
                NETWORK.replace("Value: a", "Value: b").replace("CidrBlock: 10.0.0.0/24", "CidrBlock: 10.0.1.0/24"));

        assertThat(proposed.changes())
                .extracting(Change::resourceChange)
                .extracting(
                        change -> change.logicalResourceId(),
                        change -> change.action(),
                        change -> change.replacement(),
                        change -> change.scope(),
                        change -> change.details().get(0).target().requiresRecreation())
                .containsExactly(
                        tuple(
                                "Vpc",
                                ChangeAction.MODIFY,
                                Replacement.FALSE,
                                List.of(ResourceAttribute.TAGS),
                                RequiresRecreation.NEVER),
                        tuple(
                                "Subnet",
                                ChangeAction.MODIFY,
                                Replacement.TRUE,
                                List.of(ResourceAttribute.PROPERTIES),
                                RequiresRecreation.ALWAYS));
        assertThat(proposed.changes().get(1).resourceChange().physicalResourceId())
                .isEqualTo(physicalId("Subnet"));
    }

    @Test
    void what_needs_a_replaced_resource_is_replaced_with_it_unless_it_can_change() {
        create(NETWORK);

        DescribeChangeSetResponse proposed =
                propose(NETWORK.replace("CidrBlock: 10.0.0.0/16", "CidrBlock: 10.0.0.0/17"));

        assertThat(proposed.changes())
                .extracting(Change::resourceChange)
                .extracting(change -> change.logicalResourceId(), change -> change.replacement())
                .containsExactly(
                        tuple("Vpc", Replacement.TRUE),
                        tuple("Subnet", Replacement.TRUE),
                        tuple("Group", Replacement.TRUE));
    }

    @Test
    void a_resource_that_is_gone_from_the_template_is_removed() {
        create(NETWORK);

        DescribeChangeSetResponse proposed = propose(NETWORK.substring(0, NETWORK.indexOf("  Group:")));

        assertThat(proposed.changes())
                .extracting(Change::resourceChange)
                .extracting(change -> change.logicalResourceId(), change -> change.action())
                .containsExactly(tuple("Group", ChangeAction.REMOVE));
        stacks.executeChangeSet(r -> r.changeSetName(proposed.changeSetId()));
        settle();
        assertThat(status()).isEqualTo(StackStatus.UPDATE_COMPLETE);
    }

    @Test
    void tags_and_settings_change_in_place() {
        create(NETWORK);
        String vpc = physicalId("Vpc");
        String group = physicalId("Group");

        update(NETWORK.replace(
                        "Tags: [{Key: team, Value: a}]",
                        "EnableDnsHostnames: true\n      Tags: [{Key: cost, Value: b}]")
                .replace("Default: 443", "Default: 8443"));

        assertThat(status()).isEqualTo(StackStatus.UPDATE_COMPLETE);
        assertThat(physicalId("Vpc")).isEqualTo(vpc);
        assertThat(physicalId("Group")).isEqualTo(group);
        assertThat(ec2.describeVpcs(r -> r.vpcIds(vpc)).vpcs().get(0).tags())
                .extracting(tag -> tag.key() + "=" + tag.value())
                .containsExactly("cost=b");
        assertThat(ec2.describeVpcAttribute(r -> r.vpcId(vpc).attribute(VpcAttributeName.ENABLE_DNS_HOSTNAMES))
                        .enableDnsHostnames()
                        .value())
                .isTrue();
        assertThat(ec2.describeSecurityGroups(r -> r.groupIds(group))
                        .securityGroups()
                        .get(0)
                        .ipPermissions())
                .extracting(IpPermission::fromPort)
                .containsExactly(8443);
    }

    @Test
    void a_role_changes_in_place() {
        create(ROLE);
        String name = physicalId("Role");
        IamClient iam = aws.client(IamClient.builder());

        update(ROLE.replace("Service: ec2", "Service: eks")
                .replace("AmazonEKSWorkerNodePolicy", "AmazonEKSClusterPolicy")
                .replace("Value: a", "Value: b"));

        assertThat(physicalId("Role")).isEqualTo(name);
        assertThat(iam.getRole(r -> r.roleName(name)).role().assumeRolePolicyDocument())
                .contains("eks.amazonaws.com");
        assertThat(iam.getRole(r -> r.roleName(name)).role().tags())
                .extracting(tag -> tag.value())
                .containsExactly("b");
        assertThat(iam.listAttachedRolePolicies(r -> r.roleName(name)).attachedPolicies())
                .extracting(policy -> policy.policyName())
                .containsExactly("AmazonEKSClusterPolicy");
    }

    @Test
    void what_changed_before_an_update_failed_changes_back() {
        create(NETWORK);
        String vpc = physicalId("Vpc");

        update(NETWORK.replace("Value: a", "Value: b").replace("CidrBlock: 10.0.0.0/24", "CidrBlock: 10.9.0.0/24"));

        assertThat(status()).isEqualTo(StackStatus.UPDATE_ROLLBACK_COMPLETE);
        assertThat(ec2.describeVpcs(r -> r.vpcIds(vpc)).vpcs().get(0).tags())
                .extracting(tag -> tag.value())
                .containsExactly("a");
        assertThat(ec2.describeSubnets(r -> r.subnetIds(physicalId("Subnet"))).subnets())
                .hasSize(1);
    }

    @Test
    void a_proposal_without_changes_fails_and_cannot_be_executed() {
        create(NETWORK);

        DescribeChangeSetResponse proposed = propose(NETWORK);

        assertThat(proposed.status()).isEqualTo(ChangeSetStatus.FAILED);
        assertThat(proposed.statusReason()).startsWith("The submitted information didn't contain changes.");
        assertThat(proposed.executionStatus()).isEqualTo(ExecutionStatus.UNAVAILABLE);
        assertThatExceptionOfType(InvalidChangeSetStatusException.class)
                .isThrownBy(() -> stacks.executeChangeSet(r -> r.changeSetName(proposed.changeSetId())))
                .withMessageContaining("cannot be executed in its current status of [FAILED]");
    }

    @Test
    void executing_one_deletes_the_others_of_its_stack() {
        create(NETWORK);
        propose("a", ChangeSetType.UPDATE, NETWORK.replace("Value: a", "Value: b"));
        propose("b", ChangeSetType.UPDATE, NETWORK.replace("Value: a", "Value: c"));
        assertThat(stacks.listChangeSets(r -> r.stackName("s")).summaries())
                .extracting(summary -> summary.changeSetName())
                .containsExactly("a", "b");

        stacks.executeChangeSet(r -> r.stackName("s").changeSetName("a"));
        settle();

        assertThat(stacks.listChangeSets(r -> r.stackName("s")).summaries())
                .extracting(summary -> summary.changeSetName(), summary -> summary.executionStatus())
                .containsExactly(tuple("a", ExecutionStatus.EXECUTE_COMPLETE));
        assertThatExceptionOfType(ChangeSetNotFoundException.class)
                .isThrownBy(() -> stacks.describeChangeSet(r -> r.stackName("s").changeSetName("b")))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(404));
        stacks.deleteChangeSet(r -> r.stackName("s").changeSetName("a"));
        assertThat(stacks.listChangeSets(r -> r.stackName("s")).summaries()).isEmpty();
    }

    @Test
    void what_cannot_be_proposed_is_refused() {
        assertThatExceptionOfType(CloudFormationException.class)
                .isThrownBy(() -> propose(NETWORK))
                .withMessageContaining("Stack [s] does not exist");
        assertThatExceptionOfType(InsufficientCapabilitiesException.class)
                .isThrownBy(() -> propose("first", ChangeSetType.CREATE, ROLE));
        create(NETWORK);

        assertThatExceptionOfType(CloudFormationException.class)
                .isThrownBy(() -> propose("again", ChangeSetType.CREATE, NETWORK))
                .withMessageContaining(
                        "Stack [s] already exists and cannot be created again with the changeSet [again].");
        propose(NETWORK.replace("Value: a", "Value: b"));
        assertThatExceptionOfType(AlreadyExistsException.class)
                .isThrownBy(() -> propose(NETWORK.replace("Value: a", "Value: c")));
    }

    @Test
    void a_template_is_summed_up() {
        create(NETWORK);

        assertThat(stacks.getTemplateSummary(r -> r.stackName("s")).parameters())
                .extracting(ParameterDeclaration::parameterKey, ParameterDeclaration::defaultValue)
                .containsExactly(tuple("Port", "443"));
        assertThat(stacks.getTemplateSummary(r -> r.templateBody(ROLE)).capabilities())
                .containsExactly(Capability.CAPABILITY_IAM);
    }

    @Test
    void values_of_before_are_kept_on_demand() {
        stacks.createStack(r -> r.stackName("s")
                .templateBody(NETWORK)
                .parameters(Parameter.builder()
                        .parameterKey("Port")
                        .parameterValue("22")
                        .build()));
        settle();

        stacks.createChangeSet(r -> r.stackName("s")
                .changeSetName("more")
                .usePreviousTemplate(true)
                .tags(Tag.builder().key("team").value("a").build())
                .parameters(Parameter.builder()
                        .parameterKey("Port")
                        .usePreviousValue(true)
                        .build()));
        settle();

        DescribeChangeSetResponse proposed =
                stacks.describeChangeSet(r -> r.stackName("s").changeSetName("more"));
        assertThat(proposed.parameters().get(0).parameterValue()).isEqualTo("22");
        assertThat(proposed.changes()).isEmpty();
    }
}

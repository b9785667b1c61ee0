package io.github.ekssdk.testing.internal.service.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.testing.Resource;
import io.github.ekssdk.testing.internal.service.eks.EksWorld;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterStatus;

class EksStackTest {
    private static final String TEMPLATE = """
        Parameters:
          Subnets:
            Type: List<AWS::EC2::Subnet::Id>
          Name:
            Type: String
        Resources:
          ClusterRole:
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument:
                Version: "2012-10-17"
                Statement:
                  - Effect: Allow
                    Principal: {Service: eks.amazonaws.com}
                    Action: sts:AssumeRole
              ManagedPolicyArns:
                - !Sub "arn:${AWS::Partition}:iam::aws:policy/AmazonEKSClusterPolicy"
          NodeRole:
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument:
                Version: "2012-10-17"
                Statement:
                  - Effect: Allow
                    Principal: {Service: ec2.amazonaws.com}
                    Action: sts:AssumeRole
              ManagedPolicyArns:
                - arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy
                - arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy
                - arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly
          PodRole:
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument:
                Version: "2012-10-17"
                Statement:
                  - Effect: Allow
                    Principal: {Service: eks-fargate-pods.amazonaws.com}
                    Action: sts:AssumeRole
          Cluster:
            Type: AWS::EKS::Cluster
            Properties:
              Name: !Ref Name
              Version: "1.34"
              RoleArn: !GetAtt ClusterRole.Arn
              ResourcesVpcConfig:
                SubnetIds: !Ref Subnets
                EndpointPrivateAccess: true
              AccessConfig:
                AuthenticationMode: API
              Logging:
                ClusterLogging:
                  EnabledTypes:
                    - Type: audit
              Tags:
                - Key: team
                  Value: one
          Nodes:
            Type: AWS::EKS::Nodegroup
            Properties:
              ClusterName: !Ref Cluster
              NodegroupName: general
              NodeRole: !GetAtt NodeRole.Arn
              Subnets: !Ref Subnets
              ScalingConfig: {MinSize: 1, DesiredSize: 2, MaxSize: 3}
              Labels: {tier: web}
          Pods:
            Type: AWS::EKS::FargateProfile
            Properties:
              ClusterName: !Ref Cluster
              FargateProfileName: ops
              PodExecutionRoleArn: !GetAtt PodRole.Arn
              Subnets: !Ref Subnets
              Selectors:
                - Namespace: ops
                  Labels:
                    - Key: tier
                      Value: web
          Access:
            Type: AWS::EKS::AccessEntry
            Properties:
              ClusterName: !Ref Cluster
              PrincipalArn: !GetAtt ClusterRole.Arn
              AccessPolicies:
                - PolicyArn: arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy
                  AccessScope: {Type: cluster}
        Outputs:
          Endpoint:
            Value: !GetAtt Cluster.Endpoint
          Issuer:
            Value: !GetAtt Cluster.OpenIdConnectIssuerUrl
        """;

    private final EksWorld world =
            new EksWorld("eu-west-1", profile -> profile.with("iam.role.usable", Duration.ZERO, 0));
    private final CloudFormationClient stacks = world.aws.client(CloudFormationClient.builder());

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_cluster_with_all_that_belongs_to_it_comes_and_goes() {
        List<Resource> before = world.aws.inventory();
        create();
        world.pass(EksWorld.CREATE_CLUSTER.minusSeconds(30));
        StackStatus during = status();
        world.pass(Duration.ofMinutes(10));

        assertThat(during).isEqualTo(StackStatus.CREATE_IN_PROGRESS);
        assertThat(status()).isEqualTo(StackStatus.CREATE_COMPLETE);
        Cluster cluster = world.describe("prod");
        assertThat(cluster.status()).isEqualTo(ClusterStatus.ACTIVE);
        assertThat(cluster.tags()).containsEntry("team", "one");
        assertThat(cluster.resourcesVpcConfig().endpointPrivateAccess()).isTrue();
        assertThat(world.describe("prod", "general").scalingConfig().desiredSize())
                .isEqualTo(2);
        assertThat(world.describeFargate("prod", "ops").selectors().get(0).labels())
                .containsEntry("tier", "web");
        assertThat(stacks.describeStacks(r -> r.stackName("eks"))
                        .stacks()
                        .get(0)
                        .outputs())
                .extracting(Output::outputValue)
                .contains(cluster.endpoint(), cluster.identity().oidc().issuer());
        stacks.deleteStack(r -> r.stackName("eks"));
        world.pass(Duration.ofMinutes(30));

        assertThat(world.aws.inventory())
                .filteredOn(resource -> !resource.type().equals("logs:log-group"))
                .isEqualTo(before);
    }

    @Test
    void a_failing_fargate_profile_takes_the_cluster_down_again() {
        world.aws.withoutFargate("eu-west-1a");
        create();
        world.pass(Duration.ofMinutes(60));

        assertThat(status()).isEqualTo(StackStatus.ROLLBACK_COMPLETE);
        assertThat(world.eks.listClusters().clusters()).isEmpty();
        assertThat(stacks.describeStackEvents(r -> r.stackName("eks")).stackEvents())
                .filteredOn(event -> event.logicalResourceId().equals("Pods"))
                .extracting(StackEvent::resourceStatusReason)
                .anySatisfy(
                        reason -> assertThat(reason).contains("Fargate Profile creation for the Availability Zone"));
    }

    @Test
    void a_cluster_and_its_parts_change_in_place() {
        create();
        world.pass(EksWorld.CREATE_CLUSTER.plusMinutes(10));
        String clusterArn = world.describe("prod").arn();
        String group = world.describe("prod", "general").nodegroupArn();

        String changed = TEMPLATE.replace("- Type: audit", "- Type: api")
                .replace("Value: one", "Value: two")
                .replace("MaxSize: 3", "MaxSize: 5")
                .replace("{tier: web}", "{tier: shop}")
                .replace("AmazonEKSViewPolicy", "AmazonEKSEditPolicy");
        stacks.updateStack(r -> r.stackName("eks")
                .templateBody(changed)
                .parameters(kept("Subnets"), kept("Name"))
                .capabilities(Capability.CAPABILITY_IAM));
        world.pass(Duration.ofMinutes(10));

        assertThat(status()).isEqualTo(StackStatus.UPDATE_COMPLETE);
        Cluster cluster = world.describe("prod");
        assertThat(cluster.arn()).isEqualTo(clusterArn);
        assertThat(cluster.tags()).containsEntry("team", "two");
        assertThat(cluster.logging().clusterLogging().get(0).typesAsStrings()).containsExactly("api");
        assertThat(world.describe("prod", "general").nodegroupArn()).isEqualTo(group);
        assertThat(world.describe("prod", "general").scalingConfig().maxSize()).isEqualTo(5);
        assertThat(world.describe("prod", "general").labels()).containsEntry("tier", "shop");
        String principal = world.iam.listRoles().roles().stream()
                .filter(role -> role.roleName().contains("ClusterRole"))
                .findFirst()
                .orElseThrow()
                .arn();
        assertThat(world.eks
                        .listAssociatedAccessPolicies(r -> r.clusterName("prod").principalArn(principal))
                        .associatedAccessPolicies())
                .extracting(policy -> policy.policyArn())
                .containsExactly("arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy");
    }

    @Test
    void labels_alone_change_a_node_group() {
        create();
        world.pass(EksWorld.CREATE_CLUSTER.plusMinutes(10));

        update(TEMPLATE.replace("{tier: web}", "{tier: shop}"));

        assertThat(status()).isEqualTo(StackStatus.UPDATE_COMPLETE);
        assertThat(world.describe("prod", "general").labels()).containsEntry("tier", "shop");
    }

    @Test
    void a_version_and_a_setting_of_a_node_group_do_not_change_at_once() {
        create();
        world.pass(EksWorld.CREATE_CLUSTER.plusMinutes(10));

        update(TEMPLATE.replace("MaxSize: 3}", "MaxSize: 5}\n      Version: \"1.34\""));

        assertThat(status()).isEqualTo(StackStatus.UPDATE_ROLLBACK_COMPLETE);
        assertThat(world.describe("prod", "general").scalingConfig().maxSize()).isEqualTo(3);
        assertThat(stacks.describeStackEvents(r -> r.stackName("eks")).stackEvents())
                .extracting(event -> String.valueOf(event.resourceStatusReason()))
                .anyMatch(reason -> reason.contains("either the version or the settings of a node group"));
    }

    private void update(String template) {
        stacks.updateStack(r -> r.stackName("eks")
                .templateBody(template)
                .parameters(kept("Subnets"), kept("Name"))
                .capabilities(Capability.CAPABILITY_IAM));
        world.pass(Duration.ofMinutes(10));
    }

    private static Parameter kept(String name) {
        return Parameter.builder().parameterKey(name).usePreviousValue(true).build();
    }

    private void create() {
        Parameter subnets = Parameter.builder()
                .parameterKey("Subnets")
                .parameterValue(String.join(",", world.network.privateSubnets()))
                .build();
        Parameter name =
                Parameter.builder().parameterKey("Name").parameterValue("prod").build();
        stacks.createStack(r -> r.stackName("eks")
                .templateBody(TEMPLATE)
                .parameters(subnets, name)
                .capabilities(Capability.CAPABILITY_IAM));
    }

    private StackStatus status() {
        return stacks.describeStacks(r -> r.stackName("eks")).stacks().get(0).stackStatus();
    }
}

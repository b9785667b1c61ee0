package io.github.ekssdk.testing.internal.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ekssdk.Eks;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.testing.FakeAws;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.EncryptionConfig;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;

class LeastPolicyTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TRUST =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                    + "{\"Service\":\"eks.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
    private static final String CLUSTER_POLICY = "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy";

    /** A network, a role, a key and a cluster come and go. */
    private static void run(FakeAws aws) {
        try (Ec2Client ec2 = aws.client(Ec2Client.builder());
                IamClient iam = aws.client(IamClient.builder());
                KmsClient kms = aws.client(KmsClient.builder());
                EksClient eks = aws.client(EksClient.builder())) {
            String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16").tagSpecifications(tags(ResourceType.VPC)))
                    .vpc()
                    .vpcId();
            List<String> subnets = List.of(subnet(ec2, vpc, 0), subnet(ec2, vpc, 1));
            ec2.describeSubnets(r -> r.subnetIds(subnets));
            String role = iam.createRole(
                            r -> r.roleName("cluster").path("/eks/").assumeRolePolicyDocument(TRUST))
                    .role()
                    .arn();
            iam.attachRolePolicy(r -> r.roleName("cluster").policyArn(CLUSTER_POLICY));
            String key = kms.createKey().keyMetadata().arn();
            kms.createAlias(r -> r.aliasName("alias/prod").targetKeyId(key));
            eks.createCluster(r -> r.name("prod")
                    .roleArn(role)
                    .resourcesVpcConfig(config -> config.subnetIds(subnets))
                    .encryptionConfig(EncryptionConfig.builder()
                            .resources("secrets")
                            .provider(provider -> provider.keyArn(key))
                            .build())
                    .tags(Map.of("team", "a")));
            eks.describeCluster(r -> r.name("prod"));
            eks.listClusters();
            eks.deleteCluster(r -> r.name("prod"));
            kms.deleteAlias(r -> r.aliasName("alias/prod"));
            kms.scheduleKeyDeletion(r -> r.keyId(key));
            iam.detachRolePolicy(r -> r.roleName("cluster").policyArn(CLUSTER_POLICY));
            iam.deleteRole(r -> r.roleName("cluster"));
            ec2.describeVpcs();
            subnets.forEach(subnet -> ec2.deleteSubnet(r -> r.subnetId(subnet)));
        }
    }

    private static String subnet(Ec2Client ec2, String vpc, int number) {
        return ec2.createSubnet(r -> r.vpcId(vpc)
                        .cidrBlock("10.0." + number + ".0/24")
                        .availabilityZone("eu-west-1" + "ab".charAt(number))
                        .tagSpecifications(tags(ResourceType.SUBNET)))
                .subnet()
                .subnetId();
    }

    private static TagSpecification tags(ResourceType type) {
        return TagSpecification.builder()
                .resourceType(type)
                .tags(Tag.builder().key("team").value("a").build())
                .build();
    }

    private static String leastPolicy() {
        try (FakeAws aws = FakeAws.create()) {
            run(aws);
            return aws.ledger().leastPolicy();
        }
    }

    private static void runWith(String policy) {
        try (FakeAws aws = FakeAws.builder().strictIam(policy).build()) {
            run(aws);
        }
    }

    @Test
    void the_same_run_goes_through_with_exactly_this_policy() {
        String policy = leastPolicy();

        assertThatCode(() -> runWith(policy)).doesNotThrowAnyException();
    }

    @Test
    void without_any_one_of_its_actions_the_run_is_refused() throws JsonProcessingException {
        String policy = leastPolicy();
        int removed = 0;
        for (int statement = 0;
                statement < JSON.readTree(policy).path("Statement").size();
                statement++) {
            int actions = JSON.readTree(policy)
                    .path("Statement")
                    .path(statement)
                    .path("Action")
                    .size();
            for (int action = 0; action < actions; action++) {
                ObjectNode less = (ObjectNode) JSON.readTree(policy);
                ArrayNode list =
                        (ArrayNode) less.path("Statement").path(statement).path("Action");
                String name = list.remove(action).asText();
                removed++;

                assertThatExceptionOfType(AwsServiceException.class)
                        .as(name)
                        .isThrownBy(() -> runWith(less.toString()))
                        .withMessageContaining("authorized")
                        .withMessageContaining(name);
            }
        }
        assertThat(removed).isGreaterThan(20);
    }

    @Test
    void it_is_as_narrow_as_the_run_and_no_narrower_than_another_run_of_its_kind() throws JsonProcessingException {
        JsonNode policy = JSON.readTree(leastPolicy());

        assertThat(statement(policy, "iam:PassRole").toString())
                .contains("arn:aws:iam::123456789012:role/eks/cluster")
                .contains("\"StringEquals\":{\"iam:PassedToService\":[\"eks.amazonaws.com\"]}");
        assertThat(statement(policy, "iam:AttachRolePolicy").toString())
                .contains("\"ArnEquals\":{\"iam:PolicyARN\":[\"" + CLUSTER_POLICY + "\"]}");
        assertThat(statement(policy, "ec2:DeleteSubnet").path("Resource").toString())
                .isEqualTo("[\"arn:aws:ec2:eu-west-1:123456789012:subnet/*\"]");
        assertThat(statement(policy, "ec2:CreateTags").toString())
                .contains("\"ec2:CreateAction\"")
                .contains("\"aws:RequestTag/team\":[\"a\"]");
        assertThat(statement(policy, "eks:DescribeCluster").path("Resource").toString())
                .isEqualTo("[\"arn:aws:eks:eu-west-1:123456789012:cluster/prod\"]");
        assertThat(statement(policy, "ec2:DescribeVpcs").path("Resource").toString())
                .isEqualTo("[\"*\"]");
    }

    private static JsonNode statement(JsonNode policy, String action) {
        for (JsonNode statement : policy.path("Statement")) {
            for (JsonNode named : statement.path("Action")) {
                if (named.asText().equals(action)) {
                    return statement;
                }
            }
        }
        throw new AssertionError("the policy has no " + action + ": " + policy);
    }

    @Test
    void the_calls_since_a_mark_need_less() {
        try (FakeAws aws = FakeAws.create();
                IamClient iam = aws.client(IamClient.builder())) {
            iam.createRole(r -> r.roleName("cluster").path("/eks/").assumeRolePolicyDocument(TRUST));
            int mark = aws.ledger().size();
            iam.getRole(r -> r.roleName("cluster"));

            String policy = aws.ledger().leastPolicy(aws.ledger().since(mark));

            assertThat(policy)
                    .contains("iam:GetRole", "arn:aws:iam::123456789012:role/eks/cluster")
                    .doesNotContain("iam:CreateRole");
        }
    }

    @Test
    void the_manager_creates_and_deletes_a_cluster_with_its_least_policy() {
        String policy;
        try (FakeAws aws = FakeAws.create()) {
            live(aws);
            policy = aws.ledger().leastPolicy();
        }

        try (FakeAws strict = FakeAws.builder().strictIam(policy).build()) {
            live(strict);

            assertThat(strict.ledger().calls())
                    .noneMatch(call -> call.errorCode()
                            .filter(code -> code.contains("AccessDenied") || code.contains("Unauthorized"))
                            .isPresent());
        }
    }

    private static void live(FakeAws aws) {
        try (EksManager eks = aws.connect()) {
            ClusterSpec spec = Eks.cluster("prod")
                    .vpc(vpc -> vpc.availabilityZones(2))
                    .managedNodeGroup("general", group -> group.instanceTypes("m7g.large"))
                    .build();
            eks.apply(eks.plan(spec));
            eks.apply(eks.planDelete("prod"));
        }
    }
}

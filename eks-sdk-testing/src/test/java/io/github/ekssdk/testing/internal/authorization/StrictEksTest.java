package io.github.ekssdk.testing.internal.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ekssdk.testing.FakeAws;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AccessDeniedException;
import software.amazon.awssdk.services.eks.model.InvalidRequestException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/** What belongs to a cluster is judged by its own ARN, and EKS looks at some things as the caller. */
class StrictEksTest {
    private static final String ACCOUNT = "arn:aws:iam::123456789012:";
    private static final String EKS = "arn:aws:eks:eu-west-1:123456789012:";
    private static final String ENTRY = ACCOUNT + "role/viewer";

    private final FakeAws aws = FakeAws.builder().strictIam().build();
    private final IamClient iam = aws.client(IamClient.builder());
    private final EksClient eks = aws.client(EksClient.builder());
    private final Ec2Client ec2 = aws.client(Ec2Client.builder());
    private final List<String> subnets = ec2.describeSubnets().subnets().stream()
            .map(Subnet::subnetId)
            .limit(2)
            .toList();
    private final String nodeRole = role(
            "nodes", "ec2", "AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonEC2ContainerRegistryReadOnly");

    StrictEksTest() {
        String role = role("cluster", "eks", "AmazonEKSClusterPolicy");
        role("viewer", "ec2");
        eks.createCluster(r -> r.name("prod")
                .roleArn(role)
                .accessConfig(access -> access.authenticationMode("API"))
                .resourcesVpcConfig(vpc -> vpc.subnetIds(subnets)));
    }

    @AfterEach
    void close() {
        aws.close();
    }

    private String role(String name, String service, String... policies) {
        String trust = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\""
                + service + ".amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
        String arn = iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument(trust))
                .role()
                .arn();
        for (String policy : policies) {
            iam.attachRolePolicy(r -> r.roleName(name).policyArn("arn:aws:iam::aws:policy/" + policy));
        }
        return arn;
    }

    /** A user who may do some actions on some resources, as EKS sees it. */
    private EksClient user(String name, Map<String, String> resourceByActions) {
        String arn = iam.createUser(r -> r.userName(name)).user().arn();
        resourceByActions.forEach((actions, resource) -> iam.putUserPolicy(r -> r.userName(name)
                .policyName("p" + Integer.toHexString(actions.hashCode()))
                .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\""
                        + actions.replace(" ", "\",\"") + "\"],\"Resource\":\"" + resource + "\"}]}")));
        return EksClient.builder()
                .httpClient(aws.httpClient())
                .region(Region.EU_WEST_1)
                .credentialsProvider(aws.credentialsOf(arn))
                .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    private static AwsServiceException refused(ThrowingCallable call) {
        return catchThrowableOfType(AwsServiceException.class, call);
    }

    private void nodegroup(EksClient by, String name) {
        by.createNodegroup(r ->
                r.clusterName("prod").nodegroupName(name).nodeRole(nodeRole).subnets(subnets));
    }

    private String arnOf(String nodegroup) {
        return eks.describeNodegroup(r -> r.clusterName("prod").nodegroupName(nodegroup))
                .nodegroup()
                .nodegroupArn();
    }

    @Test
    void a_node_group_is_judged_by_its_id_so_that_leave_for_it_ends_with_it() {
        nodegroup(eks, "general");
        EksClient ann = user("ann", Map.of("eks:DescribeNodegroup", arnOf("general")));

        assertThat(ann.describeNodegroup(r -> r.clusterName("prod").nodegroupName("general"))
                        .nodegroup()
                        .nodegroupName())
                .isEqualTo("general");
        eks.deleteNodegroup(r -> r.clusterName("prod").nodegroupName("general"));
        eks.listNodegroups(r -> r.clusterName("prod"));
        nodegroup(eks, "general");

        assertThat(refused(
                        () -> ann.describeNodegroup(r -> r.clusterName("prod").nodegroupName("general"))))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("eks:DescribeNodegroup on resource: " + arnOf("general"));
    }

    @Test
    void add_ons_access_entries_and_providers_are_judged_by_their_own_arns() {
        eks.createAddon(r -> r.clusterName("prod").addonName("eks-pod-identity-agent"));
        eks.createAccessEntry(r -> r.clusterName("prod").principalArn(ENTRY));
        String addon = eks.describeAddon(r -> r.clusterName("prod").addonName("eks-pod-identity-agent"))
                .addon()
                .addonArn();
        String entry = eks.describeAccessEntry(r -> r.clusterName("prod").principalArn(ENTRY))
                .accessEntry()
                .accessEntryArn();
        EksClient nobody = user("nobody", Map.of("sts:*", "*"));
        EksClient ann = user("ann", Map.of("eks:DescribeAddon", addon, "eks:DescribeAccessEntry", entry));

        assertThat(refused(() -> nobody.describeAddon(r -> r.clusterName("prod").addonName("eks-pod-identity-agent"))))
                .hasMessageContaining("eks:DescribeAddon on resource: " + addon);
        assertThat(refused(() ->
                        nobody.deleteAccessEntry(r -> r.clusterName("prod").principalArn(ENTRY))))
                .hasMessageContaining("eks:DeleteAccessEntry on resource: " + entry);
        assertThat(refused(() -> nobody.describeIdentityProviderConfig(r -> r.clusterName("prod")
                        .identityProviderConfig(config -> config.type("oidc").name("corp")))))
                .hasMessageContaining("on resource: " + EKS + "identityproviderconfig/prod/oidc/corp/*");
        assertThat(refused(() -> nobody.describeEksAnywhereSubscription(r -> r.id("12"))))
                .hasMessageContaining("on resource: " + EKS + "eks-anywhere-subscription/12");
        assertThat(ann.describeAddon(r -> r.clusterName("prod").addonName("eks-pod-identity-agent"))
                        .addon()
                        .addonArn())
                .isEqualTo(addon);
        assertThat(ann.describeAccessEntry(r -> r.clusterName("prod").principalArn(ENTRY))
                        .accessEntry()
                        .principalArn())
                .isEqualTo(ENTRY);
    }

    @Test
    void who_makes_a_node_group_must_be_allowed_what_EKS_looks_at_first() {
        String create = "eks:CreateNodegroup iam:PassRole iam:CreateServiceLinkedRole";
        String role = ACCOUNT + "role/nodes";
        EksClient ann = user("ann", Map.of(create, "*"));
        EksClient bob = user("bob", Map.of(create, "*", "ec2:DescribeSubnets", "*"));
        EksClient cid = user(
                "cid",
                Map.of(create, "*", "ec2:DescribeSubnets", "*", "iam:GetRole iam:ListAttachedRolePolicies", role));
        EksClient dan =
                user("dan", Map.of(create, "*", "ec2:DescribeSubnets iam:GetRole iam:ListAttachedRolePolicies", "*"));

        assertThat(refused(() -> nodegroup(ann, "a")))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("You are not authorized to perform ec2:DescribeSubnets. User: " + ACCOUNT
                        + "user/ann is not authorized to perform: ec2:DescribeSubnets because no identity-based");
        assertThat(refused(() -> nodegroup(bob, "a")))
                .hasMessageContaining("is not authorized to perform: iam:GetRole on resource: " + role);
        assertThat(refused(() -> nodegroup(cid, "a")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("Failed to validate if SLR: AWSServiceRoleForAmazonEKSNodegroup already exists"
                        + " due to missing permissions for 'iam:GetRole'");
        assertThat(refused(() -> nodegroup(dan, "a"))).isNull();
    }

    @Test
    void who_gives_EKS_a_launch_template_must_be_allowed_to_launch_with_it() {
        String id = ec2.createLaunchTemplate(
                        r -> r.launchTemplateName("mine").launchTemplateData(data -> data.instanceType("m6i.large")))
                .launchTemplate()
                .launchTemplateId();
        String all = "eks:CreateNodegroup iam:* ec2:DescribeSubnets";
        EksClient ann = user("ann", Map.of(all, "*"));
        EksClient bob = user(
                "bob",
                Map.of(all, "*", "ec2:RunInstances", "arn:aws:ec2:eu-west-1:123456789012:launch-template/" + id));

        AwsServiceException refusal = refused(() -> withTemplate(ann, id));

        assertThat(refusal)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("You are not authorized to launch instances with this launch template. Encoded"
                        + " authorization failure message: ");
        String message = refusal.awsErrorDetails().errorMessage();
        assertThat(aws.client(StsClient.builder())
                        .decodeAuthorizationMessage(
                                r -> r.encodedMessage(message.substring(message.lastIndexOf(' ') + 1)))
                        .decodedMessage())
                .contains("ec2:RunInstances", "launch-template/" + id);
        assertThat(refused(() -> withTemplate(bob, id))).isNull();
    }

    private void withTemplate(EksClient by, String templateId) {
        by.createNodegroup(r -> r.clusterName("prod")
                .nodegroupName("custom")
                .nodeRole(nodeRole)
                .subnets(subnets)
                .launchTemplate(template -> template.id(templateId)));
    }
}

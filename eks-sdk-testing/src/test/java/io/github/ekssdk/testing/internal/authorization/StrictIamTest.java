package io.github.ekssdk.testing.internal.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ekssdk.testing.FakeAws;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AccessDeniedException;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

class StrictIamTest {
    private static final String ACCOUNT = "arn:aws:iam::123456789012:";

    private final FakeAws aws = FakeAws.builder().strictIam().build();
    private final IamClient iam = aws.client(IamClient.builder());

    @AfterEach
    void close() {
        aws.close();
    }

    private static String allow(String actions, String resource) {
        return statement("Allow", actions, resource, "");
    }

    private static String statement(String effect, String actions, String resource, String more) {
        return "{\"Effect\":\"" + effect + "\",\"Action\":[\"" + actions.replace(" ", "\",\"") + "\"],\"Resource\":\""
                + resource + "\"" + more + "}";
    }

    private static String policy(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    private AwsCredentialsProvider user(String name, String... statements) {
        String arn = iam.createUser(r -> r.userName(name)).user().arn();
        iam.putUserPolicy(r -> r.userName(name).policyName("own").policyDocument(policy(statements)));
        return aws.credentialsOf(arn);
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C as(
            AwsCredentialsProvider who, B builder) {
        return builder.httpClient(aws.httpClient())
                .region(Region.EU_WEST_1)
                .credentialsProvider(who)
                .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    private static AwsServiceException refused(ThrowingCallable call) {
        return catchThrowableOfType(AwsServiceException.class, call);
    }

    @Test
    void the_first_user_may_do_everything_and_strangers_nothing() {
        assertThat(iam.listRoles().roles()).isEmpty();
        EksClient stranger = as(aws.credentialsOf(ACCOUNT + "user/stranger"), EksClient.builder());

        AwsServiceException refusal = refused(() -> stranger.describeCluster(r -> r.name("prod")));

        assertThat(refusal).isInstanceOf(AccessDeniedException.class);
        assertThat(refusal.statusCode()).isEqualTo(403);
        assertThat(refusal)
                .hasMessageContaining("User: arn:aws:iam::123456789012:user/stranger is not authorized to perform:"
                        + " eks:DescribeCluster on resource: arn:aws:eks:eu-west-1:123456789012:cluster/prod because no"
                        + " identity-based policy allows the eks:DescribeCluster action");
    }

    @Test
    void each_service_refuses_in_its_own_words() {
        AwsCredentialsProvider stranger = aws.credentialsOf(ACCOUNT + "user/stranger");

        AwsServiceException ofIam =
                refused(() -> as(stranger, IamClient.builder()).getRole(r -> r.roleName("a")));
        AwsServiceException ofEc2 =
                refused(() -> as(stranger, Ec2Client.builder()).createVpc(r -> r.cidrBlock("10.0.0.0/16")));
        AwsServiceException ofDescribe =
                refused(() -> as(stranger, Ec2Client.builder()).describeVpcs());
        AwsServiceException ofKms =
                refused(() -> as(stranger, KmsClient.builder()).listKeys());

        assertThat(ofIam.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
        assertThat(ofIam)
                .hasMessageContaining("on resource: arn:aws:iam::123456789012:role/a because no identity-based");
        assertThat(ofEc2.awsErrorDetails().errorCode()).isEqualTo("UnauthorizedOperation");
        assertThat(ofEc2)
                .hasMessageContaining("You are not authorized to perform this operation. User: " + ACCOUNT
                        + "user/stranger is not authorized to perform: ec2:CreateVpc on resource:"
                        + " arn:aws:ec2:eu-west-1:123456789012:vpc/* because no identity-based policy allows the"
                        + " ec2:CreateVpc action. Encoded authorization failure message: ");
        assertThat(ofDescribe)
                .hasMessageContaining("is not authorized to perform: ec2:DescribeVpcs because no identity-based policy")
                .message()
                .doesNotContain("Encoded");
        assertThat(ofKms.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
        assertThat(ofKms).hasMessageContaining("kms:ListKeys on resource: *");
    }

    @Test
    void the_encoded_message_of_a_refusal_can_be_decoded_by_who_may() {
        AwsServiceException refusal =
                refused(() -> as(aws.credentialsOf(ACCOUNT + "user/stranger"), Ec2Client.builder())
                        .createVpc(r -> r.cidrBlock("10.0.0.0/16")));
        String message = refusal.awsErrorDetails().errorMessage();
        String encoded = message.substring(message.lastIndexOf(' ') + 1);

        String decoded = aws.client(StsClient.builder())
                .decodeAuthorizationMessage(r -> r.encodedMessage(encoded))
                .decodedMessage();

        assertThat(decoded)
                .contains(
                        "\"allowed\":false", "\"action\":\"ec2:CreateVpc\"", "\"explicitDeny\":false", "user/stranger");
    }

    @Test
    void an_explicit_deny_wins_over_an_allow() {
        Ec2Client ec2 =
                as(user("ann", allow("ec2:*", "*"), statement("Deny", "ec2:DeleteVpc", "*", "")), Ec2Client.builder());
        String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();

        assertThat(refused(() -> ec2.deleteVpc(r -> r.vpcId(vpc))))
                .hasMessageContaining("with an explicit deny in an identity-based policy");
    }

    @Test
    void actions_and_resources_take_wildcards() {
        EksClient eks = as(
                user("ann", allow("eks:Describe*", "arn:aws:eks:*:123456789012:cluster/dev-?")), EksClient.builder());

        assertThat(refused(() -> eks.describeCluster(r -> r.name("dev-1"))))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThat(refused(() -> eks.describeCluster(r -> r.name("dev-12")))).isInstanceOf(AccessDeniedException.class);
        assertThat(refused(() -> eks.deleteCluster(r -> r.name("dev-1")))).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void attached_policies_of_aws_and_of_customers_count() {
        AwsCredentialsProvider ann = user("ann", allow("sts:*", "*"));
        EksClient eks = as(ann, EksClient.builder());
        String own = iam.createPolicy(r -> r.policyName("lists").policyDocument(policy(allow("eks:ListClusters", "*"))))
                .policy()
                .arn();

        iam.attachUserPolicy(r -> r.userName("ann").policyArn("arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy"));
        assertThat(refused(() -> eks.describeCluster(r -> r.name("a")))).isInstanceOf(ResourceNotFoundException.class);
        assertThat(refused(eks::listClusters)).isInstanceOf(AccessDeniedException.class);
        iam.attachUserPolicy(r -> r.userName("ann").policyArn(own));
        assertThat(eks.listClusters().clusters()).isEmpty();
    }

    @Test
    void a_permissions_boundary_takes_away() {
        EksClient eks = as(user("ann", allow("eks:*", "*")), EksClient.builder());
        String boundary = iam.createPolicy(
                        r -> r.policyName("limit").policyDocument(policy(allow("eks:ListClusters", "*"))))
                .policy()
                .arn();
        iam.putUserPermissionsBoundary(r -> r.userName("ann").permissionsBoundary(boundary));

        assertThat(eks.listClusters().clusters()).isEmpty();
        assertThat(refused(() -> eks.describeCluster(r -> r.name("a"))))
                .hasMessageContaining("because no permissions boundary allows the eks:DescribeCluster action");
    }

    @Test
    void a_session_has_the_policies_of_its_role_less_what_its_own_take_away() {
        iam.createRole(r -> r.roleName("builder")
                .assumeRolePolicyDocument(policy("{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + ACCOUNT
                        + "root\"},\"Action\":\"sts:AssumeRole\"}")));
        iam.putRolePolicy(r -> r.roleName("builder").policyName("own").policyDocument(policy(allow("eks:*", "*"))));
        StsClient ann = as(user("ann", allow("sts:AssumeRole", ACCOUNT + "role/builder")), StsClient.builder());
        StsClient bob = as(user("bob", allow("eks:*", "*")), StsClient.builder());

        var whole = ann.assumeRole(r -> r.roleArn(ACCOUNT + "role/builder").roleSessionName("ci"))
                .credentials();
        var part = ann.assumeRole(r -> r.roleArn(ACCOUNT + "role/builder")
                        .roleSessionName("ci")
                        .policy(policy(allow("eks:ListClusters", "*"))))
                .credentials();

        assertThat(refused(() -> session(whole).describeCluster(r -> r.name("a"))))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThat(session(part).listClusters().clusters()).isEmpty();
        assertThat(refused(() -> session(part).describeCluster(r -> r.name("a"))))
                .hasMessageContaining("User: arn:aws:sts::123456789012:assumed-role/builder/ci")
                .hasMessageContaining("because no session policy allows the eks:DescribeCluster action");
        assertThat(refused(() ->
                        bob.assumeRole(r -> r.roleArn(ACCOUNT + "role/builder").roleSessionName("ci"))))
                .hasMessageContaining("is not authorized to perform: sts:AssumeRole");
    }

    private EksClient session(Credentials credentials) {
        return as(
                StaticCredentialsProvider.create(AwsSessionCredentials.create(
                        credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken())),
                EksClient.builder());
    }

    @Test
    void tags_of_requests_and_of_resources_are_conditions() {
        String owned = ",\"Condition\":{\"StringEquals\":{\"aws:ResourceTag/owner\":\"ann\"}}";
        String asked = ",\"Condition\":{\"StringEquals\":{\"aws:RequestTag/owner\":\"ann\"},"
                + "\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"owner\"]}}";
        String created = ",\"Condition\":{\"StringEquals\":{\"ec2:CreateAction\":\"CreateVpc\"}}";
        Ec2Client ec2 = as(
                user(
                        "ann",
                        statement("Allow", "ec2:CreateVpc", "*", asked),
                        statement("Allow", "ec2:CreateTags", "*", created),
                        statement("Allow", "ec2:DeleteVpc", "*", owned)),
                Ec2Client.builder());
        String foreign = aws.client(Ec2Client.builder())
                .createVpc(r -> r.cidrBlock("10.1.0.0/16"))
                .vpc()
                .vpcId();

        assertThat(refused(() -> ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16"))))
                .hasMessageContaining("ec2:CreateVpc");
        String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16").tagSpecifications(tags("owner", "ann")))
                .vpc()
                .vpcId();
        assertThat(refused(() -> ec2.createTags(r -> r.resources(foreign)
                        .tags(Tag.builder().key("owner").value("ann").build()))))
                .hasMessageContaining("ec2:CreateTags");
        assertThat(refused(() -> ec2.deleteVpc(r -> r.vpcId(foreign)))).hasMessageContaining("ec2:DeleteVpc");
        assertThat(refused(() -> ec2.deleteVpc(r -> r.vpcId(vpc)))).isNull();
    }

    private static TagSpecification tags(String key, String value) {
        return TagSpecification.builder()
                .resourceType(ResourceType.VPC)
                .tags(Tag.builder().key(key).value(value).build())
                .build();
    }

    @Test
    void roles_are_passed_only_to_the_services_that_the_policy_names() {
        String toEks = ",\"Condition\":{\"StringEquals\":{\"iam:PassedToService\":\"eks.amazonaws.com\"}}";
        String toEc2 = ",\"Condition\":{\"StringEquals\":{\"iam:PassedToService\":\"ec2.amazonaws.com\"}}";
        String rest = allow("eks:CreateCluster iam:CreateServiceLinkedRole", "*");
        EksClient ann = as(user("ann", rest, statement("Allow", "iam:PassRole", "*", toEc2)), EksClient.builder());
        EksClient bob = as(user("bob", rest, statement("Allow", "iam:PassRole", "*", toEks)), EksClient.builder());

        assertThat(refused(() -> create(ann, false)))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining(
                        "iam:PassRole on resource: arn:aws:iam::123456789012:role/cluster because no identity-based");
        assertThat(refused(() -> create(bob, false))).isInstanceOf(InvalidParameterException.class);
        assertThat(refused(() -> create(bob, true)))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("eks:TagResource");
    }

    @Test
    void the_first_cluster_of_an_account_takes_the_leave_to_make_the_role_of_eks() {
        String named = ",\"Condition\":{\"StringEquals\":{\"iam:AWSServiceName\":\"eks.amazonaws.com\"}}";
        String rest = allow("eks:CreateCluster iam:PassRole", "*");
        EksClient ann = as(user("ann", rest), EksClient.builder());
        EksClient bob = as(
                user("bob", rest, statement("Allow", "iam:CreateServiceLinkedRole", "*", named)), EksClient.builder());

        assertThat(refused(() -> create(ann, false)))
                .hasMessageContaining("iam:CreateServiceLinkedRole on resource: arn:aws:iam::123456789012:role/"
                        + "aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS");
        assertThat(refused(() -> create(bob, false))).isInstanceOf(InvalidParameterException.class);
        iam.createServiceLinkedRole(r -> r.awsServiceName("eks.amazonaws.com"));
        assertThat(refused(() -> create(ann, false))).isInstanceOf(InvalidParameterException.class);
    }

    private static void create(EksClient eks, boolean tagged) {
        eks.createCluster(r -> r.name("prod")
                .roleArn(ACCOUNT + "role/cluster")
                .resourcesVpcConfig(vpc -> vpc.subnetIds("subnet-0123456789abcdef0"))
                .tags(tagged ? Map.of("team", "a") : Map.of()));
    }

    @Test
    void a_key_that_names_its_user_needs_no_policy_of_the_user() {
        AwsCredentialsProvider ann = user("ann", allow("sts:*", "*"));
        KmsClient kms = aws.client(KmsClient.builder());
        String shared = kms.createKey().keyMetadata().keyId();
        String root = "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + ACCOUNT
                + "root\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}";
        String forAnn = "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + ACCOUNT
                + "user/ann\"},\"Action\":\"kms:DescribeKey\",\"Resource\":\"*\"}";
        String named =
                kms.createKey(r -> r.policy(policy(root, forAnn))).keyMetadata().keyId();

        assertThat(as(ann, KmsClient.builder())
                        .describeKey(r -> r.keyId(named))
                        .keyMetadata()
                        .keyId())
                .isEqualTo(named);
        assertThat(refused(() -> as(ann, KmsClient.builder()).describeKey(r -> r.keyId(shared))))
                .hasMessageContaining("because no identity-based policy allows the kms:DescribeKey action");
    }

    @Test
    void everybody_may_learn_who_it_is() {
        StsClient stranger = as(aws.credentialsOf(ACCOUNT + "user/stranger"), StsClient.builder());

        assertThat(stranger.getCallerIdentity().arn()).endsWith("user/stranger");
    }

    @Test
    void the_first_user_may_be_given_a_policy_too() {
        try (FakeAws strict =
                FakeAws.builder().strictIam(policy(allow("iam:ListRoles", "*"))).build()) {
            IamClient own = strict.client(IamClient.builder());

            assertThat(own.listRoles().roles()).isEmpty();
            assertThat(refused(own::listUsers)).hasMessageContaining("iam:ListUsers");
        }
    }

    @Test
    void an_account_is_as_strict_after_it_was_brought_back_from_a_snapshot() {
        try (FakeAws strict = FakeAws.builder()
                        .strictIam(policy(allow("iam:ListRoles", "*")))
                        .build();
                FakeAws restored = FakeAws.restore(strict.snapshot())) {
            IamClient own = restored.client(IamClient.builder());

            assertThat(own.listRoles().roles()).isEmpty();
            assertThat(refused(own::listUsers)).hasMessageContaining("iam:ListUsers");
        }
    }
}

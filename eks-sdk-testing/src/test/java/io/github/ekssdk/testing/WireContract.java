package io.github.ekssdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.CreateClusterResponse;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eks.model.TagResourceRequest;
import software.amazon.awssdk.services.eks.model.UnsupportedAvailabilityZoneException;
import software.amazon.awssdk.services.eks.model.UntagResourceRequest;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.sts.StsClient;

/** What the real clients must see, whichever door they come through. */
abstract class WireContract {
    static final String TRUST = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
            "Principal":{"Service":"eks.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    final ProbeEks probe = new ProbeEks();
    final FakeAws aws = FakeAws.builder().service(account -> probe).build();

    /** Lets a client come through the door in question. */
    abstract <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> void connect(B builder);

    <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
            B builder, AwsCredentialsProvider credentials) {
        builder.region(Region.EU_WEST_1)
                .credentialsProvider(credentials)
                .overrideConfiguration(config -> config.retryStrategy(AwsRetryStrategy.doNotRetry()));
        connect(builder);
        return builder.build();
    }

    EksClient eks() {
        return client(EksClient.builder(), aws.credentials());
    }

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void nested_members_lists_maps_and_timestamps_arrive_in_rest_json() {
        CreateClusterResponse response = create(eks(), "prod");

        Cluster cluster = response.cluster();
        assertThat(probe.created.get(0).resourcesVpcConfig().subnetIds()).containsExactly("subnet-1", "subnet-2");
        assertThat(probe.created.get(0).clientRequestToken()).isNotBlank();
        assertThat(cluster.createdAt()).isEqualTo(ProbeEks.CREATED);
        assertThat(cluster.resourcesVpcConfig().subnetIds()).containsExactly("subnet-1", "subnet-2");
        assertThat(cluster.tags()).containsExactlyInAnyOrderEntriesOf(Map.of("team", "käse & <brot>", "empty", ""));
        assertThat(cluster.hasEncryptionConfig()).isFalse();
    }

    @Test
    void an_unknown_enum_value_reaches_the_client() {
        Cluster cluster = create(eks(), "prod").cluster();

        assertThat(cluster.status()).isEqualTo(ClusterStatus.UNKNOWN_TO_SDK_VERSION);
        assertThat(cluster.statusAsString()).isEqualTo("A_STATUS_OF_TOMORROW");
    }

    @Test
    void answers_carry_a_request_id() {
        String first = create(eks(), "prod").responseMetadata().requestId();
        String second = client(Ec2Client.builder(), aws.credentials())
                .describeVpcs()
                .responseMetadata()
                .requestId();
        String third = client(StsClient.builder(), aws.credentials())
                .getCallerIdentity()
                .responseMetadata()
                .requestId();

        assertThat(List.of(first, second, third)).doesNotHaveDuplicates().noneMatch("UNKNOWN"::equals);
    }

    @Test
    void rest_json_errors_are_typed_and_keep_their_members() {
        EksClient eks = eks();

        ResourceNotFoundException absent = catchThrowableOfType(
                ResourceNotFoundException.class, () -> eks.describeCluster(request -> request.name("nobody")));
        UnsupportedAvailabilityZoneException zone =
                catchThrowableOfType(UnsupportedAvailabilityZoneException.class, () -> create(eks, "zoned"));

        assertThat(absent.statusCode()).isEqualTo(404);
        assertThat(absent.clusterName()).isEqualTo("nobody");
        assertThat(absent.awsErrorDetails().errorMessage()).isEqualTo("No cluster found for name: nobody.");
        assertThat(absent.requestId()).isNotBlank();
        assertThat(zone.validZones()).containsExactly("eu-west-1a", "eu-west-1b");
    }

    @Test
    void arns_in_paths_and_repeated_query_parameters_are_decoded() {
        String arn = "arn:aws:eks:eu-west-1:123456789012:nodegroup/prod/a b/1+1";

        eks().tagResource(request -> request.resourceArn(arn).tags(Map.of("a", "b")));
        eks().untagResource(request -> request.resourceArn(arn).tagKeys("a", "b c", "d&e=f+g"));

        TagResourceRequest tag = (TagResourceRequest) probe.tagged.get(0);
        UntagResourceRequest untag = (UntagResourceRequest) probe.tagged.get(1);
        assertThat(tag.resourceArn()).isEqualTo(arn);
        assertThat(untag.resourceArn()).isEqualTo(arn);
        assertThat(untag.tagKeys()).containsExactly("a", "b c", "d&e=f+g");
    }

    @Test
    void ec2_takes_nested_tag_specifications_and_answers_item_lists() {
        Ec2Client ec2 = client(Ec2Client.builder(), aws.credentials());

        Tag name = Tag.builder().key("Name").value("prod <1>").build();
        Vpc made = ec2.createVpc(request -> request.cidrBlock("10.42.0.0/16")
                        .tagSpecifications(TagSpecification.builder()
                                .resourceType("vpc")
                                .tags(name)
                                .build()))
                .vpc();
        List<Vpc> found = ec2.describeVpcs(request -> request.filters(Filter.builder()
                        .name("tag:Name")
                        .values("other", "prod <1>")
                        .build()))
                .vpcs();

        assertThat(found).extracting(Vpc::vpcId).containsExactly(made.vpcId());
        assertThat(found.get(0).tags()).containsExactly(name);
    }

    @Test
    void ec2_errors_carry_their_code() {
        Ec2Client ec2 = client(Ec2Client.builder(), aws.credentials());

        Ec2Exception failure = catchThrowableOfType(
                Ec2Exception.class, () -> ec2.deleteVpc(request -> request.vpcId("vpc-0123456789abcdef0")));

        assertThat(failure.awsErrorDetails().errorCode()).isEqualTo("InvalidVpcID.NotFound");
        assertThat(failure.requestId()).isNotBlank();
    }

    @Test
    void iam_speaks_query_with_timestamps_lists_and_typed_errors() {
        IamClient iam = client(IamClient.builder(), aws.credentials());

        software.amazon.awssdk.services.iam.model.Tag team = software.amazon.awssdk.services.iam.model.Tag.builder()
                .key("team")
                .value("a & b")
                .build();
        Role role = iam.createRole(request -> request.roleName("nodes")
                        .assumeRolePolicyDocument(TRUST)
                        .tags(team))
                .role();

        assertThat(role.createDate()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(role.tags()).containsExactly(team);
        assertThatThrownBy(() ->
                        iam.createRole(request -> request.roleName("nodes").assumeRolePolicyDocument(TRUST)))
                .isInstanceOf(EntityAlreadyExistsException.class);
        assertThatThrownBy(() -> iam.getRole(request -> request.roleName("nobody")))
                .isInstanceOf(NoSuchEntityException.class)
                .hasMessageContaining("nobody");
    }

    @Test
    void sts_tells_who_calls() {
        String other = "arn:aws:iam::123456789012:role/auditor";
        StsClient mine = client(StsClient.builder(), aws.credentials());
        StsClient theirs = client(StsClient.builder(), aws.credentialsOf(other));

        assertThat(mine.getCallerIdentity().account()).isEqualTo("123456789012");
        assertThat(theirs.getCallerIdentity().arn()).isEqualTo(other);
    }

    @Test
    void a_missing_required_member_is_refused_in_the_words_of_the_service() {
        assertThatThrownBy(() -> eks().createCluster(request -> {}))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("name");
        assertThat(code(() -> client(Ec2Client.builder(), aws.credentials()).createSubnet(request -> {})))
                .isEqualTo("MissingParameter");
        assertThat(code(() -> client(IamClient.builder(), aws.credentials()).createRole(request -> {})))
                .isEqualTo("ValidationError");
    }

    @Test
    void an_operation_that_the_fake_lacks_says_so() {
        AwsServiceException eks = catchThrowableOfType(
                AwsServiceException.class, () -> eks().listInsights(request -> request.clusterName("prod")));
        AwsServiceException ec2 = catchThrowableOfType(
                AwsServiceException.class,
                () -> client(Ec2Client.builder(), aws.credentials()).describeSpotFleetRequests());

        assertThat(eks.statusCode()).isEqualTo(501);
        assertThat(eks.awsErrorDetails().errorCode()).isEqualTo("NotInFakeAws");
        assertThat(eks).hasMessageContaining("eks:ListInsights");
        assertThat(ec2.awsErrorDetails().errorCode()).isEqualTo("NotInFakeAws");
        assertThat(ec2).hasMessageContaining("ec2:DescribeSpotFleetRequests");
    }

    @Test
    void unknown_access_keys_are_refused_in_the_words_of_the_service() {
        AwsCredentialsProvider stranger =
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIASTRANGER", "secret"));

        assertThat(code(() -> client(EksClient.builder(), stranger).listClusters()))
                .isEqualTo("UnrecognizedClientException");
        assertThat(code(() -> client(IamClient.builder(), stranger).listRoles()))
                .isEqualTo("InvalidClientTokenId");
        assertThat(code(() -> client(Ec2Client.builder(), stranger).describeVpcs()))
                .isEqualTo("AuthFailure");
    }

    @Test
    void unsigned_requests_are_refused() {
        AwsCredentialsProvider nobody = AnonymousCredentialsProvider.create();

        assertThat(code(() -> client(EksClient.builder(), nobody).listClusters()))
                .isEqualTo("MissingAuthenticationTokenException");
        assertThat(code(() -> client(IamClient.builder(), nobody).listRoles())).isEqualTo("MissingAuthenticationToken");
        assertThat(code(() -> client(Ec2Client.builder(), nobody).describeVpcs()))
                .isEqualTo("AuthFailure");
    }

    @Test
    void a_mistake_in_a_handler_is_an_answer_and_stands_in_the_ledger() {
        String code = code(() -> create(eks(), "bug"));

        assertThat(code).isEqualTo("FakeAwsBug");
        assertThat(aws.ledger().calls().get(0).bug())
                .hasValueSatisfying(bug -> assertThat(bug).hasMessage("a mistake in a handler"));
    }

    @Test
    void a_lost_answer_is_a_failed_connection() {
        aws.faults().on("eks", "CreateCluster").loseResponse();

        assertThatThrownBy(() -> create(eks(), "prod")).isInstanceOf(SdkClientException.class);
        assertThat(probe.created).hasSize(1);
        assertThat(aws.ledger().calls().get(0).outcome()).isEqualTo(CallOutcome.LOST);
    }

    static CreateClusterResponse create(EksClient eks, String name) {
        return eks.createCluster(request -> request.name(name)
                .roleArn("arn:aws:iam::123456789012:role/cluster")
                .resourcesVpcConfig(vpc -> vpc.subnetIds("subnet-1", "subnet-2"))
                .tags(Map.of("team", "käse & <brot>", "empty", "")));
    }

    static String code(ThrowingCallable call) {
        return catchThrowableOfType(AwsServiceException.class, call)
                .awsErrorDetails()
                .errorCode();
    }
}

package io.github.ekssdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ekssdk.Eks;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.spec.ClusterSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.ResourceInUseException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

class SnapshotTest {
    private final ClusterSpec spec =
            Eks.cluster("demo").managedNodeGroup("general").build();
    private final FakeAws aws =
            FakeAws.builder().latency(LatencyProfile.typical()).seed(5).build();

    @Test
    void a_restored_account_has_the_same_things_and_the_same_answers() {
        try (EksManager eks = aws.connect()) {
            eks.apply(eks.plan(spec));
        }

        FakeAws restored = FakeAws.restore(aws.snapshot());

        assertThat(restored.inventory()).isNotEmpty().isEqualTo(aws.inventory());
        assertThat(restored.clock().now()).isEqualTo(aws.clock().now());
        assertThat(restored.samples()).isEqualTo(aws.samples());
        assertThat(answers(restored)).isEqualTo(answers(aws));
    }

    private static List<Object> answers(FakeAws aws) {
        EksClient eks = aws.client(EksClient.builder());
        Ec2Client ec2 = aws.client(Ec2Client.builder());
        return List.of(
                eks.describeCluster(request -> request.name("demo")).cluster(),
                eks.describeNodegroup(request -> request.clusterName("demo").nodegroupName("general"))
                        .nodegroup(),
                ec2.describeInstances().reservations(),
                ec2.describeSecurityGroupRules(request -> {}).securityGroupRules(),
                ec2.describeNetworkInterfaces().networkInterfaces(),
                aws.client(IamClient.builder()).listRoles().roles());
    }

    @Test
    void what_was_pending_happens_at_the_same_time() throws InterruptedException {
        EksClient eks = aws.client(EksClient.builder());
        createCluster(aws);
        aws.clock().advance(Duration.ofMinutes(2));

        FakeAws restored = FakeAws.restore(aws.snapshot());

        assertThat(restored.pending()).isNotEmpty().isEqualTo(aws.pending());
        EksClient again = restored.client(EksClient.builder());
        while (status(eks) == ClusterStatus.CREATING) {
            assertThat(status(again)).isEqualTo(ClusterStatus.CREATING);
            aws.clock().advance(Duration.ofSeconds(5));
            restored.clock().advance(Duration.ofSeconds(5));
        }
        assertThat(status(again)).isEqualTo(ClusterStatus.ACTIVE);
        assertThat(again.describeCluster(request -> request.name("demo")).cluster())
                .isEqualTo(eks.describeCluster(request -> request.name("demo")).cluster());
    }

    @Test
    void both_accounts_go_on_alike() {
        createCluster(aws);
        FakeAws restored = FakeAws.restore(aws.snapshot());

        goOn(aws);
        goOn(restored);

        assertThat(restored.inventory()).isEqualTo(aws.inventory());
        assertThat(restored.clock().now()).isEqualTo(aws.clock().now());
        assertThat(restored.ledger().size()).isEqualTo(aws.ledger().size());
        assertThat(FakeAws.restore(restored.snapshot()).snapshot()).isEqualTo(restored.snapshot());
    }

    private static void goOn(FakeAws account) {
        try (EksManager eks = account.connect()) {
            eks.apply(eks.plan(Eks.cluster("second").build()));
        }
    }

    @Test
    void reads_change_nothing_that_a_snapshot_would_have_to_know() {
        createCluster(aws);
        String before = aws.snapshot();
        int calls = aws.ledger().size();

        FakeAws restored = FakeAws.restore(before);
        restored.client(EksClient.builder()).listClusters();
        restored.client(IamClient.builder()).listRoles();
        goOn(restored);
        goOn(aws);

        assertThat(aws.ledger().size()).isGreaterThan(calls);
        assertThat(restored.inventory()).extracting(Resource::id).isEqualTo(ids(aws));
    }

    private static List<String> ids(FakeAws aws) {
        return aws.inventory().stream().map(Resource::id).toList();
    }

    @Test
    void request_tokens_that_reads_took_are_still_gone() {
        FakeAws frozen = FakeAws.create().rateLimits(true);
        Ec2Client ec2 = frozen.client(Ec2Client.builder());
        for (int i = 0; i < 50; i++) {
            ec2.describeVpcs();
        }

        FakeAws restored = FakeAws.restore(frozen.snapshot());

        assertThatThrownBy(() -> restored.client(Ec2Client.builder()).describeVpcs())
                .hasMessageContaining("Request limit exceeded");
    }

    @Test
    void access_keys_that_the_account_gave_out_survive() {
        String role = aws.client(IamClient.builder())
                .createRole(request -> request.roleName("auditor")
                        .assumeRolePolicyDocument(WireContract.TRUST
                                .replace("\"Service\": \"eks.amazonaws.com\"", "\"AWS\": \"*\"")
                                .replace("\"Service\":\"eks.amazonaws.com\"", "\"AWS\":\"*\"")))
                .role()
                .arn();
        advance(Duration.ofMinutes(5));
        Credentials session = aws.client(StsClient.builder())
                .assumeRole(request -> request.roleArn(role).roleSessionName("me"))
                .credentials();
        var guest = aws.credentialsOf("arn:aws:iam::123456789012:user/guest");

        FakeAws restored = FakeAws.restore(aws.snapshot());

        assertThat(whoami(restored, session.accessKeyId())).endsWith("assumed-role/auditor/me");
        assertThat(whoami(restored, guest.resolveCredentials().accessKeyId())).endsWith("user/guest");
        assertThat(whoami(restored, aws.credentials().resolveCredentials().accessKeyId()))
                .endsWith("user/developer");
    }

    private void advance(Duration time) {
        try {
            aws.clock().advance(time);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String whoami(FakeAws aws, String accessKey) {
        StsClient sts = StsClient.builder()
                .httpClient(aws.httpClient())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, "secret")))
                .build();
        return sts.getCallerIdentity().arn();
    }

    @Test
    void faults_survive_as_what_they_did() {
        aws.faults().on("ec2", "CreateVpc").nth(1).loseResponse();
        aws.faults().on("ec2", "CreateVpc").nth(2).failWith("VpcLimitExceeded");
        aws.faults().on("ec2", "CreateVpc").nth(3).lateEffect(Duration.ofMinutes(3));
        Ec2Client ec2 = aws.client(Ec2Client.builder());
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> ec2.createVpc(request -> request.cidrBlock("10.0.0.0/16")))
                    .isInstanceOf(SdkException.class);
        }

        FakeAws restored = FakeAws.restore(aws.snapshot());

        assertThat(vpcs(restored)).isEqualTo(2).isEqualTo(vpcs(aws));
        advance(Duration.ofMinutes(3));
        restoredAdvance(restored);
        assertThat(vpcs(restored)).isEqualTo(3).isEqualTo(vpcs(aws));
        assertThat(restored.inventory()).isEqualTo(aws.inventory());
    }

    private static void restoredAdvance(FakeAws restored) {
        try {
            restored.clock().advance(Duration.ofMinutes(3));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static int vpcs(FakeAws aws) {
        return aws.client(Ec2Client.builder()).describeVpcs().vpcs().size();
    }

    @Test
    void settings_quotas_and_other_regions_survive() {
        aws.quota("eks.clusters", 1).withoutCapacity("eu-west-1c");
        createCluster(aws);
        Ec2Client there = elsewhere(aws);
        String vpc = there.describeVpcs().vpcs().get(0).vpcId();

        FakeAws restored = FakeAws.restore(aws.snapshot());

        assertThat(elsewhere(restored).describeVpcs().vpcs().get(0).vpcId()).isEqualTo(vpc);
        assertThatThrownBy(() -> restored.client(EksClient.builder())
                        .createCluster(request -> request.name("more")
                                .roleArn("arn:aws:iam::123456789012:role/cluster")
                                .resourcesVpcConfig(config -> {})))
                .hasMessageContaining("limited to 1");
        assertThat(restored.accountId()).isEqualTo(aws.accountId());
    }

    private static Ec2Client elsewhere(FakeAws aws) {
        return Ec2Client.builder()
                .httpClient(aws.httpClient())
                .credentialsProvider(aws.credentials())
                .region(Region.US_EAST_2)
                .build();
    }

    @Test
    void reset_empties_the_account() {
        createCluster(aws);
        EksClient eks = aws.client(EksClient.builder());
        var now = aws.clock().now();

        aws.reset();

        assertThat(aws.ledger().calls()).isEmpty();
        assertThat(aws.pending()).isEmpty();
        assertThat(eks.listClusters().clusters()).isEmpty();
        assertThat(aws.clock().now()).isAfterOrEqualTo(now);
        createCluster(aws);
        assertThatThrownBy(() -> createAgain(eks)).isInstanceOf(ResourceInUseException.class);
    }

    private static void createAgain(EksClient eks) {
        eks.createCluster(request -> request.name("demo")
                .roleArn("arn:aws:iam::123456789012:role/cluster")
                .resourcesVpcConfig(vpc -> vpc.subnetIds("subnet-1", "subnet-2")));
    }

    @Test
    void text_that_is_no_snapshot_is_refused() {
        assertThatThrownBy(() -> FakeAws.restore("{}")).hasMessageContaining("no snapshot");
        assertThatThrownBy(() -> FakeAws.restore("hello")).hasMessageContaining("no snapshot");
        FakeAws none = FakeAws.builder().withoutSnapshots().build();
        assertThatThrownBy(none::snapshot).hasMessageContaining("withoutSnapshots");
        assertThatThrownBy(() -> none.faults().onReads().staleRead())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("withoutSnapshots");
        assertThatThrownBy(() -> none.faults().onReads().staleRead(Duration.ofSeconds(1)))
                .hasMessageContaining("has no stale reads");
    }

    private static void createCluster(FakeAws aws) {
        IamClient iam = aws.client(IamClient.builder());
        iam.createRole(request -> request.roleName("cluster").assumeRolePolicyDocument(WireContract.TRUST));
        iam.attachRolePolicy(
                request -> request.roleName("cluster").policyArn("arn:aws:iam::aws:policy/AmazonEKSClusterPolicy"));
        try {
            aws.clock().advance(Duration.ofMinutes(4));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        List<String> subnets = aws.client(Ec2Client.builder()).describeSubnets().subnets().stream()
                .map(subnet -> subnet.subnetId())
                .limit(2)
                .toList();
        aws.client(EksClient.builder())
                .createCluster(request -> request.name("demo")
                        .roleArn("arn:aws:iam::123456789012:role/cluster")
                        .resourcesVpcConfig(vpc -> vpc.subnetIds(subnets)));
    }

    private static ClusterStatus status(EksClient eks) {
        return eks.describeCluster(request -> request.name("demo")).cluster().status();
    }
}

package io.github.ekssdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.CreateClusterResponse;
import software.amazon.awssdk.services.eks.model.ResourceInUseException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eks.model.ThrottlingException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

class FaultsTest {
    private final ProbeEks probe = new ProbeEks();
    private final FakeAws aws = FakeAws.builder()
            .service(account -> probe)
            .latency(LatencyProfile.typical())
            .build();
    private final FakeProcess process = aws.process();
    private final EksClient eks = aws.client(EksClient.builder(), process);

    @Test
    void fail_before_refuses_and_changes_nothing() {
        aws.faults().on("eks", "CreateCluster").failBefore(400, "InvalidParameterException", "the role is not there");

        assertThatThrownBy(this::create).hasMessageContaining("the role is not there");
        assertThat(probe.created).isEmpty();
    }

    @Test
    void nth_hits_only_that_call() {
        FaultRule rule = aws.faults().on("eks", "CreateCluster").nth(2).failWith("ResourceInUseException");

        create();

        assertThatThrownBy(this::create).isInstanceOf(ResourceInUseException.class);
        assertThatCode(this::create).doesNotThrowAnyException();
        assertThat(rule.fired()).isEqualTo(1);
    }

    @Test
    void a_declared_error_comes_with_the_status_of_the_service() {
        IamClient iam = aws.client(IamClient.builder(), process);
        aws.faults().on("iam", "GetRole").failWith("NoSuchEntity");
        aws.faults().on("eks", "DescribeCluster").failWith("ServiceUnavailableException");
        aws.faults().on("eks", "CreateCluster").failWith("ResourceInUseException");

        assertThat(status(() -> iam.getRole(request -> request.roleName("a")))).isEqualTo(404);
        assertThat(status(() -> eks.describeCluster(request -> request.name("a"))))
                .isEqualTo(503);
        assertThat(status(this::create)).isEqualTo(409);
        assertThatThrownBy(() -> iam.getRole(request -> request.roleName("a")))
                .isInstanceOf(NoSuchEntityException.class);
    }

    @Test
    void every_error_that_an_operation_of_the_slice_declares_arrives_typed() {
        List<String> untyped = new ArrayList<>();
        for (DeclaredError error : DeclaredErrors.of("eks", "CreateCluster")) {
            FaultRule rule = aws.faults().on("eks", "CreateCluster").failWith(error.code());
            AwsServiceException failure = catchThrowableOfType(AwsServiceException.class, this::create);
            rule.remove();
            if (!failure.getClass().getSimpleName().equals(error.code()) || failure.statusCode() != error.status()) {
                untyped.add(error + " arrived as " + failure);
            }
        }

        assertThat(DeclaredErrors.of("eks", "CreateCluster")).hasSize(7);
        assertThat(untyped).isEmpty();
    }

    @Test
    void fail_after_effect_keeps_the_effect() {
        aws.faults().on("eks", "CreateCluster").failAfterEffect(500, "ServerException", "sorry");

        assertThat(status(this::create)).isEqualTo(500);
        assertThat(probe.created).hasSize(1);
        assertThat(aws.ledger().calls().get(0).tookEffect()).isTrue();
    }

    @Test
    void lost_requests_and_lost_answers_look_alike_to_the_caller() {
        aws.faults().on("eks", "CreateCluster").nth(1).loseRequest();
        aws.faults().on("eks", "CreateCluster").nth(2).loseResponse();

        assertThatThrownBy(this::create)
                .isInstanceOf(SdkClientException.class)
                .hasRootCauseInstanceOf(IOException.class);
        assertThat(probe.created).isEmpty();
        assertThatThrownBy(this::create)
                .isInstanceOf(SdkClientException.class)
                .hasRootCauseInstanceOf(IOException.class);
        assertThat(probe.created).hasSize(1);
    }

    @Test
    void a_late_effect_comes_after_the_caller_has_looked() throws InterruptedException {
        aws.faults().on("eks", "CreateCluster").nth(1).lateEffect(Duration.ofMinutes(1));

        assertThatThrownBy(this::create).isInstanceOf(SdkClientException.class);
        assertThatThrownBy(() -> eks.describeCluster(request -> request.name("prod")))
                .isInstanceOf(ResourceNotFoundException.class);
        aws.clock().advance(Duration.ofMinutes(1));

        assertThat(eks.describeCluster(request -> request.name("prod"))
                        .cluster()
                        .name())
                .isEqualTo("prod");
    }

    @Test
    void a_stale_read_does_not_see_the_last_change() {
        FakeAws real = FakeAws.lenient();
        EksClient client = real.client(EksClient.builder());
        lenientCluster(client, "first");
        lenientCluster(client, "second");
        FaultRule stale = real.faults().onReads().staleRead();

        assertThat(client.listClusters().clusters()).containsExactly("first");
        assertThatThrownBy(() -> client.describeCluster(request -> request.name("second")))
                .isInstanceOf(ResourceNotFoundException.class);
        stale.remove();
        assertThat(client.listClusters().clusters()).containsExactly("first", "second");
    }

    @Test
    void a_replica_that_lags_shows_the_account_as_it_was_with_the_same_ids() throws InterruptedException {
        FakeAws real = FakeAws.create();
        Ec2Client ec2 = real.client(Ec2Client.builder());
        String vpc =
                ec2.createVpc(request -> request.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        real.clock().advance(Duration.ofSeconds(10));
        Tag team = Tag.builder().key("team").value("a").build();
        ec2.createTags(request -> request.resources(vpc).tags(team));
        real.clock().advance(Duration.ofSeconds(2));
        real.faults().on("ec2", "DescribeVpcs").every(2).staleRead(Duration.ofSeconds(5));

        List<Integer> tags = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            tags.add(tagsOf(ec2, vpc));
        }
        real.clock().advance(Duration.ofSeconds(5));

        assertThat(tags).containsExactly(1, 0, 1, 0);
        assertThat(List.of(tagsOf(ec2, vpc), tagsOf(ec2, vpc))).containsExactly(1, 1);
    }

    private static int tagsOf(Ec2Client ec2, String vpc) {
        return ec2.describeVpcs(request -> request.vpcIds(vpc))
                .vpcs()
                .get(0)
                .tags()
                .size();
    }

    @Test
    void a_rule_about_a_resource_hits_requests_that_name_it() {
        FakeAws real = FakeAws.lenient();
        EksClient client = real.client(EksClient.builder());
        real.faults().on("eks", "CreateCluster").resource("prod").failWith("ServerException");
        FaultRule byArn = real.faults()
                .onResource("arn:aws:eks:eu-west-1:123456789012:cluster/test")
                .delay(Duration.ofSeconds(1));

        lenientCluster(client, "test");

        assertThatThrownBy(() -> lenientCluster(client, "prod")).hasMessageContaining("ServerException");
        assertThat(byArn.fired()).isEqualTo(1);
    }

    @Test
    void a_clock_that_is_off_is_refused_in_the_words_of_each_service() {
        assertThat(skewed(this::create)).isEqualTo("InvalidSignatureException");
        assertThat(skewed(() -> aws.client(Ec2Client.builder()).describeVpcs())).isEqualTo("AuthFailure");
        assertThat(skewed(() -> aws.client(IamClient.builder()).listRoles())).isEqualTo("SignatureDoesNotMatch");
        aws.faults().onAny().skewClock(Duration.ofMinutes(20));
        assertThatThrownBy(this::create)
                .hasMessageContaining("Signature expired")
                .hasMessageContaining("- 5 min.");
        assertThat(probe.created).isEmpty();
    }

    /** The AWS SDK keeps its correction for all clients, so each call needs a clock that is off anew. */
    private String skewed(ThrowingCallable call) {
        aws.faults().clear();
        aws.faults().onAny().skewClock(Duration.ofMinutes(20));
        String code = code(call);
        aws.faults().clear();
        return code;
    }

    @Test
    void a_clock_within_five_minutes_is_let_in() {
        aws.faults().onAny().skewClock(Duration.ofMinutes(-4));

        assertThatCode(this::create).doesNotThrowAnyException();
    }

    @Test
    void the_AWS_SDK_corrects_its_clock_by_the_date_of_the_refusal() {
        EksClient retrying = EksClient.builder()
                .httpClient(aws.httpClient())
                .credentialsProvider(aws.credentials())
                .region(Region.EU_WEST_1)
                .build();
        aws.faults().onAny().skewClock(Duration.ofMinutes(-30));

        WireContract.create(retrying, "prod");
        WireContract.create(retrying, "test");

        assertThat(aws.ledger().calls())
                .extracting(RecordedCall::outcome)
                .containsExactly(CallOutcome.REFUSED, CallOutcome.OK, CallOutcome.OK);
    }

    @Test
    void a_rule_that_hits_nothing_is_told() {
        aws.faults().on("eks", "CreateClusters").failWith("ServerException");
        aws.faults().on("eks", "CreateCluster").nth(2).throttle();
        aws.faults().on("eks", "DeleteCluster").crashBefore().mayBeUnused();
        FaultRule used = aws.faults().on("eks", "ListClusters").delay(Duration.ofSeconds(1));
        create();
        eks.listClusters();

        assertThat(used.fired()).isEqualTo(1);
        assertThat(aws.faults().unused()).hasSize(2);
        assertThatThrownBy(() -> aws.faults().requireAllUsed())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("calls of eks:CreateClusters: fail before ServerException (0 calls matched)")
                .hasMessageContaining("calls of eks:CreateCluster, only number 2: throttle (1 calls matched)");
    }

    private static void lenientCluster(EksClient client, String name) {
        client.createCluster(request -> request.name(name)
                .roleArn("arn:aws:iam::123456789012:role/made-up")
                .resourcesVpcConfig(vpc -> vpc.subnetIds("subnet-1", "subnet-2")));
    }

    @Test
    void throttling_speaks_the_words_of_each_service() {
        aws.faults().onAny().throttle(3);

        assertThatThrownBy(this::create).isInstanceOf(ThrottlingException.class);
        assertThat(code(() -> aws.client(Ec2Client.builder()).describeVpcs())).isEqualTo("RequestLimitExceeded");
        assertThat(code(() -> aws.client(IamClient.builder()).listRoles())).isEqualTo("Throttling");
        assertThatCode(this::create).doesNotThrowAnyException();
    }

    @Test
    void expired_credentials_speak_the_words_of_each_service() {
        aws.faults().onAny().expireCredentials();

        assertThat(code(this::create)).isEqualTo("ExpiredTokenException");
        assertThat(code(() -> aws.client(Ec2Client.builder()).describeVpcs())).isEqualTo("RequestExpired");
        assertThat(code(() -> aws.client(IamClient.builder()).listRoles())).isEqualTo("ExpiredToken");
    }

    @Test
    void a_call_takes_half_its_time_before_the_effect_and_half_after() {
        Instant start = aws.clock().now();
        List<Instant> effect = new ArrayList<>();
        probe.onCreate = () -> effect.add(aws.clock().now());
        aws.faults().on("eks", "CreateCluster").delay(Duration.ofSeconds(10));

        create();

        assertThat(Duration.between(start, effect.get(0))).isEqualTo(Duration.ofMillis(10_125));
        assertThat(Duration.between(start, aws.clock().now())).isEqualTo(Duration.ofMillis(10_250));
        assertThat(aws.ledger().calls().get(0).latency()).isEqualTo(Duration.ofMillis(10_250));
    }

    @Test
    void a_crash_before_the_call_leaves_no_effect_and_no_living_client() {
        aws.faults().atCall(2).crashBefore();
        eks.listClusters();

        assertThatThrownBy(this::create)
                .isInstanceOf(ProcessCrash.class)
                .hasMessageContaining("call 2 eks:CreateCluster");
        assertThatThrownBy(eks::listClusters).isInstanceOf(ProcessCrash.class);
        assertThat(process.crashed()).isTrue();
        assertThat(probe.created).isEmpty();
        assertThat(aws.ledger().size()).isEqualTo(2);
    }

    @Test
    void a_crash_after_the_effect_leaves_it_and_a_new_process_finds_it() {
        aws.faults().on("eks", "CreateCluster").crashAfterEffect();

        assertThatThrownBy(this::create).isInstanceOf(ProcessCrash.class);

        EksClient restarted = aws.client(EksClient.builder());
        assertThat(restarted.listClusters().clusters()).containsExactly("prod");
        assertThatCode(() -> WireContract.create(restarted, "next")).doesNotThrowAnyException();
        assertThat(aws.ledger().calls().get(0).toText()).contains("crashed-after-effect");
    }

    @Test
    void a_crash_after_the_answer_strikes_at_the_next_call() {
        aws.faults().on("eks", "CreateCluster").crashAfterResponse();

        assertThat(create().cluster().name()).isEqualTo("prod");

        assertThatThrownBy(eks::listClusters).isInstanceOf(ProcessCrash.class);
    }

    @Test
    void probability_hits_the_same_calls_for_the_same_seed() {
        assertThat(hits(7)).isEqualTo(hits(7)).isNotEqualTo(hits(8)).contains(true, false);
    }

    private static List<Boolean> hits(long seed) {
        FakeAws fresh = FakeAws.builder().service(account -> new ProbeEks()).build();
        fresh.faults().onReads().withProbability(0.5, seed).throttle();
        EksClient client = fresh.client(EksClient.builder());
        List<Boolean> hits = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            try {
                client.listClusters();
                hits.add(false);
            } catch (ThrottlingException e) {
                hits.add(true);
            }
        }
        return hits;
    }

    @Test
    void a_rule_can_look_into_the_request() {
        aws.faults()
                .on("eks", "CreateCluster")
                .where(call -> call.request(CreateClusterRequest.class).name().equals("prod"))
                .failWith("ServerException");

        assertThatCode(() -> WireContract.create(eks, "test")).doesNotThrowAnyException();
        assertThatThrownBy(this::create).hasMessageContaining("ServerException");
    }

    @Test
    void clear_heals() {
        aws.faults().onAny().failWith("ServerException");
        assertThat(status(this::create)).isEqualTo(500);

        aws.faults().clear();

        assertThatCode(this::create).doesNotThrowAnyException();
    }

    private CreateClusterResponse create() {
        return WireContract.create(eks, "prod");
    }

    private static int status(ThrowingCallable call) {
        return catchThrowableOfType(AwsServiceException.class, call).statusCode();
    }

    private static String code(ThrowingCallable call) {
        return WireContract.code(call);
    }
}

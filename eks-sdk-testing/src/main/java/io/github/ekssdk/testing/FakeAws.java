package io.github.ekssdk.testing;

import io.github.ekssdk.Eks;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.spi.Time;
import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.FakeService;
import io.github.ekssdk.testing.internal.Quotas;
import io.github.ekssdk.testing.internal.Seeds;
import io.github.ekssdk.testing.internal.service.ec2.Ec2Service;
import io.github.ekssdk.testing.internal.service.eks.EksService;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * One AWS account that lives in memory: EKS, EC2, IAM and STS behave as on AWS, on a clock that a test controls.
 *
 * <p>It stands below the AWS SDK's clients, so what a test runs is real marshalling, real retries and the real engine.
 * In-memory clients come from {@link #httpClient()} or {@link #client}; any other program, such as the {@code aws} command,
 * reaches the same account through {@link #openHttp()}.
 *
 * <pre>{@code
 * FakeAws aws = FakeAws.builder().latency(LatencyProfile.typical()).seed(7).build();
 * EksClient eks = aws.client(EksClient.builder());
 * eks.createCluster(...);
 * aws.clock().advance(Duration.ofMinutes(10));
 * assertThat(aws.inventory()).hasSize(1);
 * }</pre>
 *
 * @since 0.1
 */
public final class FakeAws implements AutoCloseable {
    private final Time time;
    private final String region;
    private final Caller owner;
    private final World world;
    private final Ledger ledger = new Ledger();
    private final Faults faults = new Faults();
    private final Dispatcher dispatcher;

    private FakeAws(FakeAwsSettings settings) {
        this.time = settings.time;
        this.region = settings.region;
        this.owner = settings.owner();
        this.world = new World(settings, owner);
        this.dispatcher = new Dispatcher(world, ledger, faults);
    }

    /** Collects the settings of an account. */
    public static Builder builder() {
        return new Builder();
    }

    /** An account with default settings: a virtual clock, the {@code instant} latency profile, region eu-west-1. */
    public static FakeAws create() {
        return builder().build();
    }

    /**
     * The virtual clock.
     *
     * @throws IllegalStateException if the account was built on another time
     */
    public FakeClock clock() {
        if (time instanceof FakeClock clock) {
            return clock;
        }
        throw new IllegalStateException("This fake AWS does not run on a FakeClock but on " + time + ".");
    }

    /** The time that the account lives in. */
    public Time time() {
        return time;
    }

    /** The region that the account was built with. */
    public String region() {
        return region;
    }

    /** The twelve digits of the account. */
    public String accountId() {
        return world.home().id();
    }

    /** Starts a process that calls this account; a crash of one process leaves the others alone. */
    public FakeProcess process() {
        return new FakeProcess(dispatcher, time::sleep);
    }

    /** An HTTP client for the builders of AWS SDK clients; each one is a process of its own. */
    public SdkHttpClient httpClient() {
        return process().httpClient();
    }

    /** Credentials of the account's first user. */
    public AwsCredentialsProvider credentials() {
        return provider(owner);
    }

    /** Credentials of a user or role session with that ARN, which need not exist in IAM. */
    public AwsCredentialsProvider credentialsOf(String principalArn) {
        String id = "AIDA" + Long.toHexString(Seeds.mix(0, principalArn)).toUpperCase(Locale.ROOT);
        Caller caller = new Caller(FakeAwsSettings.nextAccessKey(), accountId(), principalArn, id);
        world.addKey(caller);
        return provider(caller);
    }

    private static AwsCredentialsProvider provider(Caller caller) {
        String secret = "secret-of-" + caller.accessKeyId();
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(caller.accessKeyId(), secret));
    }

    /**
     * Builds an AWS SDK client that talks to this account in memory and does not retry, so that a test sees what AWS
     * answers: {@code aws.client(EksClient.builder())}.
     */
    public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
        return client(builder, process());
    }

    /** As {@link #client(AwsSyncClientBuilder)}, for a client that belongs to a process which may crash. */
    public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder, FakeProcess process) {
        return builder.httpClient(process.httpClient())
                .region(Region.of(region))
                .credentialsProvider(credentials())
                .overrideConfiguration(config -> config.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    /** An {@link EksManager} on this account and its clock, as a process of its own; close it when done. */
    public EksManager connect() {
        return connect(process());
    }

    /** An {@link EksManager} that belongs to a process which may crash. */
    public EksManager connect(FakeProcess process) {
        return Eks.connect(config -> config.region(region)
                .credentials(credentials())
                .httpClient(process.httpClient())
                .time(time));
    }

    /** Lets programs of any kind reach the account over HTTP on 127.0.0.1. */
    public HttpDoor openHttp() {
        return HttpGateway.open(this);
    }

    /** The ways in which calls go wrong. */
    public Faults faults() {
        return faults;
    }

    /** Every call so far. */
    public Ledger ledger() {
        return ledger;
    }

    /** Everything that exists in the account now, sorted by type and id. */
    public List<Resource> inventory() {
        return world.inventory();
    }

    /** Every duration that the account drew from its latency profile, oldest first. */
    public List<LatencySample> samples() {
        return world.home().latencies().samples();
    }

    /**
     * Changes a quota of the account, as a granted request for an increase does.
     *
     * @param name service and kind, such as {@code ec2.vpcs} or {@code eks.nodegroups}
     * @throws IllegalArgumentException if there is no such quota; the message lists those that there are
     */
    public FakeAws quota(String name, int limit) {
        world.home().quotas().set(name, limit);
        return this;
    }

    /** Switches AWS's limits of request rates on or off; they are on unless the latency profile is {@code instant}. */
    public FakeAws rateLimits(boolean apply) {
        world.home().quotas().rates(apply);
        return this;
    }

    /**
     * Lets an availability zone have no capacity for control planes: clusters with a subnet in it are refused with
     * {@code UnsupportedAvailabilityZoneException}.
     *
     * @param zone name of the zone, such as {@code us-east-1e}
     */
    public FakeAws withoutCapacity(String zone) {
        return act(eks -> eks.refuseZone(zone));
    }

    /**
     * Lets an availability zone have no Fargate, as some have none: Fargate profiles with a subnet in it are refused.
     *
     * @param zone name of the zone, such as {@code ca-central-1d}
     */
    public FakeAws withoutFargate(String zone) {
        return act(eks -> eks.refuseFargate(zone));
    }

    /**
     * Lets an availability zone have no capacity for instances of a type: launches into it fail with
     * {@code InsufficientInstanceCapacity}. Auto Scaling groups record the failure and try again.
     *
     * @param instanceType such as {@code m7g.large}, or {@code *} for any
     * @param zone name of the zone, such as {@code eu-west-1a}
     */
    public FakeAws withoutCapacity(String instanceType, String zone) {
        return act(eks -> world.home().service(Ec2Service.class).actors().exhaust(instanceType, zone));
    }

    /** Takes {@link #withoutCapacity(String, String)} back. */
    public FakeAws withCapacity(String instanceType, String zone) {
        return act(eks -> world.home().service(Ec2Service.class).actors().refill(instanceType, zone));
    }

    /**
     * Lets EKS find something about a cluster that its insights tell from now on.
     *
     * <pre>{@code
     * aws.insight("prod", FakeInsight.deprecatedApi("1.34", "/apis/policy/v1beta1/podsecuritypolicies"));
     * eks.updateClusterVersion(r -> r.name("prod").version("1.34"));   // InvalidStateException, unless forced
     * }</pre>
     */
    public FakeAws insight(String cluster, FakeInsight insight) {
        return act(eks -> eks.declareInsight(cluster, insight.model()));
    }

    /**
     * Takes an insight back, as if what EKS found had been put right. It still shows, and still blocks, until the insights
     * are refreshed: by {@code StartInsightsRefresh}, or within a day.
     *
     * @param name name of the insight, as {@link FakeInsight#name()} tells
     */
    public FakeAws withdrawInsight(String cluster, String name) {
        return act(eks -> eks.withdrawInsight(cluster, name));
    }

    /**
     * Does what an autoscaler in the cluster does: sets the desired size of a managed node group past EKS's updates, and
     * nodes come or go.
     */
    public FakeAws autoscale(String cluster, String managedNodeGroup, int desiredSize) {
        return act(eks -> eks.autoscale(cluster, managedNodeGroup, desiredSize));
    }

    private FakeAws act(Consumer<EksService> action) {
        world.lock().lock();
        try {
            world.catchUp(time.now());
            action.accept(world.home().service(EksService.class));
            return this;
        } finally {
            world.lock().unlock();
        }
    }

    /** What is still to happen in the account, in order, one line each. */
    public List<String> pending() {
        return world.home().transitions().pending();
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    boolean knows(String accessKeyId) {
        world.lock().lock();
        try {
            return world.caller(accessKeyId).isPresent();
        } finally {
            world.lock().unlock();
        }
    }

    /** Closes the virtual clock. */
    @Override
    public void close() {
        if (time instanceof FakeClock clock) {
            clock.close();
        }
    }

    /**
     * Collects the settings of a {@link FakeAws}.
     *
     * @since 0.1
     */
    public static final class Builder {
        private final FakeAwsSettings settings = new FakeAwsSettings();

        Builder() {}

        /** The time to live in; a new {@link FakeClock} when unset. */
        public Builder time(Time whichTime) {
            settings.time = whichTime;
            return this;
        }

        /** How long things take; {@link LatencyProfile#instant()} when unset. */
        public Builder latency(LatencyProfile profile) {
            settings.latency = profile;
            return this;
        }

        /** Seed of ids and durations; 1 when unset. */
        public Builder seed(long number) {
            settings.seed = number;
            return this;
        }

        /** Region of {@link FakeAws#client}; eu-west-1 when unset. */
        public Builder region(String name) {
            settings.region = name;
            return this;
        }

        /** The twelve digits of the account; 123456789012 when unset. */
        public Builder accountId(String twelveDigits) {
            settings.accountId = twelveDigits;
            return this;
        }

        /**
         * Changes a quota, such as {@code ec2.vpcs}; those that AWS publishes for new accounts when unset.
         *
         * @throws IllegalArgumentException if there is no such quota; the message lists those that there are
         */
        public Builder quota(String name, int limit) {
            new Quotas().set(name, limit);
            settings.quotas.put(name, limit);
            return this;
        }

        /** Opens the account without the VPC that AWS puts into each region of a new account. */
        public Builder withoutDefaultVpc() {
            settings.defaultVpc = false;
            return this;
        }

        /** How much is asked of callers; {@link Strictness#REALISTIC} when unset. */
        public Builder strictness(Strictness how) {
            settings.strictness = how;
            return this;
        }

        /** Access key of the account's first user; one that no other account of this JVM has, when unset. */
        public Builder accessKeyId(String id) {
            settings.accessKeyId = id;
            return this;
        }

        /** Takes every access key for the account's first user, as a stand-alone server is handy with. */
        public Builder acceptAnyCredentials() {
            settings.anyCredentials = true;
            return this;
        }

        /** Adds a service that stands in for the one of the same name, if there is one. */
        Builder service(Function<Account, FakeService> service) {
            settings.regional.add(0, service);
            return this;
        }

        /** Opens the account. */
        public FakeAws build() {
            return new FakeAws(settings);
        }
    }
}

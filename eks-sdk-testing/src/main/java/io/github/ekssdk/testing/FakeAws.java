package io.github.ekssdk.testing;

import io.github.ekssdk.Eks;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.spi.Time;
import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.FakeService;
import io.github.ekssdk.testing.internal.Seeds;
import io.github.ekssdk.testing.internal.kubernetes.KubernetesCluster;
import io.github.ekssdk.testing.kubernetes.FakeKubernetes;
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
public final class FakeAws extends AccountConditions implements AutoCloseable {
    private final Time time;
    private final World world;
    private final Ledger ledger;
    private final Faults faults;
    private final Dispatcher dispatcher;
    private final Actors actors;
    private final KubernetesDoors kubernetes;

    private FakeAws(FakeAwsSettings settings) {
        this.time = settings.time;
        this.world = new World(settings);
        this.ledger = new Ledger(settings.ledgerSize, world::home);
        this.faults = new Faults(settings.journal);
        this.dispatcher = new Dispatcher(world, ledger, faults);
        this.actors = new Actors(world, this::connect);
        this.kubernetes = new KubernetesDoors(world, settings.kubernetes, settings.whenKubernetesOpens);
        world.whenChanged(kubernetes::awsChanged);
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
     * A lenient account with default settings, for those who only want a double of one client: subnets, roles and keys may be
     * made up, and what is created is ready by the next call. See {@link Strictness#LENIENT}.
     */
    public static FakeAws lenient() {
        return builder().strictness(Strictness.LENIENT).build();
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
        return world.settings().region;
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
        return provider(world.owner());
    }

    /** Credentials of a user or role session with that ARN, which need not exist in IAM. */
    public AwsCredentialsProvider credentialsOf(String principalArn) {
        String id = "AIDA" + Long.toHexString(Seeds.mix(0, principalArn)).toUpperCase(Locale.ROOT);
        Caller caller = new Caller(FakeAwsSettings.nextAccessKey(), accountId(), principalArn, id);
        world.addKey(caller);
        return provider(caller);
    }

    private static AwsCredentialsProvider provider(Caller caller) {
        String secret = FakeAwsSettings.secretOf(caller.accessKeyId());
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
                .region(Region.of(region()))
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
        return Eks.connect(config -> config.region(region())
                .credentials(credentials())
                .httpClient(process.httpClient())
                .time(time));
    }

    /** Lets programs of any kind reach the account over HTTP on 127.0.0.1, on a free port. */
    public HttpDoor openHttp() {
        return openHttp(door -> {});
    }

    /**
     * Lets programs of any kind reach the account over HTTP: {@code aws.openHttp(door -> door.requestJournal(1_000))}.
     * Accounts that ask for the same share one server.
     */
    public HttpDoor openHttp(Consumer<? super HttpDoor.Settings> settings) {
        HttpDoor.Settings asked = new HttpDoor.Settings();
        settings.accept(asked);
        return HttpGateway.open(this, asked.address());
    }

    /** The ways in which calls go wrong. */
    public Faults faults() {
        return faults;
    }

    /** Who else is at work in the account: an autoscaler, controllers, people. */
    @Override
    public Actors actors() {
        return actors;
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

    /** What happens inside a cluster, past the API of EKS. The cluster need not exist before something is done to it. */
    public FakeCluster inside(String cluster) {
        return new FakeCluster(this, cluster);
    }

    /**
     * The Kubernetes API of a cluster. It listens from the first time that somebody asks for it, and from then on DescribeCluster
     * tells its endpoint and certificate authority.
     *
     * @param cluster name of a cluster of the account's region, or else of any other one
     * @throws IllegalArgumentException if there is no cluster of that name that is ACTIVE or UPDATING
     */
    public FakeKubernetes kubernetes(String cluster) {
        return kubernetes.cluster(cluster);
    }

    /**
     * The Kubernetes API of a cluster of a region, where clusters of several have the same name.
     *
     * @throws IllegalArgumentException if there is no cluster of that name in the region that is ACTIVE or UPDATING
     */
    public FakeKubernetes kubernetes(String cluster, String region) {
        return kubernetes.cluster(cluster, region);
    }

    @Override
    FakeAws self() {
        return this;
    }

    @Override
    void act(String action, String... arguments) {
        world.act(action, List.of(arguments));
    }

    /**
     * The whole account as JSON: its settings and what was done to it, from which {@link #restore} makes it anew. Fault rules,
     * the ledger and the objects in the Kubernetes APIs of clusters are not in it.
     *
     * @throws IllegalStateException if the account was built with {@link Builder#withoutSnapshots()}
     */
    public String snapshot() {
        world.lock().lock();
        try {
            if (!world.journal().isKept()) {
                throw new IllegalStateException("This fake AWS was built withoutSnapshots().");
            }
            return world.snapshot(ledger.size()).toText();
        } finally {
            world.lock().unlock();
        }
    }

    /**
     * Makes an account of a snapshot, on a virtual clock of its own that stands where that of the account stood. It has the
     * same resources, ids and access keys, and what was pending in it happens at the same time.
     *
     * @throws IllegalArgumentException if the text is no snapshot, or one of another version of the fake
     */
    public static FakeAws restore(String snapshot) {
        Snapshot read = Snapshot.of(snapshot);
        read.settings().time = new FakeClock(read.time());
        FakeAws aws = new FakeAws(read.settings());
        aws.load(read);
        return aws;
    }

    /** Becomes the account of a snapshot; a virtual clock is set to its time, any other time goes on. */
    void load(Snapshot snapshot) {
        world.lock().lock();
        try {
            world.load(snapshot);
            if (time instanceof FakeClock clock) {
                clock.moveTo(snapshot.time());
            }
            forgetCalls(snapshot.calls());
            kubernetes.forget();
        } finally {
            world.lock().unlock();
        }
    }

    /**
     * Empties the account: no resources, no calls in the ledger, no fault rules, and access keys that IAM or STS gave out are
     * not known any more. Settings, credentials and the clock stay as they are.
     */
    public void reset() {
        world.lock().lock();
        try {
            world.open(world.settings(), world.owner());
            forgetCalls(0);
            kubernetes.forget();
        } finally {
            world.lock().unlock();
        }
    }

    private void forgetCalls(int lastNumber) {
        ledger.restart(lastNumber);
        faults.forget();
    }

    /** What is still to happen in the account, in order, one line each. */
    public List<String> pending() {
        return world.home().transitions().pending();
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    /** Whether an access key belongs to the account; any key serves one that accepts any credentials. */
    boolean hasKey(String accessKeyId) {
        world.lock().lock();
        try {
            return world.hasKey(accessKeyId);
        } finally {
            world.lock().unlock();
        }
    }

    boolean knowsEverybody() {
        return world.settings().anyCredentials;
    }

    /** Closes the virtual clock and the Kubernetes APIs. */
    @Override
    public void close() {
        kubernetes.close();
        if (time instanceof FakeClock clock) {
            clock.close();
        }
    }

    /**
     * Collects the settings of a {@link FakeAws}.
     *
     * @since 0.1
     */
    public static final class Builder extends AccountOptions {
        Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /** As {@link #kubernetes()}, and tells of each API that it opened. */
        Builder kubernetes(Consumer<? super KubernetesCluster> whenOpened) {
            settings.whenKubernetesOpens = whenOpened::accept;
            return kubernetes();
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

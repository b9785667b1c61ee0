package io.github.ekssdk.testing;

import io.github.ekssdk.Eks;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.spi.Time;
import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.FakeService;
import io.github.ekssdk.testing.internal.Quotas;
import io.github.ekssdk.testing.internal.Seeds;
import io.github.ekssdk.testing.internal.kubernetes.KubernetesCluster;
import io.github.ekssdk.testing.internal.policy.Policy;
import io.github.ekssdk.testing.internal.protocol.PojoJson;
import io.github.ekssdk.testing.kubernetes.FakeKubernetes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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

    /**
     * Changes a quota of the account, as a granted request for an increase does.
     *
     * @param name service and kind, such as {@code ec2.vpcs} or {@code eks.nodegroups}
     * @throws IllegalArgumentException if there is no such quota; the message lists those that there are
     */
    public FakeAws quota(String name, int limit) {
        act("quota", name, String.valueOf(limit));
        return this;
    }

    /** Switches AWS's limits of request rates on or off; they are on unless the latency profile is {@code instant}. */
    public FakeAws rateLimits(boolean apply) {
        act("rateLimits", String.valueOf(apply));
        return this;
    }

    /**
     * Lets an availability zone have no capacity for control planes: clusters with a subnet in it are refused with
     * {@code UnsupportedAvailabilityZoneException}.
     *
     * @param zone name of the zone, such as {@code us-east-1e}
     */
    public FakeAws withoutCapacity(String zone) {
        act("withoutCapacity", zone);
        return this;
    }

    /**
     * Lets an availability zone have no Fargate, as some have none: Fargate profiles with a subnet in it are refused.
     *
     * @param zone name of the zone, such as {@code ca-central-1d}
     */
    public FakeAws withoutFargate(String zone) {
        act("withoutFargate", zone);
        return this;
    }

    /**
     * Lets an availability zone have no capacity for instances of a type: launches into it fail with
     * {@code InsufficientInstanceCapacity}. Auto Scaling groups record the failure and try again.
     *
     * @param instanceType such as {@code m7g.large}, or {@code *} for any
     * @param zone name of the zone, such as {@code eu-west-1a}
     */
    public FakeAws withoutCapacity(String instanceType, String zone) {
        act("withoutInstanceCapacity", instanceType, zone);
        return this;
    }

    /** Takes {@link #withoutCapacity(String, String)} back. */
    public FakeAws withCapacity(String instanceType, String zone) {
        act("withInstanceCapacity", instanceType, zone);
        return this;
    }

    /**
     * Lets EC2 not offer an instance type in an availability zone, as it offers many in some zones only: it is not listed there, and
     * launches into the zone fail with {@code Unsupported}.
     *
     * @param instanceType such as {@code m7g.large}
     * @param zone name of the zone, such as {@code eu-west-1a}
     */
    public FakeAws withoutOffering(String instanceType, String zone) {
        act("withoutOffering", instanceType, zone);
        return this;
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
        act("insight", cluster, PojoJson.write(insight.model()).toString());
        return this;
    }

    /**
     * Takes an insight back, as if what EKS found had been put right. It still shows, and still blocks, until the insights
     * are refreshed: by {@code StartInsightsRefresh}, or within a day.
     *
     * @param name name of the insight, as {@link FakeInsight#name()} tells
     */
    public FakeAws withdrawInsight(String cluster, String name) {
        act("withdrawInsight", cluster, name);
        return this;
    }

    /**
     * Puts a finished CloudFormation stack into the account that has only outputs, as if somebody else had made it.
     *
     * @throws IllegalArgumentException if there is a stack of that name already
     */
    public FakeAws stack(String name, Map<String, String> outputs) {
        List<String> texts = new ArrayList<>(List.of(name));
        new TreeMap<>(outputs).forEach((key, value) -> texts.addAll(List.of(key, value)));
        act("stack", texts.toArray(String[]::new));
        return this;
    }

    /**
     * Does what an autoscaler in the cluster does: sets the desired size of a managed node group past EKS's updates, and
     * nodes come or go.
     */
    public FakeAws autoscale(String cluster, String managedNodeGroup, int desiredSize) {
        actors.autoscale(cluster, managedNodeGroup, desiredSize);
        return this;
    }

    /**
     * Lets a PodDisruptionBudget in the cluster keep the pods on the nodes of a managed node group from being evicted:
     * version updates of the group end with {@code PodEvictionFailure} after a quarter of an hour, unless they are forced.
     */
    public FakeAws blockEvictions(String cluster, String managedNodeGroup) {
        act("blockEvictions", cluster, managedNodeGroup);
        return this;
    }

    /** Takes {@link #blockEvictions} back. */
    public FakeAws allowEvictions(String cluster, String managedNodeGroup) {
        act("allowEvictions", cluster, managedNodeGroup);
        return this;
    }

    /**
     * Lets a node of a managed node group be unhealthy. Where node auto repair is on, EKS replaces it: after half an hour, or
     * after ten minutes if the condition is of accelerated hardware.
     *
     * @param instanceId instance of the node
     * @param condition condition of the node as its monitoring agent names it, such as {@code Ready} or {@code KernelReady}
     * @throws IllegalArgumentException if no managed node group has such a node
     */
    public FakeAws unhealthyNode(String instanceId, String condition) {
        act("unhealthyNode", instanceId, condition);
        return this;
    }

    /**
     * Switches the STS endpoint of the account's region off, as it is in Regions that nobody opted into: control planes cannot
     * come up, and their health says {@code StsRegionalEndpointDisabled}.
     */
    public FakeAws withoutRegionalSts() {
        act("withoutRegionalSts");
        return this;
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

    /** Does something past the API, one of {@link Actions}. */
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

        /**
         * Judges every call by the policies of whoever makes it, and refuses what they do not allow with AWS's own error. The
         * account's first user may still do everything; users and roles made in IAM, sessions of roles, and whoever
         * {@link FakeAws#credentialsOf} stands for may do what their policies say, so somebody unknown to IAM may do nothing. Off
         * when unset: only the policies of roles and keys themselves are looked at.
         */
        public Builder strictIam() {
            settings.strictIam = true;
            return this;
        }

        /**
         * As {@link #strictIam()}, and the account's first user may do what this policy allows and nothing else.
         *
         * @param ownerPolicy policy document, such as {@link Ledger#leastPolicy} writes it
         * @throws IllegalArgumentException if it is not JSON
         */
        public Builder strictIam(String ownerPolicy) {
            Policy.parse(ownerPolicy);
            settings.ownerPolicy = ownerPolicy;
            return strictIam();
        }

        /** Access key of the account's first user; one that no other account of this JVM has, when unset. */
        public Builder accessKeyId(String id) {
            settings.accessKeyId = id;
            return this;
        }

        /** How many calls the {@link Ledger} keeps, the latest ones; all when unset. Long-running servers set it. */
        public Builder ledgerSize(int calls) {
            settings.ledgerSize = calls;
            return this;
        }

        /**
         * Does not write down what is done to the account, which saves the memory that it takes. There are no snapshots then,
         * and stale reads see the present.
         */
        public Builder withoutSnapshots() {
            settings.journal = false;
            return this;
        }

        /** Takes every access key for the account's first user, as a stand-alone server is handy with. */
        public Builder acceptAnyCredentials() {
            settings.anyCredentials = true;
            return this;
        }

        /**
         * Opens the Kubernetes API of each cluster that DescribeCluster is asked for, so that its endpoint can be reached without
         * {@link FakeAws#kubernetes}. Off when unset: endpoints are made up then, the same in every run of a seed.
         */
        public Builder kubernetes() {
            settings.kubernetes = true;
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

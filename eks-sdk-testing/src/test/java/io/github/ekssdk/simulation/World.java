package io.github.ekssdk.simulation;

import io.github.ekssdk.Eks;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.fixture.Everything;
import io.github.ekssdk.fixture.ForeignNetwork;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.RecordedCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** An AWS account in which processes live and die. */
final class World implements AutoCloseable {

    static final String CLUSTER = "prod";
    private static final int ATTEMPTS = 4;
    private static final Set<String> SELF_INFLICTED =
            Set.of("ResourceInUseException", "RequestLimitExceeded", "ThrottlingException", "Throttling");

    /** Long enough to be seen at work, short enough to be polled a few times only. */
    private static final LatencyProfile BRISK = LatencyProfile.instant()
            .with("eks.cluster.create", Duration.ofSeconds(341), 0.01)
            .with("eks.cluster.delete", Duration.ofSeconds(66), 0.01)
            .with("eks.update.config", Duration.ofSeconds(23), 0.01)
            .with("eks.update.version", Duration.ofSeconds(41), 0.01)
            .with("eks.encryption.associate", Duration.ofSeconds(31), 0.01)
            .with("eks.nodegroup.create", Duration.ofSeconds(81), 0.01)
            .with("eks.nodegroup.update", Duration.ofSeconds(12), 0.01)
            .with("eks.nodegroup.delete", Duration.ofSeconds(126), 0.01)
            .with("ec2.vpc.create", Duration.ofMillis(900), 0.01)
            .with("ec2.subnet.create", Duration.ofMillis(900), 0.01)
            .with("ec2.nat.create", Duration.ofSeconds(91), 0.01)
            .with("ec2.nat.delete", Duration.ofSeconds(23), 0.01)
            .with("ec2.endpoint.create", Duration.ofSeconds(41), 0.01)
            .with("ec2.endpoint.delete", Duration.ofSeconds(23), 0.01)
            .with("eks.addon.create", Duration.ofSeconds(27), 0.01)
            .with("eks.fargate.create", Duration.ofSeconds(61), 0.01)
            .with("eks.fargate.delete", Duration.ofSeconds(71), 0.01)
            .with("iam.role.usable", Duration.ofSeconds(3), 0.01);

    private final FakeAws aws;
    private List<String> initial;
    private final Set<String> planned = new HashSet<>();
    private @Nullable EksManager survivor;

    /** Opens an empty account. */
    World(long seed) {
        aws = FakeAws.builder().seed(seed).latency(BRISK).build();
        initial = Inventories.exact(aws.inventory());
    }

    /** Opens an account that stands as another one stood. */
    World(Start start) {
        aws = FakeAws.restore(start.snapshot());
        initial = start.initial();
    }

    /** Returns where the account stands now. */
    Start start() {
        return new Start(aws.snapshot(), initial);
    }

    /**
     * Where an account stands.
     *
     * @param initial what an empty one has
     */
    record Start(String snapshot, List<String> initial) {}

    FakeAws aws() {
        return aws;
    }

    /** Puts a network of somebody else's into the account, which is there from the start. */
    void furnish() {
        Ec2Client ec2 = aws.client(Ec2Client.builder());
        ForeignNetwork network = new ForeignNetwork(aws, ec2, 2);
        network.tag(network.vpcId(), "net", "shared");
        network.subnets().forEach(subnet -> network.tag(subnet, "net", "shared"));
        initial = Inventories.exact(aws.inventory());
    }

    /** Puts the roles of others into the account that a cluster with everything names. */
    void furnishWithRoles() {
        Everything.furnish(aws);
        initial = Inventories.exact(aws.inventory());
    }

    /** Runs a process to its end, good or bad. */
    void process(Consumer<EksManager> program) {
        try (EksManager eks = connect()) {
            program.accept(eks);
        }
    }

    private EksManager connect() {
        return Eks.connect(config -> config.region(aws.region())
                .credentials(aws.credentials())
                .httpClient(aws.process().httpClient())
                .time(aws.clock()));
    }

    void apply(EksManager eks, ClusterSpec spec) {
        eks.apply(noting(eks.plan(Everything.in(aws, spec))));
    }

    void delete(EksManager eks) {
        io.github.ekssdk.plan.Plan plan = noting(eks.planDelete(CLUSTER));
        eks.apply(plan.allowingDeletion(plan.deletionsToAllow().toArray(String[]::new)));
    }

    private io.github.ekssdk.plan.Plan noting(io.github.ekssdk.plan.Plan plan) {
        plan.changes().forEach(step -> planned.addAll(step.awsCalls()));
        return plan;
    }

    /** The machine goes down with all that ran on it; time goes on. */
    void powerCut() throws InterruptedException {
        aws.clock().abandon();
        aws.clock().advance(Duration.ofSeconds(90));
    }

    /** Has processes try until one succeeds; that one lives on. */
    void recover(Consumer<EksManager> action) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                goOn(action);
                return;
            } catch (io.github.ekssdk.error.EksSdkException failure) {
                end();
                if (attempt == ATTEMPTS) {
                    throw failure;
                }
                powerCut();
            }
        }
    }

    /** Has the process that lives do something more; a new one if none lives. */
    void goOn(Consumer<EksManager> action) {
        EksManager eks = survivor;
        if (eks == null) {
            eks = connect();
            survivor = eks;
        }
        action.accept(eks);
    }

    private void end() {
        if (survivor != null) {
            survivor.close();
            survivor = null;
        }
    }

    List<String> inventory() {
        return Inventories.comparable(aws.inventory());
    }

    boolean empty() {
        return Inventories.exact(aws.inventory()).equals(initial);
    }

    List<String> leftovers() {
        List<String> left = new ArrayList<>(Inventories.exact(aws.inventory()));
        left.removeAll(initial);
        return left;
    }

    /** Returns the changing calls that no plan has mentioned. */
    Set<String> unplanned() {
        Set<String> calls = new HashSet<>();
        aws.ledger().mutatingCalls().forEach(call -> calls.add(call.service() + ":" + call.operation()));
        calls.removeAll(planned);
        return calls;
    }

    /** Returns the calls that AWS refused because of another one of ours, or because there were too many. */
    List<RecordedCall> collisions() {
        return calls().stream()
                .filter(call ->
                        call.errorCode().filter(SELF_INFLICTED::contains).isPresent())
                .toList();
    }

    List<RecordedCall> calls() {
        return aws.ledger().calls();
    }

    @Override
    public void close() {
        end();
        aws.close();
    }
}

package io.github.ekssdk.client;

import io.github.ekssdk.error.ClusterNotFoundException;
import io.github.ekssdk.event.ProgressEvent;
import io.github.ekssdk.event.ProgressEvent.OperationCompleted;
import io.github.ekssdk.event.ProgressEvent.OperationFailed;
import io.github.ekssdk.event.ProgressEvent.OperationStarted;
import io.github.ekssdk.event.ProgressListener;
import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.engine.Application;
import io.github.ekssdk.internal.engine.Engine;
import io.github.ekssdk.internal.engine.Planner;
import io.github.ekssdk.internal.engine.Scope;
import io.github.ekssdk.internal.engine.Snapshot;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.ResourceGraph;
import io.github.ekssdk.internal.graph.ResourceKind;
import io.github.ekssdk.internal.lower.AccessGraph;
import io.github.ekssdk.internal.lower.Kinds;
import io.github.ekssdk.internal.lower.LeftInside;
import io.github.ekssdk.internal.lower.Lowering;
import io.github.ekssdk.internal.lower.Questions;
import io.github.ekssdk.internal.lower.Questions.Answers;
import io.github.ekssdk.internal.resource.eks.ClusterVersion;
import io.github.ekssdk.internal.resource.eks.ClusterVersions;
import io.github.ekssdk.internal.resource.eks.MinorVersion;
import io.github.ekssdk.internal.resource.iam.RoleFacts;
import io.github.ekssdk.internal.resource.sts.CallerIdentity;
import io.github.ekssdk.kubeconfig.BearerTokens;
import io.github.ekssdk.kubeconfig.CachedTokenSource;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.plan.Step;
import io.github.ekssdk.plan.StepAction;
import io.github.ekssdk.spec.AccessEntrySpec;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.state.ResourceState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The manager that applications get. */
final class DefaultEksManager implements EksManager {

    private static final Logger LOG = LoggerFactory.getLogger(EksManager.class);

    /** How long closing waits for calls that are under way. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final EksConfig config;
    private final Aws aws;
    private final CallerIdentity identity;
    private final ScheduledExecutorService loop;
    private final ExecutorService workers;
    private final Set<PlanOperation<Cluster>> active = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    DefaultEksManager(EksConfig config, Aws aws) {
        this.config = config;
        this.aws = aws;
        this.identity = new CallerIdentity(aws, config.region());
        this.loop = config.time().timers();
        this.workers = config.time().workers(config.parallelism());
    }

    @Override
    public String region() {
        return config.region();
    }

    @Override
    public String accountId() {
        return owner("").account();
    }

    @Override
    public String callerArn() {
        requireOpen();
        return await(call(identity::arn), "the caller");
    }

    @Override
    public Plan plan(ClusterSpec spec) {
        return plan(spec, false);
    }

    @Override
    public Plan planAdoption(ClusterSpec spec) {
        return plan(spec, true);
    }

    private Plan plan(ClusterSpec spec, boolean adopting) {
        Owner owner = owner(spec);
        Engine engine = new Engine(scope(owner), Kinds.standing());
        Snapshot snapshot = await(engine.observe(), spec.name());
        Answers answers = await(
                Questions.ask(spec, owner, snapshot.states(), aws, new EngineAsker(engine, identity.arn())),
                spec.name());
        ResourceGraph graph = Lowering.lower(spec, owner, answers.resolved());
        return plan(spec, answers, graph, owner, adopting, snapshot.with(answers.found()));
    }

    private static Plan plan(
            ClusterSpec spec, Answers answers, ResourceGraph graph, Owner owner, boolean adopting, Snapshot snapshot) {
        Plan.Builder plan =
                Plan.builder(spec.name(), owner.account(), owner.region()).spec(spec, answers.resolved());
        answers.warnings().forEach(plan::warning);
        answers.lockOuts().forEach(plan::lockOut);
        Planner.plan(graph, snapshot, adopting, plan);
        return plan.build();
    }

    @Override
    public Plan planDelete(String clusterName) {
        Owner owner = owner(clusterName);
        return planDelete(owner, await(new Engine(scope(owner), Kinds.all()).observeForDeletion(), clusterName));
    }

    private static Plan planDelete(Owner owner, Snapshot snapshot) {
        Plan.Builder plan = Plan.builder(owner.cluster(), owner.account(), owner.region());
        LeftInside.warning(snapshot.states().values()).ifPresent(plan::warning);
        Planner.planDeletion(snapshot, plan);
        return plan.build();
    }

    @Override
    public Plan planAccess(String clusterName, List<AccessEntrySpec> accessEntries) {
        Owner owner = owner(clusterName);
        Scope scope = scope(owner);
        Snapshot snapshot = observe(scope, Kinds.access());
        EngineAsker asker = new EngineAsker(new Engine(scope, Kinds.access()), identity.arn());
        return AccessPlans.plan(
                accessEntries,
                owner,
                snapshot,
                () -> await(Questions.askOfAccess(accessEntries, owner, snapshot.states(), aws, asker), clusterName)
                        .lockOuts());
    }

    private Snapshot observe(Scope scope, List<ResourceKind> kinds) {
        return await(new Engine(scope, kinds).observe(), scope.owner().cluster());
    }

    @Override
    public Cluster apply(Plan plan, ProgressListener progress) {
        return start(plan, progress).await();
    }

    @Override
    public Operation<Cluster> start(Plan plan, ProgressListener progress) {
        Owner owner = plan.spec().map(this::owner).orElseGet(() -> owner(plan.clusterName()));
        if (!plan.accountId().equals(owner.account()) || !plan.region().equals(owner.region())) {
            throw new IllegalArgumentException("The plan is for account " + plan.accountId() + " in " + plan.region()
                    + ", but this manager works in account " + owner.account() + " in " + owner.region() + ".");
        }
        return new Start(plan, owner, progress).operation();
    }

    @Override
    public Cluster cluster(String name) {
        Owner owner = owner(name);
        return live(await(call(() -> Kinds.readCluster(aws, owner)), name)
                .orElseThrow(() -> new ClusterNotFoundException(name, region())));
    }

    @Override
    public List<ResourceState> managedNodeGroups(String clusterName) {
        Owner owner = owner(clusterName);
        return await(call(() -> Kinds.listManagedNodeGroups(aws, owner)), clusterName);
    }

    @Override
    public List<ResourceState> accessEntries(String clusterName) {
        Owner owner = owner(clusterName);
        return await(call(() -> Kinds.listAccessEntries(aws, owner)), clusterName);
    }

    @Override
    public List<KubernetesVersion> kubernetesVersions() {
        return await(call(() -> ClusterVersions.offered(aws)), "the Kubernetes versions").stream()
                .sorted(Comparator.comparing(ClusterVersion::name, MinorVersion.NEWEST_FIRST))
                .map(DefaultEksManager::version)
                .toList();
    }

    private static KubernetesVersion version(ClusterVersion version) {
        return new KubernetesVersion(
                version.name(),
                version.isDefault(),
                KubernetesVersion.Support.valueOf(version.support().name()),
                known(version.endOfStandardSupport()),
                known(version.endOfExtendedSupport()));
    }

    private static Optional<Instant> known(Instant end) {
        return Optional.of(end).filter(instant -> !instant.equals(Instant.MAX));
    }

    @Override
    public Optional<String> roleArn(String roleName) {
        return await(call(() -> RoleFacts.arn(aws, roleName)), "iamRole/" + roleName);
    }

    private <T> CompletableFuture<T> call(java.util.function.Supplier<T> call) {
        return CompletableFuture.supplyAsync(() -> AwsFault.calling(call), workers);
    }

    private Cluster live(ResourceState state) {
        String name = state.id().substring(state.id().indexOf('/') + 1);
        CachedTokenSource tokens = BearerTokens.forCluster(
                        name, region(), config.credentials(), config.time().clock())
                .cached(config.time().clock());
        return new Cluster(this, state, tokens, identity.arn());
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("This EksManager is closed.");
        }
    }

    private Owner owner(ClusterSpec spec) {
        return owner(spec.name()).withRolePath(spec.iam().path());
    }

    private Owner owner(String cluster) {
        requireOpen();
        return await(call(() -> identity.owner(cluster)), "the caller");
    }

    private Scope scope(Owner owner) {
        return new Scope(aws, owner, config.time(), loop, workers);
    }

    private <T> T await(CompletableFuture<T> future, String what) {
        return Waits.await(config.time(), future, what);
    }

    @Override
    public void close() {
        closed = true;
        List<PlanOperation<Cluster>> ending = List.copyOf(active);
        ending.forEach(PlanOperation::cancel);
        ending.forEach(operation -> operation.end(GRACE));
        workers.shutdown();
        loop.shutdown();
        aws.close();
    }

    /** One application of a plan, with its listener. */
    private final class Start {

        private final Plan plan;
        private final Owner owner;
        private final ProgressListener listener;
        private final Instant started = config.time().now();
        private final CompletableFuture<Cluster> result = new CompletableFuture<>();
        private final PlanOperation<Cluster> operation;

        Start(Plan plan, Owner owner, ProgressListener listener) {
            this.plan = plan;
            this.owner = owner;
            this.listener = listener;
            ResourceGraph graph = graph();
            boolean adopting = adopting();
            Consumer<ProgressEvent> events = this::publish;
            this.operation = new PlanOperation<>(plan.toString(), config.time(), result);
            Engine engine = new Engine(scope(owner), plan.accessEntries().isPresent() ? Kinds.access() : Kinds.all());
            Engine.refuseUnallowed(plan);
            active.add(operation);
            loop.execute(this::begin);
            Application application = plan.isEmpty()
                    ? engine.nothing()
                    : engine.apply(plan, graph, snapshot -> replan(graph, snapshot, adopting), adopting, events);
            operation.of(application);
            var unused = application.done().whenComplete((done, failure) -> ended(failure));
        }

        private ResourceGraph graph() {
            return plan.spec()
                    .map(spec -> Lowering.lower(spec, owner, plan.resolved()))
                    .or(() -> plan.accessEntries().map(entries -> AccessGraph.of(entries, owner, plan.observed())))
                    .orElseGet(ResourceGraph::new);
        }

        private void begin() {
            publish(new OperationStarted(
                    started,
                    plan.clusterName(),
                    plan.changes().stream().map(Step::id).toList(),
                    plan.estimate()));
        }

        PlanOperation<Cluster> operation() {
            return operation;
        }

        private boolean adopting() {
            return plan.steps().stream()
                    .filter(step -> step.action() == StepAction.UPDATE)
                    .map(step -> plan.observed().get(step.id()))
                    .anyMatch(state -> state != null && Kinds.of(state).foreign(state));
        }

        private Plan replan(ResourceGraph graph, Snapshot snapshot, boolean adopting) {
            return plan.spec()
                    .map(spec -> plan(spec, graph, adopting, snapshot))
                    .or(() -> plan.accessEntries().map(entries -> AccessPlans.plan(entries, owner, snapshot, List::of)))
                    .orElseGet(() -> planDelete(owner, snapshot));
        }

        private Plan plan(ClusterSpec spec, ResourceGraph graph, boolean adopting, Snapshot snapshot) {
            return DefaultEksManager.plan(spec, Answers.of(plan.resolved()), graph, owner, adopting, snapshot);
        }

        private void ended(@Nullable Throwable failure) {
            if (failure != null) {
                end(failure);
            } else if (plan.deletesCluster()) {
                end(live(gone()));
            } else {
                var unused = new Engine(scope(owner), Kinds.cluster())
                        .observe()
                        .thenApply(found -> found.states().values().stream()
                                .findFirst()
                                .orElseThrow(() -> new ClusterNotFoundException(plan.clusterName(), region())))
                        .thenApply(DefaultEksManager.this::live)
                        .whenCompleteAsync(this::end, loop);
            }
        }

        private void end(@Nullable Cluster cluster, @Nullable Throwable failure) {
            if (cluster != null) {
                end(cluster);
            } else {
                end(failure == null ? new ClusterNotFoundException(plan.clusterName(), region()) : failure);
            }
        }

        private void end(Cluster cluster) {
            publish(new OperationCompleted(
                    config.time().now(),
                    plan.clusterName(),
                    Duration.between(started, config.time().now())));
            active.remove(operation);
            result.complete(cluster);
        }

        private void end(Throwable thrown) {
            Throwable failure = Waits.explain(thrown, "cluster/" + plan.clusterName());
            if (!(failure instanceof Error)) {
                publish(new OperationFailed(
                        config.time().now(),
                        plan.clusterName(),
                        String.valueOf(failure.getMessage()),
                        Duration.between(started, config.time().now())));
            }
            active.remove(operation);
            result.completeExceptionally(failure);
        }

        private ResourceState gone() {
            String id = "cluster/" + plan.clusterName();
            ResourceState last = plan.observed().get(id);
            return last == null
                    ? new ResourceState(id, "", "DELETED", Map.of(), Map.of(), List.of())
                    : new ResourceState(id, last.physicalId(), "DELETED", last.properties(), last.outputs(), List.of());
        }

        // A listener's failure is not the operation's: it is logged, and the operation goes on.
        private void publish(ProgressEvent event) {
            operation.on(event);
            try {
                listener.on(event);
            } catch (RuntimeException failure) {
                LOG.warn("A progress listener failed on {}", event, failure);
            }
        }
    }
}

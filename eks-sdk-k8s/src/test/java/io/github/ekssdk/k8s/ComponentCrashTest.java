package io.github.ekssdk.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.error.EksSdkException;
import io.github.ekssdk.k8s.component.Components;
import io.github.ekssdk.k8s.component.StorageClasses;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.FakeProcess;
import io.github.ekssdk.testing.FaultPoint;
import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.ProcessCrash;
import io.github.ekssdk.testing.RecordedCall;
import io.github.ekssdk.testing.Resource;
import io.github.ekssdk.testing.kubernetes.FakeKubernetes;
import io.github.ekssdk.testing.kubernetes.KubernetesRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process works on what is inside of a cluster and dies at a call, be it to AWS or to the Kubernetes API: before it is heard, or
 * after its effect and before the answer. Or the answer alone is lost. Then a new process does the same, and all must be as if nothing
 * had happened.
 */
class ComponentCrashTest {

    private static final boolean ALL = Boolean.getBoolean("simulation.all");
    private static final String CLUSTER = "prod";
    private static final ClusterSpec BARE = ExposedCluster.spec().build();
    private static final ClusterSpec BEFORE = spec("nginx:1.29", true);
    private static final List<Fault> FAULTS = List.of(Fault.values());
    private static final ClusterSpec AFTER = spec("nginx:1.30", false);

    private static String start = "";
    private static Set<String> nothing = Set.of();

    /** What the process does, to a cluster in which something was done before. */
    private enum Scenario {
        PUT_IN(Optional.empty(), eks -> eks.plan(BEFORE)),
        CHANGE(Optional.of(BEFORE), eks -> eks.plan(AFTER)),
        DELETE(Optional.of(BEFORE), eks -> eks.planDelete(CLUSTER));

        private final Optional<ClusterSpec> prelude;
        private final Function<EksManager, Plan> deed;

        Scenario(Optional<ClusterSpec> prelude, Function<EksManager, Plan> deed) {
            this.prelude = prelude;
            this.deed = deed;
        }

        void act(EksManager eks) {
            eks.apply(deed.apply(eks));
        }

        Plan plan(EksManager eks) {
            return deed.apply(eks);
        }
    }

    /** What happens at a call. */
    private enum Fault {
        DIES_BEFORE,
        DIES_UNANSWERED,
        LIVES_UNANSWERED
    }

    /**
     * A fault at a call.
     *
     * @param inside whether the call is one to the Kubernetes API
     * @param number the number of the call among those of its kind
     * @param name what is called
     */
    private record Point(boolean inside, int number, String name, Fault fault) {}

    private static ClusterSpec spec(String image, boolean storage) {
        ClusterSpec.Builder spec = ExposedCluster.spec()
                .component(Components.of(
                        "shop",
                        shop -> shop.namespace("shop")
                                .serviceAccount(
                                        "web",
                                        web -> web.podIdentity(role -> role.managedPolicy("AmazonS3ReadOnlyAccess")))
                                .deployment(
                                        "web", web -> web.image(image).port(80).serviceAccount("web"))
                                .objects(new ServiceBuilder()
                                        .withNewMetadata()
                                        .withName("edge")
                                        .withNamespace("shop")
                                        .endMetadata()
                                        .withNewSpec()
                                        .withType("LoadBalancer")
                                        .addToSelector("app.kubernetes.io/name", "web")
                                        .addNewPort()
                                        .withPort(80)
                                        .endPort()
                                        .endSpec()
                                        .build())));
        return (storage ? spec.component(StorageClasses.gp3()) : spec).build();
    }

    @BeforeAll
    static void makeCluster() {
        try (FakeAws aws = FakeAws.builder()
                        .latency(LatencyProfile.instant().with("kubernetes.pod.start", Duration.ofMinutes(3), 0))
                        .build();
                EksManager eks = aws.connect()) {
            nothing = names(aws);
            eks.apply(eks.plan(BARE));
            start = aws.snapshot();
        }
    }

    private static Set<String> names(FakeAws aws) {
        Set<String> names = new TreeSet<>();
        aws.inventory().forEach(resource -> names.add(name(resource)));
        return names;
    }

    /** What a resource is called by whoever made it; ids differ from run to run. */
    private static String name(Resource resource) {
        Map<String, String> tags = new TreeMap<>(resource.tags());
        return resource.type() + " " + tags;
    }

    @ParameterizedTest
    @EnumSource
    void everything_is_as_if_nothing_had_happened(Scenario scenario) throws InterruptedException {
        List<String> problems = new ArrayList<>();
        Reference reference = Reference.of(scenario);

        for (Point point : reference.points()) {
            reference.tryOut(point).ifPresent(problem -> problems.add(point + ": " + problem));
        }

        assertThat(reference.points()).hasSizeGreaterThan(6);
        assertThat(problems).isEmpty();
    }

    /** A scenario as it goes undisturbed. */
    private record Reference(
            Scenario scenario,
            List<RecordedCall> calls,
            List<KubernetesRequest> requests,
            Set<String> account,
            Map<String, String> objects) {

        static Reference of(Scenario scenario) {
            try (World world = new World(scenario)) {
                int call = world.aws.ledger().size();
                int request = world.inside.requests().size();
                world.process(scenario::act);
                List<KubernetesRequest> requests = world.inside.requests();
                Set<String> paths = new TreeSet<>();
                requests.stream()
                        .filter(one -> one.mutating() && scenario != Scenario.DELETE)
                        .forEach(one -> paths.add(one.path()));
                return new Reference(
                        scenario,
                        world.aws.ledger().since(call),
                        List.copyOf(requests.subList(request, requests.size())),
                        names(world.aws),
                        world.objects(paths));
            }
        }

        /** A fault at each call that changes something inside, at some of the others; at all of them where that was asked for. */
        List<Point> points() {
            return Stream.concat(
                            IntStream.range(0, calls.size())
                                    .boxed()
                                    .flatMap(i -> points(
                                            false,
                                            i + 1,
                                            calls.get(i).operation(),
                                            calls.get(i).mutating())),
                            IntStream.range(0, requests.size())
                                    .boxed()
                                    .flatMap(i -> points(
                                            true,
                                            i + 1,
                                            requests.get(i).method() + " "
                                                    + requests.get(i).path(),
                                            requests.get(i).mutating())))
                    .toList();
        }

        private Stream<Point> points(boolean inside, int number, String name, boolean mutating) {
            int share = ALL || scenario == Scenario.CHANGE ? 1 : scenario == Scenario.DELETE && !inside ? 24 : 3;
            return mutating
                    ? IntStream.range(0, FAULTS.size())
                            .filter(i -> (number + i) % share == 0)
                            .mapToObj(i -> new Point(inside, number, name, FAULTS.get(i)))
                    : Stream.of(new Point(inside, number, name, Fault.DIES_BEFORE))
                            .filter(point -> ALL || number % (inside ? 9 : 40) == 0);
        }

        Optional<String> tryOut(Point point) throws InterruptedException {
            try (World world = new World(scenario)) {
                world.disturbed(point);
                Optional<String> left = world.undisturbed();
                Map<String, String> found = world.objects(objects.keySet());
                if (!found.equals(objects)) {
                    return Optional.of("the objects end as " + found + ", not as " + objects);
                }
                if (!names(world.aws).equals(account)) {
                    return Optional.of("the account ends as " + names(world.aws) + ", not as " + account);
                }
                if (scenario == Scenario.DELETE && !names(world.aws).equals(nothing)) {
                    return Optional.of("leaves behind " + names(world.aws));
                }
                return left;
            }
        }
    }

    /** An account in which processes live and die. */
    private static final class World implements AutoCloseable {

        private static final KubernetesSerialization JSON = new KubernetesSerialization();

        private final FakeAws aws = FakeAws.restore(start);
        private final FakeKubernetes inside = aws.kubernetes(CLUSTER);
        private final Scenario scenario;

        /** Runs a process to its end. */
        void process(Consumer<EksManager> program) {
            try (EksManager eks = aws.connect()) {
                program.accept(eks);
            }
        }

        World(Scenario scenario) {
            this.scenario = scenario;
            scenario.prelude.ifPresent(spec -> process(eks -> eks.apply(eks.plan(spec))));
        }

        /** Does it, and says what is left to do afterwards, if anything is. */
        Optional<String> undisturbed() {
            try (EksManager eks = aws.connect()) {
                scenario.act(eks);
                Plan again = scenario.plan(eks);
                return again.isEmpty() ? Optional.empty() : Optional.of("is not left alone: " + again.changes());
            }
        }

        void disturbed(Point point) throws InterruptedException {
            FakeProcess process = aws.process();
            if (point.inside()) {
                boolean lives = point.fault() == Fault.LIVES_UNANSWERED;
                inside.breakAt(
                        point.number(), point.fault() != Fault.DIES_BEFORE, lives ? inside::mend : process::crash);
            } else {
                inject(aws.faults().atCall(aws.ledger().size() + point.number()), point.fault());
            }
            try (EksManager eks = aws.connect(process)) {
                scenario.act(eks);
            } catch (ProcessCrash | EksSdkException end) {
                assertThat(point.fault()).isNotEqualTo(Fault.LIVES_UNANSWERED);
            }
            assertThat(process.crashed()).isEqualTo(point.fault() != Fault.LIVES_UNANSWERED);
            aws.faults().requireAllUsed();
            aws.faults().clear();
            inside.mend();
            aws.clock().abandon();
            aws.clock().advance(Duration.ofSeconds(90));
        }

        private static void inject(FaultPoint point, Fault fault) {
            switch (fault) {
                case DIES_BEFORE -> point.crashBefore();
                case DIES_UNANSWERED -> point.crashAfterEffect();
                case LIVES_UNANSWERED -> point.loseResponse();
            }
        }

        /** What stands at these paths, without what Kubernetes writes into it by itself. */
        Map<String, String> objects(Set<String> paths) {
            Map<String, String> objects = new TreeMap<>();
            paths.forEach(path ->
                    objects.put(path, inside.object(path).map(World::settings).orElse("absent")));
            return objects;
        }

        private static String settings(String json) {
            Map<?, ?> object = JSON.unmarshal(json, Map.class);
            object.remove("status");
            if (object.get("metadata") instanceof Map<?, ?> metadata) {
                metadata.keySet().retainAll(Set.of("name", "namespace", "labels", "annotations", "finalizers"));
            }
            return JSON.asJson(object);
        }

        @Override
        public void close() {
            aws.close();
        }
    }
}

package io.github.ekssdk.k8s.nodes;

import static java.util.Comparator.comparing;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.ekssdk.error.BlockingPod;
import io.github.ekssdk.error.DrainFailedException;
import io.github.ekssdk.error.EksSdkException;
import io.github.ekssdk.error.KubernetesCallFailedException;
import io.github.ekssdk.error.OperationCancelledException;
import io.github.ekssdk.k8s.internal.client.Calls;
import io.github.ekssdk.k8s.internal.client.Parallel;
import io.github.ekssdk.spi.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Empties nodes in rounds: each reads the pods that are left on the nodes whose turn it is, and asks those to leave that have not been
 * asked yet or were refused. Nothing is remembered that the cluster knows.
 */
final class Drain implements AutoCloseable {

    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final Duration UNTIL_ASKED_AGAIN = Duration.ofSeconds(5);
    private static final int CALLS_AT_ONCE = 8;

    private final Nodes nodes;
    private final KubernetesClient client;
    private final Time time;
    private final DrainSettings settings;
    private final Calls calls;
    private final Parallel parallel;
    private final Evictability evictability;
    private final Evictor evictor;
    private final DrainNews news;
    private final Instant started;
    private final Map<String, BlockingPod> blocking = new LinkedHashMap<>();
    private final Map<String, Instant> askAgain = new LinkedHashMap<>();
    private final Set<String> evicted = new LinkedHashSet<>();
    private final Set<String> cordoned = new LinkedHashSet<>();
    private final List<String> drained = new ArrayList<>();

    Drain(Nodes nodes, KubernetesClient client, Time time, DrainSettings settings) {
        this.nodes = nodes;
        this.client = client;
        this.time = time;
        this.settings = settings;
        this.calls = Calls.of(client, time);
        this.parallel = new Parallel(time, CALLS_AT_ONCE);
        this.evictability = new Evictability(settings);
        this.evictor = new Evictor(client, calls, settings.gracePeriod());
        this.news = new DrainNews(settings.listener());
        this.started = time.now();
    }

    DrainResult run(List<Node> wanted) {
        List<String> names =
                wanted.stream().map(node -> node.getMetadata().getName()).toList();
        refuseLosses(pods(names));
        try {
            cordon(wanted);
            empty(new ArrayList<>(names));
        } catch (EksSdkException failure) {
            undo(failure);
            throw failure;
        }
        return new DrainResult(drained, new ArrayList<>(evicted), elapsed());
    }

    private Duration elapsed() {
        return Duration.between(started, time.now());
    }

    /** Returns the pods that have to leave, by node. */
    private Map<String, List<Pod>> pods(Collection<String> names) {
        List<List<Pod>> pods = parallel.map(names, this::pods);
        Map<String, List<Pod>> byNode = new LinkedHashMap<>();
        int index = 0;
        for (String name : names) {
            byNode.put(name, pods.get(index++));
        }
        return byNode;
    }

    private List<Pod> pods(String node) {
        return calls
                .patiently(() -> client.pods()
                        .inAnyNamespace()
                        .withField("spec.nodeName", node)
                        .list()
                        .getItems())
                .stream()
                .filter(evictability::leaves)
                .sorted(comparing(Drain::key))
                .toList();
    }

    private void refuseLosses(Map<String, List<Pod>> pods) {
        List<BlockingPod> losses = pods.values().stream()
                .flatMap(List::stream)
                .flatMap(pod ->
                        evictability
                                .objection(pod)
                                .map(why -> blockingPod(pod, why, Optional.empty(), time.now()))
                                .stream())
                .toList();
        if (!losses.isEmpty()) {
            throw new DrainFailedException(
                    "Draining would lose " + (losses.size() == 1 ? "a pod" : losses.size() + " pods")
                            + ", so it was not done. Allow it by the setting that each names, or move them yourself:",
                    losses,
                    false);
        }
    }

    private void cordon(List<Node> wanted) {
        List<String> open = wanted.stream()
                .filter(node -> !NodeReading.isCordoned(node))
                .map(node -> node.getMetadata().getName())
                .toList();
        cordoned.addAll(open);
        parallel.map(open, node -> ifThere(() -> nodes.cordon(node)));
        open.forEach(node -> news.tell(new DrainEvent.NodeCordoned(time.now(), node)));
    }

    private void empty(List<String> waiting) {
        Set<String> active = new LinkedHashSet<>();
        while (!waiting.isEmpty() || !active.isEmpty()) {
            while (active.size() < settings.nodesAtOnce() && !waiting.isEmpty()) {
                active.add(waiting.remove(0));
            }
            boolean progress = round(active);
            if (elapsed().compareTo(settings.deadline()) >= 0) {
                refuseToGoOn(active, waiting);
            }
            if (!progress && !active.isEmpty()) {
                pause();
            }
        }
    }

    /** Returns whether a node was emptied, so that it is another's turn. */
    private boolean round(Set<String> active) {
        Map<String, List<Pod>> pods = pods(active);
        refuseLosses(pods);
        List<Pod> left = pods.values().stream().flatMap(List::stream).toList();
        blocking.keySet().retainAll(left.stream().map(Drain::key).toList());
        ask(left);
        List<String> empty = pods.entrySet().stream()
                .filter(node -> node.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        active.removeAll(empty);
        drained.addAll(empty);
        empty.forEach(node -> news.tell(new DrainEvent.NodeDrained(time.now(), node)));
        return !empty.isEmpty();
    }

    private void refuseToGoOn(Set<String> active, List<String> waiting) {
        List<String> names = new ArrayList<>(active);
        names.addAll(waiting);
        List<Pod> left = pods(names).values().stream().flatMap(List::stream).toList();
        if (!left.isEmpty()) {
            throw late(left);
        }
    }

    private void ask(List<Pod> left) {
        Instant now = time.now();
        boolean forced = settings.forceAfter()
                .filter(patience -> elapsed().compareTo(patience) >= 0)
                .isPresent();
        List<Pod> due = left.stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .filter(pod -> forced || !now.isBefore(askAgain.getOrDefault(key(pod), now)))
                .toList();
        List<Eviction> outcomes = parallel.map(due, pod -> forced ? evictor.delete(pod) : evictor.evict(pod));
        for (int i = 0; i < due.size(); i++) {
            note(due.get(i), outcomes.get(i), forced);
        }
    }

    private void note(Pod pod, Eviction outcome, boolean forced) {
        String node = pod.getSpec().getNodeName();
        if (outcome instanceof Eviction.Refused refused) {
            askAgain.put(key(pod), time.now().plus(UNTIL_ASKED_AGAIN));
            BlockingPod before = blocking.get(key(pod));
            Instant since = before == null ? time.now() : before.since();
            blocking.put(key(pod), blockingPod(pod, refused.reason(), refused.budget(), since));
            if (before == null) {
                news.tell(new DrainEvent.PodBlocked(time.now(), node, key(pod), refused.budget(), refused.reason()));
            }
        } else if (outcome instanceof Eviction.Begun && evicted.add(key(pod))) {
            blocking.remove(key(pod));
            news.tell(new DrainEvent.PodEvicted(time.now(), node, key(pod), forced));
        }
    }

    private DrainFailedException late(List<Pod> left) {
        List<BlockingPod> pods = left.stream()
                .map(pod -> Optional.ofNullable(blocking.get(key(pod))).orElseGet(() -> ending(pod)))
                .toList();
        return new DrainFailedException(
                "After " + elapsed().toMinutes() + " min " + elapsed().toSecondsPart() + " s, "
                        + (pods.size() == 1 ? "a pod stays" : pods.size() + " pods stay")
                        + ". Give their budgets room (more replicas, or another minAvailable), drain again with a"
                        + " longer deadline, or with force():",
                pods,
                true);
    }

    private BlockingPod ending(Pod pod) {
        String deletion = pod.getMetadata().getDeletionTimestamp();
        return deletion == null
                ? blockingPod(pod, "has not been asked to end yet", Optional.empty(), time.now())
                : blockingPod(
                        pod,
                        pod.getMetadata().getFinalizers() == null
                                        || pod.getMetadata().getFinalizers().isEmpty()
                                ? "has been asked to end and still runs"
                                : "is kept by the finalizers "
                                        + pod.getMetadata().getFinalizers(),
                        Optional.empty(),
                        Instant.parse(deletion));
    }

    private static BlockingPod blockingPod(Pod pod, String reason, Optional<String> budget, Instant since) {
        return new BlockingPod(
                pod.getSpec().getNodeName(),
                pod.getMetadata().getNamespace(),
                pod.getMetadata().getName(),
                reason,
                budget,
                since);
    }

    private void pause() {
        try {
            time.sleep(ROUND);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new OperationCancelledException("draining of nodes", drained, interrupted);
        }
    }

    /** Lets pods onto the nodes again that this run has closed to them and not emptied. */
    private void undo(EksSdkException failure) {
        if (!settings.uncordonOnFailure()) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            List<String> closed =
                    cordoned.stream().filter(node -> !drained.contains(node)).toList();
            parallel.map(closed, node -> ifThere(() -> nodes.uncordon(node)));
            closed.forEach(node -> news.tell(new DrainEvent.NodeUncordoned(time.now(), node)));
        } catch (EksSdkException second) {
            failure.addSuppressed(second);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A node that has gone meanwhile is as good as drained. */
    private static boolean ifThere(Runnable call) {
        try {
            call.run();
            return true;
        } catch (KubernetesCallFailedException failure) {
            if (failure.statusCode() != 404) {
                throw failure;
            }
            return false;
        }
    }

    private static String key(Pod pod) {
        return pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName();
    }

    @Override
    public void close() {
        parallel.close();
    }
}

package io.github.ekssdk.k8s.benchmark;

import io.github.ekssdk.Eks;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.event.ProgressListener;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.Component;
import io.github.ekssdk.spec.ComponentContext;
import io.github.ekssdk.spec.KubernetesObject;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.kubernetes.KubernetesRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies many objects with the SDK and with {@code kubectl} to the same fake API server, and prints both times. */
public final class ApplyBenchmark {

    private static final Logger LOG = LoggerFactory.getLogger(ApplyBenchmark.class);
    private static final int ROUNDS = 3;

    private ApplyBenchmark() {}

    /**
     * Runs it.
     *
     * @param arguments how many objects; 1000 unless given
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int count = arguments.length == 0 ? 1000 : Integer.parseInt(arguments[0]);
        for (int round = 0; round < ROUNDS; round++) {
            try (FakeAws aws = FakeAws.builder().kubernetes().build();
                    EksManager eks = aws.connect()) {
                eks.apply(eks.plan(spec(List.of())), ProgressListener.none());
                run(aws, eks, count);
            }
        }
    }

    private static void run(FakeAws aws, EksManager eks, int count) throws IOException, InterruptedException {
        ClusterSpec spec = spec(objects("sdk", count));
        long start = System.nanoTime();
        Plan plan = eks.plan(spec);
        long planned = System.nanoTime();
        eks.apply(plan, ProgressListener.none());
        long applied = System.nanoTime();
        long before = writes(aws);
        boolean nothing = eks.plan(spec).isEmpty();
        long again = System.nanoTime();
        LOG.info(
                "{} objects: planned in {} ms, applied in {} ms; planned again in {} ms, nothing to do: {}, writes: {}",
                count,
                millis(planned - start),
                millis(applied - planned),
                millis(again - applied),
                nothing,
                writes(aws) - before);
        long kubectl = kubectl(aws, count);
        LOG.info(
                "kubectl apply --server-side of as many: {} ms; the SDK takes {} of it",
                millis(kubectl),
                String.format("%.2f", (applied - start) / (double) kubectl));
    }

    private static long writes(FakeAws aws) {
        return aws.kubernetes("prod").requests().stream()
                .filter(KubernetesRequest::mutating)
                .count();
    }

    private static long kubectl(FakeAws aws, int count) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("apply-benchmark");
        Path kubeconfig = folder.resolve("kubeconfig");
        Files.writeString(kubeconfig, aws.kubernetes("prod").kubeconfig());
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < count; i++) {
            yaml.append("---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: kubectl-")
                    .append(i)
                    .append("\n  namespace: default\ndata:\n  number: \"")
                    .append(i)
                    .append("\"\n");
        }
        Path file = Files.writeString(folder.resolve("objects.yaml"), yaml.toString());
        long start = System.nanoTime();
        Process process = new ProcessBuilder(
                        "kubectl",
                        "--kubeconfig",
                        kubeconfig.toString(),
                        "apply",
                        "--server-side",
                        "-f",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IllegalStateException(Files.readString(folder.resolve("out")));
        }
        return System.nanoTime() - start;
    }

    private static long millis(long nanos) {
        return Duration.ofNanos(nanos).toMillis();
    }

    private static List<KubernetesObject> objects(String prefix, int count) {
        List<KubernetesObject> objects = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            objects.add(KubernetesObject.of(Map.of(
                    "apiVersion",
                    "v1",
                    "kind",
                    "ConfigMap",
                    "metadata",
                    Map.of("name", prefix + "-" + i, "namespace", "default"),
                    "data",
                    Map.of("number", String.valueOf(i)))));
        }
        return objects;
    }

    private static ClusterSpec spec(List<KubernetesObject> objects) {
        return Eks.cluster("prod").component(new Objects("objects", objects)).build();
    }

    private record Objects(String name, List<KubernetesObject> objects) implements Component {

        @Override
        public List<KubernetesObject> objects(ComponentContext context) {
            return objects;
        }
    }
}

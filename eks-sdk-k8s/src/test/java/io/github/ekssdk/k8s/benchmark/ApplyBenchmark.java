package io.github.ekssdk.k8s.benchmark;

import io.github.ekssdk.Eks;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.event.ProgressListener;
import io.github.ekssdk.k8s.benchmark.Stopwatch.Taken;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.ClusterSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Applies many objects with the SDK and with {@code kubectl} to the same server, and prints both times. The server is a fake AWS with
 * fake clusters in a process of its own. Each round has a cluster of its own, and begins with the other client; both have been there
 * before.
 */
public final class ApplyBenchmark {

    private static final int COUNT = Integer.getInteger("benchmark.objects", 1_000);
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 4);
    private static final List<Integer> LATENCIES = Stream.of(
                    System.getProperty("benchmark.latencies", "0,10").split(","))
            .map(Integer::valueOf)
            .toList();

    private final Path folder;
    private final Writer server;
    private final EksManager eks;

    private ApplyBenchmark(Path folder, Writer server, EksManager eks) {
        this.folder = folder;
        this.server = server;
        this.eks = eks;
    }

    /** Prints the figures. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("apply-benchmark");
        Process server = serve(folder);
        try (BufferedReader said = server.inputReader();
                Writer told = server.outputWriter()) {
            String[] words = said.readLine().split(" ", 3);
            try (EksManager eks = Eks.connect(aws -> aws.region("eu-west-1")
                    .endpoint(URI.create(words[0]))
                    .credentials(StaticCredentialsProvider.create(AwsBasicCredentials.create(words[1], words[2]))))) {
                new ApplyBenchmark(folder, told, eks).run();
            }
        } finally {
            server.destroy();
        }
    }

    private static Process serve(Path folder) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ApplyServer.class.getName(),
                folder.toString()));
        for (int latency : LATENCIES) {
            for (int round = 0; round <= ROUNDS; round++) {
                command.add(cluster(latency, round) + "=" + latency);
            }
        }
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private void run() throws IOException, InterruptedException {
        print("%d objects, applied by the SDK and by kubectl apply --server-side", COUNT);
        for (int latency : LATENCIES) {
            print("A server on this machine that takes %d ms more for each answer:", latency);
            for (int round = 0; round <= ROUNDS; round++) {
                round(cluster(latency, round), round);
            }
        }
    }

    private static String cluster(int latency, int round) {
        return "latency-" + latency + "-" + round;
    }

    private void round(String cluster, int round) throws IOException, InterruptedException {
        server.write('\n');
        server.flush();
        Kubectl kubectl = new Kubectl(folder, cluster);
        kubectl.apply(Files.writeString(folder.resolve("first.yaml"), Objects.yaml("first", 1)));
        Duration theirs = Duration.ZERO;
        if (round % 2 == 0) {
            theirs = kubectl(kubectl);
        }
        Duration ours = sdk(cluster, kubectl);
        if (round % 2 != 0) {
            theirs = kubectl(kubectl);
        }
        print(
                "  %s: kubectl %d ms; the SDK takes %.2f of it",
                round == 0 ? "warming up" : "round " + round,
                theirs.toMillis(),
                ours.toNanos() / (double) theirs.toNanos());
    }

    private Duration sdk(String cluster, Kubectl kubectl) throws IOException, InterruptedException {
        ClusterSpec spec = Objects.inside(cluster, "sdk", COUNT);
        Stopwatch all = new Stopwatch();
        Stopwatch planning = new Stopwatch();
        Plan plan = eks.plan(spec);
        Taken planned = planning.read();
        Stopwatch applying = new Stopwatch();
        eks.apply(plan, ProgressListener.none());
        Taken applied = applying.read();
        Duration took = all.read().wall();
        String before = kubectl.state();
        Stopwatch again = new Stopwatch();
        Plan second = eks.plan(spec);
        eks.apply(second, ProgressListener.none());
        print(
                "  the SDK: planned in %s, applied in %s; planned and applied again in %s: %s",
                planned,
                applied,
                again.read(),
                second.isEmpty() && kubectl.state().equals(before) ? "no writes" : "NOT the same");
        return took;
    }

    private Duration kubectl(Kubectl kubectl) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("objects.yaml"), Objects.yaml("kubectl", COUNT));
        Stopwatch watch = new Stopwatch();
        kubectl.apply(file);
        return watch.read().wall();
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}

package io.github.ekssdk.benchmark;

import io.github.ekssdk.Eks;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.ClusterSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Prints how long planning takes for a {@link LargeCluster} against the fake over HTTP, which runs in a process of its own, and how
 * much heap: before the cluster is made, when it is there and nothing differs, and for a change. Calls do not wait for the
 * rates that AWS allows; how many there are is printed.
 */
public final class BigSpecBenchmark {

    private static final int RUNS = Integer.getInteger("benchmark.runs", 7);

    private final EksManager eks;
    private final PrintStream orders;
    private final BufferedReader answers;

    private BigSpecBenchmark(EksManager eks, PrintStream orders, BufferedReader answers) {
        this.eks = eks;
        this.orders = orders;
        this.answers = answers;
    }

    /** Runs all of it; takes a minute or two. */
    public static void main(String[] args) throws IOException {
        Process fake = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeCluster.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (PrintStream orders = new PrintStream(fake.getOutputStream(), true, StandardCharsets.UTF_8);
                BufferedReader answers =
                        new BufferedReader(new InputStreamReader(fake.getInputStream(), StandardCharsets.UTF_8))) {
            URI endpoint = URI.create(answers.readLine());
            AwsBasicCredentials credentials = AwsBasicCredentials.create(answers.readLine(), answers.readLine());
            List<String> addons = List.of(answers.readLine().split(",", -1));
            try (EksManager eks = Eks.connect(config -> config.region("eu-west-1")
                    .credentials(StaticCredentialsProvider.create(credentials))
                    .endpoint(endpoint)
                    .time(new HurriedTime()))) {
                new BigSpecBenchmark(eks, orders, answers).run(LargeCluster.spec(addons));
            }
        } finally {
            fake.destroy();
        }
    }

    private void run(ClusterSpec spec) throws IOException {
        measure("nothing there", spec);
        say("made with %s", order("make"));
        measure("all there, nothing differs", spec);
        measure("all there, a change", LargeCluster.changed(spec));
    }

    private String order(String what) throws IOException {
        orders.println(what);
        return String.valueOf(answers.readLine());
    }

    @SuppressWarnings("SystemOut")
    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    private void measure(String what, ClusterSpec spec) throws IOException {
        for (int run = 1; run <= RUNS; run++) {
            heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
            Stopwatch watch = Stopwatch.start();
            Plan plan = eks.plan(spec);
            String text = plan.render();
            double wall = watch.seconds();
            double processors = watch.onTheProcessors().toNanos() / 1e9;
            say(
                    "%s, run %d: %.2f s, %.2f s on the processors, %s, %d steps, %d to change, %d characters, heap at"
                            + " most %d MB",
                    what,
                    run,
                    wall,
                    processors,
                    order("calls"),
                    plan.steps().size(),
                    plan.changes().size(),
                    text.length(),
                    heapPools().stream()
                                    .mapToLong(pool -> pool.getPeakUsage().getUsed())
                                    .sum()
                            / 1_000_000);
            if (run == RUNS) {
                say("%s: the plan and what the process keeps take %d MB of heap", what, kept() / 1_000_000);
                say("%d characters once more", plan.render().length());
            }
        }
    }

    private static List<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    /** What is left in the heap after a collection. */
    private static long kept() {
        ManagementFactory.getMemoryMXBean().gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}

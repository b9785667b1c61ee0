package io.github.ekssdk.kubeconfig;

import io.github.ekssdk.spi.Time;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Prints how long a bearer token takes: the first of a process, and later ones. */
final class BearerTokenBenchmark {

    private static final int TOKENS_PER_ROUND = 20_000;
    private static final int ROUNDS = 7;

    private BearerTokenBenchmark() {}

    public static void main(String[] arguments) {
        Instant start = Time.system().now();
        BearerTokens tokens = BearerTokens.forCluster(
                "demo",
                "eu-west-1",
                StaticCredentialsProvider.create(AwsSessionCredentials.create("AKIDEXAMPLE", "s", "t".repeat(800))),
                Clock.systemUTC());
        int length = tokens.token().value().length();
        System.out.printf("first token:  %,10d us%n", since(start).toNanos() / 1_000);

        Measured[] rounds = new Measured[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            rounds[round] = measure(tokens, length);
        }
        Arrays.sort(rounds, Comparator.comparingDouble(Measured::wallMicros));
        Measured median = rounds[ROUNDS / 2];
        System.out.printf(
                "warm token:   %,10.1f us, of them %.1f us on the processor (median of %d rounds of %,d tokens)%n",
                median.wallMicros(), median.processorMicros(), ROUNDS, TOKENS_PER_ROUND);

        CachedTokenSource cached = tokens.cached(Clock.systemUTC());
        measure(cached, length);
        System.out.printf("cached token: %,10.3f us%n", measure(cached, length).wallMicros());
    }

    private static Measured measure(TokenSource tokens, int expectedLength) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Instant start = Time.system().now();
        long processorStart = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < TOKENS_PER_ROUND; i++) {
            if (tokens.token().value().length() != expectedLength) {
                throw new IllegalStateException("a token of another length");
            }
        }
        double nanosToMicrosEach = TOKENS_PER_ROUND * 1_000.0;
        return new Measured(
                since(start).toNanos() / nanosToMicrosEach,
                (threads.getCurrentThreadCpuTime() - processorStart) / nanosToMicrosEach);
    }

    private static Duration since(Instant start) {
        return Duration.between(start, Time.system().now());
    }

    /** What one token took; on a busy machine much of the first is waiting for a processor. */
    private record Measured(double wallMicros, double processorMicros) {}
}

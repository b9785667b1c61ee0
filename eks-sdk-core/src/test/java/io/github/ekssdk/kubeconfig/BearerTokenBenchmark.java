package io.github.ekssdk.kubeconfig;

import java.time.Clock;
import java.util.Arrays;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Prints how long a bearer token takes: the first of a process, and later ones. */
final class BearerTokenBenchmark {

    private static final int TOKENS_PER_ROUND = 20_000;
    private static final int ROUNDS = 7;

    private BearerTokenBenchmark() {}

    public static void main(String[] arguments) {
        long start = System.nanoTime();
        BearerTokens tokens = BearerTokens.forCluster(
                "demo",
                "eu-west-1",
                StaticCredentialsProvider.create(AwsSessionCredentials.create("AKIDEXAMPLE", "s", "t".repeat(800))),
                Clock.systemUTC());
        int length = tokens.token().value().length();
        System.out.printf("first token:  %,10d us%n", (System.nanoTime() - start) / 1_000);

        long[] nanosPerToken = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            nanosPerToken[round] = nanosPerToken(tokens, length);
        }
        Arrays.sort(nanosPerToken);
        System.out.printf(
                "warm token:   %,10.1f us (median of %d rounds of %,d tokens)%n",
                nanosPerToken[ROUNDS / 2] / 1_000.0, ROUNDS, TOKENS_PER_ROUND);

        CachedTokenSource cached = tokens.cached(Clock.systemUTC());
        nanosPerToken(cached, length);
        System.out.printf("cached token: %,10.3f us%n", nanosPerToken(cached, length) / 1_000.0);
    }

    private static long nanosPerToken(TokenSource tokens, int expectedLength) {
        long start = System.nanoTime();
        for (int i = 0; i < TOKENS_PER_ROUND; i++) {
            if (tokens.token().value().length() != expectedLength) {
                throw new IllegalStateException("a token of another length");
            }
        }
        return (System.nanoTime() - start) / TOKENS_PER_ROUND;
    }
}

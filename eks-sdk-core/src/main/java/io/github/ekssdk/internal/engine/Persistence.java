package io.github.ekssdk.internal.engine;

import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.engine.Classifier.Meaning;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Tries a step again for as long as its failures are of a kind that passes. Each meaning has a window of its own, which starts
 * with the first failure after the last success, and the delays follow the meaning: so there is one budget for a step, whatever
 * fails.
 */
final class Persistence {

    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final Scope scope;
    private final Set<Meaning> passing;
    private final BiConsumer<AwsFault, Duration> listener;
    private final Map<Meaning, Streak> streaks = new EnumMap<>(Meaning.class);
    private final Retry retry;

    /**
     * Makes the policy of one step.
     *
     * @param listener is told each failure that will be tried again, and after which time
     */
    Persistence(String stepId, Scope scope, BiConsumer<AwsFault, Duration> listener) {
        this(stepId, scope, EnumSet.complementOf(EnumSet.of(Meaning.FINAL)), listener);
    }

    /** Makes the policy of what asks something, for which other failures than those of the way are answers. */
    static Persistence ofQuestion(String what, Scope scope) {
        return new Persistence(what, scope, EnumSet.of(Meaning.THROTTLED, Meaning.AMBIGUOUS), (fault, delay) -> {});
    }

    /** Makes the policy of a listing, which has changed nothing that a cluster could not know of yet. */
    static Persistence ofListing(String what, Scope scope) {
        Set<Meaning> passing = EnumSet.complementOf(EnumSet.of(Meaning.FINAL, Meaning.LOGIN, Meaning.UNREACHABLE));
        return new Persistence(what, scope, passing, (fault, delay) -> {});
    }

    private Persistence(String stepId, Scope scope, Set<Meaning> passing, BiConsumer<AwsFault, Duration> listener) {
        this.scope = scope;
        this.passing = passing;
        this.listener = listener;
        this.retry = Retry.of(
                stepId,
                RetryConfig.custom()
                        .maxAttempts(UNLIMITED)
                        .retryOnException(this::worthwhile)
                        .intervalBiFunction((attempt, result) -> delay(result))
                        .build());
    }

    /** Runs the step's rounds until they succeed or there is no point in trying again. */
    <T> CompletionStage<T> run(Supplier<CompletionStage<T>> attempt) {
        return retry.executeCompletionStage(scope.loop(), attempt);
    }

    /** Forgets past failures: something went well. */
    void succeeded() {
        streaks.clear();
    }

    private boolean worthwhile(Throwable failure) {
        if (!(unwrap(failure) instanceof AwsFault fault)) {
            return false;
        }
        Meaning meaning = Classifier.classify(fault);
        if (!passing.contains(meaning)) {
            return false;
        }
        Streak streak = streaks.computeIfAbsent(meaning, first -> new Streak(scope.now()));
        streak.failures++;
        return scope.now().isBefore(streak.since.plus(meaning.window()));
    }

    private <T> long delay(Either<Throwable, T> result) {
        AwsFault fault = (AwsFault) unwrap(result.getLeft());
        Meaning meaning = Classifier.classify(fault);
        Streak streak = streaks.computeIfAbsent(meaning, first -> new Streak(scope.now()));
        Duration delay = meaning.delay(Math.max(1, streak.failures));
        listener.accept(fault, delay);
        return delay.toMillis();
    }

    static Throwable unwrap(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** Failures of one meaning in a row. */
    private static final class Streak {

        private final Instant since;
        private int failures;

        Streak(Instant since) {
            this.since = since;
        }
    }
}

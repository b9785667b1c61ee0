package io.github.ekssdk.k8s.internal.client;

import io.fabric8.kubernetes.client.Client;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.ekssdk.error.EksSdkException;
import io.github.ekssdk.error.OperationCancelledException;
import io.github.ekssdk.spi.Time;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes calls with a Fabric8 client that fail with exceptions of the SDK alone. */
public final class Calls {

    private static final int ATTEMPTS = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Client client;
    private final Time time;

    private Calls(Client client, Time time) {
        this.client = client;
        this.time = time;
    }

    /** Calls of this client, which wait on the computer's own time. */
    public static Calls of(Client client) {
        return of(client, Time.system());
    }

    /** Calls of this client, which wait on the given time. */
    public static Calls of(Client client, Time time) {
        return new Calls(client, time);
    }

    /** Makes a call once and returns its answer. */
    public <T> T get(Supplier<T> call) {
        try {
            return call.get();
        } catch (KubernetesClientException failure) {
            throw Explanations.explain(client, failure);
        }
    }

    /** Makes a call once. */
    public void run(Runnable call) {
        get(() -> {
            call.run();
            return true;
        });
    }

    /**
     * Makes a call that may be repeated without harm, a read for example, and repeats it for a quarter of a minute while the server
     * is overloaded or being updated.
     */
    public <T> T patiently(Supplier<T> call) {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            try {
                return call.get();
            } catch (KubernetesClientException failure) {
                EksSdkException explained = Explanations.explain(client, failure);
                if (!explained.retryable() || attempt == ATTEMPTS) {
                    throw explained;
                }
                pause(asked(failure).orElse(pause));
                pause = pause.multipliedBy(2);
            }
        }
    }

    /**
     * Reads something that has to be there.
     *
     * @param what what it is, such as {@code node ip-10-0-0-1}
     */
    public <T> T require(Supplier<@Nullable T> call, String what) {
        return patiently(() -> Optional.ofNullable(call.get())).orElseThrow(() -> Explanations.notFound(client, what));
    }

    /** How long the server asks to be left alone. */
    private static Optional<Duration> asked(KubernetesClientException failure) {
        return Optional.ofNullable(failure.getStatus())
                .map(status -> status.getDetails())
                .map(details -> details.getRetryAfterSeconds())
                .filter(seconds -> seconds > 0)
                .map(Duration::ofSeconds)
                .map(asked -> asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked);
    }

    private void pause(Duration pause) {
        try {
            time.sleep(pause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new OperationCancelledException("a call of the Kubernetes API", List.of(), interrupted);
        }
    }
}

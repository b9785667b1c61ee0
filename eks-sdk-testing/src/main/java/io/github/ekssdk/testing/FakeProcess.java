package io.github.ekssdk.testing;

import software.amazon.awssdk.http.SdkHttpClient;

/**
 * One process that calls the fake AWS: the clients that were made with its HTTP client. When it crashes, all of them do;
 * what AWS keeps stays. A process that starts again is a new one.
 *
 * @since 0.1
 */
public final class FakeProcess {
    private final InMemoryHttpClient client;
    private volatile boolean crashed;

    FakeProcess(Dispatcher dispatcher, Pace pace) {
        this.client = new InMemoryHttpClient(dispatcher, this, pace);
    }

    /** The HTTP client of this process, for the builders of AWS SDK clients. */
    public SdkHttpClient httpClient() {
        return client;
    }

    /** Whether the process is dead. */
    public boolean crashed() {
        return crashed;
    }

    /** Kills the process: from now on each of its calls throws {@link ProcessCrash}. */
    public void crash() {
        crashed = true;
    }

    void requireAlive() {
        if (crashed) {
            throw new ProcessCrash("The process has crashed.");
        }
    }
}

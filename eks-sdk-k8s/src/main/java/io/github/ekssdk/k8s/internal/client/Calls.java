package io.github.ekssdk.k8s.internal.client;

import io.fabric8.kubernetes.client.Client;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.function.Supplier;

/** Makes calls with a Fabric8 client that fail with exceptions of the SDK alone. */
public final class Calls {

    private final Client client;

    private Calls(Client client) {
        this.client = client;
    }

    /** Calls of this client. */
    public static Calls of(Client client) {
        return new Calls(client);
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
}

package io.github.ekssdk.k8s.benchmark;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.github.ekssdk.k8s.internal.client.Clients;
import io.github.ekssdk.k8s.internal.client.Endpoint;
import io.github.ekssdk.kubeconfig.BearerToken;
import java.time.Instant;

/** Watches pods by an informer and tells what stays on the heap. */
final class InformerMemory {

    private InformerMemory() {}

    public static void main(String[] args) {
        BearerToken token = new BearerToken("any", Instant.MAX);
        try (KubernetesClient client = Clients.connect(new Endpoint("prod", args[0], ""), () -> token)) {
            long before = used();
            SharedIndexInformer<Pod> informer = client.pods().inAnyNamespace().inform();
            long after = used();
            int pods = informer.getStore().list().size();
            System.out.println(
                    "informer on " + pods + " pods of " + PodText.of(0).length() + " bytes each: "
                            + (after - before) / 1024 / 1024 + " MiB of heap, "
                            + (after - before) / pods + " bytes a pod");
        }
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}

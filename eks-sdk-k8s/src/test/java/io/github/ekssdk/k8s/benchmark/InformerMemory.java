package io.github.ekssdk.k8s.benchmark;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.github.ekssdk.k8s.internal.client.Clients;
import io.github.ekssdk.k8s.internal.client.Endpoint;
import io.github.ekssdk.kubeconfig.BearerToken;
import java.time.Instant;
import java.util.List;

/** Watches pods by an informer and tells what stays on the heap. */
final class InformerMemory {

    private InformerMemory() {}

    public static void main(String[] args) {
        BearerToken token = new BearerToken("any", Instant.MAX);
        try (KubernetesClient client = Clients.connect(new Endpoint("prod", args[0], ""), () -> token)) {
            measure(client, "as they are", new BasicItemStore<>(Cache::metaNamespaceKeyFunc));
            measure(client, "without managedFields", new WithoutManagers());
        }
    }

    private static void measure(KubernetesClient client, String how, ItemStore<Pod> store) {
        long before = used();
        try (SharedIndexInformer<Pod> informer = client.pods()
                .inAnyNamespace()
                .runnableInformer(0)
                .itemStore(store)
                .run()) {
            long kept = used() - before;
            int pods = informer.getStore().list().size();
            System.out.println("informer on " + pods + " pods of "
                    + PodText.of(0).length() + " bytes each, " + how + ": " + kept / 1024 / 1024 + " MiB of heap, "
                    + kept / pods + " bytes a pod");
        }
    }

    /** Keeps of objects what programs ask for: who has set which field is not a part of it. */
    private static final class WithoutManagers extends BasicItemStore<Pod> {

        WithoutManagers() {
            super(Cache::metaNamespaceKeyFunc);
        }

        @Override
        public Pod put(String key, Pod pod) {
            pod.getMetadata().setManagedFields(List.of());
            return super.put(key, pod);
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

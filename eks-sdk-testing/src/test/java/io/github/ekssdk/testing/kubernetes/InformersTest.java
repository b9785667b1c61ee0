package io.github.ekssdk.testing.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Watches and informers of Fabric8's client with its own settings, which tries WebSocket first. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(120)
class InformersTest {
    private final KubernetesWorld world = new KubernetesWorld();
    private final KubernetesClient client = KubernetesWorld.watchingClient(world.kubernetes());
    private final LinkedBlockingQueue<String> events = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        client.close();
        world.close();
    }

    private void put(String name, String value) {
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace("default")
                        .endMetadata()
                        .addToData("value", value)
                        .build())
                .fieldManager("test")
                .serverSideApply();
    }

    private String next() throws InterruptedException {
        return events.take();
    }

    private SharedIndexInformer<ConfigMap> informer() {
        return client.configMaps()
                .inNamespace("default")
                .withLabelSelector("!skip")
                .inform(new Handler(events));
    }

    @Test
    void a_watch_begins_with_what_is_there() throws InterruptedException {
        put("one", "1");

        try (Watch watch =
                client.configMaps().inNamespace("default").withName("one").watch(new Recorder(events))) {
            assertThat(next()).isEqualTo("ADDED one 1");

            put("one", "2");

            assertThat(next()).isEqualTo("MODIFIED one 2");
            assertThat(watch).isNotNull();
        }
    }

    @Test
    void an_informer_follows_what_happens() throws InterruptedException {
        put("one", "1");

        try (SharedIndexInformer<ConfigMap> informer = informer()) {
            assertThat(informer.hasSynced()).isTrue();
            assertThat(next()).isEqualTo("added one 1");
            put("one", "2");
            put("two", "1");
            client.configMaps().inNamespace("default").withName("one").delete();

            assertThat(next()).isEqualTo("updated one 2");
            assertThat(next()).isEqualTo("added two 1");
            assertThat(next()).isEqualTo("deleted one 2");
        }
    }

    @Test
    void an_informer_goes_on_after_its_watch_was_cut() throws InterruptedException {
        try (SharedIndexInformer<ConfigMap> informer = informer()) {
            world.kubernetes().disconnectWatches();
            put("one", "1");

            assertThat(next()).isEqualTo("added one 1");
            assertThat(informer.isRunning()).isTrue();
        }
    }

    @Test
    void an_informer_whose_past_is_forgotten_lists_anew() throws InterruptedException {
        put("old", "1");
        try (SharedIndexInformer<ConfigMap> informer = informer()) {
            assertThat(next()).isEqualTo("added old 1");
            world.kubernetes().disconnectWatches();
            put("new", "1");
            client.configMaps().inNamespace("default").withName("old").delete();
            world.kubernetes().compact();

            assertThat(List.of(next(), next())).containsExactlyInAnyOrder("added new 1", "deleted old 1");
            assertThat(informer.isRunning()).isTrue();
        }
    }

    private record Recorder(LinkedBlockingQueue<String> events) implements Watcher<ConfigMap> {
        @Override
        public void eventReceived(Action action, ConfigMap map) {
            if (action != Action.BOOKMARK) {
                events.add(action + " " + map.getMetadata().getName() + " "
                        + map.getData().get("value"));
            }
        }

        @Override
        public void onClose(WatcherException cause) {
            events.add("closed: " + cause.getMessage());
        }
    }

    private record Handler(LinkedBlockingQueue<String> events) implements ResourceEventHandler<ConfigMap> {
        private void add(String what, ConfigMap map) {
            if (!map.getMetadata().getName().startsWith("kube-root")) {
                events.add(what + " " + map.getMetadata().getName() + " "
                        + map.getData().get("value"));
            }
        }

        @Override
        public void onAdd(ConfigMap map) {
            add("added", map);
        }

        @Override
        public void onUpdate(ConfigMap before, ConfigMap map) {
            if (!before.getMetadata()
                    .getResourceVersion()
                    .equals(map.getMetadata().getResourceVersion())) {
                add("updated", map);
            }
        }

        @Override
        public void onDelete(ConfigMap map, boolean unknown) {
            add("deleted", map);
        }
    }
}

package io.github.ekssdk.k8s.anycluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Timeout;

/** What watches tell. */
@Timeout(60)
class WatchTest {
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    private static ConfigMap map(String label) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName("a")
                .addToLabels("stage", label)
                .addToFinalizers("example.com/a")
                .endMetadata()
                .build();
    }

    @AnyClusterTest
    void an_object_that_is_not_selected_any_more_is_told_as_it_was_before(AnyCluster cluster)
            throws InterruptedException {
        Resource<ConfigMap> one = cluster.client().configMaps().withName("a");
        FilterWatchListDeletable<ConfigMap, ?, ?> selected =
                cluster.client().configMaps().withLabel("stage", "one");
        cluster.client().resource(map("one")).create();

        Watch watch = selected.watch(new Told());
        try {
            assertThat(events.take()).isEqualTo("ADDED one");

            label(one, "two");
            assertThat(events.take()).isEqualTo("DELETED one");

            label(one, "one");
            assertThat(events.take()).isEqualTo("ADDED one");
        } finally {
            watch.close();
        }
        one.edit(WatchTest::free);
    }

    @AnyClusterTest
    void the_last_finalizer_takes_an_object_along_without_another_change(AnyCluster cluster)
            throws InterruptedException {
        Resource<ConfigMap> one = cluster.client().configMaps().withName("a");
        cluster.client().resource(map("one")).create();

        Watch watch = cluster.client().configMaps().withLabel("stage").watch(new Told());
        try {
            assertThat(events.take()).isEqualTo("ADDED one");

            one.delete();
            assertThat(events.take()).isEqualTo("MODIFIED one");

            one.edit(WatchTest::free);
            assertThat(events.take()).isEqualTo("DELETED one");
        } finally {
            watch.close();
        }
    }

    private static void label(Resource<ConfigMap> map, String label) {
        map.edit(present -> new ConfigMapBuilder(present)
                .editMetadata()
                .addToLabels("stage", label)
                .endMetadata()
                .build());
    }

    private static ConfigMap free(ConfigMap map) {
        return new ConfigMapBuilder(map)
                .editMetadata()
                .withFinalizers()
                .endMetadata()
                .build();
    }

    private final class Told implements Watcher<ConfigMap> {
        @Override
        public void eventReceived(Action action, ConfigMap map) {
            events.add(action + " " + map.getMetadata().getLabels().get("stage"));
        }

        @Override
        public void onClose(WatcherException cause) {
            events.add("closed");
        }
    }
}

package io.github.ekssdk.testing.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ConfigMapList;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ObjectsTest {
    private final KubernetesWorld world = new KubernetesWorld();
    private final KubernetesClient client = world.admin();

    @AfterEach
    void close() {
        client.close();
        world.close();
    }

    private static ConfigMap map(String name, Map<String, String> labels) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .withLabels(labels)
                .endMetadata()
                .addToData("colour", "blue")
                .build();
    }

    private ConfigMap create(ConfigMap map) {
        return client.resource(map).create();
    }

    private static KubernetesClientException refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(KubernetesClientException.class, call);
    }

    @Nested
    class Create {
        @Test
        void fills_in_what_the_server_knows() {
            ConfigMap made = create(map("settings", Map.of()));

            assertThat(made.getMetadata().getUid()).isNotEmpty();
            assertThat(made.getMetadata().getResourceVersion()).isNotEmpty();
            assertThat(made.getMetadata().getCreationTimestamp())
                    .isEqualTo(world.aws.time().now().toString());
            assertThat(made.getMetadata().getManagedFields().get(0).getOperation())
                    .isEqualTo("Update");
        }

        @Test
        void a_second_of_the_name_is_a_conflict() {
            create(map("settings", Map.of()));

            KubernetesClientException refusal = refused(() -> create(map("settings", Map.of())));

            assertThat(refusal.getCode()).isEqualTo(409);
            assertThat(refusal.getStatus().getReason()).isEqualTo("AlreadyExists");
            assertThat(refusal.getStatus().getMessage()).isEqualTo("configmaps \"settings\" already exists");
        }

        @Test
        void names_are_generated() {
            ConfigMap map = map("x", Map.of());
            map.getMetadata().setName(null);
            map.getMetadata().setGenerateName("settings-");

            assertThat(create(map).getMetadata().getName()).matches("settings-[a-z0-9]{5}");
        }

        @Test
        void needs_a_namespace_that_is_there() {
            ConfigMap map = map("settings", Map.of());
            map.getMetadata().setNamespace("nowhere");

            assertThat(refused(() -> create(map)).getStatus().getMessage())
                    .isEqualTo("namespaces \"nowhere\" not found");
        }

        @Test
        void refuses_a_name_that_is_none() {
            KubernetesClientException refusal = refused(() -> create(map("My_Map", Map.of())));

            assertThat(refusal.getCode()).isEqualTo(422);
            assertThat(refusal.getStatus().getMessage())
                    .startsWith("ConfigMap \"My_Map\" is invalid: metadata.name: Invalid value: \"My_Map\"");
            assertThat(refusal.getStatus().getDetails().getCauses().get(0).getField())
                    .isEqualTo("metadata.name");
        }

        @Test
        void dry_run_keeps_nothing() {
            client.resource(map("settings", Map.of())).dryRun().create();

            assertThat(client.configMaps()
                            .inNamespace("default")
                            .withName("settings")
                            .get())
                    .isNull();
        }
    }

    @Nested
    class Update {
        @Test
        void with_an_old_version_is_a_conflict() {
            ConfigMap first = create(map("settings", Map.of()));
            client.resource(new ConfigMapBuilder(first).addToData("size", "big").build())
                    .update();

            KubernetesClientException refusal = refused(() -> client.resource(new ConfigMapBuilder(first)
                            .addToData("size", "small")
                            .build())
                    .update());

            assertThat(refusal.getCode()).isEqualTo(409);
            assertThat(refusal.getStatus().getMessage())
                    .isEqualTo("Operation cannot be fulfilled on configmaps \"settings\": the object has been modified;"
                            + " please apply your changes to the latest version and try again");
        }

        @Test
        void that_changes_nothing_is_no_write() {
            ConfigMap made = create(map("settings", Map.of()));

            ConfigMap again = client.resource(made).update();

            assertThat(again.getMetadata().getResourceVersion())
                    .isEqualTo(made.getMetadata().getResourceVersion());
        }
    }

    @Nested
    class ListAndWatch {
        @Test
        void selects_by_labels_and_fields() {
            create(map("a", Map.of("tier", "front")));
            create(map("b", Map.of("tier", "back")));

            var maps = client.configMaps().inNamespace("default");

            assertThat(names(maps.withLabel("tier", "back").list())).containsExactly("b");
            assertThat(names(maps.withLabelIn("tier", "back", "front").list())).containsExactly("a", "b");
            assertThat(names(maps.withField("metadata.name", "a").list())).containsExactly("a");
            assertThat(refused(() -> maps.withField("data.colour", "blue").list())
                            .getCode())
                    .isEqualTo(400);
        }

        @Test
        void pages_show_one_moment() {
            Stream.of("a", "b", "c").forEach(name -> create(map(name, Map.of("mine", "yes"))));
            var maps = client.configMaps().inNamespace("default").withLabel("mine");
            ConfigMapList first =
                    maps.list(new ListOptionsBuilder().withLimit(2L).build());
            client.configMaps().inNamespace("default").withName("c").delete();

            ConfigMapList second = maps.list(new ListOptionsBuilder()
                    .withLimit(2L)
                    .withContinue(first.getMetadata().getContinue())
                    .build());

            assertThat(names(first)).containsExactly("a", "b");
            assertThat(names(second)).containsExactly("c");
            assertThat(second.getMetadata().getContinue()).isNullOrEmpty();
        }

        @Test
        void pages_of_before_a_compaction_are_gone() {
            Stream.of("a", "b").forEach(name -> create(map(name, Map.of())));
            var maps = client.configMaps().inNamespace("default");
            ConfigMapList first =
                    maps.list(new ListOptionsBuilder().withLimit(1L).build());
            create(map("c", Map.of()));
            world.kubernetes().compact();

            KubernetesClientException refusal = refused(() -> maps.list(new ListOptionsBuilder()
                    .withContinue(first.getMetadata().getContinue())
                    .build()));

            assertThat(refusal.getCode()).isEqualTo(410);
            assertThat(refusal.getStatus().getReason()).isEqualTo("Expired");
        }

        @Test
        @Timeout(120)
        @SuppressWarnings("try")
        void a_watch_tells_what_happens_to_what_is_selected() throws InterruptedException {
            var events = new LinkedBlockingQueue<String>();
            create(map("a", Map.of("tier", "front")));
            try (var watch = client.configMaps()
                    .inNamespace("default")
                    .withLabel("tier", "front")
                    .watch(new Recorder(events))) {
                create(map("b", Map.of("tier", "back")));
                client.configMaps()
                        .inNamespace("default")
                        .withName("b")
                        .edit(b -> new ConfigMapBuilder(b)
                                .editMetadata()
                                .addToLabels("tier", "front")
                                .endMetadata()
                                .build());
                client.configMaps().inNamespace("default").withName("a").delete();

                assertThat(List.of(events.take(), events.take(), events.take()))
                        .containsExactly("ADDED a", "ADDED b", "DELETED a");
            }
        }

        private List<String> names(ConfigMapList list) {
            return list.getItems().stream()
                    .map(map -> map.getMetadata().getName())
                    .filter(name -> !name.equals("kube-root-ca.crt"))
                    .toList();
        }
    }

    private record Recorder(LinkedBlockingQueue<String> events) implements Watcher<ConfigMap> {
        @Override
        public void eventReceived(Action action, ConfigMap map) {
            if (action != Action.BOOKMARK) {
                events.add(action + " " + map.getMetadata().getName());
            }
        }

        @Override
        public void onClose(WatcherException cause) {
            events.add("closed " + cause.getMessage());
        }
    }

    @Nested
    class Delete {
        @Test
        void waits_for_finalizers() {
            ConfigMap map = map("settings", Map.of());
            map.getMetadata().setFinalizers(List.of("example.com/hold"));
            create(map);

            client.resource(map).delete();

            ConfigMap held = client.resource(map).get();
            assertThat(held.getMetadata().getDeletionTimestamp()).isNotEmpty();
            held.getMetadata().setFinalizers(List.of());
            client.resource(held).update();
            assertThat(client.resource(map).get()).isNull();
        }

        @Test
        void takes_dependents_along_or_leaves_them() {
            ConfigMap owner = create(map("owner", Map.of()));
            create(owned("child", owner));
            client.resource(owner).delete();
            assertThat(client.resource(map("child", Map.of())).get()).isNull();

            ConfigMap second = create(map("owner", Map.of()));
            create(owned("child", second));
            List<StatusDetails> unused = client.resource(second)
                    .withPropagationPolicy(DeletionPropagation.ORPHAN)
                    .delete();

            assertThat(client.resource(second).get()).isNull();
            assertThat(client.resource(map("child", Map.of()))
                            .get()
                            .getMetadata()
                            .getOwnerReferences())
                    .isEmpty();
            assertThat(unused).isNotNull();
        }

        private ConfigMap owned(String name, ConfigMap owner) {
            return new ConfigMapBuilder(map(name, Map.of()))
                    .editMetadata()
                    .addNewOwnerReference()
                    .withApiVersion("v1")
                    .withKind("ConfigMap")
                    .withName(owner.getMetadata().getName())
                    .withUid(owner.getMetadata().getUid())
                    .endOwnerReference()
                    .endMetadata()
                    .build();
        }

        @Test
        void a_namespace_goes_with_all_that_is_in_it() {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName("shop")
                            .endMetadata()
                            .build())
                    .create();
            ConfigMap held = map("held", Map.of());
            held.getMetadata().setNamespace("shop");
            held.getMetadata().setFinalizers(List.of("example.com/hold"));
            create(held);

            client.namespaces().withName("shop").delete();

            assertThat(client.namespaces().withName("shop").get().getStatus().getPhase())
                    .isEqualTo("Terminating");
            ConfigMap another = map("another", Map.of());
            another.getMetadata().setNamespace("shop");
            assertThat(refused(() -> create(another)).getStatus().getMessage())
                    .isEqualTo("configmaps \"another\" is forbidden: unable to create new content in namespace shop"
                            + " because it is being terminated");
            client.resource(held)
                    .edit(map -> new ConfigMapBuilder(map)
                            .editMetadata()
                            .withFinalizers(List.of())
                            .endMetadata()
                            .build());
            assertThat(client.namespaces().withName("shop").get()).isNull();
        }
    }
}

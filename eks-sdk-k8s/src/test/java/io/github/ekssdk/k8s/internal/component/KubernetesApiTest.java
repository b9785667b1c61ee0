package io.github.ekssdk.k8s.internal.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.k8s.anycluster.AnyCluster;
import io.github.ekssdk.k8s.anycluster.AnyClusterTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;

/** What steps inside a cluster rely on, as servers speak it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KubernetesApiTest {

    private static final int PATIENCE = 30;

    /** The API of a test, which closes its client itself. */
    private static KubernetesApi api(AnyCluster cluster) {
        return new KubernetesApi(cluster.client());
    }

    private static String path(KubernetesApi api, AnyCluster cluster, String name) {
        return api.resources().get("v1", "ConfigMap").path(Optional.of(cluster.namespace()), name);
    }

    private static Map<String, Object> map(AnyCluster cluster, String name, Map<String, String> data) {
        return Map.of(
                "apiVersion",
                "v1",
                "kind",
                "ConfigMap",
                "metadata",
                Map.of("name", name, "namespace", cluster.namespace(), "labels", Map.of("app", "sample")),
                "data",
                data);
    }

    @AnyClusterTest
    void an_object_that_is_applied_again_is_not_written_again(AnyCluster cluster) {
        KubernetesApi api = api(cluster);
        String path = path(api, cluster, "settings");

        Map<String, Object> first = api.apply(path, map(cluster, "settings", Map.of("colour", "blue")), false);
        Map<String, Object> second = api.apply(path, map(cluster, "settings", Map.of("colour", "blue")), false);

        assertThat(Tree.text(second, "metadata", "resourceVersion"))
                .isEqualTo(Tree.text(first, "metadata", "resourceVersion"));
    }

    @AnyClusterTest
    void a_field_that_is_not_applied_any_more_goes(AnyCluster cluster) {
        KubernetesApi api = api(cluster);
        String path = path(api, cluster, "settings");
        api.apply(path, map(cluster, "settings", Map.of("colour", "blue", "size", "9")), false);

        api.apply(path, map(cluster, "settings", Map.of("colour", "blue")), false);

        assertThat(api.get(path).map(found -> Tree.at(found, "data"))).contains(Map.of("colour", "blue"));
    }

    @AnyClusterTest
    void a_field_of_somebody_else_is_refused_with_their_name_unless_it_is_forced(AnyCluster cluster) {
        KubernetesApi api = api(cluster);
        String path = path(api, cluster, "settings");
        cluster.client()
                .configMaps()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("settings")
                        .endMetadata()
                        .addToData("colour", "green")
                        .build())
                .fieldManager("somebody")
                .serverSideApply();
        Map<String, Object> wanted = map(cluster, "settings", Map.of("colour", "blue"));

        AwsFault refusal = catchThrowableOfType(AwsFault.class, () -> api.apply(path, wanted, false));

        assertThat(refusal.code()).isEqualTo("Conflict");
        assertThat(refusal.error().message()).contains("conflict with \"somebody\"", ".data.colour");
        assertThat(Tree.text(api.apply(path, wanted, true), "data", "colour")).isEqualTo("blue");
    }

    @AnyClusterTest
    void a_field_that_there_is_not_is_refused(AnyCluster cluster) {
        KubernetesApi api = api(cluster);
        Map<String, Object> wrong = Map.of(
                "apiVersion",
                "v1",
                "kind",
                "ConfigMap",
                "metadata",
                Map.of("name", "settings", "namespace", cluster.namespace()),
                "daat",
                Map.of("a", "b"));

        AwsFault refusal =
                catchThrowableOfType(AwsFault.class, () -> api.apply(path(api, cluster, "settings"), wrong, false));

        assertThat(refusal.error().message()).contains("daat");
    }

    @AnyClusterTest
    void objects_are_listed_by_their_labels(AnyCluster cluster) {
        KubernetesApi api = api(cluster);
        List.of("one", "two").forEach(name -> api.apply(path(api, cluster, name), map(cluster, name, Map.of()), false));
        String all = api.resources().get("v1", "ConfigMap").path(Optional.of(cluster.namespace()));

        assertThat(api.list(all, "app=sample"))
                .extracting(found -> Tree.text(found, "metadata", "name"))
                .containsExactlyInAnyOrder("one", "two");
        assertThat(api.listNames(all))
                .extracting(found -> Tree.text(found, "metadata", "name"))
                .contains("one", "two");
    }

    @AnyClusterTest
    void only_the_very_object_that_was_seen_is_deleted(AnyCluster cluster) {
        KubernetesApi api = api(cluster);
        String path = path(api, cluster, "settings");
        String uid = Tree.text(api.apply(path, map(cluster, "settings", Map.of()), false), "metadata", "uid");

        AwsFault refusal =
                catchThrowableOfType(AwsFault.class, () -> api.delete(path, "11111111-2222-3333-4444-555555555555"));

        assertThat(refusal.code()).isEqualTo("Conflict");
        assertThat(api.get(path)).isPresent();
        api.delete(path, uid);
        assertThat(api.get(path)).isEmpty();
        api.delete(path, uid);
    }

    @AnyClusterTest
    void a_kind_that_nobody_has_defined_is_not_there(AnyCluster cluster) {
        assertThat(api(cluster).resources().find("example.com/v1", "Widget")).isEmpty();
        assertThat(api(cluster).resources().find("apps/v1", "Deployment"))
                .contains(new ApiResources.ApiResource("apps/v1", "deployments", true));
    }

    @AnyClusterTest
    void a_definition_is_ready_when_its_kind_is_served(AnyCluster cluster) throws InterruptedException {
        KubernetesApi api = api(cluster);
        String group = cluster.namespace() + ".example.com";
        String path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/notes." + group;
        try {
            api.apply(path, definition(group), false);
            Optional<ApiResources.ApiResource> served = Optional.empty();
            for (int i = 0; i < PATIENCE && served.isEmpty(); i++) {
                cluster.time().sleep(Duration.ofSeconds(1));
                Map<String, Object> definition = api.get(path).orElseThrow();
                served = Readiness.unready(definition).isPresent()
                        ? Optional.empty()
                        : api.resources().find(group + "/v1", "Note");
            }

            assertThat(served).contains(new ApiResources.ApiResource(group + "/v1", "notes", true));
        } finally {
            api.get(path).ifPresent(found -> api.delete(path, Tree.text(found, "metadata", "uid")));
        }
    }

    private static Map<String, Object> definition(String group) {
        Map<String, Object> schema = Map.of("type", "object", "x-kubernetes-preserve-unknown-fields", true);
        return Map.of(
                "apiVersion",
                "apiextensions.k8s.io/v1",
                "kind",
                "CustomResourceDefinition",
                "metadata",
                Map.of("name", "notes." + group),
                "spec",
                Map.of(
                        "group",
                        group,
                        "scope",
                        "Namespaced",
                        "names",
                        Map.of("plural", "notes", "singular", "note", "kind", "Note"),
                        "versions",
                        List.of(Map.of(
                                "name",
                                "v1",
                                "served",
                                true,
                                "storage",
                                true,
                                "schema",
                                Map.of("openAPIV3Schema", schema)))));
    }

    @AnyClusterTest
    void a_namespace_that_is_being_deleted_takes_nothing_new(AnyCluster cluster) {
        KubernetesApi api = api(cluster);
        cluster.client()
                .configMaps()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("held")
                        .addToFinalizers("example.com/held")
                        .endMetadata()
                        .build())
                .create();
        try {
            cluster.client().namespaces().withName(cluster.namespace()).delete();

            AwsFault refusal = catchThrowableOfType(
                    AwsFault.class, () -> api.apply(path(api, cluster, "late"), map(cluster, "late", Map.of()), false));

            assertThat(refusal.code()).isEqualTo("Forbidden");
            assertThat(refusal.error().message()).contains("it is being terminated");
        } finally {
            cluster.client()
                    .configMaps()
                    .withName("held")
                    .edit(held -> new ConfigMapBuilder(held)
                            .editMetadata()
                            .withFinalizers(List.of())
                            .endMetadata()
                            .build());
        }
    }
}

package io.github.ekssdk.k8s.internal.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.k8s.anycluster.AnyCluster;
import io.github.ekssdk.k8s.anycluster.AnyClusterTest;
import io.github.ekssdk.spec.KubernetesObject;
import io.github.ekssdk.spec.ObjectOwnership;
import io.github.ekssdk.state.ResourceState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;

/** What becomes of objects that no component describes any more, on any server. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class GivenUpTest {

    private static final ApiAddress ADDRESS = new ApiAddress("https://any.example.com", "none");

    private static KubernetesObject map(AnyCluster cluster) {
        return KubernetesObject.of(Map.of(
                "apiVersion",
                "v1",
                "kind",
                "ConfigMap",
                "metadata",
                Map.of("name", "settings", "namespace", cluster.namespace()),
                "data",
                Map.of("colour", "blue")));
    }

    /** A claim cannot be without what it was made with. */
    private static KubernetesObject claim(AnyCluster cluster) {
        return KubernetesObject.of(Map.of(
                "apiVersion",
                "v1",
                "kind",
                "PersistentVolumeClaim",
                "metadata",
                Map.of("name", "data", "namespace", cluster.namespace()),
                "spec",
                Map.of(
                        "accessModes",
                        List.of("ReadWriteOnce"),
                        "storageClassName",
                        "nobody",
                        "resources",
                        Map.of("requests", Map.of("storage", "1Gi")))));
    }

    private static ResourceState apply(KubernetesApi api, KubernetesObject object) {
        return new ObjectWrites(new ObjectKind(), api, ADDRESS).apply(Members.properties(object, "cluster/any"));
    }

    private static Optional<Map<String, Object>> giveUp(KubernetesApi api, KubernetesObject object) {
        ResourceState state = apply(api, object);
        new ObjectWrites(new ObjectKind(), api, ADDRESS).delete(state);
        return api.get(state.output(ObjectState.PATH).orElseThrow());
    }

    @AnyClusterTest
    void what_is_the_sdks_own_goes(AnyCluster cluster) {
        assertThat(giveUp(new KubernetesApi(cluster.client()), map(cluster))).isEmpty();
    }

    @AnyClusterTest
    void what_is_kept_stays_without_a_mark_and_is_taken_over_again(AnyCluster cluster) {
        KubernetesApi api = new KubernetesApi(cluster.client());
        KubernetesObject kept = map(cluster).ownership(ObjectOwnership.KEEP);

        assertThat(giveUp(api, kept)).hasValueSatisfying(left -> {
            assertThat(Tree.mapAt(left, "data")).isEqualTo(Map.of("colour", "blue"));
            assertThat(Tree.mapAt(left, "metadata", "labels")).isEmpty();
            assertThat(Tree.mapAt(left, "metadata", "annotations")).isEmpty();
            assertThat(ObjectState.member(left)).isFalse();
        });
        assertThat(apply(api, kept).output(ObjectState.OWNERSHIP)).contains("KEEP");
    }

    @AnyClusterTest
    void of_what_is_shared_the_sdks_fields_go_and_others_stay(AnyCluster cluster) {
        KubernetesApi api = new KubernetesApi(cluster.client());
        cluster.client()
                .configMaps()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("settings")
                        .endMetadata()
                        .addToData("size", "9")
                        .build())
                .create();

        assertThat(giveUp(api, map(cluster).ownership(ObjectOwnership.SHARE)))
                .map(left -> Tree.at(left, "data"))
                .contains(Map.of("size", "9"));
    }

    @AnyClusterTest
    void what_is_shared_and_cannot_do_without_the_sdks_fields_keeps_them(AnyCluster cluster) {
        KubernetesApi api = new KubernetesApi(cluster.client());

        assertThat(giveUp(api, claim(cluster).ownership(ObjectOwnership.SHARE))).hasValueSatisfying(left -> {
            assertThat(ObjectState.member(left)).isFalse();
            assertThat(Tree.text(left, "spec", "storageClassName")).isEqualTo("nobody");
        });
    }

    @AnyClusterTest
    void an_ownership_that_becomes_another_is_a_difference(AnyCluster cluster) {
        KubernetesApi api = new KubernetesApi(cluster.client());
        ObjectKind kind = new ObjectKind();
        ResourceState own = apply(api, map(cluster));
        Properties kept = Members.properties(map(cluster).ownership(ObjectOwnership.KEEP), "cluster/any");

        assertThat(kind.differences(kept, own.properties())).containsExactly("metadata.annotations[eks-sdk/ownership]");
        ResourceState marked = apply(api, map(cluster).ownership(ObjectOwnership.KEEP));
        assertThat(kind.differences(kept, marked.properties())).isEmpty();
        assertThat(kind.differences(Members.properties(map(cluster), "cluster/any"), marked.properties()))
                .containsExactly("metadata.annotations[eks-sdk/ownership]");
    }
}

package io.github.ekssdk.k8s.internal.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.spec.KubernetesObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReaderTest {

    @Test
    void reads_several_documents_and_opens_lists() {
        List<KubernetesObject> objects = read("""
            # nothing but this
            ---
            apiVersion: v1
            kind: Namespace
            metadata: {name: shop}
            ---
            apiVersion: v1
            kind: List
            items:
            - {apiVersion: v1, kind: ConfigMap, metadata: {name: one}}
            - {apiVersion: v1, kind: ConfigMap, metadata: {name: two}}
            ---
            """);

        assertThat(objects).extracting(KubernetesObject::name).containsExactly("shop", "one", "two");
    }

    @Test
    void reads_words_and_numbers_as_kubectl_does() {
        KubernetesObject object = read("""
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: words}
            spec: {mode: 0644, port: 80, big: 3000000000, on: yes, off: "no", part: 0.5, none: ~, version: 1.2.3, x: 0x1F}
            """).get(0);

        assertThat(object.manifest().get("spec"))
                .isEqualTo(Map.of(
                        "mode",
                        420,
                        "port",
                        80,
                        "big",
                        3_000_000_000L,
                        "on",
                        true,
                        "off",
                        "no",
                        "part",
                        0.5,
                        "version",
                        "1.2.3",
                        "x",
                        31));
    }

    @Test
    void follows_aliases_and_merges() {
        KubernetesObject object = read("""
            apiVersion: v1
            kind: ConfigMap
            metadata: &meta {name: aliases, namespace: shop}
            spec:
              same: *meta
              more: {<<: *meta, name: own}
            """).get(0);

        assertThat(object.manifest().get("spec"))
                .isEqualTo(Map.of(
                        "same", Map.of("name", "aliases", "namespace", "shop"),
                        "more", Map.of("name", "own", "namespace", "shop")));
    }

    @Test
    void leaves_out_what_the_api_server_writes() {
        KubernetesObject object = read("""
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web
              creationTimestamp: null
              resourceVersion: "7"
              uid: 5b2c
              generation: 3
              managedFields: [{manager: kubectl}]
            spec: {replicas: 2}
            status: {replicas: 2}
            """).get(0);

        assertThat(object.manifest())
                .isEqualTo(Map.of(
                        "apiVersion",
                        "apps/v1",
                        "kind",
                        "Deployment",
                        "metadata",
                        Map.of("name", "web"),
                        "spec",
                        Map.of("replicas", 2)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        kind: ConfigMap~metadata: {name: a}                        | app.yaml:1:1: The object has no 'apiVersion'. Each object
        apiVersion: 1~kind: ConfigMap~metadata: {name: a}          | app.yaml:1:13: 'apiVersion' is 1, not a text.
        apiVersion: v1~kind: ConfigMap                             | app.yaml:1:1: The object has no 'metadata' with a name.
        apiVersion: v1~kind: ConfigMap~metadata: {name: 2048}      | app.yaml:3:18: 'metadata.name' is 2048, not a text. Write the name, in quotation marks
        apiVersion: v1~kind: Job~metadata: {generateName: a-}      | app.yaml:3:11: The object has no 'metadata.name'. A name that is generated cannot be found again
        apiVersion: v1~kind: Pod~metadata: {name: a, name: b}      | app.yaml:3:21: The key 'name' is there twice.
        - a                                                        | app.yaml:1:1: The document is not an object.
        apiVersion: v1~kind: List~items: none                      | app.yaml:3:8: The items are no list.
        # nothing                                                  | app.yaml: There is no object in it.
        apiVersion: v1~kind: Pod~  metadata: {name: a}             | app.yaml:3:11: This is not YAML: mapping values are not allowed here.
        apiVersion: v1~kind: Pod~metadata: {name: {{ .name }} }    | app.yaml:3:
        apiVersion: v1~kind: Pod~metadata: {name: a}~args: [,]     | app.yaml:4:8: This is not YAML
        apiVersion: v1~kind: Pod~metadata: {name: a}~args:~-~- b   | app.yaml:5:2: The item of the list is empty.
        """)
    void refuses_what_is_wrong_by_line_and_column(String yaml, String message) {
        assertThatExceptionOfType(InvalidSpecException.class)
                .isThrownBy(() -> read(yaml.replace('~', '\n')))
                .withMessageContaining(message);
    }

    @Test
    void refuses_the_same_object_twice() {
        String twice = "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n";

        assertThatExceptionOfType(InvalidSpecException.class)
                .isThrownBy(() -> read(twice + "---\n" + twice))
                .withMessageContaining("app.yaml:5:1: v1 Namespace shop is there twice.");
    }

    @Test
    void refuses_a_value_that_contains_itself() {
        assertThatExceptionOfType(InvalidSpecException.class)
                .isThrownBy(() -> read("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: &self {self: *self}"))
                .withMessageContaining("app.yaml:4:7: The value contains itself.");
    }

    private static List<KubernetesObject> read(String yaml) {
        return ManifestReader.read("app.yaml", yaml);
    }
}

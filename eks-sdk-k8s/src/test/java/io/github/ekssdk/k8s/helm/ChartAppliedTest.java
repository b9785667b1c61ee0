package io.github.ekssdk.k8s.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.ekssdk.Eks;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.k8s.EksKubernetes;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.plan.Step;
import io.github.ekssdk.plan.StepAction;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.Component;
import io.github.ekssdk.spec.ObjectOwnership;
import io.github.ekssdk.testing.FakeAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Charts that become others and go again, in a cluster. */
class ChartAppliedTest {

    private static final String DEFINITION = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: notes.example.com}
        spec:
          group: example.com
          scope: Cluster
          names: {kind: Note, listKind: NoteList, plural: notes, singular: note}
          versions:
            - name: v1
              served: true
              storage: true
              additionalPrinterColumns: [{name: %s, type: string, jsonPath: .spec.text}]
              schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
        """;

    @TempDir
    private Path folder;

    private final FakeAws aws = FakeAws.builder().kubernetes().build();
    private final EksManager eks = aws.connect();
    private Path first;
    private Path second;

    @BeforeEach
    void write_two_versions() throws IOException {
        first = chart("1.0.0", "old", "blue", "Text");
        second = chart("2.0.0", "new", "green", "Words");
    }

    @AfterEach
    void close() {
        eks.close();
        aws.close();
    }

    private Path chart(String version, String extra, String colour, String column) throws IOException {
        Path chart = Files.createDirectories(folder.resolve(version));
        Files.createDirectories(chart.resolve("templates"));
        Files.createDirectories(chart.resolve("crds"));
        Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: notes\nversion: " + version + "\n");
        Files.writeString(chart.resolve("crds/notes.yaml"), DEFINITION.formatted(column));
        Files.writeString(
                chart.resolve("templates/all.yaml"),
                map("settings", "colour: " + colour) + "---\n" + map(extra, "a: b") + """
                    ---
                    apiVersion: v1
                    kind: Secret
                    metadata: {name: login}
                    stringData: {password: {{ .Values.password | quote }}}
                    """);
        return chart;
    }

    private static String map(String name, String data) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + name + "}\ndata: {" + data + "}\n";
    }

    private static Component notes(Path chart, String password) {
        return HelmChart.fromPath("notes", chart).values(Map.of("password", password));
    }

    private static ClusterSpec cluster(Component... components) {
        ClusterSpec.Builder spec = Eks.cluster("prod");
        List.of(components).forEach(spec::component);
        return spec.build();
    }

    private static List<String> steps(Plan plan) {
        return plan.changes().stream()
                .filter(step -> step.kind().equals("kubernetesObject"))
                .map(step -> step.action() + " " + step.id().substring("kubernetesObject/".length()))
                .toList();
    }

    private static void note(KubernetesClient client) {
        GenericKubernetesResource note = new GenericKubernetesResourceBuilder()
                .withApiVersion("example.com/v1")
                .withKind("Note")
                .withNewMetadata()
                .withName("mine")
                .endMetadata()
                .build();
        client.resource(note).create();
    }

    private static boolean hasNote(KubernetesClient client) {
        return client.genericKubernetesResources("example.com/v1", "Note")
                        .withName("mine")
                        .get()
                != null;
    }

    @Test
    void another_version_changes_what_differs_and_takes_away_what_it_lacks() {
        eks.apply(eks.plan(cluster(notes(first, "one"))));

        Plan upgrade = eks.plan(cluster(notes(second, "one")));

        assertThat(steps(upgrade))
                .containsExactlyInAnyOrder(
                        "UPDATE CustomResourceDefinition.apiextensions.k8s.io/notes.example.com",
                        "UPDATE ConfigMap/default/settings",
                        "CREATE ConfigMap/default/new",
                        "DELETE ConfigMap/default/old");
        eks.apply(upgrade);
        try (KubernetesClient client = EksKubernetes.connect(eks.cluster("prod"))) {
            assertThat(client.configMaps().inNamespace("default").list().getItems())
                    .filteredOn(map -> !map.getMetadata().getName().equals("kube-root-ca.crt"))
                    .extracting(map -> map.getMetadata().getName(), ConfigMap::getData)
                    .contains(tuple("settings", Map.of("colour", "green")), tuple("new", Map.of("a", "b")))
                    .noneMatch(row -> row.toList().contains("old"));
        }
        assertThat(eks.plan(cluster(notes(second, "one"))).changes()).isEmpty();
    }

    @Test
    void its_definitions_stay_with_the_objects_of_their_kinds_and_are_taken_over_again() {
        eks.apply(eks.plan(cluster(notes(first, "one"))));
        try (KubernetesClient client = EksKubernetes.connect(eks.cluster("prod"))) {
            note(client);

            Plan removal = eks.plan(cluster());

            assertThat(removal.step("kubernetesObject/CustomResourceDefinition.apiextensions.k8s.io/notes.example.com"))
                    .map(Step::reason)
                    .contains("is no longer wanted; it stays as it is, and is nobody's");
            eks.apply(removal);
            assertThat(hasNote(client)).isTrue();
            assertThat(client.secrets().inNamespace("default").withName("login").get())
                    .isNull();
            assertThat(eks.plan(cluster()).changes()).isEmpty();

            eks.apply(eks.plan(cluster(notes(second, "one"))));

            assertThat(hasNote(client)).isTrue();
            assertThat(eks.plan(cluster(notes(second, "one"))).changes()).isEmpty();
        }
    }

    @Test
    void a_definition_goes_with_its_objects_when_that_is_what_is_wanted() {
        HelmChart chart = HelmChart.fromPath("notes", first).values(Map.of("password", "one"));
        eks.apply(eks.plan(cluster(chart)));
        Component owned = chart.changing(object -> object.ownership(ObjectOwnership.OWN));

        assertThat(steps(eks.plan(cluster(owned))))
                .containsExactly("UPDATE CustomResourceDefinition.apiextensions.k8s.io/notes.example.com");
        eks.apply(eks.plan(cluster(owned)));
        eks.apply(eks.plan(cluster()));

        try (KubernetesClient client = EksKubernetes.connect(eks.cluster("prod"))) {
            assertThat(client.apiextensions()
                            .v1()
                            .customResourceDefinitions()
                            .withName("notes.example.com")
                            .get())
                    .isNull();
        }
    }

    @Test
    void secret_values_are_compared_and_not_shown() {
        eks.apply(eks.plan(cluster(notes(first, "hush-hush"))));
        assertThat(eks.plan(cluster(notes(first, "hush-hush"))).changes()).isEmpty();

        Plan plan = eks.plan(cluster(notes(first, "psst-psst")));

        assertThat(steps(plan)).containsExactly("UPDATE Secret/default/login");
        assertThat(plan.step("kubernetesObject/Secret/default/login")
                        .orElseThrow()
                        .action())
                .isEqualTo(StepAction.UPDATE);
        assertThat(List.of(
                        plan.render(),
                        plan.toJson(),
                        plan.toString(),
                        notes(first, "psst-psst").toString()))
                .noneMatch(text -> text.contains("hush") || text.contains("psst") || text.contains("cHNzdC1wc3N0"));
    }
}

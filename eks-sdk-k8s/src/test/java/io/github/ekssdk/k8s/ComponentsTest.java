package io.github.ekssdk.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.ekssdk.Eks;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.error.UnsupportedChangeException;
import io.github.ekssdk.event.ProgressListener;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.plan.Step;
import io.github.ekssdk.plan.StepAction;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.Component;
import io.github.ekssdk.spec.ComponentContext;
import io.github.ekssdk.spec.KubernetesObject;
import io.github.ekssdk.spec.ObjectOwnership;
import io.github.ekssdk.testing.FakeAws;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ComponentsTest {

    private final FakeAws aws = FakeAws.builder().kubernetes().build();
    private final EksManager eks = aws.connect();

    @AfterEach
    void close() {
        eks.close();
        aws.close();
    }

    @Test
    void are_applied_with_the_cluster_and_not_again() {
        ClusterSpec spec = cluster(configMap("settings", "colour", "blue"));

        eks.apply(eks.plan(spec), ProgressListener.none());

        assertThat(data("settings")).containsEntry("colour", "blue");
        assertThat(eks.plan(spec).changes()).isEmpty();
    }

    @Test
    void are_applied_to_a_cluster_that_is_there_and_change_field_by_field() {
        eks.apply(eks.plan(cluster()), ProgressListener.none());
        eks.apply(eks.plan(cluster(configMap("settings", "colour", "blue"))), ProgressListener.none());

        Plan plan = eks.plan(cluster(configMap("settings", "colour", "red")));

        Step step = plan.step("kubernetesObject/ConfigMap/default/settings").orElseThrow();
        assertThat(step.action()).isEqualTo(StepAction.UPDATE);
        assertThat(step.changes()).singleElement().satisfies(change -> {
            assertThat(change.field()).isEqualTo("data.colour");
            assertThat(change.before()).contains("blue");
            assertThat(change.after()).contains("red");
        });
        eks.apply(plan, ProgressListener.none());
        assertThat(data("settings")).containsEntry("colour", "red");
    }

    @Test
    void are_deleted_when_nobody_wants_them_any_more() {
        eks.apply(eks.plan(cluster(configMap("one", "a", "b"), configMap("two", "a", "b"))), ProgressListener.none());

        eks.apply(eks.plan(cluster(configMap("one", "a", "b"))), ProgressListener.none());

        assertThat(data("one")).isNotEmpty();
        assertThat(client().configMaps().inNamespace("default").withName("two").get())
                .isNull();
        eks.apply(eks.plan(cluster()), ProgressListener.none());
        assertThat(client().configMaps().inNamespace("default").withName("one").get())
                .isNull();
        assertThat(eks.plan(cluster()).changes()).isEmpty();
    }

    @Test
    void take_away_a_field_that_nobody_wants_any_more_and_leave_others_fields() {
        eks.apply(eks.plan(cluster(configMap("settings", "colour", "blue", "size", "9"))), ProgressListener.none());
        client().configMaps()
                .inNamespace("default")
                .withName("settings")
                .edit(map ->
                        new ConfigMapBuilder(map).addToData("shape", "round").build());

        eks.apply(eks.plan(cluster(configMap("settings", "colour", "blue"))), ProgressListener.none());

        assertThat(data("settings")).containsOnlyKeys("colour", "shape");
    }

    @Test
    void leave_what_others_have_made_alone() {
        eks.apply(eks.plan(cluster()), ProgressListener.none());
        create("settings", "colour", "green");

        assertThatExceptionOfType(InvalidSpecException.class)
                .isThrownBy(() -> eks.plan(cluster(configMap("settings", "colour", "blue"))))
                .withMessageContaining("somebody else made")
                .withMessageContaining("ownership(ADOPT)");
    }

    @Test
    void refuse_a_field_that_somebody_else_has_set_and_name_them() {
        eks.apply(eks.plan(cluster()), ProgressListener.none());
        create("settings", "colour", "green");
        KubernetesObject wanted = configMap("settings", "colour", "blue").ownership(ObjectOwnership.ADOPT);

        assertThatExceptionOfType(UnsupportedChangeException.class)
                .isThrownBy(() -> eks.plan(cluster(wanted)))
                .withMessageContaining("data.colour is set to green by the field manager fabric8");

        eks.apply(eks.plan(cluster(wanted.forced())), ProgressListener.none());
        assertThat(data("settings")).containsEntry("colour", "blue");
    }

    @Test
    void give_shared_fields_back() {
        eks.apply(eks.plan(cluster()), ProgressListener.none());
        create("settings", "colour", "green");
        KubernetesObject wanted = configMap("settings", "size", "9").ownership(ObjectOwnership.SHARE);
        eks.apply(eks.plan(cluster(wanted)), ProgressListener.none());
        assertThat(data("settings")).containsOnlyKeys("colour", "size");
        assertThat(eks.plan(cluster(wanted)).changes()).isEmpty();

        eks.apply(eks.plan(cluster()), ProgressListener.none());

        assertThat(data("settings")).containsOnlyKeys("colour");
        assertThat(eks.plan(cluster()).changes()).isEmpty();
    }

    @Test
    void go_with_the_cluster() {
        eks.apply(eks.plan(cluster(configMap("settings", "colour", "blue"))), ProgressListener.none());

        Plan plan = eks.planDelete("prod");

        assertThat(plan.changes()).noneMatch(step -> step.kind().equals("kubernetesObject"));
        eks.apply(plan, ProgressListener.none());
        assertThat(eks.planDelete("prod").changes()).isEmpty();
    }

    @Test
    void use_what_is_known_only_when_the_cluster_is_there() {
        ClusterSpec spec = Eks.cluster("prod")
                .component(new Component() {
                    @Override
                    public String name() {
                        return "facts";
                    }

                    @Override
                    public List<KubernetesObject> objects(ComponentContext context) {
                        return List.of(configMap("facts", "vpc", "in " + context.vpcId(), "url", context.endpoint()));
                    }
                })
                .build();

        Plan plan = eks.plan(spec);

        assertThat(plan.render()).contains("data.vpc").doesNotContain("${eks-sdk");
        eks.apply(plan, ProgressListener.none());
        assertThat(data("facts").get("vpc")).startsWith("in vpc-");
        assertThat(data("facts"))
                .containsEntry("url", aws.kubernetes("prod").url().toString());
    }

    private Map<String, String> data(String name) {
        return client().configMaps().inNamespace("default").withName(name).get().getData();
    }

    private void create(String name, String key, String value) {
        ConfigMap map = new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .addToData(key, value)
                .build();
        client().configMaps().inNamespace("default").resource(map).create();
    }

    private KubernetesClient client() {
        aws.kubernetes("prod");
        return EksKubernetes.connect(eks.cluster("prod"));
    }

    private static ClusterSpec cluster(KubernetesObject... objects) {
        ClusterSpec.Builder spec = Eks.cluster("prod");
        return (objects.length == 0 ? spec : spec.component(new Objects("objects", List.of(objects)))).build();
    }

    private static KubernetesObject configMap(String name, String... data) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < data.length; i += 2) {
            values.put(data[i], data[i + 1]);
        }
        return KubernetesObject.of(
                Map.of("apiVersion", "v1", "kind", "ConfigMap", "metadata", Map.of("name", name), "data", values));
    }

    private record Objects(String name, List<KubernetesObject> objects) implements Component {

        @Override
        public List<KubernetesObject> objects(ComponentContext context) {
            return objects;
        }
    }
}

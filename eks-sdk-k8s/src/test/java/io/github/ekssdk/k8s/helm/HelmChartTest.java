package io.github.ekssdk.k8s.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ekssdk.error.ChartUnavailableException;
import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.k8s.SampleContext;
import io.github.ekssdk.spec.KubernetesObject;
import io.github.ekssdk.spec.ObjectOwnership;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HelmChartTest {

    private static final SampleContext CONTEXT = SampleContext.of("1.35");

    @Test
    void the_objects_of_a_chart_are_those_that_helm_renders_for_the_release() {
        List<KubernetesObject> objects =
                Charts.hello().release("greeter").namespace("web").objects(CONTEXT);

        assertThat(objects)
                .extracting(KubernetesObject::toString)
                .containsExactlyInAnyOrder(
                        "v1 Namespace web",
                        "apiextensions.k8s.io/v1 CustomResourceDefinition greetings.example.com",
                        "v1 ServiceAccount web/hello",
                        "v1 Secret web/greeter",
                        "v1 Secret web/greeter-tls",
                        "rbac.authorization.k8s.io/v1 ClusterRole greeter",
                        "v1 Service web/greeter",
                        "apps/v1 Deployment web/greeter",
                        "admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration greeter");
        assertThat(at(find(objects, "Deployment"), "metadata", "labels", "kubernetes"))
                .isEqualTo("v1.35.0");
    }

    @Test
    void values_of_the_cluster_that_are_not_known_yet_come_out_as_they_went_in() {
        KubernetesObject deployment = find(
                Charts.hello()
                        .values(cluster -> Map.of("vpcId", cluster.vpcId()))
                        .objects(CONTEXT),
                "Deployment");

        assertThat(deployment.manifest().toString()).contains("--vpc-id=${eks-sdk:vpc/main#id}");
    }

    @Test
    void later_values_win_and_maps_are_merged() {
        List<KubernetesObject> objects = Charts.hello()
                .values(Map.of("replicas", 2, "serviceAccount", Map.of("annotations", Map.of("a", "b"))))
                .valuesYaml("""
                    replicas: 3
                    serviceAccount: {name: other}
                    """)
                .objects(CONTEXT);

        assertThat(at(find(objects, "Deployment"), "spec", "replicas")).isEqualTo(3);
        assertThat(find(objects, "ServiceAccount").name()).isEqualTo("other");
        assertThat(at(find(objects, "ServiceAccount"), "metadata", "annotations"))
                .isEqualTo(Map.of("a", "b"));
    }

    @Test
    void what_is_random_is_made_once_and_trusted_as_it_is_there() {
        HelmChart chart = Charts.hello();

        List<KubernetesObject> objects = chart.objects(CONTEXT);

        assertThat(objects.stream().filter(object -> object.kind().equals("Secret")))
                .hasSize(2)
                .extracting(KubernetesObject::ownership)
                .containsOnly(ObjectOwnership.INITIAL);
        assertThat(find(objects, "ValidatingWebhookConfiguration").manifest().toString())
                .contains("caBundle=${eks-sdk:kubernetesObject/Secret/default/hello-tls#data.ca.crt}");
        assertThat(find(objects, "Deployment").manifest().toString()).doesNotContain("checksum/secret");
        assertThat(Charts.hello().objects(CONTEXT).stream()
                        .filter(object -> !object.kind().equals("Secret")))
                .isEqualTo(objects.stream()
                        .filter(object -> !object.kind().equals("Secret"))
                        .toList());
    }

    @Test
    void a_password_that_is_given_keeps_the_secret_and_its_checksum() {
        List<KubernetesObject> objects = Charts.hello()
                .values(Map.of("password", "given", "webhook", false))
                .objects(CONTEXT);

        assertThat(find(objects, "Secret").ownership()).isEqualTo(ObjectOwnership.OWN);
        assertThat(find(objects, "Deployment").manifest().toString()).contains("checksum/secret=");
    }

    @Test
    void what_the_chart_keeps_stays_when_the_component_goes() {
        assertThat(find(Charts.hello().objects(CONTEXT), "ClusterRole").ownership())
                .isEqualTo(ObjectOwnership.KEEP);
        assertThat(find(Charts.hello().objects(CONTEXT), "CustomResourceDefinition")
                        .ownership())
                .isEqualTo(ObjectOwnership.KEEP);
    }

    @Test
    void numbers_in_base_eight_are_numbers() {
        assertThat(find(Charts.hello().objects(CONTEXT), "Deployment")
                        .manifest()
                        .toString())
                .contains("defaultMode=" + 0440);
    }

    @Test
    void a_chart_is_rendered_once_for_a_cluster_and_again_for_another() {
        HelmChart chart = Charts.hello();

        assertThat(chart.objects(CONTEXT)).isSameAs(chart.objects(SampleContext.of("1.35")));
        assertThat(chart.objects(CONTEXT)).isNotSameAs(chart.objects(SampleContext.of("1.34")));
    }

    @Test
    void a_chart_that_is_random_elsewhere_is_refused_with_the_place() {
        HelmChart chart = HelmChart.fromPath("fickle", Charts.path("fickle"));

        assertThatThrownBy(() -> chart.objects(CONTEXT))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("components[fickle]: The chart makes v1 ConfigMap default/fickle different each"
                        + " time, at data.mood, so that no plan would ever be done. Set the value of the chart that"
                        + " decides it");
        assertThat(chart.values(Map.of("mood", "good")).objects(CONTEXT)).hasSize(1);
    }

    @Test
    void what_helm_refuses_is_said_in_its_words() {
        HelmChart chart = Charts.hello().values(Map.of("serviceAccount", "none"));

        assertThatThrownBy(() -> chart.objects(CONTEXT))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("Helm cannot render the chart ")
                .hasMessageContaining("serviceAccount");
    }

    @Test
    void a_chart_that_is_not_there_is_told_from_one_that_is_wrong() {
        HelmChart chart = HelmChart.fromPath("gone", Path.of("gone"));

        assertThatThrownBy(() -> chart.objects(CONTEXT))
                .isInstanceOf(ChartUnavailableException.class)
                .hasMessageContaining("There is no Helm chart at ");
    }

    @Test
    void names_and_addresses_are_checked_at_once() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Charts.hello().release("Not_A_Name"))
                .withMessageContaining("'Not_A_Name' is not the name of a Helm release");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HelmChart.fromRepository("ftp://charts", "a", "1"))
                .withMessageContaining("is not an address on the web");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HelmChart.fromRegistry("public.ecr.aws/karpenter", "1"))
                .withMessageContaining("Write it as oci://registry/repository");
        assertThatIllegalArgumentException().isThrownBy(() -> Charts.hello().valuesYaml("- a"));
    }

    @Test
    void a_chart_adopted_from_helm_takes_over_what_is_there() {
        assertThat(Charts.hello().adopting().objects(CONTEXT).stream()
                        .filter(object -> object.kind().equals("Deployment")))
                .allMatch(object -> object.ownership() == ObjectOwnership.ADOPT && object.force());
    }

    private static KubernetesObject find(List<KubernetesObject> objects, String kind) {
        return objects.stream()
                .filter(object -> object.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable Object at(KubernetesObject object, String... path) {
        @Nullable Object value = object.manifest();
        for (String name : path) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value;
    }
}

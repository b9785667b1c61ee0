package io.github.ekssdk.testing.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Objects that do not fit into their type. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FieldValidationTest {
    private static final String CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";
    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";
    private static final String MAP = """
        {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "one", "lables": {}}, "dta": {"a": "1"}}
        """;
    private static final String DEPLOYMENT = """
        {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"},
         "spec": {"replicas": 1, "selector": {"matchLabels": {"app": "web"}},
                  "template": {"metadata": {"labels": {"app": "web"}},
                               "spec": {"containers": [{"name": "app", "image": "nginx", "imagePullpolicy": "Always"}]}}}}
        """;

    private final KubernetesWorld world = new KubernetesWorld();
    private final KubernetesClient client = world.admin();
    private final HttpClient http = HttpClient.newBuilder()
            .sslContext(KubernetesWorld.trusting(world.kubernetes()))
            .build();

    @AfterEach
    void close() {
        client.close();
        world.close();
    }

    private HttpResponse<String> send(String method, String path, String type, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(world.kubernetes().url() + path))
                .header("Authorization", "Bearer " + world.kubernetes().adminToken())
                .header("Content-Type", type)
                .method(method, BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> create(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, "application/json", body);
    }

    private HttpResponse<String> apply(String path, String body) throws IOException, InterruptedException {
        return send("PATCH", path + "?fieldManager=test&force=true", "application/apply-patch+yaml", body);
    }

    private static String message(HttpResponse<String> refusal) {
        return Serialization.unmarshal(refusal.body(), Status.class).getMessage();
    }

    @Test
    void strict_clients_are_told_every_unknown_field() throws IOException, InterruptedException {
        HttpResponse<String> refusal = create(CONFIG_MAPS + "?fieldValidation=Strict", MAP);

        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(message(refusal))
                .contains("ConfigMap in version \"v1\" cannot be handled as a ConfigMap: strict decoding error:"
                        + " unknown field \"metadata.lables\", unknown field \"dta\"");
        assertThat(message(create(DEPLOYMENTS + "?fieldValidation=Strict", DEPLOYMENT)))
                .contains("unknown field \"spec.template.spec.containers[0].imagePullpolicy\"");
        assertThat(client.configMaps().inNamespace("default").withName("one").get())
                .isNull();
    }

    @Test
    void others_are_warned_or_not_and_the_fields_are_gone() throws IOException, InterruptedException {
        HttpResponse<String> warned = create(CONFIG_MAPS, MAP);
        HttpResponse<String> ignored = create(CONFIG_MAPS + "?fieldValidation=Ignore", MAP.replace("one", "two"));

        assertThat(warned.headers().allValues("warning"))
                .containsExactly("299 - \"unknown field 'metadata.lables'\"", "299 - \"unknown field 'dta'\"");
        assertThat(ignored.headers().allValues("warning")).isEmpty();
        assertThat(warned.body()).doesNotContain("dta", "lables");
        assertThat(ignored.statusCode()).isEqualTo(201);
    }

    @Test
    void a_value_of_another_type_is_refused_always() throws IOException, InterruptedException {
        HttpResponse<String> refusal = create(
                DEPLOYMENTS + "?fieldValidation=Ignore", DEPLOYMENT.replace("\"replicas\": 1", "\"replicas\": \"1\""));

        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(message(refusal))
                .contains("json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type"
                        + " int32");
    }

    @Test
    void apply_knows_no_unknown_fields() throws IOException, InterruptedException {
        HttpResponse<String> refusal = apply(DEPLOYMENTS + "/web", DEPLOYMENT);

        assertThat(refusal.statusCode()).isEqualTo(500);
        assertThat(message(refusal))
                .contains("failed to create typed patch object (default/web; apps/v1, Kind=Deployment):"
                        + " .spec.template.spec.containers[0].imagePullpolicy: field not declared in schema");
        assertThat(apply(
                                DEPLOYMENTS + "/web",
                                DEPLOYMENT
                                        .replace(", \"imagePullpolicy\": \"Always\"", "")
                                        .replace("\"nginx\"", "1"))
                        .body())
                .contains(".spec.template.spec.containers[0].image: expected string, got number");
    }

    @Test
    void unknown_kinds_and_versions_are_not_found() throws IOException, InterruptedException {
        assertThat(create("/apis/apps/v2/namespaces/default/deployments", DEPLOYMENT)
                        .statusCode())
                .isEqualTo(404);
        assertThat(create("/api/v1/namespaces/default/gadgets", MAP).body())
                .contains("the server could not find the requested resource");
        assertThat(create(CONFIG_MAPS, MAP.replace("ConfigMap", "ConfigMop")).statusCode())
                .isEqualTo(400);
    }
}

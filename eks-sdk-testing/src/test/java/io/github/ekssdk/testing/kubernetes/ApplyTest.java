package io.github.ekssdk.testing.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ApplyTest {
    private final KubernetesWorld world = new KubernetesWorld();
    private final KubernetesClient client = world.admin();

    @AfterEach
    void close() {
        client.close();
        world.close();
    }

    private static ConfigMap map(Map<String, String> data) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName("settings")
                .withNamespace("default")
                .endMetadata()
                .withData(data)
                .build();
    }

    private ConfigMap apply(String manager, ConfigMap map) {
        return client.resource(map).fieldManager(manager).serverSideApply();
    }

    private static Deployment deployment(String image, Integer replicas) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName("web")
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .withReplicas(replicas)
                .withNewSelector()
                .addToMatchLabels("app", "web")
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", "web")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("app")
                .withImage(image)
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    @Test
    void a_second_apply_of_the_same_writes_nothing() {
        client.resource(deployment("nginx:1", 1)).fieldManager("sdk").serverSideApply();
        long before = world.kubernetes().resourceVersion();
        world.aws.clock();

        client.resource(deployment("nginx:1", 1)).fieldManager("sdk").serverSideApply();

        assertThat(world.kubernetes().resourceVersion()).isEqualTo(before);
    }

    @Test
    void what_a_manager_no_longer_wants_goes_unless_others_want_it() {
        apply("one", map(Map.of("a", "1", "b", "2", "c", "3")));
        apply("two", map(Map.of("b", "2")));

        ConfigMap after = apply("one", map(Map.of("a", "1")));

        assertThat(after.getData()).containsOnly(Map.entry("a", "1"), Map.entry("b", "2"));
    }

    @Test
    void conflicts_name_the_field_and_its_manager() {
        apply("one", map(Map.of("a", "1")));

        KubernetesClientException refusal =
                catchThrowableOfType(KubernetesClientException.class, () -> apply("two", map(Map.of("a", "2"))));

        assertThat(refusal.getCode()).isEqualTo(409);
        assertThat(refusal.getStatus().getMessage())
                .isEqualTo("Apply failed with 1 conflict: conflict with \"one\": .data.a");
        StatusCause cause = refusal.getStatus().getDetails().getCauses().get(0);
        assertThat(cause.getField()).isEqualTo(".data.a");
        assertThat(cause.getReason()).isEqualTo("FieldManagerConflict");
        assertThat(cause.getMessage()).isEqualTo("conflict with \"one\"");
    }

    @Test
    void conflicts_with_updates_tell_the_version_and_items_of_lists_their_keys() {
        client.resource(deployment("nginx:1", 1)).fieldManager("sdk").serverSideApply();
        client.apps()
                .deployments()
                .inNamespace("default")
                .withName("web")
                .patch(
                        new PatchContext.Builder()
                                .withFieldManager("kubectl-set")
                                .withPatchType(PatchType.STRATEGIC_MERGE)
                                .build(),
                        "{\"spec\":{\"replicas\":4,\"template\":{\"spec\":{\"containers\":[{\"name\":\"app\",\"image\":\"nginx:2\"}]}}}}");

        KubernetesClientException refusal = catchThrowableOfType(
                KubernetesClientException.class,
                () -> client.resource(deployment("nginx:1", 1))
                        .fieldManager("sdk")
                        .serverSideApply());

        assertThat(refusal.getStatus().getMessage()).isEqualTo("""
            Apply failed with 2 conflicts: conflicts with "kubectl-set" using apps/v1:
            - .spec.replicas
            - .spec.template.spec.containers[name="app"].image\
            """);
    }

    @Test
    void a_dry_run_tells_what_would_be_and_keeps_nothing() {
        apply("one", map(Map.of("a", "1")));
        long before = world.kubernetes().resourceVersion();

        ConfigMap would = client.configMaps()
                .inNamespace("default")
                .withName("settings")
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                                .withFieldManager("one")
                                .withDryRun(List.of("All"))
                                .build(),
                        map(Map.of("a", "2")));

        assertThat(would.getData()).containsEntry("a", "2");
        assertThat(world.kubernetes().resourceVersion()).isEqualTo(before);
    }

    @Test
    void managers_share_lists_by_their_keys_and_each_takes_its_own_items_back() {
        client.resource(service(80)).fieldManager("one").serverSideApply();
        client.resource(service(443)).fieldManager("two").serverSideApply();
        assertThat(ports()).containsExactlyInAnyOrder(80, 443);

        client.resource(service(8080)).fieldManager("one").serverSideApply();

        assertThat(ports()).containsExactlyInAnyOrder(443, 8080);
    }

    private static Service service(int port) {
        return new ServiceBuilder()
                .withNewMetadata()
                .withName("front")
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .addNewPort()
                .withName("port-" + port)
                .withPort(port)
                .endPort()
                .endSpec()
                .build();
    }

    private List<Integer> ports() {
        return client.services().inNamespace("default").withName("front").get().getSpec().getPorts().stream()
                .map(ServicePort::getPort)
                .toList();
    }

    @Test
    void force_takes_the_field_over() {
        apply("one", map(Map.of("a", "1")));

        ConfigMap after = client.resource(map(Map.of("a", "2")))
                .fieldManager("two")
                .forceConflicts()
                .serverSideApply();

        assertThat(after.getData()).containsEntry("a", "2");
        assertThat(after.getMetadata().getManagedFields())
                .extracting(ManagedFieldsEntry::getManager)
                .containsExactly("two");
    }

    @Test
    void strategic_patches_merge_containers_by_name() {
        client.resource(deployment("nginx:1", 1)).create();

        Deployment after = client.apps()
                .deployments()
                .inNamespace("default")
                .withName("web")
                .patch(
                        PatchContext.of(PatchType.STRATEGIC_MERGE),
                        "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"side\",\"image\":\"busybox\"},"
                                + "{\"name\":\"app\",\"env\":[{\"name\":\"A\",\"value\":\"1\"}]}]}}}}");

        var containers = after.getSpec().getTemplate().getSpec().getContainers();
        assertThat(containers).extracting(one -> one.getName()).containsExactly("side", "app");
        assertThat(containers.get(1).getImage()).isEqualTo("nginx:1");
        assertThat(containers.get(1).getEnv()).hasSize(1);
        assertThat(after.getMetadata().getGeneration()).isEqualTo(2);
    }

    @Test
    void merge_and_json_patches_change_what_they_say() {
        client.resource(map(Map.of("a", "1", "b", "2"))).create();
        var resource = client.configMaps().inNamespace("default").withName("settings");

        ConfigMap merged = resource.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"data\":{\"a\":null,\"c\":\"3\"}}");
        ConfigMap patched = resource.patch(
                PatchContext.of(PatchType.JSON), "[{\"op\":\"replace\",\"path\":\"/data/c\",\"value\":\"4\"}]");

        assertThat(merged.getData()).containsOnly(Map.entry("b", "2"), Map.entry("c", "3"));
        assertThat(patched.getData()).containsEntry("c", "4");
    }
}

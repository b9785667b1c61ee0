package io.github.ekssdk.testing.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The kubectl command against the fake, where there is one on the path. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(60)
class KubectlTest extends KubectlScenario {
    private static final String MAP = """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings, namespace: default}
        data: {colour: blue}
        """;
    private static final String WEB = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: default}
        spec:
          replicas: 2
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers: [{name: app, image: "nginx:1.27", resources: {requests: {cpu: 100m}}}]
        """;
    private static final String BUDGET = """
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: {name: web, namespace: default}
        spec: {minAvailable: 2, selector: {matchLabels: {app: web}}}
        """;

    private void nodes(int count) {
        world.eks.createNodegroup(request -> request.clusterName("prod")
                .nodegroupName("general")
                .nodeRole("arn:aws:iam::123456789012:role/nodes")
                .subnets("subnet-0a", "subnet-0b")
                .scalingConfig(scaling -> scaling.minSize(0).maxSize(9).desiredSize(count)));
    }

    private void web() {
        nodes(2);
        kubectl.run("apply", "--server-side", "-f", kubectl.file("web.yaml", WEB));
    }

    @Test
    void applies_and_deletes() {
        String file = kubectl.file("map.yaml", MAP);

        assertThat(kubectl.run("apply", "--server-side", "-f", file))
                .isEqualTo("configmap/settings serverside-applied");
        assertThat(kubectl.run("get", "configmap", "settings", "-o", "jsonpath={.data.colour}"))
                .isEqualTo("blue");
        assertThat(kubectl.run("delete", "configmap", "settings")).startsWith("configmap \"settings\" deleted");
    }

    @Test
    void applies_from_its_own_side_too() {
        assertThat(kubectl.run("apply", "-f", kubectl.file("web.yaml", WEB))).isEqualTo("deployment.apps/web created");
        assertThat(kubectl.run("apply", "-f", kubectl.file("web.yaml", WEB)))
                .isEqualTo("deployment.apps/web unchanged");
        assertThat(kubectl.run("apply", "-f", kubectl.file("web.yaml", WEB.replace("replicas: 2", "replicas: 3"))))
                .isEqualTo("deployment.apps/web configured");
    }

    @Test
    void says_with_whom_it_is_in_conflict() {
        String file = kubectl.file("map.yaml", MAP);
        kubectl.run("apply", "--server-side", "--field-manager=somebody", "-f", file);
        String other = kubectl.file("other.yaml", MAP.replace("blue", "green"));

        assertThat(kubectl.run("apply", "--server-side", "-f", other))
                .contains("Apply failed with 1 conflict: conflict with \"somebody\": .data.colour");
        assertThat(kubectl.run("apply", "--server-side", "--force-conflicts", "-f", other))
                .isEqualTo("configmap/settings serverside-applied");
    }

    @Test
    void asks_what_it_may() {
        assertThat(kubectl.run("auth", "can-i", "delete", "pods")).isEqualTo("yes");
        assertThat(kubectl.run("get", "namespaces", "--no-headers")).contains("kube-system", "Active");
        assertThat(kubectl.run("get", "unicorns")).contains("the server doesn't have a resource type \"unicorns\"");
    }

    @Test
    void lists_what_it_may() {
        assertThat(kubectl.run("auth", "can-i", "--list"))
                .containsPattern("\\*\\.\\*\\s+\\[]\\s+\\[]\\s+\\[\\*]")
                .doesNotContain("incomplete");
        assertThat(kubectl.run("auth", "can-i", "--list", "--as=nobody")).doesNotContain("*.*");
        assertThat(kubectl.run("auth", "whoami")).contains("Username", "system:masters");
    }

    @Test
    void acts_in_the_name_of_somebody_else() {
        assertThat(kubectl.run("get", "pods", "--as=jane"))
                .contains("pods is forbidden: User \"jane\" cannot list resource \"pods\"");
        assertThat(kubectl.run("auth", "can-i", "list", "pods", "--as=jane")).startsWith("no");
        kubectl.run("create", "clusterrolebinding", "viewers", "--clusterrole=view", "--group=team");
        assertThat(kubectl.run("auth", "can-i", "list", "pods", "--as=jane", "--as-group=team"))
                .isEqualTo("yes");
    }

    @Test
    void waits_until_pods_are_there_and_for_as_many_as_it_wants() {
        web();

        assertThat(kubectl.run("wait", "--for=condition=Available", "deployment/web", "--timeout=20s"))
                .isEqualTo("deployment.apps/web condition met");
        assertThat(kubectl.run("rollout", "status", "deployment/web", "--timeout=20s"))
                .isEqualTo("deployment \"web\" successfully rolled out");
        assertThat(kubectl.run("scale", "deployment/web", "--replicas=3")).isEqualTo("deployment.apps/web scaled");
        assertThat(kubectl.run("wait", "--for=jsonpath={.status.readyReplicas}=3", "deployment/web", "--timeout=20s"))
                .isEqualTo("deployment.apps/web condition met");
    }

    @Test
    void rolls_out_and_back() {
        web();

        assertThat(kubectl.run("set", "image", "deployment/web", "app=nginx:1.28"))
                .isEqualTo("deployment.apps/web image updated");
        assertThat(kubectl.run("rollout", "history", "deployment/web")).contains("REVISION", "1", "2");
        assertThat(kubectl.run("rollout", "undo", "deployment/web")).isEqualTo("deployment.apps/web rolled back");
        assertThat(kubectl.run("get", "deployment", "web", "-o", "jsonpath={..image}"))
                .isEqualTo("nginx:1.27");
        assertThat(kubectl.run("rollout", "restart", "deployment/web")).isEqualTo("deployment.apps/web restarted");
    }

    @Test
    void describes() {
        web();
        String pod = kubectl.run("get", "pods", "-o", "jsonpath={.items[0].metadata.name}");
        String node = kubectl.run("get", "nodes", "-o", "jsonpath={.items[0].metadata.name}");

        assertThat(kubectl.run("describe", "deployment", "web"))
                .contains("Replicas:", "2 desired | 2 updated | 2 total | 2 available | 0 unavailable", "nginx:1.27");
        assertThat(kubectl.run("describe", "pod", pod)).contains("Status:", "Running", "Controlled By:", "Node:");
        assertThat(kubectl.run("describe", "node", node))
                .contains("Ready", "Non-terminated Pods:", "web-", "Allocated resources:");
    }

    @Test
    void drains_as_far_as_budgets_let_it() {
        web();
        String node = kubectl.run("get", "nodes", "-o", "jsonpath={.items[0].metadata.name}");
        kubectl.run("apply", "--server-side", "-f", kubectl.file("budget.yaml", BUDGET));

        assertThat(kubectl.run("drain", node, "--ignore-daemonsets", "--timeout=1s"))
                .contains("Cannot evict pod as it would violate the pod's disruption budget.");
        kubectl.run("delete", "poddisruptionbudget", "web");
        assertThat(kubectl.run("drain", node, "--ignore-daemonsets", "--timeout=20s"))
                .contains("node/" + node + " drained");
        assertThat(kubectl.run("get", "node", node, "--no-headers")).contains("Ready,SchedulingDisabled");
        assertThat(kubectl.run("uncordon", node)).isEqualTo("node/" + node + " uncordoned");
    }

    @Test
    void explains() {
        assertThat(kubectl.run("explain", "deployment.spec.replicas")).contains("FIELD: replicas <integer>");
        assertThat(kubectl.run("explain", "pod.spec.containers")).contains("FIELD: containers <[]", "image\t<string>");
        assertThat(kubectl.run("explain", "pod.spec.wheels")).contains("field \"wheels\" does not exist");
    }

    @Test
    void watches() throws IOException {
        kubectl.run("apply", "--server-side", "-f", kubectl.file("map.yaml", MAP));
        Process watch = kubectl.start("get", "configmap", "settings", "--watch");
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(watch.getInputStream(), StandardCharsets.UTF_8))) {

            assertThat(lines.readLine()).startsWith("NAME").contains("DATA", "AGE");
            assertThat(lines.readLine()).matches("settings +1 +0s");
            kubectl.run("patch", "configmap", "settings", "--type=merge", "-p", "{\"data\":{\"size\":\"9\"}}");
            assertThat(lines.readLine()).matches("settings +2 +0s");
        } finally {
            watch.destroy();
        }
    }

    @Test
    void edits_in_small_ways() {
        web();

        assertThat(kubectl.run("label", "deployment/web", "team=a")).isEqualTo("deployment.apps/web labeled");
        assertThat(kubectl.run("annotate", "deployment/web", "note=b")).isEqualTo("deployment.apps/web annotated");
        assertThat(kubectl.run("patch", "deployment", "web", "-p", "{\"spec\":{\"minReadySeconds\":1}}"))
                .isEqualTo("deployment.apps/web patched");
        assertThat(kubectl.run("expose", "deployment/web", "--port=80")).isEqualTo("service/web exposed");
        assertThat(kubectl.run("get", "deployment", "web", "--show-labels", "--no-headers"))
                .endsWith("team=a");
    }
}

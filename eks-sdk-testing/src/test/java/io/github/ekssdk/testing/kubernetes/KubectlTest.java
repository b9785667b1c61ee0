package io.github.ekssdk.testing.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kubectl command against the fake, where there is one on the path. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KubectlTest {
    private static final String MAP = """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings, namespace: default}
        data: {colour: blue}
        """;

    private final KubernetesWorld world = new KubernetesWorld();

    @TempDir
    private Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        assumeTrue(
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .anyMatch(entry -> Files.isExecutable(Path.of(entry, "kubectl"))),
                "kubectl is not on the path");
        Files.writeString(folder.resolve("kubeconfig"), world.kubernetes().kubeconfig());
        Files.writeString(folder.resolve("map.yaml"), MAP);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private String kubectl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "kubectl",
                "--kubeconfig",
                folder.resolve("kubeconfig").toString(),
                "--cache-dir",
                folder.resolve("cache").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.trim();
    }

    @Test
    void applies_and_deletes() throws IOException, InterruptedException {
        String file = folder.resolve("map.yaml").toString();

        assertThat(kubectl("apply", "--server-side", "-f", file)).isEqualTo("configmap/settings serverside-applied");
        assertThat(kubectl("get", "configmap", "settings", "-o", "jsonpath={.data.colour}"))
                .isEqualTo("blue");
        assertThat(kubectl("delete", "configmap", "settings")).startsWith("configmap \"settings\" deleted");
    }

    @Test
    void asks_what_it_may() throws IOException, InterruptedException {
        assertThat(kubectl("auth", "can-i", "delete", "pods")).isEqualTo("yes");
        assertThat(kubectl("get", "namespaces", "--no-headers")).contains("kube-system", "Active");
        assertThat(kubectl("get", "unicorns")).contains("the server doesn't have a resource type \"unicorns\"");
    }
}

package io.github.ekssdk.k8s.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program {@code kubectl} with its own settings, for one cluster. */
record Kubectl(Path folder, String cluster) {

    void apply(Path file) throws IOException, InterruptedException {
        run("apply", "--server-side", "-f", file.toString());
    }

    /** The number of the last write to objects of that kind, and how many of them there are. */
    String state() throws IOException, InterruptedException {
        return run("get", "--raw", "/api/v1/namespaces/default/configmaps?limit=1");
    }

    private String run(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("kubectl", "--kubeconfig", folder.resolve(cluster).toString()));
        command.addAll(List.of(words));
        Path said = folder.resolve("said");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().put("KUBECACHEDIR", folder.resolve("cache").toString());
        Process process = builder.start();
        if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + Files.readString(said));
        }
        return Files.readString(said);
    }
}

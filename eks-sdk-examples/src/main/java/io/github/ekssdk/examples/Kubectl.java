package io.github.ekssdk.examples;

import io.github.ekssdk.client.Cluster;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The kubectl command with a kubeconfig of the SDK's. */
final class Kubectl {

    private final Path command;

    private Kubectl(Path command) {
        this.command = command;
    }

    /** Looks for the command on the path. */
    static Optional<Kubectl> find() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "kubectl"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Kubectl::new);
    }

    /** Returns the command line and what it prints. */
    String run(Cluster cluster, List<String> arguments) {
        try {
            Path folder = Files.createTempDirectory("eks-sdk-kubectl");
            Path kubeconfig = folder.resolve("kubeconfig");
            cluster.kubeconfig().toBuilder().token(cluster.token()).build().writeTo(kubeconfig);
            List<String> line = new ArrayList<>(List.of(
                    command.toString(),
                    "--kubeconfig",
                    kubeconfig.toString(),
                    "--cache-dir",
                    folder.resolve("cache").toString()));
            line.addAll(arguments);
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            return "$ kubectl " + String.join(" ", arguments) + "\n"
                    + new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.github.ekssdk.testing.kubernetes;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The kubectl command as the administrator of a fake cluster. */
final class Kubectl {
    private final Path folder;
    private final Path kubeconfig;

    private Kubectl(Path folder, Path kubeconfig) {
        this.folder = folder;
        this.kubeconfig = kubeconfig;
    }

    /** Skips the test where there is no such command. */
    static Kubectl of(FakeKubernetes kubernetes, Path folder) {
        assumeTrue(
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .anyMatch(entry -> Files.isExecutable(Path.of(entry, "kubectl"))),
                "kubectl is not on the path");
        return new Kubectl(folder, write(folder.resolve("kubeconfig"), kubernetes.kubeconfig()));
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file that kubectl is to read. */
    String file(String name, String text) {
        return write(folder.resolve(name), text).toString();
    }

    Process start(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "kubectl",
                "--kubeconfig",
                kubeconfig.toString(),
                "--cache-dir",
                folder.resolve("cache").toString()));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the command prints, errors among it. */
    String run(String... arguments) {
        Process process = start(arguments);
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return output.trim();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

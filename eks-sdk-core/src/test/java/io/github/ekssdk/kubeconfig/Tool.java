package io.github.ekssdk.kubeconfig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A command line tool that our files and tokens have to agree with; a test without it is skipped. */
final class Tool {

    private final String name;

    private Tool(String name) {
        this.name = name;
    }

    static Tool onThePath(String name) {
        boolean present = Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
        assumeTrue(present, () -> "skipped: the tool '" + name + "' to compare with is not on the PATH");
        return new Tool(name);
    }

    /** Runs the tool with these settings, apart from any configuration of the user's, and returns what it printed. */
    String run(Map<String, String> settings, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(Stream.of(name), Arrays.stream(arguments)).toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(key -> key.startsWith("AWS_") || key.startsWith("KUBE"));
        builder.environment().put("AWS_CONFIG_FILE", "/dev/null");
        builder.environment().put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        builder.environment().putAll(settings);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}

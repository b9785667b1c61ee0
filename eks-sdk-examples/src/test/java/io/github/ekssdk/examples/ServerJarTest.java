package io.github.ekssdk.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ekssdk.testing.FakeAwsServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;

/** {@link FakeAwsServer} as {@code java -jar} starts it. */
class ServerJarTest {
    private static final Path BUILT = Path.of("..", "eks-sdk-testing", "target");

    @Test
    void the_jar_starts_by_itself_and_answers_where_it_says() throws IOException {
        Optional<Path> jar = jar();
        assumeTrue(jar.isPresent(), "the jar of the server is not built yet: package eks-sdk-testing first");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(java, "-jar", jar.orElseThrow().toString(), "--port", "0")
                .redirectErrorStream(true)
                .start();

        try (BufferedReader output = process.inputReader();
                EksClient eks = client(endpoint(output))) {
            assertThat(eks.listClusters().clusters()).isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    private static Optional<Path> jar() throws IOException {
        if (!Files.isDirectory(BUILT)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(BUILT)) {
            return files.filter(file -> file.toString().endsWith("-server.jar")).findFirst();
        }
    }

    private static URI endpoint(BufferedReader output) throws IOException {
        String start = "export AWS_ENDPOINT_URL=";
        String line = output.readLine();
        while (line != null && !line.startsWith(start)) {
            line = output.readLine();
        }
        assertThat(line).as("what the server printed last").isNotNull();
        return URI.create(line.substring(start.length()));
    }

    private static EksClient client(URI endpoint) {
        return EksClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .build();
    }
}

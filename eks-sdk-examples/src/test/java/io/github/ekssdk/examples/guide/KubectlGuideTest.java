package io.github.ekssdk.examples.guide;

import static io.github.ekssdk.kubeconfig.WriteOption.USE_CONTEXT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ekssdk.Eks;
import io.github.ekssdk.client.Cluster;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.kubeconfig.Kubeconfig;
import io.github.ekssdk.spi.Time;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.FakeClock;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** The code of docs/guide/kubectl.md, tried with kubectl where it is on the path. */
class KubectlGuideTest {

    private static final int NOTHING_WRONG = 0;

    @TempDir
    private Path folder;

    /** The aws tool signs with the time of this machine, so the account has the same. */
    private final FakeAws aws = FakeAws.builder()
            .kubernetes()
            .time(new FakeClock(Time.system().now()))
            .build();

    private final EksManager eks = aws.connect();
    private Cluster cluster =
            eks.apply(eks.plan(Eks.cluster("prod").managedNodeGroup("general").build()));

    @BeforeEach
    void look_for_kubectl() {
        needs("kubectl");
    }

    @AfterEach
    void close() {
        eks.close();
        aws.close();
    }

    private static void needs(String tool) {
        boolean present = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, tool)));
        assumeTrue(present, "skipped: the tool '" + tool + "' is not on the PATH");
    }

    @Test
    void kubectl_gets_its_token_from_the_aws_tool() throws Exception {
        needs("aws");
        Path file = folder.resolve("config");

        // tag::write
        cluster.kubeconfig().toBuilder().alias("prod").build().writeTo(file, USE_CONTEXT);
        // end::write

        assertThat(kubectl(file, "get", "nodes", "--no-headers").lines())
                .hasSize(2)
                .allMatch(line -> line.contains(" Ready "));
    }

    @Test
    void kubectl_finds_its_token_in_the_file() throws Exception {
        Path file = folder.resolve("config");

        // tag::token
        Kubeconfig forNow =
                cluster.kubeconfig().toBuilder().token(cluster.token()).build();
        forNow.writeTo(file);

        Process kubectl = new ProcessBuilder("kubectl", "--kubeconfig", file.toString(), "get", "nodes").start();
        // end::token

        assertThat(new String(kubectl.getInputStream().readAllBytes(), UTF_8)).contains(" Ready ");
        assertThat(kubectl.waitFor()).isEqualTo(NOTHING_WRONG);
    }

    @Test
    void kubectl_gets_its_token_from_a_program() throws Exception {
        Path file = folder.resolve("config");
        Path credential =
                Files.writeString(folder.resolve("credential"), cluster.token().toExecCredential());

        kubeconfigOf("cat", credential.toString()).writeTo(file);

        assertThat(kubectl(file, "auth", "can-i", "create", "deployments")).isEqualTo("yes");
    }

    @Test
    void kubectl_gets_its_token_from_the_program_of_this_page() throws Exception {
        Path file = folder.resolve("config");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

        kubeconfigOf(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classes,
                        "io.github.ekssdk.examples.GetToken",
                        cluster.name(),
                        cluster.region())
                .writeTo(file);

        assertThat(kubectl(file, "auth", "whoami", "-o", "jsonpath={.status.userInfo.groups}"))
                .contains("system:authenticated");
    }

    private Kubeconfig kubeconfigOf(String... command) {
        return cluster.kubeconfig().toBuilder()
                .execPlugin(exec -> exec.command(command[0], Arrays.copyOfRange(command, 1, command.length)))
                .build();
    }

    static Kubeconfig withProgram(Cluster cluster) {
        // tag::program
        Kubeconfig kubeconfig = cluster.kubeconfig().toBuilder()
                .execPlugin(exec -> exec.command(
                        "java", "-cp", "/opt/get-token.jar", "com.example.GetToken", cluster.name(), cluster.region()))
                .build();
        // end::program
        return kubeconfig;
    }

    private String kubectl(Path kubeconfig, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                "kubectl",
                "--kubeconfig",
                kubeconfig.toString(),
                "--cache-dir",
                folder.resolve("cache").toString()));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        AwsCredentials credentials = aws.credentials().resolveCredentials();
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment()
                .putAll(Map.of(
                        "AWS_ACCESS_KEY_ID", credentials.accessKeyId(),
                        "AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey(),
                        "AWS_CONFIG_FILE", folder.resolve("none").toString(),
                        "AWS_SHARED_CREDENTIALS_FILE", folder.resolve("none").toString()));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        assertThat(process.waitFor()).as(output).isEqualTo(NOTHING_WRONG);
        return output;
    }
}

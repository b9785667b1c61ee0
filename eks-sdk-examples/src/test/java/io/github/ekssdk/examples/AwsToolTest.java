package io.github.ekssdk.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ekssdk.Eks;
import io.github.ekssdk.client.Cluster;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.HttpDoor;
import io.github.ekssdk.testing.junit.EksTest;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** What the {@code aws} tool says of a cluster that the SDK has made, if the tool is there. */
@EksTest
class AwsToolTest {

    @TempDir
    Path directory;

    private final FakeAws aws;
    private final Cluster cluster;
    private final HttpDoor door;

    AwsToolTest(FakeAws aws, EksManager eks) {
        this.aws = aws;
        this.cluster = eks.apply(
                eks.plan(Eks.cluster("demo").managedNodeGroup("general").build()));
        this.door = aws.openHttp();
    }

    @BeforeEach
    void look_for_the_tool() {
        boolean present = Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "aws")));
        assumeTrue(present, "skipped: the tool 'aws' is not on the PATH");
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void it_describes_the_cluster_and_its_managed_node_group() throws Exception {
        String described = aws("eks", "describe-cluster", "--name", "demo", "--query", "cluster.[status,arn,endpoint]");
        String nodes = aws(
                "eks",
                "describe-nodegroup",
                "--cluster-name=demo",
                "--nodegroup-name=general",
                "--query=nodegroup.[status,scalingConfig.desiredSize]");

        assertThat(described.split("\\s+"))
                .containsExactly("ACTIVE", cluster.arn(), cluster.endpoint().orElseThrow());
        assertThat(nodes.split("\\s+")).containsExactly("ACTIVE", "2");
    }

    @Test
    void it_need_not_wait_for_a_cluster_that_is_active() throws Exception {
        String output = aws("eks", "wait", "cluster-active", "--name", "demo");

        assertThat(output).isEmpty();
    }

    @Test
    void it_writes_the_kubeconfig_that_the_sdk_writes() throws Exception {
        Path theirs = directory.resolve("theirs");
        Path ours = directory.resolve("ours");

        aws("eks", "update-kubeconfig", "--name", "demo", "--kubeconfig", theirs.toString());
        cluster.kubeconfig().writeTo(ours);

        assertThat(ours).hasSameTextualContentAs(theirs);
    }

    @Test
    void it_makes_tokens_of_the_kind_that_the_sdk_makes() throws Exception {
        String token = aws("eks", "get-token", "--cluster-name", "demo", "--query", "status.token");

        assertThat(token).startsWith("k8s-aws-v1.");
        assertThat(cluster.token().value()).startsWith("k8s-aws-v1.");
    }

    private String aws(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("aws", "--output", "text"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("KUBE"));
        AwsCredentials credentials = aws.credentials().resolveCredentials();
        builder.environment()
                .putAll(Map.of(
                        "AWS_ENDPOINT_URL", door.url().toString(),
                        "AWS_DEFAULT_REGION", aws.region(),
                        "AWS_ACCESS_KEY_ID", credentials.accessKeyId(),
                        "AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey(),
                        "AWS_CONFIG_FILE", directory.resolve("none").toString(),
                        "AWS_SHARED_CREDENTIALS_FILE", directory.resolve("none").toString(),
                        "AWS_PAGER", ""));
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}

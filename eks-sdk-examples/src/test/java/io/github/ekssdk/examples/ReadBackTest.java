package io.github.ekssdk.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ekssdk.testing.FakeClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What kubectl says, by a kubeconfig that the SDK wrote, of what the examples have put into their clusters. */
class ReadBackTest {

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @BeforeAll
    static void look_for_kubectl() {
        assumeTrue(Kubectl.find().isPresent(), "skipped: the tool 'kubectl' is not on the PATH");
    }

    static Stream<Arguments> examples() {
        return Stream.of(
                read(
                        "2048 behind an ALB",
                        new Game2048(),
                        "deployment.apps/game\\s+5/5\\s+5\\s+5\\s",
                        "service/game\\s+ClusterIP\\s+[\\d.]+\\s+<none>\\s+80/TCP\\s",
                        "ingress.networking.k8s.io/game\\s+alb\\s+\\*\\s+k8s-game2048-game-[\\w-]+\\.eu-west-1\\.elb\\.amazonaws\\.com\\s+80",
                        "alb\\s+eks\\.amazonaws\\.com/alb"),
                read(
                        "stateful set on gp3",
                        new StatefulSetOnGp3(),
                        "gp3 \\(default\\)\\s+ebs\\.csi\\.aws\\.com\\s+Delete\\s+WaitForFirstConsumer\\s+true",
                        "db\\s+2/2",
                        "data-db-1\\s+Bound\\s+pvc-[\\w-]+\\s+\\d+Gi\\s+RWO\\s+gp3"),
                read("Pod Identity account", new PodIdentityAccount(), "reader\\s+0\\s+\\d+m", "reader\\s+1/1"),
                read(
                        "from aws-auth to access entries",
                        new AwsAuthToAccessEntries(),
                        "aws-auth\\s+1",
                        "aws-auth-backup-\\d+\\s+1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void kubectl_reads_back(String name, Example example, List<String> lines) {
        Screen screen = new Screen(new PrintStream(output, true, StandardCharsets.UTF_8), false);

        new Demo(example, Options.parse("--name", "shop"), new FakeClock(), screen).run();

        String text = output.toString(StandardCharsets.UTF_8);
        String said = text.substring(text.indexOf("Read back with kubectl"), text.indexOf("── Delete"));
        assertThat(lines).allSatisfy(line -> assertThat(said).containsPattern("(?m)^" + line));
    }

    private static Arguments read(String name, Example example, String... lines) {
        return Arguments.of(name, example, List.of(lines));
    }
}

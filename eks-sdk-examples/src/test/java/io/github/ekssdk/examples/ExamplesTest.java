package io.github.ekssdk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.testing.FakeClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example runs to its end, shows what it is about, and leaves the account as it was. */
class ExamplesTest {

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    static Stream<Arguments> examples() {
        return Stream.of(
                example("private cluster", PrivateCluster::spec, "vpcEndpoint/ecr.dkr", "It is empty."),
                example("Fargate only", FargateOnly::spec, "fargateProfile/fp-default", "It is empty."),
                example("Spot and mixed", SpotAndMixed::spec, "capacityType = SPOT", "It is empty."),
                example("existing VPC", new ExistingVpc(), "subnetTags/", "ec2:vpc vpc-"),
                example("from eksctl YAML", FromEksctl::spec, "10.42.0.0/16", "It is empty."),
                example("Auto Mode", AutoModeCluster::spec, "general-purpose", "It is empty."),
                example(
                        "stateful set on gp3",
                        new StatefulSetOnGp3(),
                        "kubernetesObject/StatefulSet.apps/database/db",
                        "ec2:volume vol-"),
                example("2048 behind an ALB", new Game2048(), ".eu-west-1.elb.amazonaws.com/", "It is empty."),
                example("Pod Identity account", new PodIdentityAccount(), "podIdentityAssociation/", "It is empty."),
                example(
                        "from aws-auth to access entries",
                        new AwsAuthToAccessEntries(),
                        "accessEntry/arn:aws:iam::123456789012:role/developers",
                        "iam:role developers"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void it_runs_and_leaves_the_account_as_it_was(String name, Example example, String shown, String left) {
        Screen screen = new Screen(new PrintStream(output, true, StandardCharsets.UTF_8), false);

        int exitCode = new Demo(example, Options.parse("--name", "shop"), new FakeClock(), screen).run();

        String text = output.toString(StandardCharsets.UTF_8);
        assertThat(text).contains(shown);
        assertThat(exitCode).as(text).isZero();
        assertThat(text.substring(text.indexOf("What is left in the account"))).contains(left);
        assertThat(text)
                .containsSubsequence("── Plan", "── Create", "shop: done in ", "status      ACTIVE", "── Delete");
    }

    private static Arguments example(String name, Example example, String shown, String left) {
        return Arguments.of(name, example, shown, left);
    }
}

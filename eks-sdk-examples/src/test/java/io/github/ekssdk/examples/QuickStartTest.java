package io.github.ekssdk.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ekssdk.testing.FakeClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class QuickStartTest {

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @Test
    void it_plans_creates_shows_and_deletes_a_cluster() throws Exception {
        int exitCode = run(false, "--name", "shop");

        assertThat(exitCode).isZero();
        assertThat(text())
                .containsSubsequence(
                        "── A fake AWS account at http://127.0.0.1:",
                        "It is empty.",
                        "── Plan",
                        "Plan for cluster shop in account 123456789012, region eu-west-1",
                        "  + cluster/shop: does not exist (about 9 min)",
                        "IAM actions needed:",
                        "── Create",
                        "  0:00  Applying 24 steps to shop, about ",
                        "cluster/shop: create, about 9 min",
                        "managedNodeGroup/general: done in ",
                        "shop: done in ",
                        "── Cluster",
                        "name        shop",
                        "status      ACTIVE",
                        "endpoint    https://",
                        "node group  general, ACTIVE, 2 nodes of [t3.medium]",
                        "── What ran when",
                        "+ cluster/shop",
                        "The longest chain, drawn solid, takes ",
                        "── Kubeconfig",
                        "shop.kubeconfig",
                        "── The aws tool",
                        "AWS_ENDPOINT_URL=http://127.0.0.1:",
                        "aws eks describe-cluster --name shop",
                        "── Delete",
                        "shop: done in ",
                        "── What is left in the account",
                        "It is empty.");
        assertThat(Files.readString(Path.of("target/shop.kubeconfig")))
                .contains("cluster/shop", "client.authentication.k8s.io");
    }

    @Test
    void a_run_takes_the_same_virtual_time_whatever_the_computer() {
        run(false, "--name", "one");
        String first = progress();
        output.reset();

        run(false, "--name", "one");

        assertThat(progress()).isEqualTo(first);
    }

    @Test
    void in_a_terminal_it_draws_bars() {
        int exitCode = run(true);

        assertThat(exitCode).isZero();
        assertThat(text()).containsSubsequence("all 24 steps", "cluster/demo", "█", "100%  done in ", "── Cluster");
    }

    @Test
    void a_refusal_is_a_sentence_and_an_exit_code() {
        int exitCode = run(false, "--name", "not a name");

        assertThat(exitCode).isEqualTo(1);
        assertThat(text()).contains("The spec has one problem.").doesNotContain("Exception");
    }

    @Test
    void an_argument_and_its_value_may_be_one_word_or_two() {
        assertThat(Options.parse("--name=shop", "--speed", "50"))
                .isEqualTo(Options.parse("--name", "shop", "--speed=50"));
    }

    @Test
    void arguments_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> Options.parse("--nope")).hasMessage("There is no option --nope.");
        assertThatThrownBy(() -> Options.parse("--name")).hasMessage("--name needs a value.");
        assertThatThrownBy(() -> Options.parse("--speed", "fast"))
                .hasMessage("--speed needs a number above 0 and up to 10000, not fast.");
    }

    private int run(boolean terminal, String... args) {
        Screen screen = new Screen(new PrintStream(output, true, StandardCharsets.UTF_8), terminal);
        return new Demo(QuickStart::spec, Options.parse(args), new FakeClock(), screen).run();
    }

    private String progress() {
        String text = text();
        return text.substring(text.indexOf("── Create"), text.indexOf("── Kubeconfig"));
    }

    private String text() {
        return output.toString(StandardCharsets.UTF_8);
    }
}

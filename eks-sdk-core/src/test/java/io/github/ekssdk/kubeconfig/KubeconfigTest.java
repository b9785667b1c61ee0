package io.github.ekssdk.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubeconfigTest {

    @Test
    void by_default_kubectl_gets_its_tokens_from_the_aws_tool() {
        Kubeconfig kubeconfig = Kubeconfigs.of("demo");

        String yaml = kubeconfig.toYaml();

        assertThat(yaml).isEqualTo("""
            apiVersion: v1
            clusters:
            - cluster:
                certificate-authority-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCg==
                server: https://demo.gr7.eu-west-1.eks.amazonaws.com
              name: arn:aws:eks:eu-west-1:123456789012:cluster/demo
            contexts:
            - context:
                cluster: arn:aws:eks:eu-west-1:123456789012:cluster/demo
                user: arn:aws:eks:eu-west-1:123456789012:cluster/demo
              name: arn:aws:eks:eu-west-1:123456789012:cluster/demo
            current-context: arn:aws:eks:eu-west-1:123456789012:cluster/demo
            kind: Config
            preferences: {}
            users:
            - name: arn:aws:eks:eu-west-1:123456789012:cluster/demo
              user:
                exec:
                  apiVersion: client.authentication.k8s.io/v1beta1
                  args:
                  - --region
                  - eu-west-1
                  - eks
                  - get-token
                  - --cluster-name
                  - demo
                  - --output
                  - json
                  command: aws
            """);
    }

    @Test
    void role_and_profile_go_to_the_aws_tool() {
        Kubeconfig kubeconfig = Kubeconfigs.of("demo").toBuilder()
                .execPlugin(exec ->
                        exec.roleArn("arn:aws:iam::123456789012:role/ops").profile("work"))
                .build();

        String yaml = kubeconfig.toYaml();

        assertThat(yaml).endsWith("""
                  - --output
                  - json
                  - --role
                  - arn:aws:iam::123456789012:role/ops
                  command: aws
                  env:
                  - name: AWS_PROFILE
                    value: work
            """.indent(6).replace("            ", "      "));
    }

    @Test
    void another_program_takes_the_place_of_the_aws_tool() {
        Kubeconfig kubeconfig = Kubeconfigs.of("demo").toBuilder()
                .execPlugin(
                        exec -> exec.command("get-token", "demo", "eu-west-1").profile("work"))
                .build();

        assertThat(kubeconfig.toYaml()).endsWith("""
                  args:
                  - demo
                  - eu-west-1
                  command: get-token
                  env:
                  - name: AWS_PROFILE
                    value: work
            """.indent(6).replace("            ", "      "));
    }

    @Test
    void another_program_is_told_its_role_by_its_arguments() {
        Kubeconfig.Builder builder = Kubeconfigs.of("demo").toBuilder();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.execPlugin(
                        exec -> exec.command("get-token").roleArn("arn:aws:iam::123456789012:role/ops")))
                .withMessage("roleArn is an argument of the aws tool; name the role among the arguments of get-token.");
    }

    @Test
    void an_embedded_token_takes_the_place_of_the_exec_plugin() {
        BearerToken token = new BearerToken("k8s-aws-v1.abc", Instant.EPOCH);

        Kubeconfig kubeconfig =
                Kubeconfigs.of("demo").toBuilder().token(token).alias("demo").build();

        assertThat(kubeconfig.toYaml()).endsWith("""
            users:
            - name: arn:aws:eks:eu-west-1:123456789012:cluster/demo
              user:
                token: k8s-aws-v1.abc
            """).doesNotContain("exec");
        assertThat(kubeconfig).hasToString("Kubeconfig[cluster=demo, region=eu-west-1, context=demo]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"123", "0x1f", "1e3", "012", "on", "No", "null", "y", "~", ".5", "-1", "2020-01-01", "1:30"})
    void a_name_that_yaml_would_take_for_something_else_is_quoted(String name) {
        Kubeconfig kubeconfig = Kubeconfigs.of("demo").toBuilder().alias(name).build();

        String yaml = kubeconfig.toYaml();

        assertThat(yaml).contains("current-context: '" + name + "'\n");
    }

    @Test
    void a_name_that_yaml_could_not_read_back_plain_is_quoted() {
        Kubeconfig kubeconfig =
                Kubeconfigs.of("demo").toBuilder().alias("it's: #1 ☃").build();

        String yaml = kubeconfig.toYaml();

        assertThat(yaml).contains("current-context: 'it''s: #1 ☃'\n");
    }

    @Test
    void what_is_missing_or_blank_is_named() {
        assertThatNullPointerException()
                .isThrownBy(() -> Kubeconfig.builder("demo").region("eu-west-1").build())
                .withMessage("endpoint is not set");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Kubeconfigs.of("demo").toBuilder().alias(" "))
                .withMessage("alias is blank");
    }

    @Nested
    class DefaultPath {

        @Test
        void is_the_first_file_named_in_KUBECONFIG() {
            String twoFiles = File.pathSeparator + "/tmp/a" + File.pathSeparator + "/tmp/b";

            Path path = Kubeconfig.defaultPath(Map.of("KUBECONFIG", twoFiles, "HOME", "/home/me"));

            assertThat(path).isEqualTo(Path.of("/tmp/a"));
        }

        @Test
        void is_in_the_home_directory_otherwise() {
            Map<String, String> environment = Map.of("KUBECONFIG", "", "HOME", "/home/me");

            Path path = Kubeconfig.defaultPath(environment);

            assertThat(path).isEqualTo(Path.of("/home/me/.kube/config"));
        }

        @Test
        void is_refused_where_there_is_no_home() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Kubeconfig.defaultPath(Map.of()))
                    .withMessage("Neither KUBECONFIG nor HOME is set; name the kubeconfig to use");
        }
    }
}

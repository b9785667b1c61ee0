package io.github.ekssdk.kubeconfig;

import static io.github.ekssdk.kubeconfig.WriteOption.USE_CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The code of the guide's page on kubeconfig files and tokens. */
class KubeconfigGuideTest {

    private final AwsCredentialsProvider credentials =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "s"));
    private final Clock clock = new SettableClock("2026-11-22T19:00:00Z");
    private final String certificateAuthorityData = "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCg==";

    @TempDir
    private Path directory;

    @Test
    void a_kubeconfig_is_described_and_written() {
        // tag::describe
        Kubeconfig kubeconfig = Kubeconfig.builder("demo")
                .region("eu-west-1")
                .endpoint("https://ABCDEF.gr7.eu-west-1.eks.amazonaws.com")
                .certificateAuthorityData(certificateAuthorityData)
                .arn("arn:aws:eks:eu-west-1:123456789012:cluster/demo")
                .alias("demo")
                .build();
        // end::describe
        Map<String, String> environment = Map.of("HOME", directory.toString());

        // tag::write
        Path file = Kubeconfig.defaultPath(environment); // usually of System.getenv()
        kubeconfig.writeTo(file); // beside what is there; kubectl --context demo
        kubeconfig.writeTo(file, USE_CONTEXT); // and from now on without --context
        // end::write

        // tag::remove
        boolean removed = Kubeconfig.remove(file, "demo");
        // end::remove
        assertThat(removed).isTrue();
    }

    @Test
    void an_exec_plugin_may_have_a_role_and_a_profile() {
        Kubeconfig kubeconfig = Kubeconfigs.of("demo");

        // tag::exec
        Kubeconfig forOps = kubeconfig.toBuilder()
                .execPlugin(exec ->
                        exec.roleArn("arn:aws:iam::123456789012:role/ops").profile("work"))
                .build();
        // end::exec

        assertThat(forOps.toYaml()).contains("role/ops", "AWS_PROFILE");
    }

    @Test
    void a_token_may_be_embedded_or_sent() {
        Kubeconfig kubeconfig = Kubeconfigs.of("demo");
        Path file = directory.resolve("short-lived");
        URI nodes = URI.create(kubeconfig.endpoint() + "/api/v1/nodes");

        // tag::tokens
        BearerTokens tokens = BearerTokens.forCluster("demo", "eu-west-1", credentials, clock);
        // end::tokens
        // tag::embed
        kubeconfig.toBuilder().token(tokens.token()).build().writeTo(file);
        // end::embed
        // tag::cached
        CachedTokenSource source = tokens.cached(clock);
        HttpRequest request = HttpRequest.newBuilder(nodes)
                .header("Authorization", "Bearer " + source.token().value())
                .build();
        // end::cached

        assertThat(file).content().contains("token: k8s-aws-v1.");
        assertThat(request.headers().firstValue("Authorization"))
                .hasValue("Bearer " + source.token().value());
    }
}

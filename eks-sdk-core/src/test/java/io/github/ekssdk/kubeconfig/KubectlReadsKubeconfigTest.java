package io.github.ekssdk.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we write, as kubectl understands it. */
class KubectlReadsKubeconfigTest {

    @TempDir
    private Path directory;

    @Test
    void the_exec_plugin_arrives_with_its_arguments_and_environment() throws Exception {
        Path file = directory.resolve("config");
        Kubeconfigs.of("123").toBuilder()
                .alias("no")
                .execPlugin(exec -> exec.profile("yes"))
                .build()
                .writeTo(file);

        JsonNode seen = view(file);

        JsonNode exec = seen.at("/users/0/user/exec");
        assertThat(seen.path("current-context").textValue()).isEqualTo("no");
        assertThat(seen.at("/clusters/0/cluster/server").textValue())
                .isEqualTo("https://123.gr7.eu-west-1.eks.amazonaws.com");
        assertThat(exec.path("command").textValue()).isEqualTo("aws");
        assertThat(exec.path("args").toString())
                .isEqualTo("[\"--region\",\"eu-west-1\",\"eks\",\"get-token\",\"--cluster-name\",\"123\","
                        + "\"--output\",\"json\"]");
        assertThat(exec.at("/env/0/value").textValue()).isEqualTo("yes");
    }

    @Test
    void an_embedded_token_beside_another_cluster_arrives() throws Exception {
        Path file = directory.resolve("config");
        Kubeconfigs.of("first").writeTo(file);
        Kubeconfigs.of("second").toBuilder()
                .token(new BearerToken("k8s-aws-v1.abc", Instant.EPOCH))
                .build()
                .writeTo(file, WriteOption.USE_CONTEXT);

        JsonNode seen = view(file);

        assertThat(seen.path("clusters")).hasSize(2);
        assertThat(seen.path("current-context").textValue()).isEqualTo(Kubeconfigs.arn("second"));
        assertThat(seen.at("/users/1/user/token").textValue()).isEqualTo("k8s-aws-v1.abc");
    }

    @Test
    void what_kubectl_itself_wrote_before_and_after_stays() throws Exception {
        Tool kubectl = Tool.onThePath("kubectl");
        Path file = directory.resolve("config");

        kubectl.run(Map.of(), "--kubeconfig", file.toString(), "config", "set-context", "a", "--user=u");
        Kubeconfigs.of("demo").writeTo(file);
        kubectl.run(Map.of(), "--kubeconfig", file.toString(), "config", "set-context", "b", "--namespace=0123");
        Kubeconfigs.of("other").writeTo(file);

        JsonNode contexts = view(file).path("contexts");
        assertThat(contexts.findValuesAsText("name"))
                .containsExactlyInAnyOrder("a", "b", Kubeconfigs.arn("demo"), Kubeconfigs.arn("other"));
        assertThat(contexts.findValuesAsText("namespace")).containsExactly("0123");
    }

    private static JsonNode view(Path file) throws IOException, InterruptedException {
        String json = Tool.onThePath("kubectl")
                .run(Map.of(), "--kubeconfig", file.toString(), "config", "view", "--raw", "-o", "json");
        return JsonMapper.builder().build().readTree(json);
    }
}

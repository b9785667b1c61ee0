package io.github.ekssdk.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigRemoveTest {

    @TempDir
    private Path directory;

    @Test
    void takes_out_context_cluster_and_user_and_nothing_else() throws IOException {
        Path file = directory.resolve("config");
        Kubeconfigs.of("stays").writeTo(file);
        String before = Files.readString(file);
        Kubeconfigs.of("goes").writeTo(file);

        boolean removed = Kubeconfig.remove(file, Kubeconfigs.arn("goes"));

        assertThat(removed).isTrue();
        assertThat(file).hasContent(before);
    }

    @Test
    void leaves_no_current_context_where_it_was_the_current_one() {
        Path file = directory.resolve("config");
        Kubeconfigs.of("demo").writeTo(file);

        Kubeconfig.remove(file, Kubeconfigs.arn("demo"));

        assertThat(file).hasContent("""
                        apiVersion: v1
                        clusters: []
                        contexts: []
                        current-context: ''
                        kind: Config
                        preferences: {}
                        users: []
                        """);
    }

    @Test
    void keeps_a_cluster_or_user_that_another_context_names() {
        Path file = directory.resolve("config");
        Kubeconfigs.of("demo").writeTo(file);
        Kubeconfigs.of("demo").toBuilder()
                .alias("second")
                .userAlias("other")
                .build()
                .writeTo(file);

        boolean removed = Kubeconfig.remove(file, "second");

        assertThat(removed).isTrue();
        assertThat(file).hasContent(Kubeconfigs.of("demo").toYaml());
    }

    @Test
    void has_nothing_to_do_where_there_is_no_file() {
        Path file = directory.resolve("none/config");

        boolean removed = Kubeconfig.remove(file, "demo");

        assertThat(removed).isFalse();
        assertThat(directory).isEmptyDirectory();
    }
}

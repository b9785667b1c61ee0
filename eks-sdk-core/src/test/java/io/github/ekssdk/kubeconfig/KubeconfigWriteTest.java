package io.github.ekssdk.kubeconfig;

import static io.github.ekssdk.kubeconfig.WriteOption.USE_CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubeconfigWriteTest {

    private static final String OTHERS = """
            # kept by hand
            apiVersion: v1
            kind: Config
            preferences:
              colors: yes
            clusters:
            # at home
            - name: home # the Pi
              cluster:
                server: "https://10.0.0.1:6443"
                insecure-skip-tls-verify: true
                extensions:
                - name: minikube.sigs.k8s.io
                  extension: {version: 1.30, last-update: 2024-01-01, mode: 0644, on: Off}
            users:
            - user:
                password: 0123
                username: 'me'
              name: me
            x-vendor: &anchor
              notes: |
                two
                lines
            contexts:
            - {name: home, context: {cluster: home, user: me, namespace: kube-system}}
            current-context: home
            x-again: *anchor
            """;

    @TempDir
    private Path directory;

    @Nested
    class IntoAFileThatHoldsOthers {

        @Test
        void leaves_every_line_of_theirs_as_it_is_but_for_comments() throws IOException {
            Path file = Files.writeString(directory.resolve("config"), OTHERS);

            Kubeconfigs.of("demo").writeTo(file);

            List<String> theirs = OTHERS.lines()
                    .map(line -> line.replaceFirst("\\s*#.*", ""))
                    .filter(line -> !line.isEmpty())
                    .toList();
            assertThat(Files.readAllLines(file)).containsSubsequence(theirs);
        }

        @Test
        void leaves_the_current_context_alone_unless_asked() throws IOException {
            Path file = Files.writeString(directory.resolve("config"), OTHERS);
            Kubeconfig demo = Kubeconfigs.of("demo").toBuilder().alias("demo").build();

            demo.writeTo(file);
            String unasked = Files.readString(file);
            demo.writeTo(file, USE_CONTEXT);
            String asked = Files.readString(file);

            assertThat(unasked).contains("\ncurrent-context: home\n");
            assertThat(asked).contains("\ncurrent-context: demo\n").doesNotContain("current-context: home");
        }

        @Test
        void sets_no_current_context_where_there_is_none() throws IOException {
            Path file = Files.writeString(directory.resolve("config"), "kind: Config\n");

            Kubeconfigs.of("demo").writeTo(file);

            assertThat(file).content().doesNotContain("current-context");
        }

        @Test
        void replaces_entries_of_the_same_name_where_they_stand() throws IOException {
            Path file = directory.resolve("config");
            List.of("one", "two", "three").forEach(name -> Kubeconfigs.of(name).writeTo(file));
            String before = Files.readString(file);

            Kubeconfigs.of("two").toBuilder()
                    .endpoint("https://new.example.com")
                    .build()
                    .writeTo(file);

            String expected = before.replace("https://two.gr7.eu-west-1.eks.amazonaws.com", "https://new.example.com");
            assertThat(file).hasContent(expected);
        }

        @Test
        void changes_nothing_when_it_is_done_again() throws IOException {
            Path file = Files.writeString(directory.resolve("config"), OTHERS);
            Kubeconfigs.of("demo").writeTo(file);
            String before = Files.readString(file);

            Kubeconfigs.of("demo").writeTo(file);

            assertThat(file).hasContent(before);
        }

        @Test
        void keeps_the_namespace_of_its_context() throws IOException {
            Path file = directory.resolve("config");
            Kubeconfigs.of("demo").writeTo(file);
            String context = "    user: " + Kubeconfigs.arn("demo") + "\n";
            Files.writeString(file, Files.readString(file).replace(context, context + "    namespace: payments\n"));

            Kubeconfigs.of("demo").writeTo(file);

            assertThat(file).content().contains(context + "    namespace: payments\n");
        }

        @Test
        void makes_one_of_entries_that_had_its_name_twice() throws IOException {
            Path file = Files.writeString(directory.resolve("config"), """
                    users:
                    - {name: "%1$s", user: {token: old}}
                    - {name: me, user: {token: mine}}
                    - {name: "%1$s", user: {token: older}}
                    """.formatted(Kubeconfigs.arn("demo")));

            Kubeconfigs.of("demo").writeTo(file);

            assertThat(file).content().contains("token: mine").doesNotContain("old");
        }

        @ParameterizedTest
        @ValueSource(strings = {"clusters: []\n", "clusters:\n", "clusters: null # none yet\n", "users: ~\n"})
        void starts_a_section_that_is_empty(String content) throws IOException {
            Path file = Files.writeString(directory.resolve("config"), content);

            Kubeconfigs.of("demo").writeTo(file);

            assertThat(file)
                    .content()
                    .containsPattern("(?m)^clusters:\\R- cluster:$")
                    .containsPattern("(?m)^users:\\R- name:");
        }

        @Test
        void understands_a_file_in_JSON() throws IOException {
            Path file = Files.writeString(directory.resolve("config"), """
                    {"kind": "Config", "apiVersion": "v1",
                     "clusters": [{"name": "home", "cluster": {"server": "https://10.0.0.1"}}],
                     "contexts": [], "users": null}
                    """);

            Kubeconfigs.of("demo").writeTo(file);

            assertThat(Kubeconfig.remove(file, Kubeconfigs.arn("demo"))).isTrue();
            assertThat(file).content().contains("https://10.0.0.1").doesNotContain("demo");
        }
    }

    @Nested
    class IntoANewFile {

        @ParameterizedTest
        @ValueSource(strings = {"", "\n", "# nothing here\n", "---\n", "null\n", "\uFEFF"})
        void is_what_an_empty_one_becomes(String content) throws IOException {
            Path file = Files.writeString(directory.resolve("config"), content);

            Kubeconfigs.of("demo").writeTo(file);

            assertThat(file).hasContent(Kubeconfigs.of("demo").toYaml());
        }

        @Test
        void makes_its_directories_and_itself_for_the_owner_alone() throws IOException {
            Path file = directory.resolve("home/.kube/config");

            Kubeconfigs.of("demo").writeTo(file);

            assertThat(file).hasContent(Kubeconfigs.of("demo").toYaml());
            assertThat(mode(file)).isEqualTo("rw-------");
            assertThat(mode(directory.resolve("home"))).isEqualTo("rwx------");
            assertThat(mode(directory.resolve("home/.kube"))).isEqualTo("rwx------");
        }

        @Test
        void leaves_nothing_beside_it_but_its_own_empty_lock() throws IOException {
            Kubeconfigs.of("demo").writeTo(directory.resolve("config"));

            assertThat(names(directory)).containsExactlyInAnyOrder("config", "config.ekssdk.lock");
            assertThat(directory.resolve("config.ekssdk.lock")).isEmptyFile();
        }
    }

    @Nested
    class Files_ {

        @Test
        void that_others_could_read_are_closed_to_them() throws IOException {
            Path file = Files.writeString(directory.resolve("config"), OTHERS);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));

            Kubeconfigs.of("demo").writeTo(file);

            assertThat(mode(file)).isEqualTo("rw-------");
        }

        @Test
        void behind_symbolic_links_are_changed_and_the_links_stay() throws IOException {
            Path real = Files.writeString(
                    Files.createDirectory(directory.resolve("real")).resolve("file"), OTHERS);
            Path second = Files.createSymbolicLink(directory.resolve("second"), Path.of("real", "file"));
            Path first = Files.createSymbolicLink(directory.resolve("first"), second);

            Kubeconfigs.of("demo").writeTo(first);

            assertThat(first).isSymbolicLink();
            assertThat(second).isSymbolicLink();
            assertThat(real).isRegularFile().content().contains("demo", "10.0.0.1");
        }

        @Test
        void behind_a_link_that_leads_nowhere_yet_are_made() throws IOException {
            Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("not", "yet"));

            Kubeconfigs.of("demo").writeTo(link);

            assertThat(link).isSymbolicLink();
            assertThat(directory.resolve("not/yet")).isRegularFile();
        }

        @Test
        void are_not_touched_by_removing_what_they_do_not_hold() throws IOException {
            Path file = Files.writeString(directory.resolve("config"), OTHERS);
            FileTime longAgo = FileTime.from(Instant.EPOCH);
            Files.setLastModifiedTime(file, longAgo);

            boolean removed = Kubeconfig.remove(file, "demo");

            assertThat(removed).isFalse();
            assertThat(Files.getLastModifiedTime(file)).isEqualTo(longAgo);
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}

package io.github.ekssdk.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ekssdk.error.KubeconfigException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KubeconfigRefusalTest {

    @TempDir
    private Path directory;

    static Stream<Arguments> filesThatAreNoKubeconfig() {
        return Stream.of(
                Arguments.of("kind: Config\nusers:\n- name: 'me\n", "line 4, column 1", "not YAML"),
                Arguments.of("kind: Config\n  users: []\n", "line 2, column 8", "not YAML"),
                Arguments.of("a: 1\n\tb: 2\n", "line 2, column 1", "not YAML"),
                Arguments.of("a: 1\n---\nb: 2\n", "line 2, column 1", "not YAML"),
                Arguments.of("users: *nobody\n", "line 1, column 8", "not YAML"),
                Arguments.of("kind: Config\nx: a\u0007b\n", "line 2, column 5", "does not allow"),
                Arguments.of("- a\n- b\n", "line 1, column 1", "a list where a kubeconfig holds a map"),
                Arguments.of("just text\n", "line 1, column 1", "a single value where a kubeconfig holds a map"),
                Arguments.of("apiVersion: v1\nkind: Pod\n", "line 2, column 7", "kind is not Config"),
                Arguments.of("apiVersion: v2\n", "line 1, column 13", "apiVersion is not v1"),
                Arguments.of("clusters: {a: b}\n", "line 1, column 11", "clusters is a map, not a list"),
                Arguments.of("users: me\n", "line 1, column 8", "users is a single value, not a list"),
                Arguments.of("contexts:\n- a\n", "line 2, column 3", "an entry of contexts is a single value"),
                Arguments.of("contexts:\n-\n", "line 2, column 2", "an entry of contexts is nothing"),
                Arguments.of("current-context: [a]\n", "line 1, column 18", "current-context is a list"),
                Arguments.of("users: []\nkind: Config\nusers: []\n", "line 3, column 1", "users is there twice"));
    }

    @ParameterizedTest
    @MethodSource("filesThatAreNoKubeconfig")
    void a_file_that_is_no_kubeconfig_is_left_untouched_and_its_mistake_located(
            String content, String position, String problem) throws IOException {
        Path file = Files.writeString(directory.resolve("config"), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> Kubeconfigs.of("demo").writeTo(file, WriteOption.USE_CONTEXT))
                .isInstanceOf(KubeconfigException.class)
                .hasMessageStartingWith("The kubeconfig " + file + " was left as it is. It is not a kubeconfig: ")
                .hasMessageContainingAll(position, problem)
                .hasMessageEndingWith(". Repair the file or name another.");
        assertThatThrownBy(() -> Kubeconfig.remove(file, "demo")).isInstanceOf(KubeconfigException.class);

        assertThat(Files.readString(file)).isEqualTo(content);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r--r--");
        assertThat(directory.resolve("config.lock")).doesNotExist();
    }

    @Test
    void the_refusal_quotes_nothing_of_the_file() throws IOException {
        Path file = Files.writeString(directory.resolve("config"), "users:\n- user: {token: s3cret\nx: y: z\n");
        StringWriter printed = new StringWriter();

        assertThatThrownBy(() -> Kubeconfigs.of("demo").writeTo(file))
                .isInstanceOf(KubeconfigException.class)
                .satisfies(failure -> failure.printStackTrace(new PrintWriter(printed)));

        assertThat(printed.toString()).contains("line 3").doesNotContain("s3cret");
    }

    @Test
    void a_file_that_is_not_text_is_left_untouched() throws IOException {
        byte[] bytes = {'a', ':', ' ', (byte) 0xff, (byte) 0xfe, '\n'};
        Path file = Files.write(directory.resolve("config"), bytes);

        assertThatThrownBy(() -> Kubeconfigs.of("demo").writeTo(file))
                .isInstanceOf(KubeconfigException.class)
                .hasMessageContaining("it is not UTF-8 text");

        assertThat(file).hasBinaryContent(bytes);
    }

    @Test
    void a_directory_in_its_place_is_refused() throws IOException {
        Path file = Files.createDirectory(directory.resolve("config"));

        assertThatThrownBy(() -> Kubeconfigs.of("demo").writeTo(file))
                .isInstanceOf(KubeconfigException.class)
                .hasMessageContaining("Is a directory");

        assertThat(file).isEmptyDirectory();
    }

    @Test
    void links_that_go_in_circles_are_refused() throws IOException {
        Path one = directory.resolve("one");
        Path two = Files.createSymbolicLink(directory.resolve("two"), one);
        Files.createSymbolicLink(one, two);

        assertThatThrownBy(() -> Kubeconfigs.of("demo").writeTo(one))
                .isInstanceOf(KubeconfigException.class)
                .hasMessageContaining("FileSystemLoopException");
    }
}

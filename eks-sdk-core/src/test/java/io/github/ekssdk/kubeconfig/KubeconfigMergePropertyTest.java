package io.github.ekssdk.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.internal.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Laws of merging and removing, tried on generated files of other people; the seed is in the name of each case. */
class KubeconfigMergePropertyTest {

    private static final List<String> SCALARS = List.of(
            "plain",
            "0123",
            "1_000",
            "1e3",
            "0x1F",
            "yes",
            "Off",
            "~",
            "null",
            "",
            "2024-01-01",
            "12:30:45",
            "'quoted'",
            "'it''s'",
            "\"tab\\t and \\u263a\"",
            "\"\"",
            "https://10.0.0.1:6443",
            "a b  c",
            "!!binary 'aGVsbG8='",
            "☃",
            "x".repeat(300),
            "{a: 1, b: [2, three]}",
            "[]",
            "{}");

    @TempDir
    private Path directory;

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void removing_what_was_merged_gives_back_what_was_there(int seed) throws IOException {
        String before = foreignFile(new Random(seed));
        Path file = Files.writeString(directory.resolve("config"), before);

        Kubeconfigs.of("demo").writeTo(file);
        String merged = Files.readString(file);
        Kubeconfigs.of("demo").writeTo(file);
        String again = Files.readString(file);
        boolean removed = Kubeconfig.remove(file, Kubeconfigs.arn("demo"));

        assertThat(again).isEqualTo(merged);
        assertThat(removed).isTrue();
        assertThat(spelled(Files.readString(file))).isEqualTo(spelled(before));
    }

    /** Every value with its tag and spelling, in order, so that nothing may be re-typed or moved. */
    private static String spelled(String yaml) {
        return Yaml.read(yaml).map(KubeconfigMergePropertyTest::spelled).orElse("");
    }

    private static String spelled(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getTag() + " " + scalar.getScalarStyle() + " <" + scalar.getValue() + ">";
        }
        if (node instanceof SequenceNode list) {
            return list.getValue().stream()
                    .map(KubeconfigMergePropertyTest::spelled)
                    .collect(Collectors.joining("\n", "[", "]"));
        }
        return ((MappingNode) node)
                .getValue().stream()
                        .map(tuple -> spelled(tuple.getKeyNode()) + ": " + spelled(tuple.getValueNode()))
                        .collect(Collectors.joining("\n", "{", "}"));
    }

    private static String foreignFile(Random random) {
        StringBuilder yaml = new StringBuilder("kind: Config\n");
        for (String section : List.of("clusters", "contexts", "users")) {
            yaml.append("x-before-")
                    .append(section)
                    .append(": ")
                    .append(scalar(random))
                    .append('\n');
            yaml.append(section).append(':').append(entries(section, random));
        }
        return yaml.append("current-context: someone\n").toString();
    }

    private static String entries(String section, Random random) {
        int count = random.nextInt(4);
        String indent = random.nextBoolean() ? "  " : "";
        StringBuilder yaml = new StringBuilder(count == 0 ? " []\n" : "\n");
        for (int i = 0; i < count; i++) {
            String kind = section.substring(0, section.length() - 1);
            yaml.append("%s- name: %s-%d\n".formatted(indent, kind, i));
            yaml.append("%s  %s:\n".formatted(indent, kind));
            for (int field = 0; field <= random.nextInt(3); field++) {
                yaml.append("%s    field-%d: %s\n".formatted(indent, field, scalar(random)));
            }
            if (random.nextInt(3) == 0) {
                yaml.append("%s    block: |-\n%s      one\n\n%s       two\n".formatted(indent, indent, indent));
            }
        }
        return yaml.toString();
    }

    private static String scalar(Random random) {
        return SCALARS.get(random.nextInt(SCALARS.size()));
    }
}

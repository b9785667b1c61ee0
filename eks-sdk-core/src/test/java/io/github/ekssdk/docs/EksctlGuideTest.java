package io.github.ekssdk.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.eksctl.EksctlConfig;
import io.github.ekssdk.spec.ClusterSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/guide/eksctl.md. */
class EksctlGuideTest {

    private static final String YAML = """
        apiVersion: eksctl.io/v1alpha5
        kind: ClusterConfig
        metadata: {name: prod, region: eu-west-1, version: "1.34"}
        addonsConfig: {disableDefaultAddons: true}
        managedNodeGroups:
        - name: general
          instanceType: m7g.large
        """;

    @TempDir
    private Path directory;

    @Test
    void read() throws IOException {
        Path file = Files.writeString(directory.resolve("cluster.yaml"), YAML);

        // tag::read
        ClusterSpec prod = EksctlConfig.read(file);
        // end::read

        assertThat(prod.managedNodeGroups()).hasSize(1);
    }

    @Test
    void load() throws IOException {
        Path file =
                Files.writeString(directory.resolve("cluster.yaml"), YAML + "gitops: {flux: {gitProvider: github}}\n");
        List<String> log = new ArrayList<>();

        // tag::load
        EksctlConfig config = EksctlConfig.load(file);
        config.notCarriedOver().forEach(loss -> log.add(loss.toString()));
        ClusterSpec prod = config.spec();
        // end::load

        assertThat(prod.name()).isEqualTo("prod");
        assertThat(log)
                .containsExactly("line 8, column 17, gitops.flux.gitProvider: Flux is not installed by this SDK.");
    }

    @Test
    void write() throws IOException {
        Path file = directory.resolve("cluster.yaml");
        ClusterSpec prod = EksctlConfig.parse(YAML).spec();

        // tag::write
        EksctlConfig.write(prod, "eu-west-1", file);
        // end::write

        assertThat(EksctlConfig.read(file)).isEqualTo(prod);
    }
}

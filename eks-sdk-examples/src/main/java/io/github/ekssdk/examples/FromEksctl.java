package io.github.ekssdk.examples;

import io.github.ekssdk.eksctl.EksctlConfig;
import io.github.ekssdk.spec.ClusterSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A cluster described in a file of eksctl's. */
public final class FromEksctl {

    private FromEksctl() {}

    /** Runs the example; {@code --help} lists what it takes. */
    public static void main(String[] args) {
        Demo.main(FromEksctl::spec, args);
    }

    static ClusterSpec spec(String name) {
        return EksctlConfig.parse(yaml()).spec().toBuilder().name(name).build();
    }

    private static String yaml() {
        try (InputStream file = Objects.requireNonNull(FromEksctl.class.getResourceAsStream("cluster.yaml"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cluster.yaml is not on the class path.", e);
        }
    }
}

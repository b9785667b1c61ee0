package io.github.ekssdk.eksctl;

import static java.util.Objects.requireNonNull;

import io.github.ekssdk.error.EksctlConfigException;
import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.error.Problem;
import io.github.ekssdk.spec.ClusterSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A cluster described in eksctl's format, {@code ClusterConfig} of {@code eksctl.io/v1alpha5}, in YAML or JSON. Reading is strict:
 * unknown keys, wrong types and a version without quotation marks are errors with line and column. Settings that this SDK cannot
 * carry over are told, never dropped.
 *
 * <pre>{@code
 * ClusterSpec spec = EksctlConfig.read(Path.of("cluster.yaml"));       // refuses a file that cannot be carried over whole
 *
 * EksctlConfig config = EksctlConfig.load(Path.of("cluster.yaml"));    // tells what cannot
 * config.notCarriedOver().forEach(System.out::println);
 * }</pre>
 *
 * <p>What a file leaves out is as eksctl would have it, where that differs from this SDK: the range {@code 192.168.0.0/16}, nodes
 * in public subnets, two {@code m5.large} with disks of 80 GiB, the authentication mode {@code API_AND_CONFIG_MAP}. Names and tags
 * are this SDK's: a cluster that eksctl has made is not taken over by reading its file.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/eksctl/schema.html">The format in the eksctl user guide</a>
 * @since 0.1
 */
public final class EksctlConfig {

    private final ClusterSpec spec;
    private final String region;
    private final List<NotCarriedOver> notCarriedOver;
    private final String yaml;

    private EksctlConfig(ClusterSpec spec, String region, List<NotCarriedOver> notCarriedOver, String yaml) {
        this.spec = spec;
        this.region = region;
        this.notCarriedOver = List.copyOf(notCarriedOver);
        this.yaml = yaml;
    }

    /**
     * Reads a file that can be carried over whole. The region stands in the file too: {@link #load} tells it.
     *
     * @throws EksctlConfigException if the file is not of that format, or says something that cannot be carried over
     * @throws InvalidSpecException if it describes a cluster that EKS would refuse
     * @throws UncheckedIOException if it cannot be read
     */
    public static ClusterSpec read(Path file) {
        EksctlConfig config = load(file);
        refuse(file.toString(), config.notCarriedOver);
        return config.spec;
    }

    /**
     * Reads a file, and tells what in it cannot be carried over.
     *
     * @throws EksctlConfigException if the file is not of that format
     * @throws InvalidSpecException if it describes a cluster that EKS would refuse
     * @throws UncheckedIOException if it cannot be read
     */
    public static EksctlConfig load(Path file) {
        try {
            return parse(Files.readString(file, StandardCharsets.UTF_8), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a text, and tells what in it cannot be carried over.
     *
     * @throws EksctlConfigException if the text is not of that format
     * @throws InvalidSpecException if it describes a cluster that EKS would refuse
     */
    public static EksctlConfig parse(String yaml) {
        return parse(requireNonNull(yaml, "yaml"), "The text");
    }

    private static EksctlConfig parse(String yaml, String source) {
        Reading reading = Reading.of(yaml, source);
        return new EksctlConfig(reading.spec(), reading.region(), reading.notCarriedOver(), yaml);
    }

    /**
     * Describes a spec in eksctl's format, and tells what in it that format cannot say.
     *
     * @param region the region, which the format asks for
     */
    public static EksctlConfig of(ClusterSpec spec, String region) {
        Writing writing = Writing.of(requireNonNull(spec, "spec"), requireNonNull(region, "region"));
        return new EksctlConfig(spec, region, writing.notCarriedOver(), writing.yaml());
    }

    /**
     * Writes a spec to a file in eksctl's format. An existing file is replaced.
     *
     * @param region the region, which the format asks for
     * @throws EksctlConfigException if the spec says something that the format cannot; no file is written
     * @throws UncheckedIOException if the file cannot be written
     */
    public static void write(ClusterSpec spec, String region, Path file) {
        EksctlConfig config = of(spec, region);
        refuse("The spec of " + spec.name(), config.notCarriedOver);
        try {
            Files.writeString(file, config.yaml, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static void refuse(String source, List<NotCarriedOver> losses) {
        if (!losses.isEmpty()) {
            throw new EksctlConfigException(
                    source,
                    losses.stream()
                            .map(loss -> new Problem(loss.place(), "It cannot be carried over.", loss.reason()))
                            .toList());
        }
    }

    /** The cluster that is described. */
    public ClusterSpec spec() {
        return spec;
    }

    /** The region that is named. */
    public String region() {
        return region;
    }

    /** What was said and is not carried over, in the order of the text; empty if everything is. */
    public List<NotCarriedOver> notCarriedOver() {
        return notCarriedOver;
    }

    /** The text. */
    public String yaml() {
        return yaml;
    }
}

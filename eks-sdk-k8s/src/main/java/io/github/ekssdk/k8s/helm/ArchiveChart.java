package io.github.ekssdk.k8s.helm;

import io.github.ekssdk.error.ChartUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** A packed chart at an address, with the SHA-256 that it is published with, where it is known. */
record ArchiveChart(URI address, Optional<String> sha256) implements ChartSource {

    @Override
    public Path locate(Path workspace) {
        return keep(new Web().get(address), workspace);
    }

    /** Writes the chart down, if it is what was published. */
    Path keep(byte[] archive, Path workspace) {
        sha256.filter(wanted -> !wanted.equals(sha256(archive))).ifPresent(wanted -> {
            throw new ChartUnavailableException(
                    "What came from " + address + " is not the chart that was published: its SHA-256 is "
                            + sha256(archive) + " and should be " + wanted
                            + ". Look for what stands in between, or ask who publishes it.",
                    false,
                    null);
        });
        try {
            return Files.write(Files.createTempFile(workspace, "chart", ".tgz"), archive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] archive) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    @Override
    public String toString() {
        return "the chart " + address;
    }
}

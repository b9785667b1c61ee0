package io.github.ekssdk.k8s.helm;

import static java.util.Objects.requireNonNull;

import io.github.ekssdk.error.ChartUnavailableException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A chart of a repository, found in the repository's index. */
record RepositoryChart(URI repository, String chart, String version) implements ChartSource {

    private static final int SHOWN = 8;

    RepositoryChart {
        requireNonNull(chart, "chart");
        requireNonNull(version, "version");
    }

    @Override
    public Path locate(Path workspace) {
        URI index = base().resolve("index.yaml");
        String text = new String(new Web().get(index), StandardCharsets.UTF_8);
        Map<?, ?> entries = Manifests.mapAt(Manifests.index(text, index), "entries");
        List<?> versions = entries.get(chart) instanceof List<?> list ? list : List.of();
        if (versions.isEmpty()) {
            throw missing("has no chart '" + chart + "'", "Look at " + index + " for its charts.");
        }
        return versions.stream()
                .filter(entry -> plain(version).equals(plain(Manifests.textAt(entry, "version"))))
                .findFirst()
                .map(this::archive)
                .orElseThrow(() -> missing(
                        "has no version " + version + " of " + chart,
                        "Among the versions it has are " + some(versions) + "."))
                .locate(workspace);
    }

    private URI base() {
        String address = repository.toString();
        return address.endsWith("/") ? repository : URI.create(address + "/");
    }

    private ArchiveChart archive(Object entry) {
        String address = Manifests.listAt(entry, "urls").stream()
                .map(String::valueOf)
                .findFirst()
                .orElseThrow(() -> missing("names no file of " + chart + " " + version, "Ask who publishes it."));
        String digest = Manifests.textAt(entry, "digest");
        return new ArchiveChart(base().resolve(address), Optional.of(digest).filter(text -> !text.isEmpty()));
    }

    /** Versions are written with and without a v before them. */
    private static String plain(String version) {
        return version.startsWith("v") ? version.substring(1) : version;
    }

    private static String some(List<?> versions) {
        return versions.stream()
                .map(entry -> Manifests.textAt(entry, "version"))
                .limit(SHOWN)
                .collect(Collectors.joining(", "));
    }

    private ChartUnavailableException missing(String what, String hint) {
        return new ChartUnavailableException(
                "The Helm repository " + repository + " " + what + ". " + hint, false, null);
    }

    @Override
    public String toString() {
        return "the chart " + chart + " " + version + " of " + repository;
    }
}

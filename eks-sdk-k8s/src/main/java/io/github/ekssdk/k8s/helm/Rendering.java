package io.github.ekssdk.k8s.helm;

import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.error.Problem;
import io.github.ekssdk.spec.KubernetesObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Loads a chart and renders it, in a directory that only we can read and that is gone afterwards. */
final class Rendering {

    private final ChartSource source;
    private final Release release;

    Rendering(ChartSource source, Release release) {
        this.source = source;
        this.release = release;
    }

    List<KubernetesObject> render(HelmChart.Request request) {
        if (!HelmEngine.present()) {
            throw refused(
                    "Helm is not on the class path, so " + source + " cannot be rendered.",
                    "Add com.marcnuri.helm-java:helm-java as a dependency.");
        }
        try {
            return within(Files.createTempDirectory("eks-sdk-chart"), request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<KubernetesObject> within(Path workspace, HelmChart.Request request) throws IOException {
        try {
            Path values = Files.writeString(Files.createTempFile(workspace, "values", ".yaml"), request.values());
            return render(source.locate(workspace), values, request);
        } catch (IllegalStateException | UnsatisfiedLinkError e) {
            throw refused(
                    "Helm cannot render " + source + ": " + e.getMessage(), "Look at its values and its version.");
        } catch (YamlEngineException e) {
            throw refused("What Helm makes of " + source + " is not YAML: " + e.getMessage(), "Look at its values.");
        } finally {
            delete(workspace);
        }
    }

    private List<KubernetesObject> render(Path chart, Path values, HelmChart.Request request) {
        List<Map<String, Object>> crds = release.crds() ? Manifests.read(HelmEngine.crds(chart)) : List.of();
        ChartObjects objects = new ChartObjects(release, crds);
        Chance chance = new Chance(
                objects.of(template(chart, values, request)),
                objects.of(template(chart, values, request)),
                this::refused);
        List<KubernetesObject> all = new ArrayList<>(objects.before());
        all.addAll(chance.settled());
        return List.copyOf(all);
    }

    private List<Map<String, Object>> template(Path chart, Path values, HelmChart.Request request) {
        return Manifests.read(HelmEngine.template(chart, release, values, request.kubernetesVersion()));
    }

    private InvalidSpecException refused(String message, String hint) {
        return new InvalidSpecException(List.of(new Problem("components[" + release.name() + "]", message, hint)));
    }

    private static void delete(Path workspace) throws IOException {
        try (Stream<Path> files = Files.walk(workspace)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

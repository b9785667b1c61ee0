package io.github.ekssdk.k8s.helm;

import static java.util.Objects.requireNonNull;

import io.github.ekssdk.error.ChartUnavailableException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A chart in an OCI registry.
 *
 * @param registry the registry's address
 * @param repository the repository in it
 * @param version the version of the chart
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md">OCI Distribution Specification</a>
 */
record OciChart(URI registry, String repository, String version) implements ChartSource {

    private static final String SCHEME = "oci://";
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String CONTENT = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";
    private static final String SHA256 = "sha256:";

    OciChart {
        requireNonNull(version, "version");
    }

    static OciChart of(String reference, String version) {
        int slash = reference.indexOf('/', SCHEME.length());
        if (!reference.startsWith(SCHEME) || slash < 0 || slash == reference.length() - 1) {
            throw new IllegalArgumentException("'" + reference
                    + "' is no reference to a chart. Write it as oci://registry/repository, for example"
                    + " oci://public.ecr.aws/karpenter/karpenter.");
        }
        String host = reference.substring(SCHEME.length(), slash);
        String scheme = host.startsWith("localhost:") ? "http://" : "https://";
        return new OciChart(URI.create(scheme + host), reference.substring(slash + 1), version);
    }

    /** Returns the name of the chart, the last part of the repository's. */
    String name() {
        return repository.substring(repository.lastIndexOf('/') + 1);
    }

    @Override
    public Path locate(Path workspace) {
        Web web = new Web().accepting(MANIFEST);
        URI address = address("manifests/" + version.replace('+', '_'));
        String manifest = new String(web.get(address), StandardCharsets.UTF_8);
        String digest = Manifests.listAt(Manifests.index(manifest, address), "layers").stream()
                .filter(layer -> CONTENT.equals(Manifests.textAt(layer, "mediaType")))
                .map(layer -> Manifests.textAt(layer, "digest"))
                .filter(text -> text.startsWith(SHA256))
                .findFirst()
                .orElseThrow(() -> new ChartUnavailableException(
                        "What stands at " + this + " is not a Helm chart. Look at what the repository holds.",
                        false,
                        null));
        URI blob = address("blobs/" + digest);
        return new ArchiveChart(blob, Optional.of(digest.substring(SHA256.length()))).keep(web.get(blob), workspace);
    }

    private URI address(String rest) {
        return registry.resolve("/v2/" + repository + "/" + rest);
    }

    @Override
    public String toString() {
        return "the chart " + SCHEME + registry.getRawAuthority() + "/" + repository + " " + version;
    }
}

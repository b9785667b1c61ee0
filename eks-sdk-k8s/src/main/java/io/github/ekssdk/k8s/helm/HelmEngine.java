package io.github.ekssdk.k8s.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Helm itself. The one class that knows helm-java, which is not on everybody's class path. */
final class HelmEngine {

    private HelmEngine() {}

    /** Tells whether helm-java is there. */
    static boolean present() {
        try {
            Class.forName("com.marcnuri.helm.Helm", false, HelmEngine.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /**
     * Renders the templates of a chart, without its hooks.
     *
     * @throws IllegalStateException with Helm's own words, if it cannot be rendered
     */
    static synchronized String template(Path chart, Release release, Path values, Optional<String> kubernetesVersion) {
        TemplateCommand command = new Helm(chart.toAbsolutePath())
                .template()
                .withName(release.name())
                .withNamespace(release.namespace())
                .withValuesFile(values)
                .skipCrds();
        kubernetesVersion.ifPresent(version -> command.withKubeVersion(version + ".0"));
        return Objects.requireNonNullElse(command.call(), "");
    }

    /** Returns the CustomResourceDefinitions that stand beside the templates of a chart. */
    static synchronized String crds(Path chart) {
        return Objects.requireNonNullElse(
                new Helm(chart.toAbsolutePath()).show().crds().call(), "");
    }
}

package io.github.ekssdk.k8s.component;

import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Collects the settings of a Deployment.
 *
 * @since 0.1
 */
public final class DeploymentSettings extends WorkloadSettings<DeploymentSettings> {

    private Consumer<? super DeploymentBuilder> edit = builder -> {};

    DeploymentSettings(String name) {
        super(name);
    }

    /** Sets what has no word here, on Fabric8's builder. Called last. */
    public DeploymentSettings edit(Consumer<? super DeploymentBuilder> edit) {
        this.edit = edit;
        return this;
    }

    @Override
    Map<String, Object> manifest(Place place) {
        DeploymentBuilder deployment = new DeploymentBuilder()
                .withNewSpec()
                .withReplicas(replicas().orElse(null))
                .withNewSelector()
                .withMatchLabels(selector())
                .endSelector()
                .withTemplate(pods())
                .endSpec();
        edit.accept(deployment);
        return Trees.of(deployment.build());
    }
}

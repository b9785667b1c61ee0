package io.github.ekssdk.k8s.component;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Collects the settings of a StatefulSet. It takes a headless Service of the same name, see {@link ServiceSettings#headless()}.
 *
 * @since 0.1
 */
public final class StatefulSetSettings extends WorkloadSettings<StatefulSetSettings> {

    private final List<PersistentVolumeClaim> claims = new ArrayList<>();
    private Consumer<? super StatefulSetBuilder> edit = builder -> {};

    StatefulSetSettings(String name) {
        super(name);
    }

    /**
     * Gives each Pod a volume of its own, which outlives it. Cannot be changed later; volumes stay when the StatefulSet is deleted.
     *
     * @param name what the volume is called
     * @param path where the container sees it
     * @param size its size, such as {@code 10Gi}
     * @param storageClass the StorageClass that makes it, such as {@code gp3}
     */
    public StatefulSetSettings volume(String name, String path, String size, String storageClass) {
        claims.add(new PersistentVolumeClaimBuilder()
                .withApiVersion(null)
                .withKind(null)
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName(storageClass)
                .withNewResources()
                .withRequests(Map.of("storage", new Quantity(size)))
                .endResources()
                .endSpec()
                .build());
        mount(name, path);
        return this;
    }

    /** Sets what has no word here, on Fabric8's builder. Called last. */
    public StatefulSetSettings edit(Consumer<? super StatefulSetBuilder> edit) {
        this.edit = edit;
        return this;
    }

    @Override
    Map<String, Object> manifest(Place place) {
        StatefulSetBuilder set = new StatefulSetBuilder()
                .withNewSpec()
                .withServiceName(name())
                .withReplicas(replicas().orElse(null))
                .withNewSelector()
                .withMatchLabels(selector())
                .endSelector()
                .withTemplate(pods())
                .withVolumeClaimTemplates(claims)
                .endSpec();
        edit.accept(set);
        return Trees.of(set.build());
    }
}

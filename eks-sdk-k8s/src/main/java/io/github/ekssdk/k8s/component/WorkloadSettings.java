package io.github.ekssdk.k8s.component;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What can be said of a workload of Pods with one container. Its Pods carry the label {@code app.kubernetes.io/name} with the
 * workload's name, by which it and Services find them.
 *
 * @param <S> the settings themselves
 * @since 0.1
 */
public abstract class WorkloadSettings<S extends WorkloadSettings<S>> extends ObjectSettings<S> {

    static final String APP = "app.kubernetes.io/name";

    private final ContainerBuilder container = new ContainerBuilder();
    private final List<EnvVar> env = new ArrayList<>();
    private final List<VolumeMount> mounts = new ArrayList<>();
    private final Map<String, String> podLabels = new LinkedHashMap<>();
    private final Map<String, String> nodeSelector = new LinkedHashMap<>();
    private Optional<String> serviceAccount = Optional.empty();
    private Optional<Integer> replicas = Optional.empty();
    private int firstPort;

    WorkloadSettings(String name) {
        super(name);
        container.withName(name);
        podLabels.put(APP, name);
    }

    /** Sets the image of the container; required, and where it is missing the plan is refused. */
    public S image(String image) {
        container.withImage(image);
        return self();
    }

    /** Keeps that many Pods. Left out, there is one, or as many as a HorizontalPodAutoscaler says: leave it out with one. */
    public S replicas(int replicas) {
        this.replicas = Optional.of(replicas);
        return self();
    }

    /** Has the container listen on a TCP port; on none unless set. Called again, on both. */
    public S port(int port) {
        firstPort = firstPort == 0 ? port : firstPort;
        container.addNewPort().withContainerPort(port).withProtocol("TCP").endPort();
        return self();
    }

    /** Replaces what the image runs (its {@code ENTRYPOINT}), which it does unless set. */
    public S command(String... command) {
        container.withCommand(command);
        return self();
    }

    /** Replaces the arguments of what runs (the {@code CMD} of the image). */
    public S args(String... args) {
        container.withArgs(args);
        return self();
    }

    /** Sets an environment variable, for everybody to read who may read Pods: no place for secrets. */
    public S env(String variable, String value) {
        env.add(new EnvVar(variable, value, null));
        return self();
    }

    /**
     * Asks for CPU and memory, such as {@code 250m}, a quarter of a core, and {@code 64Mi}; for none unless set. Pods go where so much
     * is free, and wait where it is nowhere. Fargate sizes its machines by it.
     */
    public S requests(String cpu, String memory) {
        container
                .editOrNewResources()
                .withRequests(Map.of("cpu", new Quantity(cpu), "memory", new Quantity(memory)))
                .endResources();
        return self();
    }

    /** Ends the container when it takes more memory, such as {@code 128Mi}; at no amount unless set. */
    public S memoryLimit(String memory) {
        container
                .editOrNewResources()
                .withLimits(Map.of("memory", new Quantity(memory)))
                .endResources();
        return self();
    }

    /** Has Pods get requests once an HTTP GET of a path on the first port is answered well. */
    public S readinessPath(String path) {
        if (firstPort == 0) {
            throw new IllegalArgumentException("Say port(...) before readinessPath(...).");
        }
        container
                .withNewReadinessProbe()
                .withNewHttpGet()
                .withPath(path)
                .withPort(new IntOrString(firstPort))
                .endHttpGet()
                .endReadinessProbe();
        return self();
    }

    /** Runs the Pods as a service account, whose IAM role they take; as {@code default} unless set. */
    public S serviceAccount(String name) {
        serviceAccount = Optional.of(name);
        return self();
    }

    /** Runs the Pods on nodes with a label, such as {@code kubernetes.io/arch} of {@code arm64}. */
    public S nodeSelector(String label, String value) {
        nodeSelector.put(label, value);
        return self();
    }

    /** Adds a label to the Pods, such as one that a Fargate profile or a SecurityGroupPolicy selects. */
    public S podLabel(String key, String value) {
        podLabels.put(key, value);
        return self();
    }

    final void mount(String volume, String path) {
        mounts.add(new VolumeMountBuilder().withName(volume).withMountPath(path).build());
    }

    final Map<String, String> selector() {
        return Map.of(APP, name());
    }

    final Optional<Integer> replicas() {
        return replicas;
    }

    final PodTemplateSpec pods() {
        if (container.getImage() == null) {
            throw new IllegalArgumentException("The workload '" + name() + "' has no image; say image(...).");
        }
        container.withEnv(env).withVolumeMounts(mounts);
        PodTemplateSpecBuilder pods = new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(podLabels)
                .endMetadata()
                .withNewSpec()
                .withNodeSelector(nodeSelector)
                .withContainers(Arrays.asList(container.build()))
                .endSpec();
        serviceAccount.ifPresent(
                account -> pods.editSpec().withServiceAccountName(account).endSpec());
        return pods.build();
    }
}

package io.github.ekssdk.eksctl;

import io.github.ekssdk.spec.CapacityType;
import io.github.ekssdk.spec.ManagedNodeGroupSpec;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;

/** Writes a managed node group in eksctl's format. */
final class ManagedNodeGroupWriter {

    private ManagedNodeGroupWriter() {}

    /** Returns the group; what cannot be said is told with its path and why. */
    static Document write(ManagedNodeGroupSpec group, BiConsumer<String, String> lose) {
        return new Document()
                .set("name", group.name())
                .set("instanceTypes", group.instanceTypes())
                .set("spot", group.capacityType() == CapacityType.SPOT)
                .set("minSize", group.scaling().min())
                .set("desiredCapacity", group.scaling().desired())
                .set("maxSize", group.scaling().max())
                .set("volumeSize", group.diskSize())
                .set("privateNetworking", !group.publicSubnets())
                .set("labels", group.labels())
                .set(
                        "taints",
                        group.taints().stream()
                                .map(taint -> new Document()
                                        .set("key", taint.key())
                                        .set("value", taint.value())
                                        .set("effect", taint.effect().kubernetesName()))
                                .toList())
                .set("tags", group.tags())
                .set(
                        "updateConfig",
                        new Document()
                                .set(
                                        "maxUnavailable",
                                        boxed(group.updateConfig().maxUnavailable()))
                                .set(
                                        "maxUnavailablePercentage",
                                        boxed(group.updateConfig().maxUnavailablePercentage())));
    }

    private static Optional<Integer> boxed(OptionalInt number) {
        return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
    }
}

package io.github.ekssdk.eksctl;

import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.InstancesDistribution;
import io.github.ekssdk.spec.SelfManagedNodeGroupSpec;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Writes a self-managed node group in eksctl's format, which calls it a node group. */
final class SelfManagedNodeGroupWriter {

    private static final InstancesDistribution USUAL =
            SelfManagedNodeGroupSpec.builder("any").build().instancesDistribution();

    private SelfManagedNodeGroupWriter() {}

    /** Returns the group; what cannot be said is told with its path and why. */
    static Document write(SelfManagedNodeGroupSpec group, ClusterSpec cluster, BiConsumer<String, String> lose) {
        BiConsumer<String, String> own =
                (path, why) -> lose.accept("selfManagedNodeGroups[" + group.name() + "]." + path, why);
        if (group.minHealthyPercentage() != 90) {
            own.accept("minHealthyPercentage", "eksctl does not refresh instances.");
        }
        if (!group.instanceWarmup().isZero()) {
            own.accept("instanceWarmup", "eksctl does not refresh instances.");
        }
        if (group.releaseVersion().isPresent()) {
            own.accept("releaseVersion", "eksctl's format has release versions for managed node groups only.");
        }
        InstancesDistribution mix = group.instancesDistribution();
        boolean mixed = group.instanceTypes().size() > 1 || !mix.equals(USUAL) || group.capacityRebalance();
        Document document = NodeGroupWriter.write(group, cluster, own)
                .set("enclaveEnabled", Optional.of(true).filter(on -> group.enclavesEnabled()))
                .set("targetGroupARNs", group.targetGroupArns())
                .set("maxInstanceLifetime", group.maxInstanceLifetime().map(life -> (int) life.toSeconds()));
        if (!mixed && group.instanceSelector().isPresent()) {
            return document;
        }
        return mixed
                ? document.set("instancesDistribution", mix(group, mix))
                : document.set(
                        "instanceType",
                        group.instanceTypes().isEmpty()
                                ? ManagedNodeGroupWriter.EKS_DEFAULT
                                : group.instanceTypes().get(0));
    }

    private static Document mix(SelfManagedNodeGroupSpec group, InstancesDistribution mix) {
        return new Document()
                .set("instanceTypes", group.instanceTypes())
                .set("capacityRebalance", group.capacityRebalance())
                .set("onDemandBaseCapacity", mix.onDemandBaseCapacity())
                .set("onDemandPercentageAboveBaseCapacity", mix.onDemandPercentageAboveBaseCapacity())
                .set("spotAllocationStrategy", mix.spotAllocationStrategy().value())
                .set("spotInstancePools", NodeGroupWriter.boxed(mix.spotInstancePools()))
                .set("maxPrice", mix.spotMaxPrice().map(BigDecimal::new));
    }
}

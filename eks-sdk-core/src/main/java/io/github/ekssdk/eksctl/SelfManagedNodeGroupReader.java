package io.github.ekssdk.eksctl;

import io.github.ekssdk.spec.InstancesDistribution;
import io.github.ekssdk.spec.SelfManagedNodeGroupSpec;
import io.github.ekssdk.spec.SpotAllocationStrategy;
import io.github.ekssdk.spec.UserDataSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads a self-managed node group in eksctl's format, which calls it a node group. */
final class SelfManagedNodeGroupReader {

    private SelfManagedNodeGroupReader() {}

    static void read(Section group, SelfManagedNodeGroupSpec.Builder settings) {
        NodeGroupReader.read(group, settings);
        Section mix = group.section("instancesDistribution");
        List<String> types = mix.present()
                ? mix.texts("instanceTypes")
                : group.text("instanceType").map(List::of).orElse(List.of());
        if (mix.present()) {
            group.expect("instanceType", "mixed");
            mix.flag("capacityRebalance").ifPresent(settings::capacityRebalance);
            settings.instancesDistribution(distribution -> mix(mix, distribution));
        }
        String family = NodeGroupReader.machine(group, types, settings);
        settings.targetGroupArns(group.texts("targetGroupARNs"));
        group.integer("maxInstanceLifetime").map(Duration::ofSeconds).ifPresent(settings::maxInstanceLifetime);
        if (family.equals(AmiFamilies.AMAZON_LINUX)
                && (NodeGroupReader.hasUserData(group) || group.has("kubeletExtraConfig"))) {
            settings.userData(data -> userData(group, data));
        } else if (BottlerocketReader.says(family, group)) {
            settings.userData(data -> BottlerocketReader.read(group, data));
        }
    }

    private static void userData(Section group, UserDataSpec.Builder data) {
        NodeGroupReader.userData(group, data);
        group.free("kubeletExtraConfig")
                .map(config -> Plain.json(Map.of(
                        "apiVersion", "node.eks.aws/v1alpha1",
                        "kind", "NodeConfig",
                        "spec", Map.of("kubelet", Map.of("config", config)))))
                .ifPresent(data::nodeConfig);
    }

    private static void mix(Section mix, InstancesDistribution.Builder distribution) {
        mix.integer("onDemandBaseCapacity").ifPresent(distribution::onDemandBaseCapacity);
        mix.integer("onDemandPercentageAboveBaseCapacity").ifPresent(distribution::onDemandPercentageAboveBaseCapacity);
        Arrays.stream(SpotAllocationStrategy.values())
                .filter(strategy -> mix.says("spotAllocationStrategy", strategy.value()))
                .forEach(distribution::spotAllocationStrategy);
        mix.integer("spotInstancePools").ifPresent(distribution::spotInstancePools);
        mix.text("maxPrice").ifPresent(distribution::spotMaxPrice);
    }
}

package io.github.ekssdk.eksctl;

import io.github.ekssdk.spec.CapacityType;
import io.github.ekssdk.spec.LaunchTemplateChoice;
import io.github.ekssdk.spec.ManagedNodeGroupSpec;
import io.github.ekssdk.spec.NodeRepairSpec;
import io.github.ekssdk.spec.RepairAction;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads a managed node group in eksctl's format. */
final class ManagedNodeGroupReader {

    private ManagedNodeGroupReader() {}

    static void read(Section group, ManagedNodeGroupSpec.Builder settings) {
        NodeGroupReader.read(group, settings);
        Section template = group.section("launchTemplate");
        if (template.present()) {
            settings.launchTemplate(
                    template.text("id").orElse(""), template.text("version").orElse(LaunchTemplateChoice.DEFAULT));
            types(group).ifPresent(settings::instanceTypes);
        } else {
            machine(group, settings);
        }
        capacity(group, settings);
        group.text("releaseVersion").ifPresent(settings::releaseVersion);
        group.flag("propagateASGTags").ifPresent(settings::autoScalingGroupTags);
        Section update = group.section("updateConfig");
        update.integer("maxUnavailable").ifPresent(settings::maxUnavailable);
        update.integer("maxUnavailablePercentage").ifPresent(settings::maxUnavailablePercentage);
        Section repair = group.section("nodeRepairConfig");
        if (repair.present()) {
            settings.nodeRepair(builder -> repair(repair, builder));
        }
    }

    private static void machine(Section group, ManagedNodeGroupSpec.Builder settings) {
        List<String> types = types(group).orElse(List.of());
        String family = NodeGroupReader.machine(group, types, settings);
        if (family.equals(AmiFamilies.AMAZON_LINUX) && NodeGroupReader.hasUserData(group)) {
            settings.userData(data -> NodeGroupReader.userData(group, data));
        } else if (BottlerocketReader.says(family, group)) {
            settings.userData(data -> BottlerocketReader.read(group, data));
        }
    }

    private static Optional<List<String>> types(Section group) {
        List<String> types = group.texts("instanceTypes");
        Optional<String> type = group.text("instanceType");
        return types.isEmpty() ? type.map(List::of) : Optional.of(types);
    }

    private static void capacity(Section group, ManagedNodeGroupSpec.Builder settings) {
        if (group.on("spot")) {
            settings.spot();
        }
        if (group.section("instanceMarketOptions").says("marketType", "capacity-block")) {
            settings.capacityType(CapacityType.CAPACITY_BLOCK);
        }
    }

    private static void repair(Section repair, NodeRepairSpec.Builder settings) {
        settings.enabled(repair.on("enabled"));
        repair.integer("maxUnhealthyNodeThresholdCount").ifPresent(settings::maxUnhealthyNodeThresholdCount);
        repair.integer("maxUnhealthyNodeThresholdPercentage").ifPresent(settings::maxUnhealthyNodeThresholdPercentage);
        repair.integer("maxParallelNodesRepairedCount").ifPresent(settings::maxParallelNodesRepairedCount);
        repair.integer("maxParallelNodesRepairedPercentage").ifPresent(settings::maxParallelNodesRepairedPercentage);
        for (Section override : repair.sections("nodeRepairConfigOverrides")) {
            Arrays.stream(RepairAction.values())
                    .filter(action -> override.says("repairAction", action.value()))
                    .forEach(action -> settings.override(
                            override.text("nodeMonitoringCondition").orElse(""),
                            override.text("nodeUnhealthyReason").orElse(""),
                            override.integer("minRepairWaitTimeMins").orElse(0),
                            action));
        }
    }
}

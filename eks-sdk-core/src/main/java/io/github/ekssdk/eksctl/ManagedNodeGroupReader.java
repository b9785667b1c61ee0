package io.github.ekssdk.eksctl;

import io.github.ekssdk.spec.ManagedNodeGroupSpec;
import java.util.List;
import java.util.Optional;

/** Reads a managed node group in eksctl's format. */
final class ManagedNodeGroupReader {

    private static final String DEFAULT_INSTANCE_TYPE = "m5.large";
    private static final int DEFAULT_DISK = 80;
    private static final int DEFAULT_NODES = 2;

    private ManagedNodeGroupReader() {}

    static void read(Section group, ManagedNodeGroupSpec.Builder settings) {
        instances(group, settings);
        scaling(group, settings);
        settings.diskSize(group.integer("volumeSize").orElse(DEFAULT_DISK));
        group.expect("volumeType", "gp3");
        group.expect("disableIMDSv1", true);
        settings.publicSubnets(!group.on("privateNetworking"));
        group.textMap("labels").forEach(settings::label);
        Taints.read(group).forEach(settings::taint);
        group.textMap("tags").forEach(settings::tag);
        Section update = group.section("updateConfig");
        update.integer("maxUnavailable").ifPresent(settings::maxUnavailable);
        update.integer("maxUnavailablePercentage").ifPresent(settings::maxUnavailablePercentage);
    }

    private static void instances(Section group, ManagedNodeGroupSpec.Builder settings) {
        List<String> types = group.texts("instanceTypes");
        Optional<String> type = group.text("instanceType");
        settings.instanceTypes(
                types.isEmpty() ? new String[] {type.orElse(DEFAULT_INSTANCE_TYPE)} : types.toArray(String[]::new));
        if (group.on("spot")) {
            settings.spot();
        }
    }

    /** What is left out follows from the rest, as eksctl has it. */
    private static void scaling(Section group, ManagedNodeGroupSpec.Builder settings) {
        Optional<Integer> min = group.integer("minSize");
        Optional<Integer> max = group.integer("maxSize");
        Optional<Integer> desired = group.integer("desiredCapacity");
        int fewest = min.or(() -> desired).orElse(DEFAULT_NODES);
        int wanted = desired.orElse(Math.max(fewest, DEFAULT_NODES));
        settings.scaling(fewest, desired.orElse(fewest), max.or(() -> desired).orElse(Math.max(wanted, fewest)));
    }
}

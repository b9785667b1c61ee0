package io.github.ekssdk.eksctl;

import io.github.ekssdk.spec.Architecture;
import io.github.ekssdk.spec.InstanceSelectorSpec;
import io.github.ekssdk.spec.NodeGroupWords;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Descriptions of instance types in eksctl's format, which knows exact numbers only. */
final class InstanceSelectors {

    private static final Pattern MEMORY = Pattern.compile("(\\d{1,6})(?:Gi?B?)?");

    private InstanceSelectors() {}

    /** Reads a description; returns an instance type that stands for those it means, to pick an image by. */
    static String read(Section selector, NodeGroupWords<?> settings) {
        boolean arm = selector.says("cpuArchitecture", "arm64");
        selector.expect("cpuArchitecture", "x86_64");
        selector.expect("cpuArchitecture", "amd64");
        int gpus = selector.integer("gpus").orElse(0);
        Optional<Integer> memory = selector.textIf(
                        "memory", size -> MEMORY.matcher(size).matches())
                .map(size -> Integer.valueOf(size.replaceAll("\\D", "")));
        settings.instanceSelector(description -> {
            description
                    .architecture(arm ? Architecture.ARM_64 : Architecture.X86_64)
                    .gpus(gpus);
            selector.integer("vCPUs").ifPresent(description::vCpus);
            memory.ifPresent(description::memoryGib);
            selector.text("allow").ifPresent(description::allow);
            selector.text("deny").ifPresent(description::deny);
        });
        return arm ? (gpus > 0 ? "g5g.xlarge" : "m6g.large") : (gpus > 0 ? "g5.xlarge" : "m6i.large");
    }

    /** Writes a description; what cannot be said is told. */
    static Document write(InstanceSelectorSpec selector, BiConsumer<String, String> lose) {
        return new Document()
                .set("vCPUs", exactly(selector.minVCpus(), selector.maxVCpus(), "vCpus", lose))
                .set(
                        "memory",
                        exactly(selector.minMemoryGib(), selector.maxMemoryGib(), "memoryGib", lose)
                                .map(gib -> gib + "GiB"))
                .set("gpus", selector.gpus())
                .set("cpuArchitecture", selector.architecture().value())
                .set("allow", selector.allow())
                .set("deny", selector.deny());
    }

    private static Optional<Integer> exactly(
            OptionalInt min, OptionalInt max, String setting, BiConsumer<String, String> lose) {
        if (!min.equals(max)) {
            lose.accept("instanceSelector." + setting, "eksctl's format takes one number, not a range.");
            return Optional.empty();
        }
        return min.isPresent() ? Optional.of(min.getAsInt()) : Optional.empty();
    }
}

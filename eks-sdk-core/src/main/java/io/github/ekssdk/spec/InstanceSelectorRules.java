package io.github.ekssdk.spec;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What makes sense as a description of instance types. */
final class InstanceSelectorRules {

    private InstanceSelectorRules() {}

    static void check(NodeGroupSpec group, InstanceSelectorSpec selector, Problems own) {
        Problems problems = own.at("instanceSelector");
        if (!group.instanceTypes().isEmpty()) {
            problems.add(
                    "The instance types are described, and named as well: " + String.join(", ", group.instanceTypes())
                            + ".",
                    "Leave out one of the two.");
        }
        range("vCPUs", selector.minVCpus(), selector.maxVCpus(), problems.at("vCpus"));
        range("GiB of memory", selector.minMemoryGib(), selector.maxMemoryGib(), problems.at("memoryGib"));
        if (selector.gpus() < 0) {
            problems.at("gpus").add("The number of GPUs is negative.", "Give 0 or more.");
        }
        expression(selector.allow(), problems.at("allow"));
        expression(selector.deny(), problems.at("deny"));
        if (group.amiType().architecture() != selector.architecture()) {
            own.at("amiType")
                    .add(
                            group.amiType().value() + " is for "
                                    + group.amiType().architecture().value() + ", but the instance types are to be "
                                    + selector.architecture().value() + ".",
                            "Leave amiType out, or choose one for these processors.");
        }
    }

    private static void range(String what, OptionalInt min, OptionalInt max, Problems problems) {
        if (min.orElse(1) < 1 || max.orElse(1) < 1) {
            problems.add("The number of " + what + " is not positive.", "Give 1 at least.");
        } else if (min.isPresent() && max.isPresent() && min.getAsInt() > max.getAsInt()) {
            problems.add(
                    "There are to be " + min.getAsInt() + " " + what + " at least and " + max.getAsInt() + " at most.",
                    "Give the smaller number first.");
        }
    }

    private static void expression(Optional<String> text, Problems problems) {
        text.ifPresent(expression -> {
            try {
                var unused = Pattern.compile(expression);
            } catch (PatternSyntaxException bad) {
                problems.add(
                        "'" + expression + "' is not a regular expression: " + bad.getDescription() + ".",
                        "Write it like [cm]\\d.*");
            }
        });
    }
}

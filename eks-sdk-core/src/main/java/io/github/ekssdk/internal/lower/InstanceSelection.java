package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.resource.autoscaling.AutoScalingGroup;
import io.github.ekssdk.internal.resource.ec2.InstanceTypeOfferings;
import io.github.ekssdk.internal.resource.ec2.InstanceTypeSearch;
import io.github.ekssdk.internal.resource.ec2.InstanceTypeSearch.Candidate;
import io.github.ekssdk.internal.resource.eks.ManagedNodeGroup;
import io.github.ekssdk.spec.CapacityType;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.InstanceSelectorSpec;
import io.github.ekssdk.spec.ManagedNodeGroupSpec;
import io.github.ekssdk.spec.NodeGroupSpec;
import io.github.ekssdk.spec.SelfManagedNodeGroupSpec;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which instance types node groups get whose types are described instead of named. A tag of the group says by which description
 * they were chosen, so that they stay as long as that does.
 */
final class InstanceSelection implements Question {

    /** The tag of a group that holds the description. */
    static final String TAG = "eks-sdk/instance-selector";

    private static final int MOST = 20;

    /** EC2 takes 200 values of a filter at most. */
    private static final int MOST_ASKED = 100;

    private static final int MIB = 1024;

    /** Returns the path of the instance types of a group. */
    static String path(NodeGroupSpec group) {
        return (group instanceof ManagedNodeGroupSpec ? "managedNodeGroups" : "selfManagedNodeGroups") + "["
                + group.name() + "].instanceTypes";
    }

    /** Returns a spec that names what was chosen. */
    static ClusterSpec chosen(ClusterSpec spec, Map<String, List<String>> resolved) {
        boolean nothing = groups(spec).noneMatch(group -> resolved.containsKey(path(group)));
        if (nothing) {
            return spec;
        }
        ClusterSpec.Builder named = spec.toBuilder();
        for (ManagedNodeGroupSpec group : spec.managedNodeGroups()) {
            Optional.ofNullable(resolved.get(path(group)))
                    .ifPresent(types -> named.changeManagedNodeGroup(
                            group.name(),
                            it -> it.instanceSelector(Optional.empty()).instanceTypes(types)));
        }
        for (SelfManagedNodeGroupSpec group : spec.selfManagedNodeGroups()) {
            Optional.ofNullable(resolved.get(path(group)))
                    .ifPresent(types -> named.changeSelfManagedNodeGroup(
                            group.name(),
                            it -> it.instanceSelector(Optional.empty()).instanceTypes(types)));
        }
        return named.build();
    }

    /** Returns the tags of a group by which its description is known again. */
    static Map<String, String> tags(LoweringContext context, NodeGroupSpec group) {
        List<String> text = context.resolved(descriptionPath(group));
        return text.isEmpty() ? Map.of() : Map.of(TAG, text.get(0));
    }

    private static String descriptionPath(NodeGroupSpec group) {
        return path(group).replace(".instanceTypes", ".instanceSelector");
    }

    private static Stream<NodeGroupSpec> groups(ClusterSpec spec) {
        return Stream.concat(spec.managedNodeGroups().stream(), spec.selfManagedNodeGroups().stream());
    }

    @Override
    public void ask(Inquiry inquiry) {
        Map<String, List<Candidate>> searched = new HashMap<>();
        AskedGroup.all(inquiry)
                .forEach(asked -> asked.group()
                        .instanceSelector()
                        .filter(selector -> asked.group().instanceTypes().isEmpty())
                        .ifPresent(selector -> choose(inquiry, asked, selector, searched)));
    }

    private static void choose(
            Inquiry inquiry, AskedGroup asked, InstanceSelectorSpec selector, Map<String, List<Candidate>> searched) {
        String description = text(selector);
        List<String> types = present(asked, description).orElseGet(() -> {
            String architecture = selector.architecture().value();
            boolean spot = spot(asked.group());
            List<Candidate> all = searched.computeIfAbsent(
                    architecture + spot, key -> InstanceTypeSearch.of(inquiry.aws(), architecture, spot));
            return widelyOffered(inquiry, asked.group(), matching(all, selector));
        });
        if (types.isEmpty()) {
            inquiry.problem(
                    asked.at("instanceSelector"),
                    "EC2 has no instance type in " + inquiry.owner().region() + " with " + description + ".",
                    "Widen the description, or name instance types.");
            return;
        }
        inquiry.resolve(path(asked.group()), types);
        inquiry.resolve(descriptionPath(asked.group()), List.of(description));
    }

    /** What was chosen by the same description stays. */
    private static Optional<List<String>> present(AskedGroup asked, String description) {
        String property =
                asked.managed().isPresent() ? ManagedNodeGroup.INSTANCE_TYPES : AutoScalingGroup.INSTANCE_TYPES;
        return asked.found()
                .filter(now ->
                        now.has("tags") && description.equals(now.map("tags").get(TAG)))
                .map(now -> now.stringsOrNone(property))
                .filter(types -> !types.isEmpty());
    }

    private static boolean spot(NodeGroupSpec group) {
        return group instanceof ManagedNodeGroupSpec managed
                ? managed.capacityType() == CapacityType.SPOT
                : group instanceof SelfManagedNodeGroupSpec own
                        && own.instancesDistribution().onDemandPercentageAboveBaseCapacity() == 0;
    }

    private static List<String> matching(List<Candidate> all, InstanceSelectorSpec selector) {
        Optional<Pattern> allow = selector.allow().map(Pattern::compile);
        Optional<Pattern> deny = selector.deny().map(Pattern::compile);
        return all.stream()
                .filter(type -> within(selector.minVCpus(), type.vCpus(), selector.maxVCpus(), 1))
                .filter(type -> within(selector.minMemoryGib(), type.memoryMib(), selector.maxMemoryGib(), MIB))
                .filter(type -> type.gpus() == selector.gpus())
                .filter(type ->
                        allow.isEmpty() || allow.get().matcher(type.name()).matches())
                .filter(type ->
                        deny.isEmpty() || !deny.get().matcher(type.name()).matches())
                .sorted(Comparator.comparingInt(Candidate::vCpus)
                        .thenComparingLong(Candidate::memoryMib)
                        .thenComparing(Candidate::name))
                .map(Candidate::name)
                .limit(MOST_ASKED)
                .toList();
    }

    private static boolean within(OptionalInt min, long value, OptionalInt max, int unit) {
        return (min.isEmpty() || value >= (long) min.getAsInt() * unit)
                && (max.isEmpty() || value <= (long) max.getAsInt() * unit);
    }

    /** Returns those that all zones offer that were named, or as many as any of them is offered in. */
    private static List<String> widelyOffered(Inquiry inquiry, NodeGroupSpec group, List<String> types) {
        if (types.isEmpty()) {
            return types;
        }
        Map<String, Set<String>> zones = InstanceTypeOfferings.zones(inquiry.aws(), types);
        List<String> named = group.availabilityZones().isEmpty()
                ? inquiry.spec().vpc().availabilityZones()
                : group.availabilityZones();
        int most = zones.values().stream().mapToInt(Set::size).max().orElse(0);
        return types.stream()
                .filter(type -> named.isEmpty()
                        ? zones.getOrDefault(type, Set.of()).size() == most
                        : zones.getOrDefault(type, Set.of()).containsAll(named))
                .limit(MOST)
                .toList();
    }

    /** Says a description in characters that tags can hold. */
    private static String text(InstanceSelectorSpec selector) {
        StringBuilder text = new StringBuilder(selector.architecture().value());
        range(text, "vCPUs", selector.minVCpus(), selector.maxVCpus());
        range(text, "GiB", selector.minMemoryGib(), selector.maxMemoryGib());
        text.append(" ").append(selector.gpus()).append(" GPUs");
        selector.allow().ifPresent(names -> text.append(" named ").append(plain(names)));
        selector.deny().ifPresent(names -> text.append(" not named ").append(plain(names)));
        return text.toString();
    }

    private static void range(StringBuilder text, String unit, OptionalInt min, OptionalInt max) {
        if (min.isPresent() || max.isPresent()) {
            text.append(" ")
                    .append(min.isPresent() ? min.getAsInt() : "")
                    .append("-")
                    .append(max.isPresent() ? max.getAsInt() : "")
                    .append(" ")
                    .append(unit);
        }
    }

    /** Tags take few characters, so a regular expression with others is told by its digest, too. */
    private static String plain(String expression) {
        String plain = expression.replaceAll("[^A-Za-z0-9._:/=+@ -]", "_");
        return plain.equals(expression) && plain.length() <= 40
                ? plain
                : plain.substring(0, Math.min(plain.length(), 40)) + " "
                        + Owner.sha256(expression).substring(0, 8);
    }
}

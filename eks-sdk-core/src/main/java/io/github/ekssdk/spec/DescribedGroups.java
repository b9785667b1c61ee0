package io.github.ekssdk.spec;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The node groups of a kind as they are described so far, for changes by name.
 *
 * @param <G> the spec of such a group
 */
final class DescribedGroups<G extends NodeGroupSpec> {

    private final List<G> groups;
    private final String kind;
    private final Problems problems;

    DescribedGroups(List<G> groups, String kind, Problems problems) {
        this.groups = groups;
        this.kind = kind;
        this.problems = problems;
    }

    /** Returns the groups with one of them changed; a name that none has is a problem. */
    List<G> changed(String name, UnaryOperator<G> change) {
        expect(name);
        return groups.stream()
                .map(group -> group.name().equals(name) ? change.apply(group) : group)
                .toList();
    }

    /** Returns the groups without one of them; a name that none has is a problem. */
    List<G> without(String name) {
        expect(name);
        return groups.stream().filter(group -> !group.name().equals(name)).toList();
    }

    private void expect(String name) {
        requireNonNull(name, "name");
        if (groups.stream().noneMatch(group -> group.name().equals(name))) {
            problems.element(name)
                    .add(
                            "There is no " + kind + " '" + name + "' to change or remove.",
                            groups.isEmpty()
                                    ? "None is described yet."
                                    : "Described are "
                                            + groups.stream()
                                                    .map(NodeGroupSpec::name)
                                                    .collect(Collectors.joining(", "))
                                            + ".");
        }
    }
}

package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.resource.eks.ClusterVersion;
import io.github.ekssdk.internal.resource.eks.ClusterVersions;
import io.github.ekssdk.internal.resource.eks.ControlPlane;
import io.github.ekssdk.spec.ManagedNodeGroupSpec;
import io.github.ekssdk.spec.NodeGroupSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A node group that questions are asked about.
 *
 * @param group what is wanted
 * @param path where it stands in the spec
 * @param found the group as it was found; nothing of a new one
 * @param template its launch template as it was found
 */
record AskedGroup(NodeGroupSpec group, String path, Optional<Properties> found, Properties template) {

    /** Returns all node groups of a spec. */
    static List<AskedGroup> all(Inquiry inquiry) {
        return Stream.concat(managed(inquiry), selfManaged(inquiry)).toList();
    }

    /** Returns the self-managed node groups of a spec. */
    static Stream<AskedGroup> selfManaged(Inquiry inquiry) {
        return inquiry.spec().selfManagedNodeGroups().stream()
                .map(group -> of(inquiry, group, "selfManagedNodeGroups", Kinds.AUTO_SCALING_GROUP.name()));
    }

    /** Returns the managed node groups of a spec. */
    static Stream<AskedGroup> managed(Inquiry inquiry) {
        return inquiry.spec().managedNodeGroups().stream()
                .map(group -> of(inquiry, group, "managedNodeGroups", Kinds.MANAGED_NODE_GROUP.name()));
    }

    private static AskedGroup of(Inquiry inquiry, NodeGroupSpec group, String path, String kind) {
        return new AskedGroup(
                group,
                path + "[" + group.name() + "]",
                inquiry.observed(kind + "/" + group.name()).map(Properties::of),
                inquiry.observed(Kinds.LAUNCH_TEMPLATE.name() + "/" + group.name())
                        .map(Properties::of)
                        .orElseGet(() -> Properties.of(Map.of())));
    }

    /** Tells whether a property of the group is another one than was found. */
    boolean differs(String property, Object wanted) {
        return found.filter(now -> wanted.equals(now.asMap().get(property))).isEmpty();
    }

    /** Tells whether a property of its launch template is another one than was found. */
    boolean templateDiffers(String property, Object wanted) {
        return !Objects.equals(wanted, template.asMap().get(property));
    }

    /** Returns the path of one of its settings. */
    String at(String setting) {
        return path + "." + setting;
    }

    /** Returns the managed node group that it is, if it is one. */
    Optional<ManagedNodeGroupSpec> managed() {
        return group instanceof ManagedNodeGroupSpec managed ? Optional.of(managed) : Optional.empty();
    }

    /**
     * Returns the instance types that it runs on; nothing where a launch template of the user's own may say, or where none was
     * found that is as described.
     */
    List<String> instanceTypes() {
        boolean elsewhere =
                managed().flatMap(ManagedNodeGroupSpec::launchTemplate).isPresent();
        return group.instanceTypes().isEmpty()
                        && !elsewhere
                        && group.instanceSelector().isEmpty()
                ? List.of("t3.medium")
                : group.instanceTypes();
    }

    /** Returns the Kubernetes version of its nodes. */
    String version(Inquiry inquiry) {
        return managed()
                .flatMap(ManagedNodeGroupSpec::version)
                .or(() -> inquiry.spec().version())
                .or(() -> inquiry.cluster()
                        .map(state -> String.valueOf(state.properties().get(ControlPlane.VERSION))))
                .or(() -> ClusterVersions.offered(inquiry.aws()).stream()
                        .filter(ClusterVersion::isDefault)
                        .map(ClusterVersion::name)
                        .findFirst())
                .orElse("");
    }
}

package io.github.ekssdk.internal.resource.eks;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.state.NodeUpdate;
import io.github.ekssdk.state.NodeUpdate.Phase;
import io.github.ekssdk.state.ResourceState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.eks.model.NodegroupUpdateStrategies;

/**
 * Tells from the Auto Scaling group of a managed node group how far its update is. EKS first gives the group a new version of its launch
 * template, then raises its largest size, terminates node by node, and lowers the size again.
 */
final class NodeUpdates {

    /** Set on a group that an update known by its id moves to new nodes. */
    private static final String MOVES = "movesToNewNodes";

    private NodeUpdates() {}

    /** Notes that the update that was started, if one was, is one that replaces nodes. */
    static ResourceState begun(ResourceState state) {
        Map<String, String> outputs = new LinkedHashMap<>(state.outputs());
        outputs.put(MOVES, "true");
        return new ResourceState(
                state.id(), state.physicalId(), state.status(), state.properties(), outputs, state.issues());
    }

    /** Of an update that another process began, nobody knows what it does. */
    static boolean possible(ResourceState state) {
        return state.status().equals(Updates.UPDATING)
                && state.outputs().containsKey(ManagedNodeGroup.AUTO_SCALING_GROUP)
                && (moves(state) || !Updates.known(state));
    }

    private static boolean moves(ResourceState state) {
        return state.outputs().containsKey(MOVES);
    }

    static Optional<NodeUpdate> seen(Aws aws, ResourceState state, Optional<NodeUpdate> latest) {
        String name = state.outputs().get(ManagedNodeGroup.AUTO_SCALING_GROUP);
        return aws
                .autoScaling()
                .describeAutoScalingGroups(request -> request.autoScalingGroupNames(name))
                .autoScalingGroups()
                .stream()
                .findFirst()
                .flatMap(group -> of(group, state, latest.map(NodeUpdate::phase)));
    }

    private static Optional<NodeUpdate> of(AutoScalingGroup group, ResourceState state, Optional<Phase> latest) {
        String version = version(template(group));
        if (version.isEmpty() || version.startsWith("$")) {
            return Optional.empty();
        }
        List<Instance> nodes =
                group.instances().stream().filter(node -> !leaving(node)).toList();
        List<Instance> updated = nodes.stream()
                .filter(node ->
                        version(Optional.ofNullable(node.launchTemplate())).equals(version))
                .toList();
        int more = group.maxSize() - Properties.of(state).integer(ManagedNodeGroup.MAX_SIZE);
        return phase(state, more, nodes.size() - updated.size(), inService(updated))
                .map(phase ->
                        latest.filter(before -> before.compareTo(phase) > 0).orElse(phase))
                .map(phase -> new NodeUpdate(
                        phase, phase == Phase.SETUP ? 0 : updated.size(), nodes.size(), inService(nodes)));
    }

    /**
     * Returns the phase that shows.
     *
     * @param more by how much the group may be larger than it was
     * @param outdated how many nodes are of another version
     * @param started how many of the new version are in service
     */
    private static Optional<Phase> phase(ResourceState state, int more, int outdated, int started) {
        if (outdated == 0) {
            return more > 0
                    ? Optional.of(Phase.SCALE_DOWN)
                    : Optional.of(Phase.SETUP).filter(phase -> moves(state));
        }
        if (minimal(state)) {
            return Optional.of(Phase.UPGRADE);
        }
        Phase larger = started < more ? Phase.SCALE_UP : Phase.UPGRADE;
        return Optional.of(more > 0 ? larger : Phase.SETUP);
    }

    private static boolean minimal(ResourceState state) {
        return NodegroupUpdateStrategies.MINIMAL
                .toString()
                .equals(state.properties().get(ManagedNodeGroup.UPDATE_STRATEGY));
    }

    private static int inService(List<Instance> nodes) {
        return (int) nodes.stream()
                .filter(node -> node.lifecycleState() == LifecycleState.IN_SERVICE)
                .count();
    }

    private static boolean leaving(Instance node) {
        return node.lifecycleStateAsString().startsWith("Terminat");
    }

    private static Optional<LaunchTemplateSpecification> template(AutoScalingGroup group) {
        return group.mixedInstancesPolicy() == null
                ? Optional.ofNullable(group.launchTemplate())
                : Optional.of(group.mixedInstancesPolicy().launchTemplate().launchTemplateSpecification());
    }

    private static String version(Optional<LaunchTemplateSpecification> template) {
        return template.map(LaunchTemplateSpecification::version).orElse("");
    }
}

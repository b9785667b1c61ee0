package io.github.ekssdk.internal.resource.eks;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.state.ResourceState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupVersionRequest;

/** Starts the updates of a managed node group. */
final class ManagedNodeGroupChanges {

    private static final Set<String> SCALING =
            Set.of(ManagedNodeGroup.MIN_SIZE, ManagedNodeGroup.MAX_SIZE, ManagedNodeGroup.DESIRED_SIZE);

    private ManagedNodeGroupChanges() {}

    /** Moves the group to another Kubernetes version, release or version of its launch template, node by node. */
    static Optional<String> version(Aws aws, Wanted wanted) {
        Properties settings = wanted.properties();
        UpdateNodegroupVersionRequest.Builder request = UpdateNodegroupVersionRequest.builder()
                .clusterName(wanted.owner().cluster())
                .nodegroupName(wanted.name())
                .version(settings.optionalString(ManagedNodeGroup.VERSION).orElse(null))
                .releaseVersion(settings.optionalString(ManagedNodeGroup.RELEASE_VERSION)
                        .orElse(null))
                .launchTemplate(template -> template.id(settings.string(ManagedNodeGroup.LAUNCH_TEMPLATE_ID))
                        .version(settings.string(ManagedNodeGroup.LAUNCH_TEMPLATE_VERSION)));
        if (settings.has(ManagedNodeGroup.FORCE)) {
            request.force(true);
        }
        String token = wanted.token("UpdateNodegroupVersion after " + history(aws, wanted), request.build());
        request.clientRequestToken(token);
        return Updates.start(
                () -> aws.eks().updateNodegroupVersion(request.build()).update());
    }

    /** Changes everything that one UpdateNodegroupConfig can. */
    static Optional<String> config(Aws aws, Wanted wanted, ResourceState now, Set<String> differences) {
        UpdateNodegroupConfigRequest.Builder request = UpdateNodegroupConfigRequest.builder()
                .clusterName(wanted.owner().cluster())
                .nodegroupName(wanted.name());
        Properties settings = wanted.properties();
        if (differences.stream().anyMatch(SCALING::contains)) {
            scale(request, settings, now, differences.contains(ManagedNodeGroup.DESIRED_SIZE));
        }
        if (differences.contains(ManagedNodeGroup.LABELS)) {
            label(request, settings.map(ManagedNodeGroup.LABELS), map(now, ManagedNodeGroup.LABELS));
        }
        if (differences.contains(ManagedNodeGroup.TAINTS)) {
            taint(request, settings.strings(ManagedNodeGroup.TAINTS), list(now, ManagedNodeGroup.TAINTS));
        }
        if (differences.contains(ManagedNodeGroup.MAX_UNAVAILABLE)
                || differences.contains(ManagedNodeGroup.UPDATE_STRATEGY)) {
            request.updateConfig(ManagedNodeGroupState.updateConfig(settings));
        }
        if (differences.contains(ManagedNodeGroup.NODE_REPAIR)) {
            request.nodeRepairConfig(
                    settings.has(ManagedNodeGroup.NODE_REPAIR)
                            ? NodeRepairText.config(settings.map(ManagedNodeGroup.NODE_REPAIR))
                            : NodeRepairText.OFF);
        }
        if (differences.contains(ManagedNodeGroup.WARM_POOL)) {
            request.warmPoolConfig(
                    settings.has(ManagedNodeGroup.WARM_POOL)
                            ? WarmPoolText.config(settings.map(ManagedNodeGroup.WARM_POOL))
                            : WarmPoolText.OFF);
        }
        String token = wanted.token("UpdateNodegroupConfig after " + history(aws, wanted), request.build());
        request.clientRequestToken(token);
        return Updates.start(
                () -> aws.eks().updateNodegroupConfig(request.build()).update());
    }

    private static String history(Aws aws, Wanted wanted) {
        return Updates.history(aws, wanted.owner().cluster(), Optional.of(wanted.name()));
    }

    private static void scale(
            UpdateNodegroupConfigRequest.Builder request, Properties wanted, ResourceState now, boolean changed) {
        int min = wanted.integer(ManagedNodeGroup.MIN_SIZE);
        int max = wanted.integer(ManagedNodeGroup.MAX_SIZE);
        int present = Integer.parseInt(now.outputs().getOrDefault("desiredSize", "0"));
        int desired = changed ? wanted.integer(ManagedNodeGroup.DESIRED_SIZE) : Math.max(min, Math.min(max, present));
        request.scalingConfig(scaling -> scaling.minSize(min).maxSize(max).desiredSize(desired));
    }

    private static void label(
            UpdateNodegroupConfigRequest.Builder request, Map<String, String> target, Map<String, String> present) {
        request.labels(labels -> labels.addOrUpdateLabels(target)
                .removeLabels(present.keySet().stream()
                        .filter(key -> !target.containsKey(key))
                        .toList()));
    }

    private static void taint(UpdateNodegroupConfigRequest.Builder request, List<String> target, List<String> present) {
        request.taints(taints -> taints.addOrUpdateTaints(ManagedNodeGroupState.taints(without(target, present)))
                .removeTaints(ManagedNodeGroupState.taints(without(present, target).stream()
                        .filter(taint -> target.stream().noneMatch(other -> sameTaint(other, taint)))
                        .toList())));
    }

    /** A taint is known by its key and effect; another value is an update of it. */
    private static boolean sameTaint(String one, String other) {
        return identity(one).equals(identity(other));
    }

    private static String identity(String taint) {
        return taint.substring(0, taint.indexOf('=')) + taint.substring(taint.lastIndexOf(':'));
    }

    private static List<String> without(List<String> all, List<String> others) {
        return all.stream().filter(item -> !others.contains(item)).toList();
    }

    private static Map<String, String> map(ResourceState now, String property) {
        return Properties.of(now).map(property);
    }

    private static List<String> list(ResourceState now, String property) {
        return Properties.of(now).strings(property);
    }
}

package io.github.ekssdk.k8s.nodes;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides which pods leave a node that is drained, as {@code kubectl drain} does. */
final class Evictability {

    private static final String MIRROR = "kubernetes.io/config.mirror";

    private final DrainSettings settings;

    Evictability(DrainSettings settings) {
        this.settings = settings;
    }

    /** Pods of DaemonSets and static pods would come back at once; those that have ended use nothing. */
    boolean leaves(Pod pod) {
        return !isMirror(pod) && !isOver(pod) && !isOfDaemonSet(pod);
    }

    /** Why a pod that should leave may not, unless somebody allows it. */
    Optional<String> objection(Pod pod) {
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            return Optional.empty();
        }
        if (!settings.podsWithoutController() && controller(pod).isEmpty()) {
            return Optional.of(
                    "has no controller, so nothing would start it again; podsWithoutController(true) evicts it");
        }
        return settings.podsWithEmptyDir()
                ? Optional.empty()
                : emptyDir(pod)
                        .map(volume -> "would lose the data of its emptyDir volume " + volume.getName()
                                + "; podsWithEmptyDir(true) evicts it");
    }

    private static boolean isMirror(Pod pod) {
        return requireNonNullElse(pod.getMetadata().getAnnotations(), Map.of()).containsKey(MIRROR);
    }

    private static boolean isOver(Pod pod) {
        String phase = pod.getStatus() == null
                ? ""
                : requireNonNullElse(pod.getStatus().getPhase(), "");
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    private static boolean isOfDaemonSet(Pod pod) {
        return controller(pod)
                .filter(owner -> owner.getKind().equals("DaemonSet"))
                .isPresent();
    }

    private static Optional<OwnerReference> controller(Pod pod) {
        return requireNonNullElse(pod.getMetadata().getOwnerReferences(), List.<OwnerReference>of()).stream()
                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .findFirst();
    }

    private static Optional<Volume> emptyDir(Pod pod) {
        return requireNonNullElse(pod.getSpec().getVolumes(), List.<Volume>of()).stream()
                .filter(volume -> volume.getEmptyDir() != null)
                .findFirst();
    }
}

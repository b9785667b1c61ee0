package io.github.ekssdk.k8s.internal.component;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Looks into the Pods that workloads make. */
final class PodTemplates {

    /**
     * An object in the namespace of a Pod that the Pod cannot start without.
     *
     * @param kind the kind
     * @param name the name
     */
    record Need(String kind, String name) {}

    private PodTemplates() {}

    /** Returns the spec of the Pods of a workload, or of a Pod. */
    static Map<String, Object> spec(Map<String, Object> workload) {
        return switch (Tree.text(workload, "kind")) {
            case "Pod" -> Tree.mapAt(workload, "spec");
            case "CronJob" -> Tree.mapAt(workload, "spec", "jobTemplate", "spec", "template", "spec");
            default -> Tree.mapAt(workload, "spec", "template", "spec");
        };
    }

    /** Returns what Pods name. */
    static List<Need> needs(Map<String, Object> pod) {
        List<Need> needs = new ArrayList<>();
        add(needs, "ServiceAccount", Tree.text(pod, "serviceAccountName"));
        for (Object volume : Tree.list(pod, "volumes")) {
            add(needs, "ConfigMap", Tree.text(volume, "configMap", "name"));
            add(needs, "Secret", Tree.text(volume, "secret", "secretName"));
            add(needs, "PersistentVolumeClaim", Tree.text(volume, "persistentVolumeClaim", "claimName"));
        }
        Stream.of("initContainers", "containers")
                .flatMap(name -> Tree.list(pod, name).stream())
                .forEach(container -> environment(needs, container));
        return needs;
    }

    private static void environment(List<Need> needs, Object container) {
        for (Object source : Tree.list(container, "envFrom")) {
            add(needs, "ConfigMap", Tree.text(source, "configMapRef", "name"));
            add(needs, "Secret", Tree.text(source, "secretRef", "name"));
        }
        for (Object variable : Tree.list(container, "env")) {
            add(needs, "ConfigMap", Tree.text(variable, "valueFrom", "configMapKeyRef", "name"));
            add(needs, "Secret", Tree.text(variable, "valueFrom", "secretKeyRef", "name"));
        }
    }

    private static void add(List<Need> needs, String kind, String name) {
        if (!name.isEmpty()) {
            needs.add(new Need(kind, name));
        }
    }
}

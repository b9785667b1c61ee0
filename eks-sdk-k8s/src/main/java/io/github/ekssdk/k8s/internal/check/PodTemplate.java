package io.github.ekssdk.k8s.internal.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The Pods that an object makes. */
record PodTemplate(Described object, Map<String, String> labels, Object spec) {

    static Optional<PodTemplate> of(Described object) {
        Object manifest = object.object().manifest();
        return switch (object.object().kind()) {
            case "Pod" -> object.object().group().isEmpty() ? Optional.of(of(object, manifest)) : Optional.empty();
            case "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job", "ReplicationController" ->
                Optional.of(of(object, Tree.map(manifest, "spec", "template")));
            case "CronJob" -> Optional.of(of(object, Tree.map(manifest, "spec", "jobTemplate", "spec", "template")));
            default -> Optional.empty();
        };
    }

    private static PodTemplate of(Described object, Object template) {
        Map<String, String> labels = new LinkedHashMap<>();
        Tree.map(template, "metadata", "labels")
                .forEach((key, value) -> labels.put(String.valueOf(key), String.valueOf(value)));
        return new PodTemplate(object, labels, Tree.map(template, "spec"));
    }

    Stream<Object> containers() {
        return Stream.of("initContainers", "containers").flatMap(part -> Tree.items(spec, part));
    }

    /** Tells whether the Pods ask for nodes with that label. */
    boolean selects(String label, String value) {
        boolean bySelector = Tree.text(spec, "nodeSelector", label).equals(Optional.of(value));
        return bySelector
                || Tree.items(
                                spec,
                                "affinity",
                                "nodeAffinity",
                                "requiredDuringSchedulingIgnoredDuringExecution",
                                "nodeSelectorTerms")
                        .flatMap(term -> Tree.items(term, "matchExpressions"))
                        .anyMatch(expression -> Tree.text(expression, "key").equals(Optional.of(label))
                                && Tree.text(expression, "operator").equals(Optional.of("In"))
                                && Tree.items(expression, "values").toList().equals(List.of(value)));
    }
}

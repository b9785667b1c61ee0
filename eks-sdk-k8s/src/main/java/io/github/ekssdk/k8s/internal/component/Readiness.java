package io.github.ekssdk.k8s.internal.component;

import java.util.Map;
import java.util.Optional;

/** Tells from what Kubernetes says of an object whether it serves. */
final class Readiness {

    private Readiness() {}

    /** Returns what an object still waits for, as a part of a sentence; nothing where it serves. */
    static Optional<String> unready(Map<String, Object> object) {
        if (Tree.number(object, 0, "status", "observedGeneration") != 0
                && Tree.number(object, 0, "status", "observedGeneration")
                        < Tree.number(object, 0, "metadata", "generation")) {
            return Optional.of("waiting for its controller");
        }
        return switch (ObjectName.of(object).groupKind()) {
            case "Deployment.apps", "StatefulSet.apps" -> replicas(object);
            case "DaemonSet.apps" -> daemons(object);
            case "Job.batch" -> suspended(object) ? Optional.empty() : condition(object, "Complete", "running");
            case "Pod" ->
                Tree.text(object, "status", "phase").equals("Succeeded")
                        ? Optional.empty()
                        : condition(object, "Ready", "starting");
            case "CustomResourceDefinition.apiextensions.k8s.io" ->
                condition(object, "Established", "being established");
            case "APIService.apiregistration.k8s.io" -> condition(object, "Available", "waiting for its Pods");
            case "Ingress.networking.k8s.io" -> loadBalancer(object);
            case "Service" ->
                Tree.text(object, "spec", "type").equals("LoadBalancer") ? loadBalancer(object) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Returns why an object will not serve by waiting, in a whole sentence; nothing where it may. */
    static Optional<String> hopeless(Map<String, Object> object) {
        return switch (ObjectName.of(object).groupKind()) {
            case "Deployment.apps" -> failed(object, "Progressing", "False");
            case "Job.batch" -> failed(object, "Failed", "True");
            case "Pod" ->
                Tree.text(object, "status", "phase").equals("Failed")
                        ? Optional.of("Its containers have ended with an error.")
                        : Optional.empty();
            case "CustomResourceDefinition.apiextensions.k8s.io" -> failed(object, "NamesAccepted", "False");
            default -> Optional.empty();
        };
    }

    private static Optional<String> replicas(Map<String, Object> object) {
        long wanted = Tree.number(object, 1, "spec", "replicas");
        long updated = Tree.number(object, 0, "status", "updatedReplicas");
        long ready = ObjectName.of(object).kind().equals("Deployment")
                ? Tree.number(object, 0, "status", "availableReplicas")
                : Tree.number(object, 0, "status", "readyReplicas");
        boolean observed = Tree.number(object, 0, "status", "observedGeneration") > 0;
        return observed && updated >= rolledOut(object, wanted) && ready >= wanted
                ? Optional.empty()
                : Optional.of(ready + " of " + wanted + " Pods ready, " + updated + " up to date");
    }

    /** Returns how many of so many Pods become up to date by themselves. */
    private static long rolledOut(Map<String, Object> object, long wanted) {
        if (Boolean.TRUE.equals(Tree.at(object, "spec", "paused"))
                || Tree.text(object, "spec", "updateStrategy", "type").equals("OnDelete")) {
            return 0;
        }
        return wanted - Tree.number(object, 0, "spec", "updateStrategy", "rollingUpdate", "partition");
    }

    private static boolean suspended(Map<String, Object> object) {
        return Boolean.TRUE.equals(Tree.at(object, "spec", "suspend"));
    }

    private static Optional<String> daemons(Map<String, Object> object) {
        long wanted = Tree.number(object, 0, "status", "desiredNumberScheduled");
        long updated = Tree.number(object, 0, "status", "updatedNumberScheduled");
        long available = Tree.number(object, 0, "status", "numberAvailable");
        boolean observed = Tree.number(object, 0, "status", "observedGeneration") > 0;
        return observed && updated >= rolledOut(object, wanted) && available >= wanted
                ? Optional.empty()
                : Optional.of(available + " of " + wanted + " Pods available, " + updated + " up to date");
    }

    private static Optional<String> loadBalancer(Map<String, Object> object) {
        return Tree.list(object, "status", "loadBalancer", "ingress").isEmpty()
                ? Optional.of("waiting for its load balancer")
                : Optional.empty();
    }

    private static Optional<String> condition(Map<String, Object> object, String type, String meanwhile) {
        return find(object, type)
                        .filter(condition -> Tree.text(condition, "status").equals("True"))
                        .isPresent()
                ? Optional.empty()
                : Optional.of(meanwhile);
    }

    private static Optional<String> failed(Map<String, Object> object, String type, String status) {
        return find(object, type)
                .filter(condition -> Tree.text(condition, "status").equals(status))
                .map(condition ->
                        "Kubernetes says " + Tree.text(condition, "reason") + ": " + Tree.text(condition, "message"));
    }

    private static Optional<Object> find(Map<String, Object> object, String type) {
        return Tree.list(object, "status", "conditions").stream()
                .filter(condition -> Tree.text(condition, "type").equals(type))
                .<Object>map(condition -> condition)
                .findFirst();
    }
}

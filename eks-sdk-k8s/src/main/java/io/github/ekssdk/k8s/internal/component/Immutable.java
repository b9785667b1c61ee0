package io.github.ekssdk.k8s.internal.component;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields that Kubernetes does not let anybody change.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/">Workloads in the Kubernetes documentation</a>
 */
final class Immutable {

    private static final Map<String, List<String>> FIELDS = Map.of(
            "Deployment.apps", List.of("spec.selector"),
            "DaemonSet.apps", List.of("spec.selector"),
            "StatefulSet.apps",
                    List.of(
                            "spec.selector",
                            "spec.serviceName",
                            "spec.volumeClaimTemplates",
                            "spec.podManagementPolicy"),
            "Job.batch", List.of("spec.selector", "spec.template", "spec.completionMode"),
            "StorageClass.storage.k8s.io", List.of("provisioner", "parameters", "reclaimPolicy", "volumeBindingMode"),
            "PersistentVolumeClaim", List.of("spec.accessModes", "spec.storageClassName", "spec.volumeMode"),
            "RoleBinding.rbac.authorization.k8s.io", List.of("roleRef"),
            "ClusterRoleBinding.rbac.authorization.k8s.io", List.of("roleRef"),
            "Secret", List.of("type"),
            "IngressClass.networking.k8s.io", List.of("spec.controller"));

    private Immutable() {}

    /** Returns why a field of a kind cannot have another value; nothing where it can. */
    static Optional<String> refusal(String groupKind, String path) {
        return FIELDS.getOrDefault(groupKind, List.of()).stream()
                .filter(field -> path.equals(field) || path.startsWith(field + ".") || path.startsWith(field + "["))
                .findFirst()
                .map(field -> "Kubernetes never changes the " + field + " of a "
                        + groupKind.replaceFirst("\\..*", "")
                        + "; give the new one another name, or take this one out of the spec, apply, and add it again");
    }
}

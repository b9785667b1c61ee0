package io.github.ekssdk.k8s.internal.component;

import io.github.ekssdk.spec.KubernetesObject;
import java.util.Map;
import java.util.Optional;

/**
 * Names an object within its cluster, such as {@code Deployment.apps/shop/web} or {@code Namespace/shop}.
 *
 * @param group the API group; empty for the core one
 * @param kind the kind
 * @param namespace the namespace; empty for what is in none
 * @param name the name
 */
record ObjectName(String group, String kind, String namespace, String name) {

    /** Kinds of built-in groups that are in no namespace; of others, the manifest says it by having none. */
    private static final java.util.Set<String> CLUSTER_WIDE = java.util.Set.of(
            "Namespace",
            "Node",
            "PersistentVolume",
            "ClusterRole.rbac.authorization.k8s.io",
            "ClusterRoleBinding.rbac.authorization.k8s.io",
            "StorageClass.storage.k8s.io",
            "CSIDriver.storage.k8s.io",
            "CSINode.storage.k8s.io",
            "VolumeAttachment.storage.k8s.io",
            "VolumeAttributesClass.storage.k8s.io",
            "IngressClass.networking.k8s.io",
            "PriorityClass.scheduling.k8s.io",
            "RuntimeClass.node.k8s.io",
            "CustomResourceDefinition.apiextensions.k8s.io",
            "APIService.apiregistration.k8s.io",
            "MutatingWebhookConfiguration.admissionregistration.k8s.io",
            "ValidatingWebhookConfiguration.admissionregistration.k8s.io",
            "ValidatingAdmissionPolicy.admissionregistration.k8s.io",
            "ValidatingAdmissionPolicyBinding.admissionregistration.k8s.io",
            "FlowSchema.flowcontrol.apiserver.k8s.io",
            "PriorityLevelConfiguration.flowcontrol.apiserver.k8s.io",
            "CertificateSigningRequest.certificates.k8s.io");

    private static final java.util.Set<String> NAMESPACED_GROUPS =
            java.util.Set.of("", "apps", "batch", "autoscaling", "policy", "networking.k8s.io", "discovery.k8s.io");

    /** Names an object that is wanted. */
    static ObjectName of(KubernetesObject object) {
        return new ObjectName(
                object.group(), object.kind(), object.namespace().orElseGet(() -> defaulted(object)), object.name());
    }

    private static String defaulted(KubernetesObject object) {
        String groupKind = groupKind(object.group(), object.kind());
        boolean named = !CLUSTER_WIDE.contains(groupKind)
                && (NAMESPACED_GROUPS.contains(object.group())
                        || groupKind.equals("Role.rbac.authorization.k8s.io")
                        || groupKind.equals("RoleBinding.rbac.authorization.k8s.io"));
        return named ? "default" : "";
    }

    /** Names an object that was read. */
    static ObjectName of(Map<String, Object> object) {
        String apiVersion = Tree.text(object, "apiVersion");
        int slash = apiVersion.indexOf('/');
        return new ObjectName(
                slash < 0 ? "" : apiVersion.substring(0, slash),
                Tree.text(object, "kind"),
                Tree.text(object, "metadata", "namespace"),
                Tree.text(object, "metadata", "name"));
    }

    /** Returns a kind with its group, as ApplySets write it: {@code Deployment.apps}. */
    static String groupKind(String group, String kind) {
        return group.isEmpty() ? kind : kind + "." + group;
    }

    String groupKind() {
        return groupKind(group, kind);
    }

    Optional<String> inNamespace() {
        return namespace.isEmpty() ? Optional.empty() : Optional.of(namespace);
    }

    @Override
    public String toString() {
        return groupKind() + "/" + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }
}

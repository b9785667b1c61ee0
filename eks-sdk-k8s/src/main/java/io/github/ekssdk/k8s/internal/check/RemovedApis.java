package io.github.ekssdk.k8s.internal.check;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * API versions that Kubernetes has taken away, and what took their place.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/deprecation-guide/">The deprecated API migration guide</a>
 */
final class RemovedApis {

    /** The minor version of Kubernetes 1 that no longer has it, and what is to be used. */
    record Removal(int minor, String successor) {}

    private static final Map<String, Removal> REMOVALS = new HashMap<>();

    static {
        removed(16, "extensions/v1beta1", "Deployment DaemonSet ReplicaSet", "apps/v1");
        removed(16, "apps/v1beta1", "Deployment StatefulSet", "apps/v1");
        removed(16, "apps/v1beta2", "Deployment StatefulSet DaemonSet ReplicaSet", "apps/v1");
        removed(16, "extensions/v1beta1", "NetworkPolicy", "networking.k8s.io/v1");
        removed(16, "extensions/v1beta1", "PodSecurityPolicy", "Pod Security Admission, by labels of the namespace");
        removed(22, "extensions/v1beta1", "Ingress", "networking.k8s.io/v1");
        removed(22, "networking.k8s.io/v1beta1", "Ingress IngressClass", "networking.k8s.io/v1");
        removed(
                22,
                "admissionregistration.k8s.io/v1beta1",
                "ValidatingWebhookConfiguration MutatingWebhookConfiguration",
                "admissionregistration.k8s.io/v1");
        removed(22, "apiextensions.k8s.io/v1beta1", "CustomResourceDefinition", "apiextensions.k8s.io/v1");
        removed(22, "apiregistration.k8s.io/v1beta1", "APIService", "apiregistration.k8s.io/v1");
        removed(22, "certificates.k8s.io/v1beta1", "CertificateSigningRequest", "certificates.k8s.io/v1");
        removed(22, "coordination.k8s.io/v1beta1", "Lease", "coordination.k8s.io/v1");
        removed(
                22,
                "rbac.authorization.k8s.io/v1beta1",
                "Role RoleBinding ClusterRole ClusterRoleBinding",
                "rbac.authorization.k8s.io/v1");
        removed(22, "scheduling.k8s.io/v1beta1", "PriorityClass", "scheduling.k8s.io/v1");
        removed(22, "storage.k8s.io/v1beta1", "CSIDriver CSINode StorageClass VolumeAttachment", "storage.k8s.io/v1");
        removed(25, "batch/v1beta1", "CronJob", "batch/v1");
        removed(25, "discovery.k8s.io/v1beta1", "EndpointSlice", "discovery.k8s.io/v1");
        removed(25, "events.k8s.io/v1beta1", "Event", "events.k8s.io/v1");
        removed(25, "autoscaling/v2beta1", "HorizontalPodAutoscaler", "autoscaling/v2");
        removed(25, "policy/v1beta1", "PodDisruptionBudget", "policy/v1");
        removed(25, "policy/v1beta1", "PodSecurityPolicy", "Pod Security Admission, by labels of the namespace");
        removed(25, "node.k8s.io/v1beta1", "RuntimeClass", "node.k8s.io/v1");
        removed(26, "autoscaling/v2beta2", "HorizontalPodAutoscaler", "autoscaling/v2");
        removed(
                26,
                "flowcontrol.apiserver.k8s.io/v1beta1",
                "FlowSchema PriorityLevelConfiguration",
                "flowcontrol.apiserver.k8s.io/v1");
        removed(27, "storage.k8s.io/v1beta1", "CSIStorageCapacity", "storage.k8s.io/v1");
        removed(
                29,
                "flowcontrol.apiserver.k8s.io/v1beta2",
                "FlowSchema PriorityLevelConfiguration",
                "flowcontrol.apiserver.k8s.io/v1");
        removed(
                32,
                "flowcontrol.apiserver.k8s.io/v1beta3",
                "FlowSchema PriorityLevelConfiguration",
                "flowcontrol.apiserver.k8s.io/v1");
    }

    private RemovedApis() {}

    private static void removed(int minor, String apiVersion, String kinds, String successor) {
        Arrays.stream(kinds.split(" "))
                .forEach(kind -> REMOVALS.put(apiVersion + " " + kind, new Removal(minor, successor)));
    }

    static Optional<Removal> of(String apiVersion, String kind) {
        return Optional.ofNullable(REMOVALS.get(apiVersion + " " + kind));
    }
}

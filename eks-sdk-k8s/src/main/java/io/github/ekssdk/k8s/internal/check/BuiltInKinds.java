package io.github.ekssdk.k8s.internal.check;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The kinds that the Kubernetes API has without CustomResourceDefinitions, and whether their objects are in namespaces.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/">The Kubernetes API reference</a>
 */
public final class BuiltInKinds {

    private static final Map<String, Map<String, Boolean>> KINDS = new LinkedHashMap<>();

    static {
        inNamespaces(
                "v1",
                "Pod Service ConfigMap Secret ServiceAccount Endpoints Event PersistentVolumeClaim"
                        + " ReplicationController ResourceQuota LimitRange PodTemplate");
        cluster("v1", "Namespace Node PersistentVolume");
        inNamespaces("apps/v1", "Deployment ReplicaSet StatefulSet DaemonSet ControllerRevision");
        inNamespaces("batch/v1", "Job CronJob");
        inNamespaces("autoscaling/v1", "HorizontalPodAutoscaler");
        inNamespaces("autoscaling/v2", "HorizontalPodAutoscaler");
        inNamespaces("policy/v1", "PodDisruptionBudget");
        inNamespaces("networking.k8s.io/v1", "Ingress NetworkPolicy");
        cluster("networking.k8s.io/v1", "IngressClass IPAddress ServiceCIDR");
        cluster("storage.k8s.io/v1", "StorageClass CSIDriver CSINode VolumeAttachment VolumeAttributesClass");
        inNamespaces("storage.k8s.io/v1", "CSIStorageCapacity");
        cluster("storage.k8s.io/v1beta1", "VolumeAttributesClass");
        inNamespaces("rbac.authorization.k8s.io/v1", "Role RoleBinding");
        cluster("rbac.authorization.k8s.io/v1", "ClusterRole ClusterRoleBinding");
        cluster("apiextensions.k8s.io/v1", "CustomResourceDefinition");
        cluster("apiregistration.k8s.io/v1", "APIService");
        cluster(
                "admissionregistration.k8s.io/v1",
                "ValidatingWebhookConfiguration MutatingWebhookConfiguration ValidatingAdmissionPolicy"
                        + " ValidatingAdmissionPolicyBinding");
        inNamespaces("coordination.k8s.io/v1", "Lease");
        inNamespaces("discovery.k8s.io/v1", "EndpointSlice");
        inNamespaces("events.k8s.io/v1", "Event");
        cluster("scheduling.k8s.io/v1", "PriorityClass");
        cluster("node.k8s.io/v1", "RuntimeClass");
        cluster("certificates.k8s.io/v1", "CertificateSigningRequest");
        cluster("flowcontrol.apiserver.k8s.io/v1", "FlowSchema PriorityLevelConfiguration");
        cluster("resource.k8s.io/v1", "DeviceClass ResourceSlice");
        inNamespaces("resource.k8s.io/v1", "ResourceClaim ResourceClaimTemplate");
    }

    /** Groups in which the API server itself has kinds; other groups that end alike are those of definitions. */
    private static final Set<String> GROUPS = groups();

    private BuiltInKinds() {}

    private static void inNamespaces(String apiVersion, String kinds) {
        add(apiVersion, kinds, true);
    }

    private static void cluster(String apiVersion, String kinds) {
        add(apiVersion, kinds, false);
    }

    private static void add(String apiVersion, String kinds, boolean namespaced) {
        Map<String, Boolean> known = KINDS.computeIfAbsent(apiVersion, version -> new HashMap<>());
        Arrays.stream(kinds.split(" ")).forEach(kind -> known.put(kind, namespaced));
    }

    private static Set<String> groups() {
        return Set.copyOf(
                KINDS.keySet().stream().map(BuiltInKinds::group).distinct().toList());
    }

    private static String group(String apiVersion) {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    static boolean hasGroup(String group) {
        return GROUPS.contains(group);
    }

    /** Tells whether objects of the kind are in namespaces; nothing where there is no such kind. */
    public static Optional<Boolean> namespaced(String apiVersion, String kind) {
        return Optional.ofNullable(KINDS.getOrDefault(apiVersion, Map.of()).get(kind));
    }

    static Optional<Boolean> namespaced(Described object) {
        return namespaced(object.object().apiVersion(), object.object().kind());
    }

    /** Returns the versions in which the kind is there. */
    static List<String> versionsOf(String group, String kind) {
        return KINDS.entrySet().stream()
                .filter(entry ->
                        group(entry.getKey()).equals(group) && entry.getValue().containsKey(kind))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns the API versions in any group that have the kind. */
    static List<String> anywhere(String kind) {
        return KINDS.entrySet().stream()
                .filter(entry -> entry.getValue().containsKey(kind))
                .map(Map.Entry::getKey)
                .toList();
    }
}

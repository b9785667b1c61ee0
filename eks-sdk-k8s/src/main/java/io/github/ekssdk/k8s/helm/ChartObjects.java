package io.github.ekssdk.k8s.helm;

import io.github.ekssdk.spec.KubernetesObject;
import io.github.ekssdk.spec.ObjectOwnership;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What of a rendered chart goes into the cluster, and how. */
final class ChartObjects {

    private static final String POLICY = "helm.sh/resource-policy";
    /** Kinds that are in no namespace, of Kubernetes itself and of what charts often bring or use. */
    private static final Set<String> CLUSTER_WIDE = Set.of(
            "Namespace",
            "Node",
            "PersistentVolume",
            "ClusterRole",
            "ClusterRoleBinding",
            "StorageClass",
            "CSIDriver",
            "CSINode",
            "VolumeAttachment",
            "VolumeAttributesClass",
            "VolumeSnapshotClass",
            "VolumeSnapshotContent",
            "IngressClass",
            "IngressClassParams",
            "GatewayClass",
            "PriorityClass",
            "RuntimeClass",
            "CustomResourceDefinition",
            "APIService",
            "MutatingWebhookConfiguration",
            "ValidatingWebhookConfiguration",
            "MutatingAdmissionPolicy",
            "MutatingAdmissionPolicyBinding",
            "ValidatingAdmissionPolicy",
            "ValidatingAdmissionPolicyBinding",
            "FlowSchema",
            "PriorityLevelConfiguration",
            "CertificateSigningRequest",
            "ClusterTrustBundle",
            "DeviceClass",
            "PodSecurityPolicy",
            "ClusterIssuer",
            "ENIConfig",
            "NodePool",
            "NodeClaim",
            "EC2NodeClass");

    private final Release release;
    private final List<Map<String, Object>> crds;
    private final Map<String, Boolean> ownKinds;

    ChartObjects(Release release, List<Map<String, Object>> crds) {
        this.release = release;
        this.crds = crds;
        this.ownKinds = inNamespaces(crds);
    }

    /** Returns what must be there before the templates: the namespace and the CustomResourceDefinitions beside them. */
    List<KubernetesObject> before() {
        List<KubernetesObject> objects = new ArrayList<>();
        if (release.namespaceMade()) {
            objects.add(KubernetesObject.of(
                    Map.of("apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", release.namespace()))));
        }
        crds.forEach(crd -> objects.add(KubernetesObject.of(crd).ownership(ObjectOwnership.KEEP)));
        return objects;
    }

    /** Returns the objects of the templates. */
    List<KubernetesObject> of(List<Map<String, Object>> templates) {
        Map<String, Boolean> kinds = new LinkedHashMap<>(ownKinds);
        kinds.putAll(inNamespaces(templates));
        return templates.stream()
                .filter(object -> !(release.namespaceMade() && isNamespace(object)))
                .map(object -> owned(placed(object, kinds)))
                .toList();
    }

    private boolean isNamespace(Map<String, Object> object) {
        return Manifests.textAt(object, "kind").equals("Namespace")
                && Manifests.textAt(Manifests.mapAt(object, "metadata"), "name").equals(release.namespace());
    }

    private static KubernetesObject owned(Map<String, Object> manifest) {
        KubernetesObject object = KubernetesObject.of(manifest);
        return annotation(manifest, POLICY).equals("keep") ? object.ownership(ObjectOwnership.KEEP) : object;
    }

    /** Helm installs what names no namespace into that of the release. */
    private Map<String, Object> placed(Map<String, Object> manifest, Map<String, Boolean> kinds) {
        Map<String, Object> metadata = Manifests.named(Manifests.mapAt(manifest, "metadata"));
        String kind = Manifests.textAt(manifest, "kind");
        if (metadata.containsKey("namespace") || !kinds.getOrDefault(kind, !CLUSTER_WIDE.contains(kind))) {
            return manifest;
        }
        metadata.put("namespace", release.namespace());
        Map<String, Object> placed = new LinkedHashMap<>(manifest);
        placed.put("metadata", metadata);
        return placed;
    }

    /** Tells of the kinds that CustomResourceDefinitions add whether their objects are in namespaces. */
    private static Map<String, Boolean> inNamespaces(List<Map<String, Object>> objects) {
        return objects.stream()
                .filter(object -> Manifests.textAt(object, "kind").equals("CustomResourceDefinition"))
                .map(crd -> Manifests.mapAt(crd, "spec"))
                .collect(Collectors.toMap(
                        spec -> Manifests.textAt(Manifests.mapAt(spec, "names"), "kind"),
                        spec -> Manifests.textAt(spec, "scope").equals("Namespaced"),
                        (first, second) -> first));
    }

    private static String annotation(Map<String, Object> object, String name) {
        return Manifests.textAt(Manifests.mapAt(Manifests.mapAt(object, "metadata"), "annotations"), name);
    }
}

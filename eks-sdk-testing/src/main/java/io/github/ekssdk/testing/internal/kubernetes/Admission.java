package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What the API server looks at besides the object itself, before it is kept. */
final class Admission {
    private final ClusterObjects objects;
    private final ServiceAddresses addresses;
    private final PodAdmission pods;

    Admission(ClusterObjects objects, ServiceAddresses addresses) {
        this.objects = objects;
        this.addresses = addresses;
        this.pods = new PodAdmission(objects);
    }

    /** Lets a new object into its namespace, if that is there to stay. */
    void enter(ObjectNode object, ResourceType type) {
        if (type.namespaced()) {
            namespace(object, type);
        }
    }

    /** Admits a new object, and completes it. */
    void create(ObjectNode object, ResourceType type) {
        webhooks(object, type, "CREATE");
        switch (type.key()) {
            case "pods" -> pods.complete(object, type);
            case "services" -> addresses.assign(object);
            case "namespaces" -> {
                Trees.child(object, "spec").set("finalizers", Trees.arrayOf(List.of("kubernetes")));
                Trees.child(object, "status").put("phase", "Active");
                Trees.child(object, "metadata", "labels").put("kubernetes.io/metadata.name", Trees.name(object));
            }
            case "persistentvolumeclaims" -> storageClass(object);
            case "ingresses.networking.k8s.io" -> ingressClass(object);
            default -> {
                // nothing more
            }
        }
    }

    /** Admits a changed object. */
    void update(ObjectNode object, ResourceType type) {
        webhooks(object, type, "UPDATE");
        if (type.key().equals("services")) {
            addresses.assign(object);
        }
    }

    /** Only claims of a class that lets its volumes grow may ask for more. */
    void resize(ObjectNode before, ObjectNode after, ResourceType type) {
        boolean grows = Placement.quantity(Trees.text(after, "spec", "resources", "requests", "storage"))
                > Placement.quantity(Trees.text(before, "spec", "resources", "requests", "storage"));
        boolean allowed = objects.get(
                        "storageclasses.storage.k8s.io", "", Trees.text(after, "spec", "storageClassName"))
                .filter(one -> one.path("allowVolumeExpansion").asBoolean())
                .isPresent();
        if (grows && !allowed) {
            throw ApiFailure.forbidden(
                    type,
                    Trees.name(after),
                    "only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must"
                            + " support resize");
        }
    }

    private void namespace(ObjectNode object, ResourceType type) {
        String name = Trees.namespace(object);
        ResourceType namespaces = objects.types().require("namespaces");
        ObjectNode namespace =
                objects.get("namespaces", "", name).orElseThrow(() -> ApiFailure.notFound(namespaces, name));
        if (Trees.isDeleting(namespace)) {
            throw ApiFailure.forbidden(
                            type,
                            Trees.name(object),
                            "unable to create new content in namespace " + name + " because it is being terminated")
                    .cause("NamespaceTerminating", "namespace " + name + " is being terminated", "metadata.namespace");
        }
    }

    private void storageClass(ObjectNode claim) {
        ObjectNode spec = Trees.child(claim, "spec");
        if (!spec.has("storageClassName")) {
            objects.all("storageclasses.storage.k8s.io").stream()
                    .filter(one -> isDefault(one, "storageclass.kubernetes.io/is-default-class"))
                    .reduce((first, second) -> Trees.text(first, "metadata", "creationTimestamp")
                                            .compareTo(Trees.text(second, "metadata", "creationTimestamp"))
                                    > 0
                            ? first
                            : second)
                    .ifPresent(one -> spec.put("storageClassName", Trees.name(one)));
        }
        Trees.child(claim, "status").put("phase", "Pending");
        List<String> finalizers = Deletion.finalizers(claim);
        if (!finalizers.contains("kubernetes.io/pvc-protection")) {
            Trees.child(claim, "metadata").withArray("finalizers").add("kubernetes.io/pvc-protection");
        }
    }

    private void ingressClass(ObjectNode ingress) {
        ObjectNode spec = Trees.child(ingress, "spec");
        boolean given = spec.has("ingressClassName")
                || Trees.isSet(ingress, "metadata", "annotations", "kubernetes.io/ingress.class");
        if (!given) {
            objects.all("ingressclasses.networking.k8s.io").stream()
                    .filter(one -> isDefault(one, "ingressclass.kubernetes.io/is-default-class"))
                    .findFirst()
                    .ifPresent(one -> spec.put("ingressClassName", Trees.name(one)));
        }
    }

    private static boolean isDefault(ObjectNode object, String annotation) {
        return Trees.text(object, "metadata", "annotations", annotation).equals("true");
    }

    /** A webhook whose service has no pod that is ready keeps everything out that it wants to see. */
    private void webhooks(ObjectNode object, ResourceType type, String operation) {
        for (String kind : List.of("mutatingwebhookconfigurations", "validatingwebhookconfigurations")) {
            for (ObjectNode configuration : objects.all(kind + ".admissionregistration.k8s.io")) {
                configuration.path("webhooks").forEach(webhook -> webhook(webhook, object, type, operation));
            }
        }
    }

    private void webhook(JsonNode webhook, ObjectNode object, ResourceType type, String operation) {
        JsonNode service = Trees.at(webhook, "clientConfig", "service");
        boolean wants = false;
        for (JsonNode rule : webhook.path("rules")) {
            wants |= has(rule.path("operations"), operation)
                    && has(rule.path("apiGroups"), type.group())
                    && has(rule.path("apiVersions"), type.version())
                    && has(rule.path("resources"), type.plural());
        }
        if (!wants
                || Trees.text(webhook, "failurePolicy").equals("Ignore")
                || !LabelSelector.of(webhook.path("objectSelector")).selects(object)
                || !selectsNamespace(webhook, object, type)
                || service.isMissingNode()
                || answers(service)) {
            return;
        }
        String host = Trees.text(service, "name") + "." + Trees.text(service, "namespace") + ".svc";
        throw new ApiFailure(
                500,
                "InternalError",
                "Internal error occurred: failed calling webhook \"" + Trees.text(webhook, "name")
                        + "\": failed to call webhook: Post \"https://" + host + ":"
                        + Trees.number(service, 443, "port") + Trees.text(service, "path") + "?timeout="
                        + Trees.number(webhook, 10, "timeoutSeconds") + "s\": " + why(service));
    }

    private boolean selectsNamespace(JsonNode webhook, ObjectNode object, ResourceType type) {
        JsonNode selector = webhook.path("namespaceSelector");
        if (selector.isEmpty() || !type.namespaced()) {
            return true;
        }
        return objects.get("namespaces", "", Trees.namespace(object))
                .filter(namespace -> LabelSelector.of(selector).selects(namespace))
                .isPresent();
    }

    private static boolean has(JsonNode list, String word) {
        List<String> words = Trees.list(list);
        return words.contains("*") || words.contains(word);
    }

    private String why(JsonNode service) {
        String name = Trees.text(service, "name");
        return objects.get("services", Trees.text(service, "namespace"), name).isEmpty()
                ? "service \"" + name + "\" not found"
                : "no endpoints available for service \"" + name + "\"";
    }

    private boolean answers(JsonNode service) {
        String namespace = Trees.text(service, "namespace");
        return objects.get("services", namespace, Trees.text(service, "name"))
                .filter(found -> objects.in("pods", namespace).stream()
                        .filter(pod -> LabelSelector.ofLabels(Trees.at(found, "spec", "selector"))
                                .selects(pod))
                        .anyMatch(Pods::isReady))
                .isPresent();
    }
}

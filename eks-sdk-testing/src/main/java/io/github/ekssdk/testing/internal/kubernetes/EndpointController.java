package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The pods behind each Service. */
final class EndpointController implements Controller {
    private static final String SLICES = "endpointslices.discovery.k8s.io";

    private final ClusterObjects objects;

    EndpointController(ClusterObjects objects) {
        this.objects = objects;
    }

    @Override
    public List<String> types() {
        return List.of("services", "pods");
    }

    @Override
    public void reconcile() {
        for (ObjectNode service : objects.all("services")) {
            JsonNode selector = Trees.at(service, "spec", "selector");
            if (!selector.isEmpty() && !Trees.isDeleting(service)) {
                LabelSelector labels = LabelSelector.ofLabels(selector);
                List<ObjectNode> ready = objects.in("pods", Trees.namespace(service)).stream()
                        .filter(pod -> labels.selects(pod) && Pods.isReady(pod))
                        .toList();
                slice(service, ready);
            }
        }
    }

    private void slice(ObjectNode service, List<ObjectNode> pods) {
        String name = Trees.name(service);
        String namespace = Trees.namespace(service);
        ObjectNode slice = objects.get(SLICES, namespace, name + "-fake").orElseGet(() -> {
            ObjectNode made = NamespaceController.named(namespace, name + "-fake");
            Trees.child(made, "metadata", "labels").put("kubernetes.io/service-name", name);
            made.put("addressType", "IPv4");
            Owners.own(made, service);
            return objects.create(SLICES, made);
        });
        ArrayNode endpoints = Trees.array();
        pods.forEach(pod -> {
            ObjectNode endpoint = endpoints.addObject();
            endpoint.putArray("addresses").add(Trees.text(pod, "status", "podIP"));
            endpoint.putObject("conditions").put("ready", true);
            endpoint.put("nodeName", Trees.text(pod, "spec", "nodeName"));
            endpoint.putObject("targetRef")
                    .put("kind", "Pod")
                    .put("namespace", namespace)
                    .put("name", Trees.name(pod))
                    .put("uid", Trees.uid(pod));
        });
        ArrayNode ports = Trees.array();
        Trees.at(service, "spec", "ports").forEach(port -> {
            ObjectNode own = ports.addObject().put("protocol", Trees.text(port, "protocol"));
            own.put("name", Trees.text(port, "name"));
            own.put(
                    "port",
                    port.path("targetPort").isNumber()
                            ? port.path("targetPort").intValue()
                            : port.path("port").intValue());
        });
        objects.change(SLICES, slice, copy -> {
            copy.set("endpoints", endpoints);
            copy.set("ports", ports);
        });
    }
}

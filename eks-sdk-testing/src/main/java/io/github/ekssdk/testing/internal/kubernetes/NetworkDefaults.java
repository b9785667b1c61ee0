package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What the API server fills in where a Service, an EndpointSlice or a NetworkPolicy says nothing. */
final class NetworkDefaults {
    private static final int SAME_CLIENT_SECONDS = 10_800;

    private NetworkDefaults() {}

    static void service(ObjectNode spec) {
        Defaults.putIfAbsent(spec, "type", "ClusterIP");
        Defaults.putIfAbsent(spec, "sessionAffinity", "None");
        if (Trees.text(spec, "sessionAffinity").equals("ClientIP")) {
            Defaults.putIfAbsent(
                    Trees.child(spec, "sessionAffinityConfig", "clientIP"), "timeoutSeconds", SAME_CLIENT_SECONDS);
        } else {
            spec.remove("sessionAffinityConfig");
        }
        String kind = Trees.text(spec, "type");
        if (!kind.equals("ExternalName")) {
            Defaults.putIfAbsent(spec, "internalTrafficPolicy", "Cluster");
        }
        if (kind.equals("LoadBalancer") || kind.equals("NodePort")) {
            Defaults.putIfAbsent(spec, "externalTrafficPolicy", "Cluster");
        }
        if (kind.equals("LoadBalancer") && !spec.has("allocateLoadBalancerNodePorts")) {
            spec.put("allocateLoadBalancerNodePorts", true);
        }
        Defaults.each(spec.path("ports"), port -> {
            Defaults.putIfAbsent(port, "protocol", "TCP");
            boolean none = !port.hasNonNull("targetPort")
                    || (port.path("targetPort").isTextual()
                            && Trees.text(port, "targetPort").isEmpty())
                    || (port.path("targetPort").isNumber()
                            && port.path("targetPort").asInt() == 0);
            if (none) {
                port.set("targetPort", port.path("port"));
            }
        });
    }

    static void endpoints(ObjectNode endpoints) {
        Defaults.each(
                endpoints.path("subsets"),
                subset -> Defaults.each(subset.path("ports"), port -> Defaults.putIfAbsent(port, "protocol", "TCP")));
    }

    static void slice(ObjectNode slice) {
        Defaults.each(slice.path("endpoints"), endpoint -> Trees.child(endpoint, "conditions"));
        Defaults.each(slice.path("ports"), port -> {
            Defaults.putIfAbsent(port, "name", "");
            Defaults.putIfAbsent(port, "protocol", "TCP");
        });
    }

    static void policy(ObjectNode spec) {
        Trees.child(spec, "podSelector");
        for (String direction : List.of("ingress", "egress")) {
            Defaults.each(
                    spec.path(direction),
                    rule -> Defaults.each(rule.path("ports"), port -> Defaults.putIfAbsent(port, "protocol", "TCP")));
        }
        if (!spec.hasNonNull("policyTypes")) {
            ArrayNode types = spec.putArray("policyTypes").add("Ingress");
            if (!spec.path("egress").isEmpty()) {
                types.add("Egress");
            }
        }
    }
}

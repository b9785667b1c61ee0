package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cells of Services, Ingresses and what is around them. */
final class NetworkCells {

    private NetworkCells() {}

    static Map<String, Cell> named() {
        Map<String, Cell> cells = new HashMap<>();
        cells.put("externalIp", (service, now) -> externalIp(service));
        cells.put("servicePorts", (service, now) -> ports(service));
        cells.put("balancers", (object, now) -> String.join(",", balancers(object)));
        cells.put("ingressHosts", (ingress, now) -> hosts(ingress));
        cells.put(
                "ingressPorts",
                (ingress, now) -> Trees.at(ingress, "spec", "tls").isEmpty() ? "80" : "80, 443");
        cells.put("classParameters", (object, now) -> parameters(object));
        cells.put("podSelector", (policy, now) -> Cells.selector(Trees.at(policy, "spec", "podSelector")));
        cells.put("endpoints", (object, now) -> Cells.shortened(endpoints(object), Cell.NONE));
        cells.put("slicePorts", (slice, now) -> Cells.shortened(Cells.texts(slice.path("ports"), "port"), "<unset>"));
        cells.put("sliceEndpoints", (slice, now) -> Cells.shortened(addresses(slice), "<unset>"));
        return cells;
    }

    private static List<String> balancers(ObjectNode object) {
        List<String> names = new ArrayList<>();
        for (JsonNode ingress : Trees.at(object, "status", "loadBalancer", "ingress")) {
            String hostname = Trees.text(ingress, "hostname");
            names.add(hostname.isEmpty() ? Trees.text(ingress, "ip") : hostname);
        }
        return names;
    }

    private static String externalIp(ObjectNode service) {
        List<String> given = Trees.list(Trees.at(service, "spec", "externalIPs"));
        return switch (Trees.text(service, "spec", "type")) {
            case "LoadBalancer" -> {
                List<String> all = new ArrayList<>(balancers(service));
                all.addAll(given);
                yield all.isEmpty() ? "<pending>" : String.join(",", all);
            }
            case "ExternalName" -> Trees.text(service, "spec", "externalName");
            default -> Cells.joined(given);
        };
    }

    private static String ports(ObjectNode service) {
        List<String> ports = new ArrayList<>();
        for (JsonNode port : Trees.at(service, "spec", "ports")) {
            String node = Trees.text(port, "nodePort");
            String protocol = Trees.text(port, "protocol");
            ports.add(Trees.text(port, "port") + (node.isEmpty() || node.equals("0") ? "" : ":" + node) + "/"
                    + (protocol.isEmpty() ? "TCP" : protocol));
        }
        return Cells.joined(ports);
    }

    private static String hosts(ObjectNode ingress) {
        List<String> hosts = Cells.texts(Trees.at(ingress, "spec", "rules"), "host").stream()
                .filter(host -> !host.isEmpty())
                .toList();
        return Cells.shortened(hosts, "*");
    }

    private static String parameters(ObjectNode ingressClass) {
        JsonNode reference = Trees.at(ingressClass, "spec", "parameters");
        if (!reference.isObject()) {
            return Cell.NONE;
        }
        String group = Trees.text(reference, "apiGroup");
        return Trees.text(reference, "kind") + (group.isEmpty() ? "" : "." + group) + "/"
                + Trees.text(reference, "name");
    }

    private static List<String> endpoints(ObjectNode object) {
        List<String> all = new ArrayList<>();
        for (JsonNode subset : object.path("subsets")) {
            List<String> addresses = Cells.texts(subset.path("addresses"), "ip");
            if (subset.path("ports").isEmpty()) {
                all.addAll(addresses);
            }
            for (JsonNode port : subset.path("ports")) {
                addresses.forEach(address -> all.add(address + ":" + Trees.text(port, "port")));
            }
        }
        return all;
    }

    private static List<String> addresses(ObjectNode slice) {
        List<String> all = new ArrayList<>();
        for (JsonNode endpoint : slice.path("endpoints")) {
            all.addAll(Trees.list(endpoint.path("addresses")));
        }
        return all;
    }
}

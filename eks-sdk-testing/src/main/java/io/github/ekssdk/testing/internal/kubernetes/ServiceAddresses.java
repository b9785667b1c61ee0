package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Gives Services their addresses and node ports. */
final class ServiceAddresses {
    private static final int FIRST_NODE_PORT = 30_000;

    private final ClusterObjects objects;
    private final String prefix;

    /** @param cidr the cluster's service CIDR, such as {@code 10.100.0.0/16} */
    ServiceAddresses(ClusterObjects objects, String cidr) {
        this.objects = objects;
        String[] bytes = cidr.split("[./]");
        this.prefix = bytes.length < 4 ? "10.100." : bytes[0] + "." + bytes[1] + ".";
    }

    /** The address of the API itself. */
    String first() {
        return prefix + "0.1";
    }

    void assign(ObjectNode service) {
        ObjectNode spec = Trees.child(service, "spec");
        String type = Trees.text(spec, "type");
        if (type.equals("ExternalName")) {
            return;
        }
        String address = Trees.text(spec, "clusterIP");
        if (address.isEmpty()) {
            address = free();
            spec.put("clusterIP", address);
        }
        if (!spec.has("clusterIPs")) {
            spec.set("clusterIPs", Trees.arrayOf(List.of(address)));
            spec.set("ipFamilies", Trees.arrayOf(List.of("IPv4")));
            spec.put("ipFamilyPolicy", "SingleStack");
        }
        if (type.equals("NodePort") || type.equals("LoadBalancer")) {
            nodePorts(spec);
        }
        Trees.child(service, "status", "loadBalancer");
    }

    private String free() {
        Set<String> taken = new HashSet<>();
        objects.all("services").forEach(one -> taken.add(Trees.text(one, "spec", "clusterIP")));
        int number = 10;
        while (taken.contains(address(number))) {
            number++;
        }
        return address(number);
    }

    private String address(int number) {
        return prefix + number / 250 + "." + (number % 250 + 1);
    }

    private void nodePorts(ObjectNode spec) {
        Set<Integer> taken = new HashSet<>();
        objects.all("services")
                .forEach(one ->
                        Trees.at(one, "spec", "ports").forEach(port -> taken.add(Trees.number(port, 0, "nodePort"))));
        for (JsonNode port : spec.path("ports")) {
            if (!port.hasNonNull("nodePort")) {
                int free = FIRST_NODE_PORT;
                while (taken.contains(free)) {
                    free++;
                }
                ((ObjectNode) port).put("nodePort", free);
                taken.add(free);
            }
        }
    }
}

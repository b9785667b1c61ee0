package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the parts of Services, Ingresses and NetworkPolicies do not allow each other. */
final class NetworkRules {
    private static final Set<String> EXTERNAL = Set.of("NodePort", "LoadBalancer");
    private static final int MOST_SECONDS = 86_400;

    private NetworkRules() {}

    static void service(ObjectNode spec, String path, Problems problems) {
        String type = Trees.text(spec, "type");
        String address = Trees.text(spec, "clusterIP");
        boolean headless = address.equals("None");
        if (spec.path("ports").isEmpty() && !type.equals("ExternalName") && !headless) {
            problems.required(path + ".ports", "");
        }
        if (type.equals("ExternalName")) {
            String name = Trees.text(spec, "externalName");
            if (name.isEmpty()) {
                problems.required(path + ".externalName", "");
            } else {
                QualifiedNames.ofSubdomain(name)
                        .forEach(problem -> problems.invalid(path + ".externalName", TextNode.valueOf(name), problem));
            }
        }
        if (headless && EXTERNAL.contains(type)) {
            problems.invalid(
                    path + ".clusterIPs[0]",
                    TextNode.valueOf(address),
                    "may not be set to 'None' for " + type + " services");
        } else if (!address.isEmpty() && !headless && !Formats.isAddress(address)) {
            problems.invalid(
                    path + ".clusterIPs[0]",
                    TextNode.valueOf(address),
                    "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
        }
        ports(spec, type, path, problems);
        traffic(spec, type, path, problems);
    }

    private static void ports(ObjectNode spec, String type, String path, Problems problems) {
        Set<String> seen = new HashSet<>();
        int i = 0;
        for (JsonNode port : spec.path("ports")) {
            String at = path + ".ports[" + i++ + "]";
            if (spec.path("ports").size() > 1 && Trees.text(port, "name").isEmpty()) {
                problems.required(at + ".name", "");
            }
            if (!seen.add(Trees.text(port, "protocol") + Trees.text(port, "port"))) {
                ObjectNode key = Trees.object();
                key.set("protocol", port.path("protocol"));
                key.set("port", port.path("port"));
                problems.duplicate(at, key);
            }
            if (Trees.number(port, 0, "nodePort") != 0 && type.equals("ClusterIP")) {
                problems.forbidden(at + ".nodePort", "may not be used when `type` is 'ClusterIP'");
            }
        }
    }

    private static void traffic(ObjectNode spec, String type, String path, Problems problems) {
        boolean local = Trees.text(spec, "externalTrafficPolicy").equals("Local");
        boolean outside = EXTERNAL.contains(type) || !spec.path("externalIPs").isEmpty();
        if (spec.hasNonNull("externalTrafficPolicy") && !outside) {
            problems.invalid(
                    path + ".externalTrafficPolicy",
                    spec.path("externalTrafficPolicy"),
                    "may only be set for externally-accessible services");
        }
        if (Trees.number(spec, 0, "healthCheckNodePort") != 0 && !(type.equals("LoadBalancer") && local)) {
            problems.invalid(
                    path + ".healthCheckNodePort",
                    spec.path("healthCheckNodePort"),
                    "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'");
        }
        JsonNode ranges = spec.path("loadBalancerSourceRanges");
        if (!ranges.isEmpty() && !type.equals("LoadBalancer")) {
            problems.forbidden(path + ".LoadBalancerSourceRanges", "may only be used when `type` is 'LoadBalancer'");
        }
        int i = 0;
        for (JsonNode range : ranges) {
            String at = path + ".loadBalancerSourceRanges[" + i++ + "]";
            if (!Formats.isBlock(range.asText().strip())) {
                problems.invalid(at, range, "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)");
            }
        }
        int seconds = Trees.number(spec, 1, "sessionAffinityConfig", "clientIP", "timeoutSeconds");
        if (seconds <= 0 || seconds > MOST_SECONDS) {
            problems.invalid(
                    path + ".sessionAffinityConfig.clientIP.timeoutSeconds",
                    Trees.valueOf(seconds),
                    "must be greater than 0 and less than " + MOST_SECONDS);
        }
    }

    static void ingress(ObjectNode spec, String path, Problems problems) {
        if (spec.path("rules").isEmpty() && !spec.hasNonNull("defaultBackend")) {
            problems.invalid(path, NullNode.getInstance(), "either `defaultBackend` or `rules` must be specified");
        }
    }

    static void rule(ObjectNode rule, String path, Problems problems) {
        String host = Trees.text(rule, "host");
        if (host.isEmpty()) {
            return;
        }
        JsonNode value = rule.path("host");
        if (host.matches("[0-9.]+") && Formats.isAddress(host)) {
            problems.invalid(path + ".host", value, "must be a DNS name, not an IP address");
        } else if (!host.startsWith("*")) {
            QualifiedNames.ofSubdomain(host).forEach(problem -> problems.invalid(path + ".host", value, problem));
        } else if (!host.startsWith("*.")
                || !QualifiedNames.ofSubdomain(host.substring(2)).isEmpty()) {
            problems.invalid(
                    path + ".host",
                    value,
                    "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must"
                            + " consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric"
                            + " character (e.g. '*.example.com', regex used for validation is"
                            + " '\\*\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')");
        }
    }

    static void path(ObjectNode path, String at, Problems problems) {
        String type = Trees.text(path, "pathType");
        String text = Trees.text(path, "path");
        boolean exact = List.of("Exact", "Prefix").contains(type);
        if ((exact || !text.isEmpty()) && !text.startsWith("/")) {
            problems.invalid(at + ".path", TextNode.valueOf(text), "must be an absolute path");
        }
        if (exact) {
            for (String part : List.of("//", "/./", "/../", "%2f", "%2F")) {
                if (text.contains(part)) {
                    problems.invalid(at + ".path", TextNode.valueOf(text), "must not contain '" + part + "'");
                }
            }
        }
        if (!path.hasNonNull("backend")) {
            problems.invalid(at + ".backend", TextNode.valueOf(""), "resource or service backend is required");
        }
    }

    static void backend(ObjectNode backend, String path, Problems problems) {
        boolean service = backend.hasNonNull("service");
        boolean resource = backend.hasNonNull("resource");
        JsonNode port = Trees.at(backend, "service", "port");
        if (service && resource) {
            problems.invalid(path, TextNode.valueOf(""), "cannot set both resource and service backends");
        } else if (!service && !resource) {
            problems.invalid(path, TextNode.valueOf(""), "resource or service backend is required");
        } else if (service && !Trees.text(port, "name").isEmpty() && Trees.number(port, 0, "number") != 0) {
            problems.invalid(path, TextNode.valueOf(""), "cannot set both port name & port number");
        } else if (service && Trees.text(port, "name").isEmpty() && Trees.number(port, 0, "number") == 0) {
            problems.required(path, "port name or number is required");
        }
    }

    static void ingressClass(ObjectNode spec, String path, Problems problems) {
        String controller = Trees.text(spec, "controller");
        if (controller.isEmpty()) {
            problems.required(path + ".controller", "");
        } else if (!controller.contains("/")) {
            problems.invalid(
                    path + ".controller",
                    TextNode.valueOf(controller),
                    "must be a domain-prefixed path (such as \"acme.io/foo\")");
        }
    }

    static void policy(ObjectNode spec, String path, Problems problems) {
        JsonNode types = spec.path("policyTypes");
        if (types.size() > 2) {
            problems.invalid(path + ".policyTypes", types, "may not specify more than two policyTypes");
            return;
        }
        int i = 0;
        for (JsonNode type : types) {
            if (!List.of("Ingress", "Egress").contains(type.asText())) {
                problems.unsupported(path + ".policyTypes[" + i + "]", type, List.of("Ingress", "Egress"));
            }
            i++;
        }
    }

    static void peer(ObjectNode peer, String path, Problems problems) {
        boolean block = peer.hasNonNull("ipBlock");
        boolean selects = peer.hasNonNull("podSelector") || peer.hasNonNull("namespaceSelector");
        if (!block && !selects) {
            problems.required(path, "must specify a peer");
        } else if (block && selects) {
            problems.forbidden(path, "may not specify both ipBlock and another peer");
        }
    }
}

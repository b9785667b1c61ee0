package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ekssdk.testing.internal.kubernetes.Authentication.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ConfigMap aws-auth in kube-system. What is no YAML in it maps nobody; nor does the ARN of a role with a path. */
final class AwsAuth {
    static final String NAME = "aws-auth";

    private final ClusterObjects objects;

    AwsAuth(ClusterObjects objects) {
        this.objects = objects;
    }

    Optional<User> user(Principal principal) {
        return objects.get("configmaps", "kube-system", NAME).flatMap(map -> user(principal, map));
    }

    private static Optional<User> user(Principal principal, ObjectNode map) {
        Optional<JsonNode> mapping =
                last(principal, map, "mapRoles", "rolearn").or(() -> last(principal, map, "mapUsers", "userarn"));
        if (mapping.isPresent()) {
            String username = Trees.text(field(mapping.get(), "username"));
            List<String> groups = Trees.list(field(mapping.get(), "groups"));
            return Optional.of(principal.user(
                    username.isEmpty() ? principal.canonicalArn() : principal.fill(username), groups, List.of()));
        }
        for (JsonNode account : read(map, "mapAccounts")) {
            if (account.asText().equals(principal.account())) {
                return Optional.of(principal.user(principal.canonicalArn(), List.of(), List.of()));
            }
        }
        return Optional.empty();
    }

    /** The authenticator puts the items into a map, so that of several for one principal the last remains. */
    private static Optional<JsonNode> last(Principal principal, ObjectNode map, String list, String name) {
        JsonNode found = null;
        for (JsonNode entry : read(map, list)) {
            if (Trees.text(field(entry, name)).equalsIgnoreCase(principal.canonicalArn())) {
                found = entry;
            }
        }
        return Optional.ofNullable(found);
    }

    /** The authenticator takes keys in small letters and others. */
    private static JsonNode field(JsonNode entry, String name) {
        return entry.properties().stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static JsonNode read(ObjectNode map, String list) {
        try {
            JsonNode read = Trees.parseYaml(Trees.text(map, "data", list));
            return read.isArray() ? read : Trees.array();
        } catch (IllegalArgumentException malformed) {
            return Trees.array();
        }
    }

    /** The mappings of roles in aws-auth. */
    static ArrayNode roles(ObjectNode map) {
        return read(map, "mapRoles") instanceof ArrayNode roles ? roles : Trees.array();
    }

    /** Whether nodes of some role are let in. */
    boolean letsAnyNodesIn() {
        Optional<ObjectNode> map = objects.get("configmaps", "kube-system", NAME);
        if (map.isEmpty()) {
            return false;
        }
        for (JsonNode entry : read(map.get(), "mapRoles")) {
            if (Trees.list(field(entry, "groups")).contains("system:nodes")) {
                return true;
            }
        }
        return false;
    }
}

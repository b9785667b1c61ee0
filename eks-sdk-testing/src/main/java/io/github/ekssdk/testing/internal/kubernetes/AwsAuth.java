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

    private static final List<String> NODE_GROUPS = List.of("system:bootstrappers", "system:nodes");

    private final ClusterObjects objects;

    AwsAuth(ClusterObjects objects) {
        this.objects = objects;
    }

    Optional<User> user(Principal principal) {
        return objects.get("configmaps", "kube-system", NAME).flatMap(map -> user(principal, map));
    }

    private static Optional<User> user(Principal principal, ObjectNode map) {
        String arn = principal.canonicalArn();
        Optional<JsonNode> mapping =
                last(arn, map, "mapRoles", "rolearn").or(() -> last(arn, map, "mapUsers", "userarn"));
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
    private static Optional<JsonNode> last(String arn, ObjectNode map, String list, String name) {
        JsonNode found = null;
        for (JsonNode entry : read(map, list)) {
            if (Trees.text(field(entry, name)).equalsIgnoreCase(arn)) {
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

    /** The ARN of a role as the authenticator sees it, who does not know its path. */
    static String withoutPath(String roleArn) {
        return roleArn.substring(0, roleArn.indexOf('/')) + roleArn.substring(roleArn.lastIndexOf('/'));
    }

    /**
     * Whether nodes that log in with a role are let in: their kubelet asks for a certificate as a bootstrapper and is authorized as the
     * node of its name.
     */
    boolean letsNodesIn(String roleArn) {
        return objects.get("configmaps", "kube-system", NAME)
                .flatMap(map -> last(withoutPath(roleArn), map, "mapRoles", "rolearn"))
                .filter(mapping -> Trees.list(field(mapping, "groups")).containsAll(NODE_GROUPS))
                .filter(mapping -> Trees.text(field(mapping, "username")).equals("system:node:{{EC2PrivateDNSName}}"))
                .isPresent();
    }
}

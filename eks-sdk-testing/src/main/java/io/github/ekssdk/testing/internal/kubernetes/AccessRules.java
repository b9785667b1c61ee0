package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What roles and bindings must say. */
final class AccessRules {
    private static final String GROUP = "rbac.authorization.k8s.io";

    private AccessRules() {}

    static void role(ObjectNode role, boolean namespaced, Problems problems) {
        int i = 0;
        for (JsonNode rule : role.path("rules")) {
            rule(rule, namespaced, "rules[" + i++ + "]", problems);
        }
    }

    private static void rule(JsonNode rule, boolean namespaced, String path, Problems problems) {
        if (rule.path("verbs").isEmpty()) {
            problems.required(path + ".verbs", "verbs must contain at least one value");
        }
        JsonNode urls = rule.path("nonResourceURLs");
        if (!urls.isEmpty()) {
            if (namespaced) {
                problems.invalid(path + ".nonResourceURLs", urls, "namespaced rules cannot apply to non-resource URLs");
            }
            if (!rule.path("apiGroups").isEmpty()
                    || !rule.path("resources").isEmpty()
                    || !rule.path("resourceNames").isEmpty()) {
                problems.invalid(
                        path + ".nonResourceURLs",
                        urls,
                        "rules cannot apply to both regular resources and non-resource URLs");
            }
            return;
        }
        if (rule.path("apiGroups").isEmpty()) {
            problems.required(path + ".apiGroups", "resource rules must supply at least one api group");
        }
        if (rule.path("resources").isEmpty()) {
            problems.required(path + ".resources", "resource rules must supply at least one resource");
        }
    }

    static void binding(ObjectNode binding, boolean ofCluster, Problems problems) {
        JsonNode role = binding.path("roleRef");
        String group = Trees.text(role, "apiGroup");
        if (!group.isEmpty() && !group.equals(GROUP)) {
            problems.unsupported("roleRef.apiGroup", role.path("apiGroup"), List.of(GROUP));
        }
        List<String> kinds = ofCluster ? List.of("ClusterRole") : List.of("Role", "ClusterRole");
        String kind = Trees.text(role, "kind");
        if (!kinds.contains(kind)) {
            problems.unsupported("roleRef.kind", Trees.valueOf(kind), kinds);
        }
        String name = Trees.text(role, "name");
        if (name.isEmpty()) {
            problems.required("roleRef.name", "");
        } else if (name.contains("/")) {
            problems.invalid("roleRef.name", Trees.valueOf(name), "may not contain '/'");
        }
        int i = 0;
        for (JsonNode subject : binding.path("subjects")) {
            subject(subject, ofCluster, "subjects[" + i++ + "]", problems);
        }
    }

    private static void subject(JsonNode subject, boolean ofCluster, String path, Problems problems) {
        String kind = Trees.text(subject, "kind");
        String name = Trees.text(subject, "name");
        String group = Trees.text(subject, "apiGroup");
        if (name.isEmpty()) {
            problems.required(path + ".name", "");
        }
        switch (kind) {
            case "ServiceAccount" -> {
                if (!name.isEmpty()) {
                    QualifiedNames.ofSubdomain(name)
                            .forEach(problem -> problems.invalid(path + ".name", Trees.valueOf(name), problem));
                }
                if (!group.isEmpty()) {
                    problems.unsupported(path + ".apiGroup", Trees.valueOf(group), List.of(""));
                }
                if (ofCluster && Trees.text(subject, "namespace").isEmpty()) {
                    problems.required(path + ".namespace", "");
                }
            }
            case "User", "Group" -> {
                if (!group.equals(GROUP)) {
                    problems.unsupported(path + ".apiGroup", Trees.valueOf(group), List.of(GROUP));
                }
            }
            default ->
                problems.unsupported(path + ".kind", Trees.valueOf(kind), List.of("ServiceAccount", "User", "Group"));
        }
    }
}

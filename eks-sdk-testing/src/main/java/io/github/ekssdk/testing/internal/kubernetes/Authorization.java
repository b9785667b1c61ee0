package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ekssdk.testing.internal.kubernetes.Rule.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who may do what: RBAC, and the access policies of EKS beside it. */
final class Authorization {
    private static final String RBAC = ".rbac.authorization.k8s.io";
    private static final Map<String, List<Rule>> POLICIES = policies();

    private final ClusterObjects objects;

    Authorization(ClusterObjects objects) {
        this.objects = objects;
    }

    private static Map<String, List<Rule>> policies() {
        Map<String, List<Rule>> policies = new TreeMap<>();
        for (ObjectNode document : Trees.documents("access-policies.yaml")) {
            document.properties().forEach(policy -> {
                List<Rule> rules = new ArrayList<>();
                policy.getValue().forEach(rule -> rules.add(Rule.of(rule)));
                policies.put(policy.getKey(), rules);
            });
        }
        return policies;
    }

    /** Refuses what a user may not do, in the words of the API server. */
    void require(User user, Question question) {
        if (allows(user, question)) {
            return;
        }
        String type = question.group().isEmpty() ? question.resource() : question.resource() + "." + question.group();
        String object = question.name().isEmpty() ? type : type + " \"" + question.name() + "\"";
        String resource = question.subresource().isEmpty()
                ? question.resource()
                : question.resource() + "/" + question.subresource();
        String where = question.namespace().isEmpty()
                ? "at the cluster scope"
                : "in the namespace \"" + question.namespace() + "\"";
        throw ApiFailure.forbidden(
                question,
                object + " is forbidden: User \"" + user.name() + "\" cannot " + question.verb() + " resource \""
                        + resource + "\" in API group \"" + question.group() + "\" " + where);
    }

    void requirePath(User user, String verb, String path) {
        if (!allows(user, Question.ofPath(verb, path))) {
            throw new ApiFailure(
                    403,
                    "Forbidden",
                    "forbidden: User \"" + user.name() + "\" cannot " + verb + " path \"" + path + "\"");
        }
    }

    boolean allows(User user, Question question) {
        return user.groups().contains("system:masters")
                || byGrant(user, question)
                || clusterWide(user, question)
                || inNamespace(user, question);
    }

    /** Everything that a user may do in a namespace. */
    List<Rule> rulesOf(User user, String namespace) {
        List<Rule> all = new ArrayList<>();
        if (user.groups().contains("system:masters")) {
            all.add(Rule.EVERYTHING);
            all.add(Rule.EVERY_PATH);
        }
        Question here = new Question("", "", "", "", namespace, "", "");
        for (User.Grant grant : user.grants()) {
            if (inScope(grant, here)) {
                all.addAll(POLICIES.getOrDefault(grant.policy(), List.of()));
            }
        }
        objects.all("clusterrolebindings" + RBAC).stream()
                .filter(binding -> binds(binding, user))
                .forEach(binding -> all.addAll(rules(binding, "")));
        objects.in("rolebindings" + RBAC, namespace).stream()
                .filter(binding -> binds(binding, user))
                .forEach(binding -> all.addAll(rules(binding, namespace)));
        return all;
    }

    private static boolean inScope(User.Grant grant, Question question) {
        return grant.namespaces().isEmpty() || grant.namespaces().stream().anyMatch(one -> covers(one, question));
    }

    private boolean byGrant(User user, Question question) {
        for (User.Grant grant : user.grants()) {
            if (inScope(grant, question) && anyAllows(POLICIES.getOrDefault(grant.policy(), List.of()), question)) {
                return true;
            }
        }
        return false;
    }

    /** Namespaces of access scopes may have wildcards. */
    private static boolean covers(String pattern, Question question) {
        String regex = "\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E";
        return !question.namespace().isEmpty() && question.namespace().matches(regex);
    }

    private static boolean anyAllows(List<Rule> rules, Question question) {
        return rules.stream().anyMatch(rule -> rule.allows(question));
    }

    private boolean clusterWide(User user, Question question) {
        return objects.all("clusterrolebindings" + RBAC).stream()
                .filter(binding -> binds(binding, user))
                .anyMatch(binding -> anyAllows(rules(binding, ""), question));
    }

    private boolean inNamespace(User user, Question question) {
        if (question.namespace().isEmpty()) {
            return false;
        }
        return objects.in("rolebindings" + RBAC, question.namespace()).stream()
                .filter(binding -> binds(binding, user))
                .anyMatch(binding -> anyAllows(rules(binding, question.namespace()), question));
    }

    private static boolean binds(JsonNode binding, User user) {
        for (JsonNode subject : binding.path("subjects")) {
            String name = Trees.text(subject, "name");
            boolean bound = switch (Trees.text(subject, "kind")) {
                case "User" -> name.equals(user.name());
                case "Group" -> user.groups().contains(name);
                default -> user.name().equals("system:serviceaccount:" + Trees.text(subject, "namespace") + ":" + name);
            };
            if (bound) {
                return true;
            }
        }
        return false;
    }

    private List<Rule> rules(JsonNode binding, String namespace) {
        JsonNode reference = binding.path("roleRef");
        boolean role = Trees.text(reference, "kind").equals("Role");
        List<Rule> rules = new ArrayList<>();
        objects.get((role ? "roles" : "clusterroles") + RBAC, role ? namespace : "", Trees.text(reference, "name"))
                .ifPresent(found -> collect(found, rules));
        return rules;
    }

    private void collect(ObjectNode role, List<Rule> into) {
        role.path("rules").forEach(rule -> into.add(Rule.of(rule)));
        for (JsonNode selector : Trees.at(role, "aggregationRule", "clusterRoleSelectors")) {
            LabelSelector labels = LabelSelector.of(selector);
            objects.all("clusterroles" + RBAC).stream()
                    .filter(labels::selects)
                    .forEach(other -> other.path("rules").forEach(rule -> into.add(Rule.of(rule))));
        }
    }
}

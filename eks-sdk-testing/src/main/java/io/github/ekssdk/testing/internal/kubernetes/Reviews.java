package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ekssdk.testing.internal.kubernetes.Rule.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Questions that are asked by creating an object: who am I, may I, may they, whose token is this. */
final class Reviews {
    static final String AUTHORIZATION = "authorization.k8s.io";
    static final String AUTHENTICATION = "authentication.k8s.io";
    static final Set<String> GROUPS = Set.of(AUTHORIZATION, AUTHENTICATION);
    private static final Set<String> KINDS = Set.of(
            AUTHORIZATION + "/selfsubjectaccessreviews",
            AUTHORIZATION + "/subjectaccessreviews",
            AUTHORIZATION + "/localsubjectaccessreviews",
            AUTHORIZATION + "/selfsubjectrulesreviews",
            AUTHENTICATION + "/selfsubjectreviews",
            AUTHENTICATION + "/tokenreviews");

    private final Authorization authorization;
    private final Function<String, Optional<User>> tokens;

    Reviews(Authorization authorization, Function<String, Optional<User>> tokens) {
        this.authorization = authorization;
        this.tokens = tokens;
    }

    /** Answers a review; empty if the path is none. */
    Optional<ApiAnswer> answer(ApiRequest request, User user) {
        List<String> words = List.of(request.path().substring(1).split("/"));
        if (words.size() < 4) {
            return Optional.empty();
        }
        String plural = words.get(words.size() - 1);
        if (!KINDS.contains(words.get(1) + "/" + plural)) {
            return Optional.empty();
        }
        if (!request.method().equals("POST")) {
            throw ApiFailure.methodNotAllowed();
        }
        String namespace = words.size() > 5 && words.get(3).equals("namespaces") ? words.get(4) : "";
        authorization.require(user, new Question("create", words.get(1), plural, "", namespace, "", ""));
        ObjectNode review = request.object().deepCopy();
        ReviewRules.check(review.path("spec"), plural, namespace);
        Trees.child(review, "metadata");
        ObjectNode status = Trees.child(review, "status");
        switch (plural) {
            case "selfsubjectaccessreviews" -> judge(review.path("spec"), user, status);
            case "subjectaccessreviews", "localsubjectaccessreviews" ->
                judge(review.path("spec"), subject(review.path("spec")), status);
            case "selfsubjectreviews" -> status.set("userInfo", info(user));
            case "tokenreviews" -> token(Trees.text(review, "spec", "token"), status);
            default -> rules(user, Trees.text(review, "spec", "namespace"), status);
        }
        return Optional.of(ApiAnswer.json(201, review));
    }

    private void judge(JsonNode spec, User user, ObjectNode status) {
        JsonNode resource = spec.path("resourceAttributes");
        Question question = resource.isObject()
                ? new Question(
                        Trees.text(resource, "verb"),
                        Trees.text(resource, "group"),
                        Trees.text(resource, "resource"),
                        Trees.text(resource, "subresource"),
                        Trees.text(resource, "namespace"),
                        Trees.text(resource, "name"),
                        "")
                : Question.ofPath(
                        Trees.text(spec, "nonResourceAttributes", "verb"),
                        Trees.text(spec, "nonResourceAttributes", "path"));
        boolean allowed = authorization.allows(user, question);
        status.put("allowed", allowed);
        if (allowed && !user.groups().contains("system:masters")) {
            status.put("reason", "RBAC: allowed");
        }
    }

    private void rules(User user, String namespace, ObjectNode status) {
        ArrayNode resources = status.put("incomplete", false).putArray("resourceRules");
        ArrayNode paths = status.putArray("nonResourceRules");
        for (Rule rule : authorization.rulesOf(user, namespace)) {
            ObjectNode one = (rule.paths().isEmpty() ? resources : paths).addObject();
            one.set("verbs", Trees.arrayOf(rule.verbs()));
            if (rule.paths().isEmpty()) {
                one.set("apiGroups", Trees.arrayOf(rule.groups()));
                one.set("resources", Trees.arrayOf(rule.resources()));
                one.set("resourceNames", Trees.arrayOf(rule.names()));
            } else {
                one.set("nonResourceURLs", Trees.arrayOf(rule.paths()));
            }
        }
    }

    private static User subject(JsonNode spec) {
        List<String> groups = new ArrayList<>(Trees.list(spec.path("groups")));
        return new User(Trees.text(spec, "user"), "", groups, Map.of(), List.of());
    }

    private void token(String token, ObjectNode status) {
        Optional<User> user = tokens.apply(token);
        status.put("authenticated", user.isPresent());
        user.ifPresentOrElse(
                found -> status.set("user", info(found)),
                () -> status.put("error", "[invalid bearer token, Token has been invalidated]"));
    }

    private static ObjectNode info(User user) {
        ObjectNode info = Trees.object().put("username", user.name());
        if (!user.uid().isEmpty()) {
            info.put("uid", user.uid());
        }
        info.set("groups", Trees.arrayOf(user.groups()));
        if (!user.extra().isEmpty()) {
            info.set("extra", Trees.valueOf(user.extra()));
        }
        return info;
    }
}

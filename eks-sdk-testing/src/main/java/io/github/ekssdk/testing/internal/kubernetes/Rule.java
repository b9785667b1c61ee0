package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** A rule of a Role, a ClusterRole or an EKS access policy. */
record Rule(List<String> verbs, List<String> groups, List<String> resources, List<String> names, List<String> paths) {

    /** What the group {@code system:masters} may do. */
    static final Rule EVERYTHING = new Rule(List.of("*"), List.of("*"), List.of("*"), List.of(), List.of());

    static final Rule EVERY_PATH = new Rule(List.of("*"), List.of(), List.of(), List.of(), List.of("*"));

    static Rule of(JsonNode rule) {
        return new Rule(
                Trees.list(rule.path("verbs")),
                Trees.list(rule.path("apiGroups")),
                Trees.list(rule.path("resources")),
                Trees.list(rule.path("resourceNames")),
                Trees.list(rule.path("nonResourceURLs")));
    }

    boolean allows(Question question) {
        if (!verbs.contains("*") && !verbs.contains(question.verb())) {
            return false;
        }
        if (!question.path().isEmpty()) {
            return paths.stream()
                    .anyMatch(path -> path.endsWith("*")
                            ? question.path().startsWith(path.substring(0, path.length() - 1))
                            : question.path().equals(path));
        }
        return (groups.contains("*") || groups.contains(question.group()))
                && resources.stream().anyMatch(question::isFor)
                && (names.isEmpty() || names.contains(question.name()));
    }

    /**
     * What somebody wants to do.
     *
     * @param namespace empty for the whole cluster
     * @param path path of what is no resource; empty for resources
     */
    record Question(
            String verb,
            String group,
            String resource,
            String subresource,
            String namespace,
            String name,
            String path) {

        static Question of(Target target, String verb) {
            return new Question(
                    verb,
                    target.type().group(),
                    target.type().plural(),
                    target.subresource(),
                    target.type().key().equals("namespaces") ? target.name() : target.namespace(),
                    target.name(),
                    "");
        }

        /** What a request wants of a resource that is not known; empty if its path is none of a resource. */
        static Optional<Question> ofUnknown(ApiRequest request) {
            List<String> words = List.of(request.path().substring(1).split("/"));
            int first = words.get(0).equals("api") ? 2 : 3;
            if (words.size() <= first) {
                return Optional.empty();
            }
            boolean inNamespace = words.get(first).equals("namespaces") && words.size() > first + 2;
            List<String> rest = words.subList(inNamespace ? first + 2 : first, words.size());
            String name = rest.size() > 1 ? rest.get(1) : "";
            String verb = switch (request.method()) {
                case "POST" -> "create";
                case "PUT" -> "update";
                case "PATCH" -> "patch";
                case "DELETE" -> name.isEmpty() ? "deletecollection" : "delete";
                default -> name.isEmpty() ? "list" : "get";
            };
            return Optional.of(new Question(
                    verb,
                    first == 2 ? "" : words.get(1),
                    rest.get(0),
                    rest.size() > 2 ? rest.get(2) : "",
                    inNamespace ? words.get(first + 1) : "",
                    name,
                    ""));
        }

        static Question ofPath(String verb, String path) {
            return new Question(verb, "", "", "", "", "", path);
        }

        private boolean isFor(String pattern) {
            String whole = subresource.isEmpty() ? resource : resource + "/" + subresource;
            return pattern.equals("*") || pattern.equals(whole) || pattern.equals("*/" + subresource);
        }
    }
}

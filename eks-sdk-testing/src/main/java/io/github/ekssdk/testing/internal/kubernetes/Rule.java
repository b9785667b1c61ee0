package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

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

        static Question ofPath(String verb, String path) {
            return new Question(verb, "", "", "", "", "", path);
        }

        private boolean isFor(String pattern) {
            String whole = subresource.isEmpty() ? resource : resource + "/" + subresource;
            return pattern.equals("*") || pattern.equals(whole) || pattern.equals("*/" + subresource);
        }
    }
}

package io.github.ekssdk.testing.internal.kubernetes;

import java.util.Map;
import java.util.Set;

/** Which HTTP methods each resource and subresource has; all others are answered with 405. */
final class Methods {
    private static final Set<String> OBJECT = Set.of("GET", "HEAD", "PUT", "PATCH", "DELETE");
    private static final Set<String> VIEW = Set.of("GET", "HEAD", "PUT", "PATCH");
    private static final Map<String, Set<String>> SUBRESOURCES = Map.of(
            "status",
            VIEW,
            "scale",
            VIEW,
            "approval",
            VIEW,
            "ephemeralcontainers",
            VIEW,
            "resize",
            VIEW,
            "eviction",
            Set.of("POST"),
            "binding",
            Set.of("POST"),
            "token",
            Set.of("POST"),
            "finalize",
            Set.of("PUT"),
            "log",
            Set.of("GET", "HEAD"));

    private Methods() {}

    /** @throws ApiFailure if what a request means has no such method */
    static void check(ApiRequest request, Target target) {
        if (!of(target).contains(request.method())) {
            throw ApiFailure.methodNotAllowed();
        }
    }

    private static Set<String> of(Target target) {
        if (!target.subresource().isEmpty()) {
            return SUBRESOURCES.getOrDefault(target.subresource(), VIEW);
        }
        if (!target.name().isEmpty()) {
            return target.watch() ? Set.of("GET", "HEAD") : OBJECT;
        }
        boolean everywhere = target.type().namespaced() && target.namespace().isEmpty();
        if (everywhere || target.watch()) {
            return Set.of("GET", "HEAD");
        }
        return target.type().key().equals("namespaces")
                ? Set.of("GET", "HEAD", "POST")
                : Set.of("GET", "HEAD", "POST", "DELETE");
    }
}

package io.github.ekssdk.testing.internal.kubernetes;

import java.util.List;
import java.util.Set;

/** What the API server reads and writes. */
final class MediaTypes {
    private static final String SPOKEN = "application/json, application/yaml, application/vnd.kubernetes.protobuf";
    private static final Set<String> READ = Set.of(SPOKEN.split(", "));
    private static final String JSON_PATCH = "application/json-patch+json";
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String STRATEGIC_PATCH = "application/strategic-merge-patch+json";
    private static final String APPLY_PATCH = "application/apply-patch+yaml";
    private static final Set<String> PATCHES = Set.of(JSON_PATCH, MERGE_PATCH, STRATEGIC_PATCH, APPLY_PATCH);
    private static final Set<String> CUSTOM_PATCHES = Set.of(JSON_PATCH, MERGE_PATCH, APPLY_PATCH);

    private MediaTypes() {}

    /** @throws ApiFailure if the body of a request is in a form that the server cannot read, or the answer would be in none that the client can */
    static void check(ApiRequest request, Target target) {
        if (!accepts(request.header("accept"))) {
            throw new ApiFailure(406, "NotAcceptable", "406: Not Acceptable\n\nAvailable representations: " + SPOKEN);
        }
        if (request.method().equals("PATCH")) {
            checkPatch(request.contentType(), target.type());
        } else if (!request.contentType().isEmpty()
                && Set.of("POST", "PUT", "DELETE").contains(request.method())
                && !READ.contains(request.contentType())) {
            throw ApiFailure.unsupportedMediaType(SPOKEN);
        }
    }

    private static boolean accepts(String accept) {
        if (accept.isBlank()) {
            return true;
        }
        for (String clause : accept.split(",")) {
            String kind = clause.split(";")[0].trim();
            if (READ.contains(kind) || kind.equals("*/*") || kind.equals("application/*")) {
                return true;
            }
        }
        return false;
    }

    private static void checkPatch(String contentType, ResourceType type) {
        if (type.isCustom() && !CUSTOM_PATCHES.contains(contentType)) {
            throw ApiFailure.unsupportedMediaType(String.join(", ", List.of(JSON_PATCH, MERGE_PATCH, APPLY_PATCH)));
        }
        if (!PATCHES.contains(contentType)) {
            throw ApiFailure.generic(
                    415,
                    "UnsupportedMediaType",
                    "415: Unsupported Media Type\n\nAvailable representations: "
                            + String.join(", ", List.of(JSON_PATCH, MERGE_PATCH, STRATEGIC_PATCH, APPLY_PATCH)));
        }
    }
}

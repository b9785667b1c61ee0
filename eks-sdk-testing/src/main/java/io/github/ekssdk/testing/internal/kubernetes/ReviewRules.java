package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;

/** What a review has to say before it is answered. */
final class ReviewRules {
    private ReviewRules() {}

    /**
     * @param namespace that of the path, empty if it has none
     * @throws ApiFailure if the review does not ask what can be answered
     */
    static void check(JsonNode spec, String plural, String namespace) {
        switch (plural) {
            case "selfsubjectaccessreviews" -> attributes(spec);
            case "subjectaccessreviews", "localsubjectaccessreviews" -> {
                if (Trees.text(spec, "user").isEmpty() && spec.path("groups").isEmpty()) {
                    throw invalid("spec.user", "\"\"", "at least one of user or group must be specified");
                }
                attributes(spec);
                String asked = Trees.text(spec, "resourceAttributes", "namespace");
                if (!namespace.isEmpty() && !asked.equals(namespace)) {
                    throw invalid(
                            "spec.resourceAttributes.namespace", "\"" + asked + "\"", "must match metadata.namespace");
                }
            }
            case "selfsubjectrulesreviews" -> {
                if (Trees.text(spec, "namespace").isEmpty()) {
                    throw ApiFailure.badRequest("no namespace on request");
                }
            }
            case "tokenreviews" -> {
                if (Trees.text(spec, "token").isEmpty()) {
                    throw ApiFailure.badRequest("token is required for TokenReview in authentication");
                }
            }
            default -> {
                // asks about nothing but the caller
            }
        }
    }

    private static void attributes(JsonNode spec) {
        boolean resource = spec.path("resourceAttributes").isObject();
        boolean path = spec.path("nonResourceAttributes").isObject();
        if (resource && path) {
            throw invalid(
                    "spec.nonResourceAttributes",
                    spec.path("nonResourceAttributes").toString(),
                    "cannot be specified in combination with resourceAttributes");
        }
        if (!resource && !path) {
            throw invalid(
                    "spec.resourceAttributes",
                    "null",
                    "exactly one of nonResourceAttributes or resourceAttributes must be specified");
        }
    }

    private static ApiFailure invalid(String field, String value, String detail) {
        String why = "Invalid value: " + value + ": " + detail;
        return new ApiFailure(422, "Invalid", ".authorization.k8s.io \"\" is invalid: " + field + ": " + why)
                .about(Reviews.AUTHORIZATION, "", "")
                .cause("FieldValueInvalid", why, field);
    }
}

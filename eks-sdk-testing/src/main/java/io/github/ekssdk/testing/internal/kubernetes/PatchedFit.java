package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Whether what a patch made of an object can still be read as one of its type. */
final class PatchedFit {
    private PatchedFit() {}

    /** @throws ApiFailure if it cannot, with the whole object as the value that is invalid */
    static void check(ObjectNode after, ApiRequest request, ResourceType type) {
        try {
            Writes.checkType(after, type);
            Fitting.fit(after, type, request);
        } catch (ApiFailure failure) {
            String why = String.valueOf(failure.getMessage());
            if (failure.code() != 400 || why.contains("strict decoding error")) {
                throw failure;
            }
            throw invalid(after, type, why);
        }
    }

    private static ApiFailure invalid(ObjectNode after, ResourceType type, String why) {
        String prefix = "cannot be handled as a " + type.kind() + ": ";
        int start = why.indexOf(prefix);
        String message = "Invalid value: " + Trees.valueOf(after.toString()) + ": "
                + (start < 0 ? why : why.substring(start + prefix.length()));
        return ApiFailure.generic(422, "Invalid", " \"\" is invalid: patch: " + message)
                .cause("FieldValueInvalid", message, "patch");
    }
}

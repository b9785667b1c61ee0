package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Checks the options of requests: {@code CreateOptions}, {@code UpdateOptions}, {@code PatchOptions}, {@code DeleteOptions}, {@code ListOptions}. */
final class RequestOptions {
    private static final int LONGEST_MANAGER = 128;
    private static final Set<String> PROPAGATION = Set.of("", "Foreground", "Background", "Orphan", "nil");
    private static final Set<String> MATCHES = Set.of("", "Exact", "NotOlderThan");
    private static final String MATCH = "resourceVersionMatch";

    private final ApiRequest request;
    private final String kind;
    private final List<String> words = new ArrayList<>();
    private final List<String[]> causes = new ArrayList<>();

    private RequestOptions(ApiRequest request, String kind) {
        this.request = request;
        this.kind = kind;
    }

    /** Checks the options of whatever a request does. */
    static void check(ApiRequest request, String verb) {
        switch (verb) {
            case "create" -> new RequestOptions(request, "CreateOptions").write();
            case "update" -> new RequestOptions(request, "UpdateOptions").write();
            case "patch" -> new RequestOptions(request, "PatchOptions").patch();
            case "delete", "deletecollection" -> new RequestOptions(request, "DeleteOptions").delete();
            case "list", "watch" -> new RequestOptions(request, "ListOptions").list(verb.equals("watch"));
            default -> {
                // has no options that can be wrong
            }
        }
    }

    private void write() {
        dryRun(request.query().containsKey("dryRun"), request.parameter("dryRun"));
        manager();
        end();
    }

    private void patch() {
        boolean apply = request.contentType().equals("application/apply-patch+yaml");
        if (!apply && request.query().containsKey("force")) {
            add("FieldValueForbidden", "force", "Forbidden: may not be specified for non-apply patch");
        }
        if (apply && request.parameter("fieldManager").isEmpty()) {
            add("FieldValueRequired", "fieldManager", "Required value: is required for apply patch");
        }
        write();
    }

    private void delete() {
        JsonNode body = request.tree();
        String propagation = request.option("propagationPolicy", body);
        if (!PROPAGATION.contains(propagation)) {
            add(
                    "FieldValueNotSupported",
                    "propagationPolicy",
                    "Unsupported value: \"" + propagation
                            + "\": supported values: \"Foreground\", \"Background\", \"Orphan\", \"nil\"");
        } else if (!propagation.isEmpty()
                && !request.option("orphanDependents", body).isEmpty()) {
            add(
                    "FieldValueInvalid",
                    "propagationPolicy",
                    "Invalid value: \"" + propagation
                            + "\": orphanDependents and deletionPropagation cannot be both set");
        }
        dryRun(request.query().containsKey("dryRun"), request.parameter("dryRun"));
        body.path("dryRun").forEach(one -> dryRun(true, one.asText()));
        end();
    }

    private void list(boolean watch) {
        String match = request.parameter(MATCH);
        String version = request.parameter("resourceVersion");
        boolean initial = request.isTrue("sendInitialEvents");
        if (!match.isEmpty() && watch && !initial) {
            add(
                    "FieldValueForbidden",
                    MATCH,
                    "Forbidden: resourceVersionMatch is forbidden for watch" + " unless sendInitialEvents is provided");
        }
        if (!match.isEmpty() && version.isEmpty() && !initial) {
            add(
                    "FieldValueForbidden",
                    MATCH,
                    "Forbidden: resourceVersionMatch is forbidden unless resourceVersion is" + " provided");
        }
        if (!MATCHES.contains(match)) {
            add(
                    "FieldValueNotSupported",
                    MATCH,
                    "Unsupported value: \"" + match + "\": supported values: \"Exact\", \"NotOlderThan\", \"\"");
        } else if (match.equals("Exact") && version.equals("0")) {
            add(
                    "FieldValueForbidden",
                    MATCH,
                    "Forbidden: resourceVersionMatch \"exact\" is forbidden for" + " resourceVersion \"0\"");
        }
        end();
        for (String number : List.of("limit", "timeoutSeconds")) {
            String value = request.parameter(number);
            if (!value.isEmpty() && !value.matches("-?\\d{1,18}")) {
                throw ApiFailure.badRequest("strconv.ParseInt: parsing \"" + value + "\": invalid syntax");
            }
        }
    }

    private void dryRun(boolean given, String value) {
        if (given && !value.equals("All")) {
            add(
                    "FieldValueNotSupported",
                    "dryRun",
                    "Unsupported value: [\"" + value + "\"]: supported values: \"All\"");
        }
    }

    private void manager() {
        String manager = request.parameter("fieldManager");
        if (Trees.bytesOf(manager) > LONGEST_MANAGER) {
            add("FieldValueTooLong", "fieldManager", "Too long: may not be more than " + LONGEST_MANAGER + " bytes");
        }
        int place = 0;
        for (int letter : manager.codePoints().toArray()) {
            if (Character.isISOControl(letter)) {
                add(
                        "FieldValueInvalid",
                        "fieldManager",
                        "Invalid value: " + Trees.valueOf(manager)
                                + String.format(": invalid character U+%04X (at position %d)", letter, place));
                return;
            }
            place++;
        }
    }

    private void add(String reason, String field, String message) {
        words.add(field + ": " + message);
        causes.add(new String[] {reason, message, field});
    }

    private void end() {
        if (words.isEmpty()) {
            return;
        }
        ApiFailure failure = ApiFailure.invalidOptions(
                kind, words.size() == 1 ? words.get(0) : "[" + String.join(", ", words) + "]");
        causes.forEach(cause -> failure.cause(cause[0], cause[1], cause[2]));
        throw failure;
    }
}

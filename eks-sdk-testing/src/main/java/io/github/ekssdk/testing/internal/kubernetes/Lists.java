package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Predicate;

/** Lists of objects: selected, in pages, each page of the same revision. */
final class Lists {
    private final ObjectStore store;

    Lists(ObjectStore store) {
        this.store = store;
    }

    /** The objects that a request wants. */
    static Predicate<ObjectNode> filter(ApiRequest request, Target target) {
        LabelSelector labels = LabelSelector.parse(request.parameter("labelSelector"));
        FieldSelector fields = FieldSelector.parse(request.parameter("fieldSelector"), target.type());
        return object ->
                (target.namespace().isEmpty() || Trees.namespace(object).equals(target.namespace()))
                        && (target.name().isEmpty() || Trees.name(object).equals(target.name()))
                        && labels.selects(object)
                        && fields.selects(object);
    }

    /** An object as the version that is asked for says it. */
    static ObjectNode shown(ObjectNode object, ResourceType type) {
        if (!type.isCustom() || Trees.text(object, "apiVersion").equals(type.apiVersion())) {
            return object;
        }
        ObjectNode copy = object.deepCopy();
        return copy.put("apiVersion", type.apiVersion());
    }

    private record Page(List<ObjectNode> items, long revision, String next, long remaining) {}

    ObjectNode list(ApiRequest request, Target target) {
        Page page = page(request, target);
        ObjectNode list = Trees.object()
                .put("kind", target.type().kind() + "List")
                .put("apiVersion", target.type().apiVersion());
        ObjectNode metadata = list.putObject("metadata").put("resourceVersion", String.valueOf(page.revision()));
        if (!page.next().isEmpty()) {
            metadata.put("continue", token(page.revision(), page.next()));
            if (request.parameter("labelSelector").isEmpty()
                    && request.parameter("fieldSelector").isEmpty()) {
                metadata.put("remainingItemCount", page.remaining());
            }
        }
        ArrayNode items = list.putArray("items");
        page.items().forEach(item -> items.add(item(item, target.type())));
        return list;
    }

    /** An object in a list, which says of built-in types what its items are. */
    static ObjectNode item(ObjectNode object, ResourceType type) {
        if (type.isCustom()) {
            return shown(object, type);
        }
        ObjectNode item = Trees.object();
        object.properties().forEach(field -> item.set(field.getKey(), field.getValue()));
        item.remove(List.of("kind", "apiVersion"));
        return item;
    }

    private Page page(ApiRequest request, Target target) {
        long revision = store.revision();
        String start = "";
        String token = request.parameter("continue");
        if (token.isEmpty()) {
            checkRevision(request);
            if (request.parameter("resourceVersionMatch").equals("Exact")) {
                revision = exact(request.parameter("resourceVersion"));
            }
        } else {
            String asked = request.parameter("resourceVersion");
            if (!asked.isEmpty() && !asked.equals("0")) {
                throw ApiFailure.badRequest("specifying resource version is not allowed when using continue");
            }
            String[] parts = parse(token);
            revision = Long.parseLong(parts[0]);
            start = parts[1];
            if (revision < store.compacted()) {
                throw ApiFailure.expired(
                        "The provided continue parameter is too old to display a consistent list result. You can start"
                                + " a new list without the continue parameter, or use the continue token in this response"
                                + " to retrieve the remainder of the results. Continuing with the provided token results"
                                + " in an inconsistent list - objects that were created, modified, or deleted between the"
                                + " time the first chunk was returned and now may show up in the list.");
            }
        }
        String key = target.type().key();
        return cut(
                revision == store.revision() ? store.of(key) : store.at(key, revision),
                start,
                revision,
                request,
                target);
    }

    private long exact(String asked) {
        long revision = Long.parseLong(asked);
        if (revision < store.compacted()) {
            throw ApiFailure.expired("The resourceVersion for the provided list is too old.");
        }
        return revision;
    }

    private static Page cut(
            NavigableMap<String, ObjectNode> objects, String start, long revision, ApiRequest request, Target target) {
        int limit = limit(request);
        Predicate<ObjectNode> filter = filter(request, target);
        List<ObjectNode> items = new ArrayList<>();
        String last = "";
        long remaining = 0;
        for (Map.Entry<String, ObjectNode> entry : objects.tailMap(start, false).entrySet()) {
            if (!filter.test(entry.getValue())) {
                continue;
            }
            if (items.size() == limit) {
                remaining++;
            } else {
                items.add(entry.getValue());
                last = entry.getKey();
            }
        }
        return new Page(items, revision, remaining == 0 ? "" : last, remaining);
    }

    /** @throws ApiFailure if a request names a revision that is none, or is not there yet */
    void checkRevision(ApiRequest request) {
        String asked = request.parameter("resourceVersion");
        if (asked.isEmpty()) {
            return;
        }
        try {
            if (Long.parseLong(asked) > store.revision()) {
                throw new ApiFailure(
                                504,
                                "Timeout",
                                "Timeout: Too large resource version: " + asked + ", current: " + store.revision())
                        .cause("ResourceVersionTooLarge", "Too large resource version", null)
                        .retryAfter(1);
            }
        } catch (NumberFormatException e) {
            throw ApiFailure.badRequest("resourceVersion: Invalid value: \"" + asked
                    + "\": strconv.ParseUint: parsing \"" + asked + "\": invalid syntax");
        }
    }

    /** Lists of any state come whole: the API server has them at hand. */
    private static int limit(ApiRequest request) {
        String limit = request.parameter("limit");
        boolean any = request.parameter("resourceVersion").equals("0")
                && request.parameter("continue").isEmpty();
        int asked = limit.isEmpty() || any ? 0 : Integer.parseInt(limit);
        return asked <= 0 ? Integer.MAX_VALUE : asked;
    }

    private static String token(long revision, String last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((revision + "\n" + last).getBytes(StandardCharsets.UTF_8));
    }

    private static String[] parse(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.matches("\\d+\n[^\n]*")) {
                return text.split("\n", 2);
            }
        } catch (IllegalArgumentException e) {
            throw badToken(String.valueOf(e.getMessage()));
        }
        throw badToken("it is none of ours");
    }

    private static ApiFailure badToken(String why) {
        return ApiFailure.badRequest("invalid continue token: continue key is not valid: " + why);
    }
}

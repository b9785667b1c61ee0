package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Objects without anything but their metadata, for clients that ask for {@code PartialObjectMetadata}. */
final class PartialObjects {
    private static final String WANTED = "as=PartialObjectMetadata";

    private PartialObjects() {}

    static boolean areWanted(ApiRequest request) {
        return request.header("accept").contains(WANTED);
    }

    /** The part of an object, or of each object of a list. */
    static ObjectNode of(ObjectNode shown) {
        if (!shown.path("items").isArray()) {
            return part("PartialObjectMetadata", shown);
        }
        ObjectNode list = part("PartialObjectMetadataList", shown);
        ArrayNode items = list.putArray("items");
        shown.path("items").forEach(item -> items.add(part("PartialObjectMetadata", (ObjectNode) item)));
        return list;
    }

    private static ObjectNode part(String kind, ObjectNode whole) {
        ObjectNode part = Trees.object().put("kind", kind).put("apiVersion", "meta.k8s.io/v1");
        part.set("metadata", whole.path("metadata"));
        return part;
    }
}

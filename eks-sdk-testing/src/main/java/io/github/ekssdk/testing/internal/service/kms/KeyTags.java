package io.github.ekssdk.testing.internal.service.kms;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.kms.model.ListResourceTagsRequest;
import software.amazon.awssdk.services.kms.model.ListResourceTagsResponse;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.TagResourceRequest;
import software.amazon.awssdk.services.kms.model.TagResourceResponse;
import software.amazon.awssdk.services.kms.model.UntagResourceRequest;
import software.amazon.awssdk.services.kms.model.UntagResourceResponse;

/** Tags keys. */
final class KeyTags {
    private static final int MOST = 50;

    private final KmsStore store;

    KeyTags(KmsStore store) {
        this.store = store;
    }

    TagResourceResponse tag(TagResourceRequest request) {
        KmsKey key = store.changeable(request.keyId());
        Keys.refusePending(key);
        put(key, request.tags());
        return TagResourceResponse.builder().build();
    }

    UntagResourceResponse untag(UntagResourceRequest request) {
        KmsKey key = store.changeable(request.keyId());
        Keys.refusePending(key);
        request.tagKeys().forEach(key.tags()::remove);
        return UntagResourceResponse.builder().build();
    }

    ListResourceTagsResponse list(ListResourceTagsRequest request) {
        List<Tag> all = store.require(request.keyId()).tags().entrySet().stream()
                .map(tag -> Tag.builder()
                        .tagKey(tag.getKey())
                        .tagValue(tag.getValue())
                        .build())
                .toList();
        KmsPages<Tag> page = KmsPages.of(all, request.marker(), request.limit(), 50, 50);
        return ListResourceTagsResponse.builder()
                .tags(page.items())
                .truncated(page.truncated())
                .nextMarker(page.nextMarker())
                .build();
    }

    static void put(KmsKey key, List<Tag> tags) {
        Map<String, String> merged = new TreeMap<>(key.tags());
        for (Tag tag : tags) {
            if (tag.tagKey() == null || tag.tagKey().isEmpty() || tag.tagKey().length() > 128) {
                throw KmsRefusals.tag("Tag keys have 1 to 128 characters.");
            }
            if (tag.tagKey().startsWith("aws:")) {
                throw KmsRefusals.tag("aws: prefixed tag key names are not allowed for external use.");
            }
            merged.put(tag.tagKey(), tag.tagValue() == null ? "" : tag.tagValue());
        }
        if (merged.size() > MOST) {
            throw KmsRefusals.tag("Too many tags");
        }
        key.tags().putAll(merged);
    }
}

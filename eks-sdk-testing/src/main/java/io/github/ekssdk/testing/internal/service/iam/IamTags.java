package io.github.ekssdk.testing.internal.service.iam;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.model.Tag;

/** The tags of one IAM entity. */
final class IamTags {
    private static final int MOST = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    private final Map<String, String> tags = new TreeMap<>();

    static IamTags of(List<Tag> given) {
        IamTags tags = new IamTags();
        tags.put(given);
        return tags;
    }

    void put(List<Tag> given) {
        given.forEach(IamTags::check);
        Map<String, String> merged = new TreeMap<>(tags);
        given.forEach(tag -> merged.put(tag.key(), tag.value()));
        if (merged.size() > MOST) {
            throw IamRefusals.limitExceeded("TagsPerEntity", MOST);
        }
        tags.putAll(merged);
    }

    void remove(List<String> keys) {
        keys.forEach(tags::remove);
    }

    List<Tag> list() {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    Map<String, String> asMap() {
        return tags;
    }

    private static void check(Tag tag) {
        String key = IamInput.required("tags.member.key", tag.key());
        if (key.length() > LONGEST_KEY || tag.value() == null || tag.value().length() > LONGEST_VALUE) {
            throw IamRefusals.validation("1 validation error detected: the tag '" + key
                    + "' failed to satisfy constraint: keys have 1 to 128 characters, values 0 to 256");
        }
        if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
            throw IamRefusals.invalidInput("Tag keys beginning with aws: are reserved for system use: " + key);
        }
    }
}

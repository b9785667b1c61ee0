package io.github.ekssdk.testing.internal.service.ec2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** What EC2 demands of tags. */
final class TagRules {
    private static final int KEY_LENGTH = 127;
    private static final int VALUE_LENGTH = 256;

    private final int most;

    TagRules(int most) {
        this.most = most;
    }

    /** The tags that a create call gives to the thing of that kind which it makes. */
    Map<String, String> read(List<TagSpecification> specifications, Kind kind) {
        return read(specifications, kind.tagType());
    }

    Map<String, String> read(List<TagSpecification> specifications, ResourceType type) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (TagSpecification specification : specifications) {
            String given = Refusals.present(specification.resourceTypeAsString(), "TagSpecification.1.ResourceType");
            if (!given.equals(type.toString())) {
                throw Refusals.invalidValue(
                        "'" + given + "' is not a valid taggable resource type for this operation.");
            }
            read(specification.tags()).forEach((key, value) -> putOnce(tags, key, value));
        }
        checkNumber(tags);
        return tags;
    }

    Map<String, String> read(List<Tag> tags) {
        Map<String, String> read = new LinkedHashMap<>();
        for (Tag tag : tags) {
            String value = tag.value() == null ? "" : tag.value();
            checkKey(Refusals.present(tag.key(), "Tag.1.Key"));
            if (value.length() > VALUE_LENGTH) {
                throw Refusals.invalidValue("Tag value exceeds the maximum length of 256 characters");
            }
            putOnce(read, tag.key(), value);
        }
        return read;
    }

    /** Refuses more tags than one thing may have; those that AWS set itself do not count. */
    void checkNumber(Map<String, String> tags) {
        if (tags.keySet().stream().filter(key -> !key.startsWith("aws:")).count() > most) {
            throw Refusals.badRequest(
                    "TagLimitExceeded", "The maximum number of Tags for a resource has been reached.");
        }
    }

    static void checkKey(String key) {
        if (key.startsWith("aws:")) {
            throw Refusals.invalidValue("Tag keys starting with 'aws:' are reserved for internal use");
        }
        if (key.length() > KEY_LENGTH) {
            throw Refusals.invalidValue("Tag key exceeds the maximum length of 127 characters");
        }
    }

    private static void putOnce(Map<String, String> tags, String key, String value) {
        if (tags.put(key, value) != null) {
            throw Refusals.invalidValue("Duplicate tag key '" + key + "' specified.");
        }
    }
}

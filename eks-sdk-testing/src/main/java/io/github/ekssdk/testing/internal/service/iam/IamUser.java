package io.github.ekssdk.testing.internal.service.iam;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.User;

/** One user with its access keys. */
final class IamUser extends IamIdentity {
    private static final int LONGEST_INLINE = 2_048;

    private final Map<String, StatusType> accessKeys = new LinkedHashMap<>();
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final Map<String, Instant> keyDates = new LinkedHashMap<>();

    IamUser(String name, String path, String arn, String id, Instant created, IamTags tags) {
        super(name, path, arn, id, created, tags);
    }

    /** Status of each access key, oldest first. */
    Map<String, StatusType> accessKeys() {
        return accessKeys;
    }

    /** Secret of each access key. */
    Map<String, String> secrets() {
        return secrets;
    }

    Map<String, Instant> keyDates() {
        return keyDates;
    }

    @Override
    String kind() {
        return "user";
    }

    @Override
    int longestInline() {
        return LONGEST_INLINE;
    }

    User summary() {
        return User.builder()
                .userName(name())
                .path(path())
                .arn(arn())
                .userId(id())
                .createDate(created())
                .build();
    }

    User details() {
        return summary().copy(b -> b.tags(tags().list()).permissionsBoundary(attachedBoundary()));
    }
}

package io.github.ekssdk.testing.internal.service.iam;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.iam.model.Group;

/** One group: users who may do what its policies say. */
final class IamGroup extends IamIdentity {
    private static final int LONGEST_INLINE = 5_120;

    private final Set<String> members = new TreeSet<>();

    IamGroup(String name, String path, String arn, String id, Instant created) {
        super(name, path, arn, id, created, IamTags.of(List.of()));
    }

    /** Names of the users in it. */
    Set<String> members() {
        return members;
    }

    @Override
    String kind() {
        return "group";
    }

    @Override
    int longestInline() {
        return LONGEST_INLINE;
    }

    Group details() {
        return Group.builder()
                .groupName(name())
                .path(path())
                .arn(arn())
                .groupId(id())
                .createDate(created())
                .build();
    }
}

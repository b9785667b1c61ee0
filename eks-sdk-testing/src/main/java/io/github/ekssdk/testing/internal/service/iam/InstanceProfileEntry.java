package io.github.ekssdk.testing.internal.service.iam;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.InstanceProfile;

/** One instance profile with the role in it, if any. */
final class InstanceProfileEntry {
    private final String name;
    private final String path;
    private final String arn;
    private final String id;
    private final Instant created;
    private final IamTags tags;
    private @Nullable IamRole role;

    InstanceProfileEntry(String name, String path, String arn, String id, Instant created, IamTags tags) {
        this.name = name;
        this.path = path;
        this.arn = arn;
        this.id = id;
        this.created = created;
        this.tags = tags;
    }

    String name() {
        return name;
    }

    String path() {
        return path;
    }

    String arn() {
        return arn;
    }

    IamTags tags() {
        return tags;
    }

    @Nullable IamRole role() {
        return role;
    }

    void role(@Nullable IamRole newRole) {
        this.role = newRole;
    }

    boolean holds(IamRole candidate) {
        return role == candidate;
    }

    InstanceProfile details() {
        IamRole held = role;
        return InstanceProfile.builder()
                .instanceProfileName(name)
                .path(path)
                .arn(arn)
                .instanceProfileId(id)
                .createDate(created)
                .roles(held == null ? List.of() : List.of(held.summary()))
                .tags(tags.list())
                .build();
    }
}

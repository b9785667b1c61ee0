package io.github.ekssdk.testing.internal.service.iam;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyVersion;

/** A policy that a customer made, with its versions. */
final class CustomerPolicy {
    private final String name;
    private final String path;
    private final String arn;
    private final String id;
    private final Instant created;
    private final String description;
    private final IamTags tags;
    private final Map<String, Version> versions = new LinkedHashMap<>();
    private String defaultVersion = "v1";
    private Instant updated;
    private int made;

    /** One version of the policy's document. */
    record Version(String id, PolicyDocument document, Instant created) {}

    CustomerPolicy(String name, String path, String arn, String id, Instant created, String description, IamTags tags) {
        this.name = name;
        this.path = path;
        this.arn = arn;
        this.id = id;
        this.created = created;
        this.description = description;
        this.tags = tags;
        this.updated = created;
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

    /** Versions by id, oldest first. */
    Map<String, Version> versions() {
        return versions;
    }

    String defaultVersion() {
        return defaultVersion;
    }

    PolicyDocument document() {
        return version(defaultVersion).document();
    }

    Version version(@Nullable String versionId) {
        Version version = versions.get(String.valueOf(versionId));
        if (version == null) {
            throw IamRefusals.noSuchEntity(
                    "Policy " + arn + " version " + versionId + " does not exist or is not attachable.");
        }
        return version;
    }

    Version add(PolicyDocument document, boolean asDefault, Instant now) {
        Version version = new Version("v" + ++made, document, now);
        versions.put(version.id(), version);
        updated = now;
        if (asDefault) {
            defaultVersion = version.id();
        }
        return version;
    }

    void makeDefault(String versionId, Instant now) {
        defaultVersion = version(versionId).id();
        updated = now;
    }

    PolicyVersion describe(Version version) {
        return PolicyVersion.builder()
                .versionId(version.id())
                .isDefaultVersion(version.id().equals(defaultVersion))
                .createDate(version.created())
                .build();
    }

    Policy describe(int attachments, int boundaries) {
        return Policy.builder()
                .policyName(name)
                .policyId(id)
                .arn(arn)
                .path(path)
                .defaultVersionId(defaultVersion)
                .attachmentCount(attachments)
                .permissionsBoundaryUsageCount(boundaries)
                .isAttachable(true)
                .description(description.isEmpty() ? null : description)
                .createDate(created)
                .updateDate(updated)
                .build();
    }
}

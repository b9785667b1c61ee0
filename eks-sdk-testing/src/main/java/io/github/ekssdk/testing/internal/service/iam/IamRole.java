package io.github.ekssdk.testing.internal.service.iam;

import io.github.ekssdk.testing.internal.Propagated;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.RoleLastUsed;

/** One role and all that hangs on it. */
final class IamRole extends IamIdentity {
    private static final int LONGEST_INLINE = 10_240;

    private final Propagated<PolicyDocument> trust;
    private Instant visibleFrom = Instant.MIN;
    private String description = "";
    private int sessionDuration = 3_600;

    IamRole(
            String name,
            String path,
            String arn,
            String id,
            Instant created,
            Propagated<PolicyDocument> trust,
            IamTags tags) {
        super(name, path, arn, id, created, tags);
        this.trust = trust;
    }

    Propagated<PolicyDocument> trust() {
        return trust;
    }

    int sessionDuration() {
        return sessionDuration;
    }

    IamRole describe(String text) {
        this.description = text;
        return this;
    }

    IamRole sessionDuration(int seconds) {
        this.sessionDuration = seconds;
        return this;
    }

    IamRole visibleFrom(Instant time) {
        this.visibleFrom = time;
        return this;
    }

    boolean isVisibleAt(Instant now) {
        return !now.isBefore(visibleFrom);
    }

    boolean isServiceLinked() {
        return path().startsWith("/aws-service-role/");
    }

    /** What EKS sees of the role; nothing while it has not heard of it. */
    Optional<RoleSight> sightAt(Instant now) {
        return trust.seenAt(now)
                .map(policy -> new RoleSight(name(), arn(), id(), policy.trustedServices(), policiesAt(now)));
    }

    String description() {
        return description;
    }

    @Override
    String kind() {
        return "role";
    }

    @Override
    int longestInline() {
        return LONGEST_INLINE;
    }

    Role summary() {
        return builder().build();
    }

    Role details() {
        return builder()
                .tags(tags().list())
                .permissionsBoundary(attachedBoundary())
                .roleLastUsed(RoleLastUsed.builder().build())
                .build();
    }

    private Set<String> policiesAt(Instant now) {
        Set<String> seen = new TreeSet<>();
        attachedPolicies().forEach((policy, from) -> {
            if (!now.isBefore(from)) {
                seen.add(policy);
            }
        });
        return seen;
    }

    private Role.Builder builder() {
        return Role.builder()
                .roleName(name())
                .path(path())
                .arn(arn())
                .roleId(id())
                .createDate(created())
                .description(description.isEmpty() ? null : description)
                .maxSessionDuration(sessionDuration)
                .assumeRolePolicyDocument(trust.latest().encoded());
    }
}

package io.github.ekssdk.testing.internal.service.iam;

import io.github.ekssdk.testing.internal.Propagated;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.RoleLastUsed;

/** One role and all that hangs on it. */
final class IamRole {
    private final String name;
    private final String path;
    private final String arn;
    private final String id;
    private final Instant created;
    private final Propagated<PolicyDocument> trust;
    private final IamTags tags;
    private final Map<String, Instant> attachedPolicies = new LinkedHashMap<>();
    private final Map<String, PolicyDocument> inlinePolicies = new TreeMap<>();
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
        this.name = name;
        this.path = path;
        this.arn = arn;
        this.id = id;
        this.created = created;
        this.trust = trust;
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

    String id() {
        return id;
    }

    IamTags tags() {
        return tags;
    }

    Propagated<PolicyDocument> trust() {
        return trust;
    }

    int sessionDuration() {
        return sessionDuration;
    }

    /** ARNs of the attached managed policies, each with the time from which EKS sees it. */
    Map<String, Instant> attachedPolicies() {
        return attachedPolicies;
    }

    Map<String, PolicyDocument> inlinePolicies() {
        return inlinePolicies;
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
        return path.startsWith("/aws-service-role/");
    }

    /** What EKS sees of the role; nothing while it has not heard of it. */
    Optional<RoleSight> sightAt(Instant now) {
        return trust.seenAt(now).map(policy -> new RoleSight(name, arn, id, policy.trustedServices(), policiesAt(now)));
    }

    Role summary() {
        return builder().build();
    }

    Role details() {
        return builder()
                .tags(tags.list())
                .roleLastUsed(RoleLastUsed.builder().build())
                .build();
    }

    private Set<String> policiesAt(Instant now) {
        Set<String> seen = new TreeSet<>();
        attachedPolicies.forEach((policy, from) -> {
            if (!now.isBefore(from)) {
                seen.add(policy);
            }
        });
        return seen;
    }

    private Role.Builder builder() {
        return Role.builder()
                .roleName(name)
                .path(path)
                .arn(arn)
                .roleId(id)
                .createDate(created)
                .description(description.isEmpty() ? null : description)
                .maxSessionDuration(sessionDuration)
                .assumeRolePolicyDocument(trust.latest().encoded());
    }
}

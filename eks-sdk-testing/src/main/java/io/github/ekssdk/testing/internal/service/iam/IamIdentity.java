package io.github.ekssdk.testing.internal.service.iam;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.PermissionsBoundaryAttachmentType;
import software.amazon.awssdk.services.iam.model.PolicyDetail;

/** What users and roles have in common: a name, tags, and policies that say what they may do. */
abstract class IamIdentity {
    private final String name;
    private final String path;
    private final String arn;
    private final String id;
    private final Instant created;
    private final IamTags tags;
    private final Map<String, Instant> attachedPolicies = new LinkedHashMap<>();
    private final Map<String, PolicyDocument> inlinePolicies = new TreeMap<>();
    private @Nullable String boundary;

    IamIdentity(String name, String path, String arn, String id, Instant created, IamTags tags) {
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

    String id() {
        return id;
    }

    Instant created() {
        return created;
    }

    IamTags tags() {
        return tags;
    }

    /** ARNs of the attached managed policies, each with the time from which it counts. */
    Map<String, Instant> attachedPolicies() {
        return attachedPolicies;
    }

    Map<String, PolicyDocument> inlinePolicies() {
        return inlinePolicies;
    }

    /** ARN of the policy that limits what the others can allow. */
    @Nullable String boundary() {
        return boundary;
    }

    void boundary(@Nullable String policyArn) {
        this.boundary = policyArn;
    }

    @Nullable AttachedPermissionsBoundary attachedBoundary() {
        return boundary == null
                ? null
                : AttachedPermissionsBoundary.builder()
                        .permissionsBoundaryType(PermissionsBoundaryAttachmentType.PERMISSIONS_BOUNDARY_POLICY)
                        .permissionsBoundaryArn(boundary)
                        .build();
    }

    List<AttachedPolicy> attachments() {
        return attachedPolicies.keySet().stream()
                .map(policy -> AttachedPolicy.builder()
                        .policyArn(policy)
                        .policyName(ManagedPolicies.nameOf(policy))
                        .build())
                .toList();
    }

    List<PolicyDetail> inlineDetails() {
        return inlinePolicies.entrySet().stream()
                .map(policy -> PolicyDetail.builder()
                        .policyName(policy.getKey())
                        .policyDocument(policy.getValue().encoded())
                        .build())
                .toList();
    }

    /** What messages call it: {@code role} or {@code user}. */
    abstract String kind();

    /** How many characters all inline policies may have together. */
    abstract int longestInline();
}

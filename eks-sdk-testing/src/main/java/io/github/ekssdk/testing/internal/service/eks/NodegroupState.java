package io.github.ekssdk.testing.internal.service.eks;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.AutoScalingGroup;
import software.amazon.awssdk.services.eks.model.Issue;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;

/** One managed node group and what EKS keeps for it in EC2. */
final class NodegroupState {
    private final EksTags tags;
    private Nodegroup group;
    private @Nullable LaunchTemplateFacts template;
    private @Nullable String ownTemplateId;
    private @Nullable String remoteAccessGroup;
    private String ownTemplateVersion = "1";
    private @Nullable String instanceProfileName;
    private @Nullable Instant readyAt;

    /** @param template the caller's launch template, if the group has one */
    NodegroupState(Nodegroup group, EksTags tags, @Nullable LaunchTemplateFacts template) {
        this.group = group;
        this.tags = tags;
        this.template = template;
    }

    String name() {
        return group.nodegroupName();
    }

    Nodegroup model() {
        return group;
    }

    Nodegroup describe() {
        return group.copy(b -> b.tags(tags.asMap()));
    }

    void change(Consumer<Nodegroup.Builder> change) {
        group = group.copy(change);
        if (readyAt == null && group.status() == NodegroupStatus.ACTIVE) {
            readyAt = group.modifiedAt();
        }
    }

    /** Since when pods can run on the nodes, if there are any. */
    Optional<Instant> readySince() {
        return group.status() == NodegroupStatus.DELETING ? Optional.empty() : Optional.ofNullable(readyAt);
    }

    void fail(NodegroupStatus status, Issue issue) {
        change(b -> b.status(status).health(health -> health.issues(issue)));
    }

    EksTags tags() {
        return tags;
    }

    NodegroupStatus status() {
        return group.status();
    }

    String nodeRole() {
        return group.nodeRole();
    }

    AmiType amiType() {
        return new AmiType(group.amiType());
    }

    int minor() {
        return KubernetesVersion.minorOf(group.version()).orElseThrow();
    }

    Optional<LaunchTemplateFacts> template() {
        return Optional.ofNullable(template);
    }

    void template(LaunchTemplateFacts newTemplate) {
        this.template = newTemplate;
    }

    /** EKS's own copy of the launch template. */
    Optional<String> ownTemplateId() {
        return Optional.ofNullable(ownTemplateId);
    }

    /** The version of the copy that nodes are to come from. */
    String ownTemplateVersion() {
        return ownTemplateVersion;
    }

    void ownTemplate(String id, String version) {
        this.ownTemplateId = id;
        this.ownTemplateVersion = version;
    }

    /** Name of the Auto Scaling group, once there is one. */
    Optional<String> scalingGroup() {
        return group.resources().autoScalingGroups().stream()
                .map(AutoScalingGroup::name)
                .findFirst();
    }

    /** The security group that EKS made for remote access. */
    Optional<String> remoteAccessGroup() {
        return Optional.ofNullable(remoteAccessGroup);
    }

    void remoteAccessGroup(@Nullable String id) {
        this.remoteAccessGroup = id;
    }

    /** The instance profile that gives the nodes their role. */
    Optional<String> instanceProfileName() {
        return Optional.ofNullable(instanceProfileName);
    }

    void instanceProfileName(@Nullable String name) {
        this.instanceProfileName = name;
    }
}

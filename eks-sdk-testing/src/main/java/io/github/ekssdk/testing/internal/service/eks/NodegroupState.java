package io.github.ekssdk.testing.internal.service.eks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.Issue;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;

/** One managed node group and what EKS keeps for it in EC2. */
final class NodegroupState {
    private final EksTags tags;
    private final List<String> instanceIds = new ArrayList<>();
    private Nodegroup group;
    private @Nullable LaunchTemplateFacts template;
    private @Nullable String ownTemplateId;
    private @Nullable String instanceProfileName;

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

    List<String> instanceIds() {
        return instanceIds;
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

    void ownTemplateId(@Nullable String id) {
        this.ownTemplateId = id;
    }

    /** The instance profile that gives the nodes their role. */
    Optional<String> instanceProfileName() {
        return Optional.ofNullable(instanceProfileName);
    }

    void instanceProfileName(@Nullable String name) {
        this.instanceProfileName = name;
    }
}

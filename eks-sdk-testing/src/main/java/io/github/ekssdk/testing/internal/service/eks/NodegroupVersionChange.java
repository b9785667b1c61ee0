package io.github.ekssdk.testing.internal.service.eks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupVersionRequest;
import software.amazon.awssdk.services.eks.model.UpdateParam;
import software.amazon.awssdk.services.eks.model.UpdateParamType;

/** Reads to which version, release or launch template version an update brings the nodes of a group. */
final class NodegroupVersionChange {
    private final LaunchTemplateCheck templates;

    NodegroupVersionChange(LaunchTemplateCheck templates) {
        this.templates = templates;
    }

    VersionTarget of(ClusterState cluster, NodegroupState group, UpdateNodegroupVersionRequest request) {
        Optional<LaunchTemplateFacts> template =
                Optional.ofNullable(request.launchTemplate()).map(asked -> sameTemplate(group, asked));
        boolean custom = template.or(group::template)
                .flatMap(LaunchTemplateFacts::imageId)
                .isPresent();
        if (custom && (request.version() != null || request.releaseVersion() != null)) {
            throw EksRefusals.invalidParameter("You cannot specify version or releaseVersion for a node group with a"
                    + " custom AMI; use a new version of its launch template.");
        }
        KubernetesVersion version = version(cluster, group, request.version());
        String release = custom
                ? template.or(group::template)
                        .flatMap(LaunchTemplateFacts::imageId)
                        .orElseThrow()
                : release(group, request.releaseVersion(), version);
        List<UpdateParam> params = new ArrayList<>();
        params.add(ConfigChange.param(UpdateParamType.VERSION, version.name()));
        params.add(ConfigChange.param(UpdateParamType.RELEASE_VERSION, release));
        template.ifPresent(found -> {
            params.add(ConfigChange.param(UpdateParamType.LAUNCH_TEMPLATE_NAME, found.name()));
            params.add(ConfigChange.param(UpdateParamType.LAUNCH_TEMPLATE_VERSION, found.version()));
        });
        return new VersionTarget(version.name(), release, template, Boolean.TRUE.equals(request.force()), params);
    }

    private LaunchTemplateFacts sameTemplate(NodegroupState group, LaunchTemplateSpecification asked) {
        LaunchTemplateFacts found = templates.find(asked);
        boolean same =
                group.template().filter(own -> own.id().equals(found.id())).isPresent();
        if (!same) {
            throw EksRefusals.invalidParameter(
                    "The launch template of node group " + group.name()
                            + " cannot be changed to another one, only to another version of the one that it was created with.");
        }
        return found;
    }

    private static KubernetesVersion version(ClusterState cluster, NodegroupState group, @Nullable String asked) {
        if (asked == null) {
            return KubernetesVersions.running(group.model().version());
        }
        int minor = KubernetesVersion.minorOf(asked).orElse(-1);
        int newest = KubernetesVersions.running(cluster.model().version()).minor();
        if (minor < group.minor() || minor > newest) {
            throw EksRefusals.invalidParameter("Unsupported Kubernetes minor version update from "
                    + group.model().version() + " to " + asked + " for a node group of a cluster of version "
                    + cluster.model().version());
        }
        return KubernetesVersions.running(asked);
    }

    private static String release(NodegroupState group, @Nullable String asked, KubernetesVersion version) {
        if (asked == null) {
            return group.amiType().latestRelease(version);
        }
        group.amiType().checkRelease(asked, version);
        return asked;
    }
}

package io.github.ekssdk.testing.internal.service.eks;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMappingRequest;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;

/** What EKS makes of a node group and its launch template: the content of its own copy. */
final class NodeTemplate {
    private NodeTemplate() {}

    static RequestLaunchTemplateData content(ClusterState cluster, NodegroupState group) {
        RequestLaunchTemplateData.Builder data = RequestLaunchTemplateData.builder()
                .imageId(image(group))
                .instanceType(instanceType(group))
                .securityGroupIds(securityGroups(cluster, group));
        if (group.model().diskSize() != null) {
            data.blockDeviceMappings(LaunchTemplateBlockDeviceMappingRequest.builder()
                    .deviceName("/dev/xvda")
                    .ebs(ebs -> ebs.volumeSize(group.model().diskSize())
                            .volumeType("gp3")
                            .deleteOnTermination(true))
                    .build());
        }
        return data.metadataOptions(options -> options.httpPutResponseHopLimit(2))
                .build();
    }

    static String instanceType(NodegroupState group) {
        return group.template()
                .flatMap(LaunchTemplateFacts::instanceType)
                .orElseGet(() -> group.model().instanceTypes().get(0));
    }

    static String image(NodegroupState group) {
        Optional<String> own = group.template().flatMap(LaunchTemplateFacts::imageId);
        String release = group.amiType().type() + "/" + group.model().releaseVersion();
        return own.orElseGet(
                () -> String.format(Locale.ROOT, "ami-0%08x%08x", release.hashCode(), (release + "/eks").hashCode()));
    }

    static List<String> securityGroups(ClusterState cluster, NodegroupState group) {
        List<String> own =
                group.template().map(LaunchTemplateFacts::securityGroupIds).orElse(List.of());
        String clusterGroup = cluster.securityGroupId();
        return own.isEmpty() && clusterGroup != null ? List.of(clusterGroup) : own;
    }
}

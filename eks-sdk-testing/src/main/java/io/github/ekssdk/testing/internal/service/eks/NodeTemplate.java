package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.service.images.MachineImage;
import io.github.ekssdk.testing.internal.service.images.MachineImages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMappingRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateTagSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.eks.model.RemoteAccessConfig;

/**
 * What EKS makes of a node group and its launch template: a version of its own copy.
 *
 * @param base what the caller's launch template says
 * @param content what EKS adds to that
 */
record NodeTemplate(ResponseLaunchTemplateData base, RequestLaunchTemplateData content) {

    /** The copy for a node group as it is. */
    static NodeTemplate of(ClusterState cluster, NodegroupState group) {
        return of(
                cluster,
                group,
                group.template(),
                group.model().version(),
                group.model().releaseVersion());
    }

    /** The copy for a node group that is to have another version of its launch template, or another release. */
    static NodeTemplate of(
            ClusterState cluster,
            NodegroupState group,
            Optional<LaunchTemplateFacts> template,
            String version,
            String release) {
        ResponseLaunchTemplateData base = template.map(LaunchTemplateFacts::data)
                .orElseGet(() -> ResponseLaunchTemplateData.builder().build())
                .copy(b -> b.instanceType((String) null));
        boolean fabric = template.filter(LaunchTemplateFacts::hasFabricAdapters).isPresent();
        if (!fabric) {
            base = base.copy(b -> b.networkInterfaces(List.of()));
        }
        RequestLaunchTemplateData.Builder data = RequestLaunchTemplateData.builder()
                .imageId(template.flatMap(LaunchTemplateFacts::imageId)
                        .orElseGet(() -> image(cluster, group, version, release)))
                .securityGroupIds(fabric ? List.of() : securityGroups(cluster, group, template))
                .iamInstanceProfile(
                        profile -> profile.name(group.instanceProfileName().orElse(null)))
                .tagSpecifications(
                        tags(ResourceType.INSTANCE, cluster, group, template),
                        tags(ResourceType.VOLUME, cluster, group, template));
        if (group.model().diskSize() != null) {
            data.blockDeviceMappings(LaunchTemplateBlockDeviceMappingRequest.builder()
                    .deviceName("/dev/xvda")
                    .ebs(ebs -> ebs.volumeSize(group.model().diskSize())
                            .volumeType("gp3")
                            .deleteOnTermination(true))
                    .build());
        }
        RemoteAccessConfig access = group.model().remoteAccess();
        if (access != null) {
            data.keyName(access.ec2SshKey());
        }
        if (base.metadataOptions() == null) {
            data.metadataOptions(options -> options.httpPutResponseHopLimit(2));
        }
        return new NodeTemplate(base, data.build());
    }

    /** The tags that EKS puts on everything of a node group. */
    static Map<String, String> ownTags(ClusterState cluster, NodegroupState group) {
        Map<String, String> tags = new TreeMap<>();
        tags.put("eks:cluster-name", cluster.name());
        tags.put("eks:nodegroup-name", group.name());
        return tags;
    }

    private static LaunchTemplateTagSpecificationRequest tags(
            ResourceType type, ClusterState cluster, NodegroupState group, Optional<LaunchTemplateFacts> template) {
        Map<String, String> tags = new LinkedHashMap<>();
        template.ifPresent(found -> found.data().tagSpecifications().stream()
                .filter(specification -> specification.resourceType() == type)
                .forEach(specification -> specification.tags().forEach(tag -> tags.put(tag.key(), tag.value()))));
        tags.putAll(ownTags(cluster, group));
        List<Tag> all = new ArrayList<>();
        tags.forEach((key, value) -> all.add(Tag.builder().key(key).value(value).build()));
        return LaunchTemplateTagSpecificationRequest.builder()
                .resourceType(type)
                .tags(all)
                .build();
    }

    static List<String> instanceTypes(NodegroupState group) {
        return group.template()
                .flatMap(LaunchTemplateFacts::instanceType)
                .map(List::of)
                .orElseGet(() -> group.model().instanceTypes());
    }

    /** The AMI of a release; of one that is too old to be in the catalogue, the newest of its type. */
    private static String image(ClusterState cluster, NodegroupState group, String version, String release) {
        MachineImages images = MachineImages.of(cluster.model().arn().split(":", -1)[3]);
        String type = group.amiType().type().toString();
        return images.release(type, version, release)
                .or(() -> images.latest(type, version))
                .map(MachineImage::id)
                .orElse("");
    }

    static List<String> securityGroups(ClusterState cluster, NodegroupState group) {
        return securityGroups(cluster, group, group.template());
    }

    private static List<String> securityGroups(
            ClusterState cluster, NodegroupState group, Optional<LaunchTemplateFacts> template) {
        List<String> own = template.map(LaunchTemplateFacts::securityGroupIds).orElse(List.of());
        if (!own.isEmpty()) {
            return own;
        }
        List<String> groups = new ArrayList<>();
        String clusterGroup = cluster.securityGroupId();
        if (clusterGroup != null) {
            groups.add(clusterGroup);
        }
        group.remoteAccessGroup().ifPresent(groups::add);
        return groups;
    }
}

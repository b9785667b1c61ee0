package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.Output;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.ResourceNode;
import io.github.ekssdk.internal.resource.ec2.LaunchTemplate;
import io.github.ekssdk.internal.resource.ec2.PlacementGroup;
import io.github.ekssdk.internal.resource.ec2.SecurityGroup;
import io.github.ekssdk.internal.resource.ec2.VolumeText;
import io.github.ekssdk.spec.NodeGroupSpec;
import io.github.ekssdk.spec.VolumeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The launch template of a node group, and the security group by which SSH comes in. */
final class NodeTemplateLowering {

    private static final String ID = "id";
    private static final String TAGS = "tags";
    private static final int LONGEST_NAME = 128;

    private final LoweringContext context;
    private final Network network;

    NodeTemplateLowering(LoweringContext context, Network network) {
        this.context = context;
        this.network = network;
    }

    /** Returns the name of the launch template, or of what else is made for a group, no longer than AWS allows. */
    static String name(Owner owner, String group) {
        String tail = "-" + Owner.sha256(owner.fingerprint() + "/" + group).substring(0, 12);
        String head = "eks-sdk-" + owner.cluster() + "-" + group;
        return head.substring(0, Math.min(head.length(), LONGEST_NAME - tail.length())) + tail;
    }

    /**
     * Adds the launch template.
     *
     * @param more settings besides those that all node groups have
     */
    ResourceNode lower(NodeGroupSpec group, Properties more) {
        Map<String, String> instanceTags = context.tags(group.tags());
        instanceTags.putIfAbsent("Name", context.spec().name() + "-" + group.name());
        Properties.Builder wanted = Properties.builder()
                .set(LaunchTemplate.TEMPLATE_NAME, name(context.owner(), group.name()))
                .set(LaunchTemplate.DEVICE_NAME, group.amiType().device());
        volume(wanted, group.volume());
        if (!group.additionalVolumes().isEmpty()) {
            wanted.set(LaunchTemplate.ADDITIONAL_VOLUMES, additional(group.additionalVolumes()));
        }
        wanted.set(LaunchTemplate.HTTP_TOKENS, "required").set(LaunchTemplate.HOP_LIMIT, group.metadataHopLimit());
        if (group.enclavesEnabled()) {
            wanted.set(LaunchTemplate.ENCLAVES, true);
        }
        if (group.detailedMonitoring()) {
            wanted.set(LaunchTemplate.MONITORING, true);
        }
        wanted.setIfPresent(LaunchTemplate.IMAGE_ID, group.imageId())
                .setIfPresent(LaunchTemplate.KEY_NAME, group.ec2SshKey())
                .setIfPresent(LaunchTemplate.PLACEMENT_GROUP, placementGroup(group))
                .setIfPresent(LaunchTemplate.CAPACITY_RESERVATION, group.capacityReservation());
        if (group.efaEnabled()) {
            wanted.set(
                    LaunchTemplate.EFA_INTERFACES,
                    Integer.parseInt(context.resolved(EfaInterfaces.path(group)).get(0)));
        }
        more.asMap().forEach(wanted::set);
        wanted.set(LaunchTemplate.INSTANCE_TAGS, instanceTags).set(TAGS, context.tags(group.tags()));
        return context.graph().add(Kinds.LAUNCH_TEMPLATE, group.name(), wanted.build());
    }

    private static void volume(Properties.Builder wanted, VolumeSpec volume) {
        wanted.set(LaunchTemplate.DISK_SIZE, volume.size())
                .set(LaunchTemplate.VOLUME_TYPE, volume.type().value())
                .setIfPresent(LaunchTemplate.IOPS, boxed(volume.iops()))
                .setIfPresent(LaunchTemplate.THROUGHPUT, boxed(volume.throughput()))
                .set(LaunchTemplate.ENCRYPTED, volume.encrypted())
                .setIfPresent(LaunchTemplate.KMS_KEY_ID, volume.kmsKeyId());
    }

    private static Optional<Integer> boxed(OptionalInt value) {
        return value.isPresent() ? Optional.of(value.getAsInt()) : Optional.empty();
    }

    private static Map<String, String> additional(Map<String, VolumeSpec> volumes) {
        Map<String, String> texts = new TreeMap<>();
        volumes.forEach((device, volume) -> texts.put(
                device,
                VolumeText.of(
                        volume.size(),
                        volume.type().value(),
                        boxed(volume.iops()),
                        boxed(volume.throughput()),
                        volume.encrypted(),
                        volume.kmsKeyId())));
        return texts;
    }

    /**
     * Returns the security groups that nodes have besides the cluster's; nothing where EKS is to choose. EKS adds none to a
     * template that names some.
     */
    List<Object> securityGroups(NodeGroupSpec group) {
        List<Object> ids = new ArrayList<>(group.securityGroupIds());
        if (!group.sourceSecurityGroups().isEmpty()) {
            ids.add(ssh(group));
        }
        if (group.efaEnabled()) {
            ids.add(efa(group));
        }
        return ids;
    }

    /** Returns the security group that EKS makes for a cluster, in which all may talk to each other. */
    Output clusterSecurityGroup() {
        return context.cluster("clusterSecurityGroupId");
    }

    /** Nodes with Elastic Fabric Adapters stand close together. */
    private Optional<Object> placementGroup(NodeGroupSpec group) {
        if (group.placementGroup().isPresent() || !group.efaEnabled()) {
            return group.placementGroup().map(name -> name);
        }
        return Optional.of(context.graph()
                .add(
                        Kinds.PLACEMENT_GROUP,
                        group.name(),
                        Properties.builder()
                                .set(PlacementGroup.GROUP_NAME, name(context.owner(), group.name()))
                                .set(TAGS, context.tags(group.tags()))
                                .build())
                .output(PlacementGroup.GROUP_NAME));
    }

    /** Traffic that goes past the operating system needs rules that name the group itself, outwards too. */
    private Output efa(NodeGroupSpec group) {
        return securityGroup(
                group,
                "efa",
                "Traffic between the nodes of " + context.spec().name() + " over Elastic Fabric Adapters",
                Properties.builder()
                        .set(SecurityGroup.INGRESS, List.of(SecurityGroup.ALL_WITH_ITSELF))
                        .set(SecurityGroup.EGRESS, List.of(SecurityGroup.ALL_WITH_ITSELF))
                        .build());
    }

    private Output ssh(NodeGroupSpec group) {
        return securityGroup(
                group,
                "ssh",
                "SSH to the nodes of " + context.spec().name(),
                Properties.builder()
                        .set(
                                SecurityGroup.INGRESS,
                                group.sourceSecurityGroups().stream()
                                        .map(id -> "tcp 22 " + id)
                                        .toList())
                        .build());
    }

    private Output securityGroup(NodeGroupSpec group, String purpose, String description, Properties rules) {
        String name = context.spec().name() + "-" + group.name() + "-" + purpose;
        Map<String, String> tags = context.tags(group.tags());
        tags.putIfAbsent("Name", name);
        Properties.Builder wanted = Properties.builder()
                .set(SecurityGroup.VPC_ID, network.vpcId())
                .set(SecurityGroup.GROUP_NAME, "eks-sdk-" + name)
                .set(SecurityGroup.DESCRIPTION, description);
        rules.asMap().forEach(wanted::set);
        return context.graph()
                .add(
                        Kinds.SECURITY_GROUP,
                        purpose + "-" + group.name(),
                        wanted.set(TAGS, tags).build())
                .output(ID);
    }

    /** Returns the subnets of a group. */
    List<Object> subnets(NodeGroupSpec group) {
        if (!group.subnetIds().isEmpty()) {
            return List.copyOf(group.subnetIds());
        }
        List<Object> all = group.publicSubnets() ? network.publicSubnets() : network.nodeSubnets();
        List<String> zones = context.resolved(Zones.PATH);
        if (group.availabilityZones().isEmpty() || zones.size() != all.size()) {
            return all;
        }
        List<Object> chosen = new ArrayList<>();
        for (int i = 0; i < zones.size(); i++) {
            if (group.availabilityZones().contains(zones.get(i))) {
                chosen.add(all.get(i));
            }
        }
        return chosen;
    }
}

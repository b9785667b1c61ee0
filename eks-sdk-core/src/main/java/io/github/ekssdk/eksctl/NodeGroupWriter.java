package io.github.ekssdk.eksctl;

import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.NatGateways;
import io.github.ekssdk.spec.NodeGroupSpec;
import io.github.ekssdk.spec.UserDataSpec;
import io.github.ekssdk.spec.VolumeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;

/** Writes what managed and self-managed node groups have in common in eksctl's format. */
final class NodeGroupWriter {

    private NodeGroupWriter() {}

    /** Returns the group; what cannot be said is told with its path under the group and why. */
    static Document write(NodeGroupSpec group, ClusterSpec cluster, BiConsumer<String, String> lose) {
        if (group.desiredManagedByAutoscaler()) {
            lose.accept("desiredManagedByAutoscaler", "eksctl never changes the number of nodes by itself.");
        }
        group.userData().ifPresent(data -> userData(data, lose));
        Document document = new Document()
                .set("name", group.name())
                .set("minSize", group.scaling().min())
                .set("desiredCapacity", group.scaling().desired())
                .set("maxSize", group.scaling().max())
                .set("ami", group.imageId())
                .set("amiFamily", AmiFamilies.family(group.amiType()))
                .set("privateNetworking", !outside(group, cluster))
                .set("subnets", group.subnetIds())
                .set("availabilityZones", group.availabilityZones())
                .set("disablePodIMDS", group.metadataHopLimit() == 1)
                .set("enableDetailedMonitoring", group.detailedMonitoring())
                .set("efaEnabled", group.efaEnabled())
                .set("labels", group.labels())
                .set("taints", taints(group))
                .set("tags", group.tags())
                .set("iam", new Document().set("instanceRoleARN", group.nodeRoleArn()))
                .set("securityGroups", new Document().set("attachIDs", group.securityGroupIds()))
                .set(
                        "ssh",
                        new Document()
                                .set("enableSsm", sessions(cluster))
                                .set("publicKeyName", group.ec2SshKey())
                                .set("sourceSecurityGroupIds", group.sourceSecurityGroups()))
                .set("placement", new Document().set("groupName", group.placementGroup()))
                .set(
                        "capacityReservation",
                        new Document()
                                .set(
                                        "capacityReservationTarget",
                                        new Document().set("capacityReservationID", group.capacityReservation())));
        group.instanceSelector()
                .ifPresent(selector -> document.set("instanceSelector", InstanceSelectors.write(selector, lose)));
        volume(group.volume(), document);
        document.set("additionalVolumes", additionalVolumes(group));
        return document;
    }

    private static Optional<Boolean> sessions(ClusterSpec cluster) {
        return Optional.of(cluster.iam().nodeManagedPolicies().contains(ClusterReader.SESSION_MANAGER))
                .filter(wanted -> wanted);
    }

    /** Without a way out, nodes go to the public subnets unless told otherwise. */
    private static boolean outside(NodeGroupSpec group, ClusterSpec cluster) {
        boolean closed = cluster.vpc().existing().isEmpty() && cluster.vpc().natGateways() == NatGateways.NONE;
        return group.subnets().isEmpty() ? closed : group.publicSubnets();
    }

    private static void volume(VolumeSpec volume, Document document) {
        document.set("volumeSize", volume.size())
                .set("volumeType", volume.type().value())
                .set("volumeIOPS", boxed(volume.iops()))
                .set("volumeThroughput", boxed(volume.throughput()))
                .set("volumeEncrypted", volume.encrypted())
                .set("volumeKmsKeyID", volume.kmsKeyId());
    }

    private static List<Document> additionalVolumes(NodeGroupSpec group) {
        List<Document> volumes = new ArrayList<>();
        group.additionalVolumes().forEach((device, volume) -> {
            Document further = new Document().set("volumeName", device);
            volume(volume, further);
            volumes.add(further);
        });
        return volumes;
    }

    private static void userData(UserDataSpec data, BiConsumer<String, String> lose) {
        if (!data.equals(UserDataSpec.builder().build())) {
            lose.accept("userData", "eksctl writes the user data itself; it only takes single commands.");
        }
    }

    private static List<Document> taints(NodeGroupSpec group) {
        return group.taints().stream()
                .map(taint -> new Document()
                        .set("key", taint.key())
                        .set("value", taint.value())
                        .set("effect", taint.effect().kubernetesName()))
                .toList();
    }

    static Optional<Integer> boxed(OptionalInt number) {
        return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
    }
}

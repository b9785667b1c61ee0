package io.github.ekssdk.testing.internal.actor;

import io.github.ekssdk.testing.internal.Account;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.AttachVolumeRequest;
import software.amazon.awssdk.services.ec2.model.AttachVolumeResponse;
import software.amazon.awssdk.services.ec2.model.CreateVolumeRequest;
import software.amazon.awssdk.services.ec2.model.CreateVolumeResponse;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.ModifyVolumeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVolumeResponse;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.eks.model.Cluster;

/** What the VPC CNI plugin and the EBS CSI driver make in EC2 from within a cluster. */
final class NodeAgents {
    private final Hand hand;

    NodeAgents(Account account) {
        this.hand = new Hand(account, "AmazonEKSNodes");
    }

    /** Gives each node one more interface for its pods. */
    List<String> attachPodInterfaces(String clusterName) {
        hand.cluster(clusterName);
        List<String> made = new ArrayList<>();
        for (Instance node : hand.nodes(clusterName)) {
            List<String> groups =
                    node.securityGroups().stream().map(GroupIdentifier::groupId).toList();
            String id = hand.ec2()
                    .actors()
                    .createPodInterface(
                            node.subnetId(),
                            groups,
                            "aws-K8S-" + node.instanceId(),
                            tags(clusterName, node.instanceId()));
            hand.ec2().actors().attachInterface(id, node.instanceId());
            made.add(id);
        }
        return made;
    }

    /** Leaves interfaces without an instance, as nodes do that die while their plugin is at work. */
    List<String> leaveInterfaces(String clusterName, int count) {
        Cluster cluster = hand.cluster(clusterName);
        List<String> subnets = cluster.resourcesVpcConfig().subnetIds();
        List<String> groups = List.of(cluster.resourcesVpcConfig().clusterSecurityGroupId());
        List<String> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String instance = "i-" + hand.account().ids().hex("dead-node", 17);
            made.add(hand.ec2()
                    .actors()
                    .createPodInterface(
                            subnets.get(i % subnets.size()),
                            groups,
                            "aws-K8S-" + instance,
                            tags(clusterName, instance)));
        }
        return made;
    }

    private Map<String, String> tags(String cluster, String instanceId) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("cluster.k8s.amazonaws.com/name", cluster);
        tags.put("node.k8s.amazonaws.com/instance_id", instanceId);
        tags.put(
                "node.k8s.amazonaws.com/createdAt",
                hand.account().transitions().now().toString());
        tags.put("eks:eni:owner", "amazon-vpc-cni");
        return tags;
    }

    /** Makes the volume of a claim, and attaches it to a node in its zone if there is one. */
    String makeVolume(String clusterName, String claim, int gib) {
        Cluster cluster = hand.cluster(clusterName);
        Optional<Instance> node = hand.nodes(clusterName).stream()
                .filter(instance -> "running".equals(instance.state().nameAsString()))
                .findFirst();
        String zone =
                node.map(instance -> instance.placement().availabilityZone()).orElseGet(() -> zoneOf(cluster));
        String pv = "pvc-" + hand.account().ids().uuid();
        String[] names = claim.split("/", 2);
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("Name", clusterName + "-dynamic-" + pv);
        tags.put("CSIVolumeName", pv);
        tags.put("KubernetesCluster", clusterName);
        tags.put("ebs.csi.aws.com/cluster", "true");
        tags.put("kubernetes.io/cluster/" + clusterName, "owned");
        tags.put("kubernetes.io/created-for/pv/name", pv);
        tags.put("kubernetes.io/created-for/pvc/name", names[names.length - 1]);
        tags.put("kubernetes.io/created-for/pvc/namespace", names[0]);
        String id = hand.ec2(
                        CreateVolumeRequest.builder()
                                .availabilityZone(zone)
                                .size(gib)
                                .volumeType("gp3")
                                .tagSpecifications(specification(tags))
                                .build(),
                        CreateVolumeResponse.class)
                .volumeId();
        node.ifPresent(instance -> hand.persist("volume " + id + " is attached", () -> attach(id, instance)));
        return id;
    }

    /** Makes a volume larger. */
    void growVolume(String volumeId, int gib) {
        hand.ec2(ModifyVolumeRequest.builder().volumeId(volumeId).size(gib).build(), ModifyVolumeResponse.class);
    }

    private void attach(String volumeId, Instance node) {
        if (hand.ec2().actors().instance(node.instanceId()).isPresent()) {
            String device = "/dev/xvda"
                    + (char) ('a' + Integer.parseInt(hand.account().ids().hex("device", 2), 16) % 26);
            hand.ec2(
                    AttachVolumeRequest.builder()
                            .volumeId(volumeId)
                            .instanceId(node.instanceId())
                            .device(device)
                            .build(),
                    AttachVolumeResponse.class);
        }
    }

    private String zoneOf(Cluster cluster) {
        return hand.ec2()
                .actors()
                .subnet(cluster.resourcesVpcConfig().subnetIds().get(0))
                .map(Subnet::availabilityZone)
                .orElseThrow(() -> new IllegalStateException(cluster.name() + " has lost its subnets"));
    }

    private static TagSpecification specification(Map<String, String> tags) {
        return TagSpecification.builder()
                .resourceType(ResourceType.VOLUME)
                .tags(tags.entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }
}

package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ekssdk.testing.internal.service.eks.AutoModeNodes;
import io.github.ekssdk.testing.internal.service.eks.ClusterSight;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;
import software.amazon.awssdk.services.eks.model.Taint;

/** A node for each instance that has joined; none for those that are gone, or that run a pod of Fargate no more. */
final class NodeController implements Controller {
    static final int MOST_PODS = 110;

    private static final Set<String> NODE_ENTRIES = Set.of("EC2_LINUX", "EC2_WINDOWS", "EC2");

    private final ClusterObjects objects;
    private final AwsSide aws;
    private final Wakeups wakeups;
    private final AwsAuth awsAuth;

    NodeController(ClusterObjects objects, AwsSide aws, Wakeups wakeups) {
        this.objects = objects;
        this.aws = aws;
        this.wakeups = wakeups;
        this.awsAuth = new AwsAuth(objects);
    }

    @Override
    public List<String> types() {
        return List.of("nodes", "pods", "configmaps");
    }

    @Override
    public void reconcile() {
        Set<String> wanted = new HashSet<>();
        aws.sight().ifPresent(sight -> {
            for (Instance instance : aws.instances()) {
                if (hasJoined(instance, sight)) {
                    wanted.add(name(instance));
                    if (objects.get("nodes", "", name(instance)).isEmpty()) {
                        objects.create("nodes", node(instance, sight));
                    }
                }
            }
        });
        objects.all("pods").stream()
                .filter(pod -> !Pods.isOver(pod))
                .forEach(pod -> wanted.add(Trees.text(pod, "spec", "nodeName")));
        for (ObjectNode node : objects.all("nodes")) {
            boolean mine = Placement.isFargate(node) || Trees.isSet(node, "spec", "providerID");
            if (mine && !isThere(node, wanted)) {
                objects.store().remove("nodes", node);
            }
        }
    }

    /** Pods keep the nodes of Fargate, instances all others. */
    private boolean isThere(ObjectNode node, Set<String> wanted) {
        if (Placement.isFargate(node)) {
            return wanted.contains(Trees.name(node));
        }
        return aws.instances().stream().anyMatch(instance -> name(instance).equals(Trees.name(node)));
    }

    /** Nodes have the private names of their instances, those of Auto Mode their ids. */
    private static String name(Instance instance) {
        return tags(instance).containsKey(AutoModeNodes.POOL_TAG) ? instance.instanceId() : instance.privateDnsName();
    }

    private static Map<String, String> tags(Instance instance) {
        Map<String, String> tags = new TreeMap<>();
        for (Tag tag : instance.tags()) {
            tags.put(tag.key(), tag.value());
        }
        return tags;
    }

    private static Optional<ClusterSight.Group> group(Instance instance, ClusterSight sight) {
        String name = tags(instance).getOrDefault("eks:nodegroup-name", "");
        return sight.nodegroups().stream()
                .filter(group -> group.group().nodegroupName().equals(name))
                .findFirst();
    }

    private boolean hasJoined(Instance instance, ClusterSight sight) {
        Optional<ClusterSight.Group> group = group(instance, sight);
        if (group.isEmpty()) {
            return !tags(instance).containsKey("eks:nodegroup-name") && isUp(instance) && letsIn(instance, sight);
        }
        NodegroupStatus status = group.get().group().status();
        boolean firstNodes = status == NodegroupStatus.CREATING;
        return !firstNodes && group.get().readySince().isPresent() && isUp(instance);
    }

    /** Nodes that no managed node group started log in with the role of their instance profile. */
    private boolean letsIn(Instance instance, ClusterSight sight) {
        if (tags(instance).containsKey(AutoModeNodes.POOL_TAG)) {
            return sight.accessEntries().stream()
                    .anyMatch(entry -> entry.entry().type().equals("EC2"));
        }
        AuthenticationMode mode = sight.authenticationMode();
        List<String> roles = aws.roles(instance);
        if (mode != AuthenticationMode.CONFIG_MAP && roles.stream().anyMatch(role -> hasEntry(role, sight))) {
            return true;
        }
        boolean mapped = mode != AuthenticationMode.API && roles.stream().anyMatch(awsAuth::letsNodesIn);
        if (mapped) {
            aws.joinedByAwsAuth(instance.instanceId());
        }
        return mapped;
    }

    /** Whether a role has an access entry of nodes in EC2. */
    private static boolean hasEntry(String role, ClusterSight sight) {
        return sight.accessEntries().stream()
                .map(ClusterSight.Entry::entry)
                .filter(entry -> entry.principalArn().equals(role))
                .anyMatch(entry -> NODE_ENTRIES.contains(entry.type()));
    }

    private boolean isUp(Instance instance) {
        Instant at = instance.launchTime().plus(wakeups.lasts("kubernetes.node.join", instance.instanceId()));
        if (objects.now().isBefore(at)) {
            wakeups.at(at, "node " + name(instance) + " has joined");
            return false;
        }
        return true;
    }

    private ObjectNode node(Instance instance, ClusterSight sight) {
        ObjectNode node = NamespaceController.named("", name(instance));
        String zone = instance.placement().availabilityZone();
        String arch = instance.architectureAsString();
        ObjectNode labels = Trees.child(node, "metadata", "labels")
                .put("kubernetes.io/hostname", name(instance))
                .put("kubernetes.io/os", "linux")
                .put("kubernetes.io/arch", "arm64".equals(arch) ? "arm64" : "amd64")
                .put("node.kubernetes.io/instance-type", instance.instanceTypeAsString())
                .put("topology.kubernetes.io/region", aws.region())
                .put("topology.kubernetes.io/zone", zone);
        ObjectNode spec = node.putObject("spec").put("providerID", "aws:///" + zone + "/" + instance.instanceId());
        group(instance, sight).ifPresent(group -> ofGroup(group.group(), labels, spec));
        String pool = tags(instance).get(AutoModeNodes.POOL_TAG);
        if (pool != null) {
            AutoModePool.mark(labels, spec, pool);
        }
        int[] size = aws.size(instance.instanceTypeAsString()).orElse(new int[] {2, 8192});
        ObjectNode status = Trees.child(node, "status");
        NodeStatus.ready(status, size[0], size[1], MOST_PODS, sight.cluster().version(), objects.time());
        status.withArray("addresses").addObject().put("type", "InternalIP").put("address", instance.privateIpAddress());
        status.withArray("addresses").addObject().put("type", "Hostname").put("address", instance.privateDnsName());
        return node;
    }

    private static void ofGroup(Nodegroup group, ObjectNode labels, ObjectNode spec) {
        labels.put("eks.amazonaws.com/nodegroup", group.nodegroupName())
                .put("eks.amazonaws.com/capacityType", String.valueOf(group.capacityTypeAsString()));
        group.labels().forEach(labels::put);
        for (Taint taint : group.taints()) {
            String effect = switch (taint.effectAsString()) {
                case "NO_EXECUTE" -> "NoExecute";
                case "PREFER_NO_SCHEDULE" -> "PreferNoSchedule";
                default -> "NoSchedule";
            };
            ObjectNode entry = spec.withArray("taints").addObject().put("key", taint.key());
            if (taint.value() != null) {
                entry.put("value", taint.value());
            }
            entry.put("effect", effect);
        }
    }
}

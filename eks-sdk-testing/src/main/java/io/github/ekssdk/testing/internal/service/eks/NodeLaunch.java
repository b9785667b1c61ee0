package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.service.ec2.InstanceLaunch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.eks.model.AutoScalingGroup;
import software.amazon.awssdk.services.eks.model.CapacityTypes;
import software.amazon.awssdk.services.eks.model.Issue;
import software.amazon.awssdk.services.eks.model.NodegroupIssueCode;
import software.amazon.awssdk.services.eks.model.NodegroupResources;

/** Launches and terminates the instances of node groups, from EKS's own copy of the launch template. */
final class NodeLaunch {
    private final Account account;
    private final Ec2Side ec2;
    private final RoleChecks roles;

    NodeLaunch(Account account, Ec2Side ec2, RoleChecks roles) {
        this.account = account;
        this.ec2 = ec2;
        this.roles = roles;
    }

    /** Why no instance can be launched. */
    Optional<Issue> obstacle(NodegroupState group) {
        if (!roles.exists(group.nodeRole())) {
            return Optional.of(NodegroupLife.issue(
                    NodegroupIssueCode.IAM_NODE_ROLE_NOT_FOUND,
                    "The node role of the node group could not be found",
                    List.of(group.nodeRole())));
        }
        boolean forced = group.template()
                .filter(LaunchTemplateFacts::forcesPublicAddress)
                .isPresent();
        int free = 0;
        for (String id : group.model().subnets()) {
            Optional<SubnetFacts> subnet = ec2.subnet(id);
            if (subnet.isEmpty()) {
                return Optional.of(NodegroupLife.issue(
                        NodegroupIssueCode.EC2_SUBNET_NOT_FOUND,
                        "A subnet of the node group could not be found",
                        List.of(id)));
            }
            if (NodeJoin.isPublic(subnet.get()) && !subnet.get().assignsPublicAddresses() && !forced) {
                return Optional.of(noPublicAddress(group, id));
            }
            free += subnet.get().freeAddresses();
        }
        return free >= group.model().scalingConfig().desiredSize()
                ? Optional.empty()
                : Optional.of(NodegroupLife.issue(
                        NodegroupIssueCode.INSUFFICIENT_FREE_ADDRESSES,
                        "The subnets of the node group have too few free IP addresses for its nodes",
                        group.model().subnets()));
    }

    void start(ClusterState cluster, NodegroupState group) {
        String uuid = account.ids().uuid();
        String own = "eks-" + uuid;
        String scalingGroup = "eks-" + group.name() + "-" + uuid;
        roles.iam()
                .createInstanceProfile(
                        own, group.nodeRole(), account.transitions().now());
        group.instanceProfileName(own);
        group.ownTemplateId(
                ec2.createLaunchTemplate(own, NodeTemplate.content(cluster, group), ownTags(cluster, group)));
        group.change(b -> b.resources(NodegroupResources.builder()
                .autoScalingGroups(AutoScalingGroup.builder().name(scalingGroup).build())
                .build()));
        scaleTo(cluster, group, group.model().scalingConfig().desiredSize());
    }

    /** Launches what is missing, or terminates what is too much, newest first. */
    void scaleTo(ClusterState cluster, NodegroupState group, int size) {
        while (group.instanceIds().size() < size) {
            group.instanceIds().add(ec2.launch(order(cluster, group)));
        }
        while (group.instanceIds().size() > size) {
            ec2.terminate(group.instanceIds().remove(group.instanceIds().size() - 1));
        }
    }

    void replaceAll(ClusterState cluster, NodegroupState group) {
        int size = group.instanceIds().size();
        terminateAll(group);
        scaleTo(cluster, group, size);
    }

    void terminateAll(NodegroupState group) {
        group.instanceIds().forEach(ec2::terminate);
        group.instanceIds().clear();
    }

    void cleanUp(NodegroupState group) {
        terminateAll(group);
        group.ownTemplateId().ifPresent(ec2::deleteLaunchTemplate);
        group.ownTemplateId(null);
        group.instanceProfileName().ifPresent(roles.iam()::deleteInstanceProfile);
        group.instanceProfileName(null);
    }

    private InstanceLaunch order(ClusterState cluster, NodegroupState group) {
        return new InstanceLaunch(
                subnetFor(group),
                NodeTemplate.securityGroups(cluster, group),
                NodeTemplate.instanceType(group),
                NodeTemplate.image(group),
                group.model().capacityType() == CapacityTypes.SPOT,
                group.instanceProfileName()
                        .map(name -> account.globalArn("iam", "instance-profile/" + name))
                        .orElse(null),
                instanceTags(cluster, group));
    }

    /** The subnets in turn, but none that is full. */
    private String subnetFor(NodegroupState group) {
        List<String> subnets = group.model().subnets();
        int first = group.instanceIds().size();
        for (int i = 0; i < subnets.size(); i++) {
            String id = subnets.get((first + i) % subnets.size());
            if (ec2.subnet(id).filter(subnet -> subnet.freeAddresses() > 0).isPresent()) {
                return id;
            }
        }
        return subnets.get(first % subnets.size());
    }

    private static Map<String, String> instanceTags(ClusterState cluster, NodegroupState group) {
        Map<String, String> tags = new LinkedHashMap<>();
        group.template()
                .ifPresent(template -> template.data().tagSpecifications().stream()
                        .filter(specification -> "instance".equals(specification.resourceTypeAsString()))
                        .forEach(specification ->
                                specification.tags().forEach(tag -> tags.put(tag.key(), tag.value()))));
        tags.putAll(ownTags(cluster, group));
        tags.put("kubernetes.io/cluster/" + cluster.name(), "owned");
        tags.put("k8s.io/cluster-autoscaler/" + cluster.name(), "owned");
        tags.put("k8s.io/cluster-autoscaler/enabled", "true");
        for (AutoScalingGroup scaling : group.model().resources().autoScalingGroups()) {
            tags.put("aws:autoscaling:groupName", scaling.name());
        }
        group.ownTemplateId().ifPresent(id -> tags.put("aws:ec2launchtemplate:id", id));
        return tags;
    }

    private static Map<String, String> ownTags(ClusterState cluster, NodegroupState group) {
        return Map.of("eks:cluster-name", cluster.name(), "eks:nodegroup-name", group.name());
    }

    private static Issue noPublicAddress(NodegroupState group, String subnetId) {
        return NodegroupLife.issue(
                NodegroupIssueCode.EC2_SUBNET_INVALID_CONFIGURATION,
                "One or more Amazon EC2 Subnets of [" + subnetId + "] for node group " + group.name()
                        + " does not automatically assign public IP addresses to instances launched into it",
                List.of(subnetId));
    }
}

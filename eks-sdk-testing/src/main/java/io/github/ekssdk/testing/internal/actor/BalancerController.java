package io.github.ekssdk.testing.internal.actor;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Seeds;
import io.github.ekssdk.testing.internal.service.ec2.Ec2Actors;
import io.github.ekssdk.testing.internal.service.elb.ClassicElbService;
import io.github.ekssdk.testing.internal.service.elb.ElbV2Service;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.elasticloadbalancing.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** Makes load balancers for what a cluster exposes, as the AWS Load Balancer Controller and Kubernetes itself do. */
final class BalancerController {
    private static final String CLUSTER_TAG = "elbv2.k8s.aws/cluster";

    private final Hand hand;

    BalancerController(Account account) {
        this.hand = new Hand(account, "AmazonEKSLoadBalancerController");
    }

    private ElbV2Service elb() {
        return hand.account().service(ElbV2Service.class);
    }

    private ClassicElbService classic() {
        return hand.account().service(ClassicElbService.class);
    }

    private Ec2Actors ec2() {
        return hand.ec2().actors();
    }

    /** An Application Load Balancer for an ingress, or a Network Load Balancer for a service. */
    String make(String kind, String clusterName, String object, String scheme) {
        Cluster cluster = hand.cluster(clusterName);
        boolean application = kind.equals("application");
        String owner = application ? "ingress.k8s.aws" : "service.k8s.aws";
        String name = name(clusterName, object);
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(CLUSTER_TAG, clusterName);
        tags.put(owner + "/stack", object);
        tags.put(owner + "/resource", "LoadBalancer");
        String front = group(cluster, name, "[k8s] Managed SecurityGroup for LoadBalancer", tags(tags, owner));
        String back = backendGroup(cluster);
        String arn = elb().create(CreateLoadBalancerRequest.builder()
                .name(name)
                .type(kind)
                .scheme(scheme)
                .subnets(subnets(cluster, scheme))
                .securityGroups(front, back)
                .tags(list(tags))
                .build());
        listen(arn, cluster, name, application, list(tags(tags, owner, object + ":80")));
        allow(cluster, back, "elbv2.k8s.aws/targetGroupBinding=shared");
        return arn;
    }

    private static Map<String, String> tags(Map<String, String> tags, String owner) {
        return tags(tags, owner, "ManagedLBSecurityGroup");
    }

    private static Map<String, String> tags(Map<String, String> tags, String owner, String resource) {
        Map<String, String> own = new LinkedHashMap<>(tags);
        own.put(owner + "/resource", resource);
        return own;
    }

    private static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    /** The controller's names: namespace, name, and a digest. */
    private static String name(String cluster, String object) {
        String[] parts = object.split("/", 2);
        String digest =
                "%016x".formatted(Seeds.mix(Seeds.mix(0, cluster), object)).substring(0, 10);
        return "k8s-" + shortened(parts[0]) + "-" + shortened(parts[parts.length - 1]) + "-" + digest;
    }

    private static String shortened(String word) {
        String plain = word.replaceAll("[^a-zA-Z0-9]", "");
        return plain.substring(0, Math.min(8, plain.length()));
    }

    private String group(Cluster cluster, String name, String description, Map<String, String> tags) {
        return ec2().createSecurityGroup(cluster.resourcesVpcConfig().vpcId(), name, description, tags)
                .groupId();
    }

    private String backendGroup(Cluster cluster) {
        String name = "k8s-traffic-" + cluster.name() + "-"
                + "%016x".formatted(Seeds.mix(1, cluster.name())).substring(0, 10);
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(CLUSTER_TAG, cluster.name());
        tags.put("elbv2.k8s.aws/resource", "backend-sg");
        return ec2().securityGroupNamed(cluster.resourcesVpcConfig().vpcId(), name)
                .orElseGet(() -> group(cluster, name, "[k8s] Shared Backend SecurityGroup for LoadBalancer", tags));
    }

    /** One subnet in each zone, found by the tags that users are told to set. */
    private List<String> subnets(Cluster cluster, String scheme) {
        String role = scheme.equals("internal") ? "kubernetes.io/role/internal-elb" : "kubernetes.io/role/elb";
        DescribeSubnetsRequest request = DescribeSubnetsRequest.builder()
                .filters(
                        Filter.builder()
                                .name("vpc-id")
                                .values(cluster.resourcesVpcConfig().vpcId())
                                .build(),
                        Filter.builder().name("tag-key").values(role).build())
                .build();
        Set<String> zones = new HashSet<>();
        List<String> chosen = new ArrayList<>();
        for (Subnet subnet : hand.ec2(request, DescribeSubnetsResponse.class).subnets()) {
            if (zones.add(subnet.availabilityZone())) {
                chosen.add(subnet.subnetId());
            }
        }
        if (chosen.isEmpty()) {
            throw new IllegalStateException("couldn't auto-discover subnets: unable to resolve at least one subnet"
                    + " (no subnet of " + cluster.resourcesVpcConfig().vpcId() + " has the tag " + role + ")");
        }
        return chosen;
    }

    private void listen(String balancer, Cluster cluster, String name, boolean application, List<Tag> tags) {
        ProtocolEnum protocol = application ? ProtocolEnum.HTTP : ProtocolEnum.TCP;
        CreateTargetGroupRequest group = CreateTargetGroupRequest.builder()
                .name(name)
                .protocol(protocol)
                .port(80)
                .vpcId(cluster.resourcesVpcConfig().vpcId())
                .targetType(TargetTypeEnum.IP)
                .tags(tags)
                .build();
        String target = hand.call(elb(), group, CreateTargetGroupResponse.class)
                .targetGroups()
                .get(0)
                .targetGroupArn();
        CreateListenerRequest listener = CreateListenerRequest.builder()
                .loadBalancerArn(balancer)
                .protocol(protocol)
                .port(80)
                .defaultActions(Action.builder()
                        .type(ActionTypeEnum.FORWARD)
                        .targetGroupArn(target)
                        .build())
                .tags(tags)
                .build();
        hand.call(elb(), listener, CreateListenerResponse.class);
    }

    /** Lets a load balancer's group into the security group of the cluster, unless that is done. */
    private void allow(Cluster cluster, String groupId, String description) {
        String nodes = cluster.resourcesVpcConfig().clusterSecurityGroupId();
        boolean done = ec2().rulesOf(nodes).stream()
                .anyMatch(rule -> rule.referencedGroupInfo() != null
                        && groupId.equals(rule.referencedGroupInfo().groupId()));
        if (!done) {
            IpPermission permission = IpPermission.builder()
                    .ipProtocol("tcp")
                    .fromPort(0)
                    .toPort(65535)
                    .userIdGroupPairs(UserIdGroupPair.builder()
                            .groupId(groupId)
                            .description(description)
                            .build())
                    .build();
            AuthorizeSecurityGroupIngressRequest request = AuthorizeSecurityGroupIngressRequest.builder()
                    .groupId(nodes)
                    .ipPermissions(permission)
                    .build();
            hand.ec2(request, AuthorizeSecurityGroupIngressResponse.class);
        }
    }

    /** A Classic Load Balancer, as Kubernetes makes for services of type LoadBalancer where no controller does. */
    String makeClassic(String clusterName, String object, String scheme) {
        Cluster cluster = hand.cluster(clusterName);
        String name = "a"
                + "%016x%016x"
                        .formatted(Seeds.mix(0, object), Seeds.mix(1, object))
                        .substring(0, 31);
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("kubernetes.io/cluster/" + clusterName, "owned");
        String group = group(
                cluster, "k8s-elb-" + name, "Security group for Kubernetes ELB " + name + " (" + object + ")", tags);
        tags.put("kubernetes.io/service-name", object);
        classic()
                .create(software.amazon.awssdk.services.elasticloadbalancing.model.CreateLoadBalancerRequest.builder()
                        .loadBalancerName(name)
                        .scheme(scheme.equals("internal") ? "internal" : null)
                        .subnets(subnets(cluster, scheme))
                        .securityGroups(group)
                        .listeners(Listener.builder()
                                .protocol("TCP")
                                .loadBalancerPort(80)
                                .instancePort(30080)
                                .build())
                        .tags(tags.entrySet().stream()
                                .map(tag -> software.amazon.awssdk.services.elasticloadbalancing.model.Tag.builder()
                                        .key(tag.getKey())
                                        .value(tag.getValue())
                                        .build())
                                .toList())
                        .build());
        allow(cluster, group, "kubernetes.io/service-name=" + object);
        return name;
    }

    /** From now on nobody cleans up behind that cluster. */
    void uninstall(String clusterName) {
        elb().abandon(clusterName);
    }

    /** Removes all that was made for a cluster, unless the controller is gone. */
    void removeAll(String clusterName) {
        if (elb().isAbandoned(clusterName)) {
            return;
        }
        List<String> arns = elb().tagged(CLUSTER_TAG, clusterName);
        arns.stream().filter(arn -> arn.contains(":loadbalancer/")).forEach(elb()::delete);
        arns.stream()
                .filter(arn -> arn.contains(":targetgroup/"))
                .forEach(arn -> hand.call(
                        elb(),
                        DeleteTargetGroupRequest.builder().targetGroupArn(arn).build(),
                        DeleteTargetGroupResponse.class));
        classic().tagged("kubernetes.io/cluster/" + clusterName, "owned").forEach(classic()::delete);
        List<String> groups = new ArrayList<>(ec2().securityGroupsTagged(CLUSTER_TAG, clusterName));
        ec2().securityGroupsTagged("kubernetes.io/cluster/" + clusterName, "owned").stream()
                .filter(id -> ec2().securityGroup(id)
                        .filter(group -> group.groupName().startsWith("k8s-elb-"))
                        .isPresent())
                .forEach(groups::add);
        groups.forEach(this::revoke);
        groups.forEach(id -> hand.persist("security group " + id + " is deleted", () -> ec2().deleteSecurityGroup(id)));
    }

    /** Removes what was made for one ingress or service. */
    void remove(String clusterName, String object) {
        Set<String> own = new HashSet<>(elb().tagged("ingress.k8s.aws/stack", object));
        own.addAll(elb().tagged("service.k8s.aws/stack", object));
        own.retainAll(elb().tagged(CLUSTER_TAG, clusterName));
        own.stream().filter(arn -> arn.contains(":loadbalancer/")).sorted().forEach(elb()::delete);
        own.stream()
                .filter(arn -> arn.contains(":targetgroup/"))
                .sorted()
                .forEach(arn -> hand.call(
                        elb(),
                        DeleteTargetGroupRequest.builder().targetGroupArn(arn).build(),
                        DeleteTargetGroupResponse.class));
        Set<String> classics = new HashSet<>(classic().tagged("kubernetes.io/service-name", object));
        classics.retainAll(classic().tagged("kubernetes.io/cluster/" + clusterName, "owned"));
        classics.forEach(classic()::delete);
        String vpc = hand.cluster(clusterName).resourcesVpcConfig().vpcId();
        List<String> groups = new ArrayList<>();
        ec2().securityGroupNamed(vpc, name(clusterName, object)).ifPresent(groups::add);
        classics.forEach(
                name -> ec2().securityGroupNamed(vpc, "k8s-elb-" + name).ifPresent(groups::add));
        groups.forEach(this::revoke);
        groups.forEach(id -> hand.persist("security group " + id + " is deleted", () -> ec2().deleteSecurityGroup(id)));
    }

    /** Takes back what lets the members of a group into others. */
    private void revoke(String groupId) {
        for (SecurityGroupRule rule : ec2().rulesReferringTo(groupId)) {
            if (!rule.groupId().equals(groupId)) {
                hand.ec2(
                        RevokeSecurityGroupIngressRequest.builder()
                                .groupId(rule.groupId())
                                .securityGroupRuleIds(rule.securityGroupRuleId())
                                .build(),
                        RevokeSecurityGroupIngressResponse.class);
            }
        }
    }
}

package io.github.ekssdk.testing.internal.actor;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Seeds;
import io.github.ekssdk.testing.internal.service.ec2.Ec2Actors;
import io.github.ekssdk.testing.internal.service.eks.ClusterSight;
import io.github.ekssdk.testing.internal.service.eks.EksService;
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
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** Makes load balancers for what a cluster exposes, as the AWS Load Balancer Controller and Kubernetes itself do. */
final class BalancerController {
    private final Hand hand;

    BalancerController(Account account) {
        this.hand = new Hand(account, "AmazonEKSLoadBalancerController");
    }

    BalancerRemoval removal() {
        return new BalancerRemoval(hand);
    }

    /** From now on nobody cleans up behind that cluster. */
    void uninstall(String clusterName) {
        elb().abandon(clusterName);
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

    /** An Application Load Balancer for an ingress, or a Network Load Balancer for a service, by who makes those in the cluster. */
    String make(String kind, String clusterName, String object, String scheme) {
        boolean auto = hand.account()
                .service(EksService.class)
                .sight(clusterName)
                .filter(ClusterSight::balancesLoadItself)
                .isPresent();
        BalancerOwner owner = auto ? BalancerOwner.AUTO_MODE : BalancerOwner.LOAD_BALANCER_CONTROLLER;
        return make(owner, kind, clusterName, object, scheme);
    }

    /** An Application Load Balancer for an ingress, or a Network Load Balancer for a service. */
    String make(BalancerOwner owner, String kind, String clusterName, String object, String scheme) {
        return make(owner, owner.prefix(kind.equals("application")), kind, clusterName, object, scheme);
    }

    /** A load balancer for a Gateway. */
    String makeForGateway(String kind, String clusterName, String object, String scheme) {
        String prefix = "gateway.k8s.aws." + (kind.equals("application") ? "alb" : "nlb");
        return make(BalancerOwner.LOAD_BALANCER_CONTROLLER, prefix, kind, clusterName, object, scheme);
    }

    private String make(
            BalancerOwner owner, String prefix, String kind, String clusterName, String object, String scheme) {
        Cluster cluster = hand.cluster(clusterName);
        String name = name(clusterName, prefix, object);
        String front = group(
                cluster,
                name,
                "[k8s] Managed SecurityGroup for LoadBalancer",
                owner.tags(clusterName, prefix, object, "ManagedLBSecurityGroup"));
        String back = backendGroup(owner, cluster);
        String arn = elb().create(CreateLoadBalancerRequest.builder()
                .name(name)
                .type(kind)
                .scheme(scheme)
                .subnets(subnets(cluster, scheme))
                .securityGroups(front, back)
                .tags(list(owner.tags(clusterName, prefix, object, "LoadBalancer")))
                .build());
        listen(
                arn,
                cluster,
                name,
                kind.equals("application"),
                list(owner.tags(clusterName, prefix, object, object + ":80")));
        allow(cluster, back, "elbv2.k8s.aws/targetGroupBinding=shared");
        return arn;
    }

    private static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    /** The controller's names: namespace, name, and a digest. */
    static String name(String cluster, String prefix, String object) {
        String[] parts = object.split("/", 2);
        String digest = "%016x"
                .formatted(Seeds.mix(Seeds.mix(Seeds.mix(0, cluster), prefix), object))
                .substring(0, 10);
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

    private String backendGroup(BalancerOwner owner, Cluster cluster) {
        String name = "k8s-traffic-" + cluster.name() + "-"
                + "%016x"
                        .formatted(Seeds.mix(1, owner.clusterTag() + cluster.name()))
                        .substring(0, 10);
        return ec2().securityGroupNamed(cluster.resourcesVpcConfig().vpcId(), name)
                .orElseGet(() -> group(
                        cluster,
                        name,
                        "[k8s] Shared Backend SecurityGroup for LoadBalancer",
                        owner.backendTags(cluster.name())));
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
}

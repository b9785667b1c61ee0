package io.github.ekssdk.testing.internal.kubernetes;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Call;
import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.FakeService;
import io.github.ekssdk.testing.internal.policy.Ask;
import io.github.ekssdk.testing.internal.policy.Context;
import io.github.ekssdk.testing.internal.policy.Policy;
import io.github.ekssdk.testing.internal.service.Handlers;
import io.github.ekssdk.testing.internal.service.ec2.Ec2Service;
import io.github.ekssdk.testing.internal.service.eks.AutoModeNodes;
import io.github.ekssdk.testing.internal.service.eks.ClusterSight;
import io.github.ekssdk.testing.internal.service.eks.EksService;
import io.github.ekssdk.testing.internal.service.elb.ClassicElbService;
import io.github.ekssdk.testing.internal.service.elb.ElbV2Service;
import io.github.ekssdk.testing.internal.service.iam.IamDirectory;
import io.github.ekssdk.testing.internal.service.iam.IamService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersResponse;

/** What the inside of a cluster sees of the account and does to it. */
final class AwsSide {
    private final KubernetesHost host;
    private final String cluster;

    AwsSide(KubernetesHost host, String cluster) {
        this.host = host;
        this.cluster = cluster;
    }

    Optional<ClusterSight> sight() {
        return host.account().service(EksService.class).sight(cluster);
    }

    String region() {
        return host.account().region();
    }

    /** Makes or removes something in the account for an object of the cluster; see the acts of the account's actors. */
    String act(String action, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = cluster;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return host.act(action, all);
    }

    boolean isLenient() {
        return host.account().lenient();
    }

    /** Whether the policies of a role, as far as IAM has told of them, let it do something. */
    boolean allows(String roleArn, String action, Map<String, String> requestTags) {
        IamDirectory iam = host.account().service(IamService.class).directory();
        Context context =
                new Context().putTags("aws:RequestTag", requestTags).putAll("aws:TagKeys", requestTags.keySet());
        Ask ask = new Ask(action, "*", context);
        List<Policy> policies = iam.policiesOf(roleArn, host.now());
        return policies.stream().anyMatch(policy -> policy.allows(ask))
                && policies.stream().noneMatch(policy -> policy.denies(ask));
    }

    /** The roles of the cluster's running instances. */
    List<String> nodeRoles() {
        return instances().stream()
                .flatMap(instance -> roles(instance).stream())
                .distinct()
                .toList();
    }

    /** The role of an instance; none where it has no instance profile. */
    List<String> roles(Instance instance) {
        IamDirectory iam = host.account().service(IamService.class).directory();
        return Optional.ofNullable(instance.iamInstanceProfile())
                .map(profile -> profile.arn().substring(profile.arn().lastIndexOf('/') + 1))
                .map(iam::rolesOfInstanceProfile)
                .orElse(List.of());
    }

    /** Tells EKS that aws-auth has let an instance in. */
    void joinedByAwsAuth(String instanceId) {
        host.account().service(EksService.class).joinedByAwsAuth(cluster, instanceId);
    }

    void deleteVolume(String id) {
        host.act("delete", id);
    }

    private <R extends SdkResponse> R call(Class<? extends FakeService> service, SdkRequest request, Class<R> answer) {
        Account account = host.account();
        FakeService asked = account.service(service);
        Caller caller = new Caller(
                "AKIAFAKEKUBERNETES00", account.id(), account.globalArn("sts", "assumed-role/nodes/nodes"), "AROAFAKE");
        String operation = request.getClass().getSimpleName().replaceFirst("Request$", "");
        Call call =
                new Call(asked.name(), operation, caller, account.transitions().now(), "kubernetes");
        return answer.cast(Handlers.of(asked).answer(asked, request, call));
    }

    /** The running instances that are meant for the cluster. */
    List<Instance> instances() {
        return instances("running");
    }

    private List<Instance> instances(String... states) {
        DescribeInstancesRequest request = DescribeInstancesRequest.builder()
                .filters(
                        Filter.builder()
                                .name("tag-key")
                                .values("kubernetes.io/cluster/" + cluster)
                                .build(),
                        Filter.builder()
                                .name("instance-state-name")
                                .values(states)
                                .build())
                .build();
        return call(Ec2Service.class, request, DescribeInstancesResponse.class).reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .toList();
    }

    /** Ids of the instances that Auto Mode has started, as far as there is no node for them yet. */
    List<String> autoModeInstancesWithoutNode(Predicate<String> hasNode) {
        return instances("pending", "running").stream()
                .filter(instance ->
                        instance.tags().stream().anyMatch(tag -> tag.key().equals(AutoModeNodes.POOL_TAG)))
                .map(Instance::instanceId)
                .filter(hasNode.negate())
                .toList();
    }

    /** The zones that the cluster has subnets in. */
    List<String> zones() {
        return sight().stream()
                .flatMap(sight -> sight.cluster().resourcesVpcConfig().subnetIds().stream())
                .flatMap(id -> host.account().service(Ec2Service.class).actors().subnet(id).stream())
                .map(Subnet::availabilityZone)
                .distinct()
                .sorted()
                .toList();
    }

    /** Processors and memory of an instance type. */
    Optional<int[]> size(String instanceType) {
        return host.account().service(Ec2Service.class).actors().size(instanceType);
    }

    /** Address of an Application or Network Load Balancer; nothing if it is gone. */
    Optional<String> address(String arn) {
        DescribeLoadBalancersRequest request =
                DescribeLoadBalancersRequest.builder().build();
        return call(ElbV2Service.class, request, DescribeLoadBalancersResponse.class).loadBalancers().stream()
                .filter(balancer -> balancer.loadBalancerArn().equals(arn))
                .map(balancer -> balancer.dnsName())
                .findFirst();
    }

    /** Address of a Classic Load Balancer. */
    Optional<String> classicAddress(String name) {
        var request = software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancersRequest.builder()
                .build();
        return call(
                        ClassicElbService.class,
                        request,
                        software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancersResponse.class)
                .loadBalancerDescriptions()
                .stream()
                .filter(balancer -> balancer.loadBalancerName().equals(name))
                .map(LoadBalancerDescription::dnsName)
                .findFirst();
    }
}

package io.github.ekssdk.testing.internal.service.elb;

import io.github.ekssdk.testing.internal.Account;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.elasticloadbalancing.model.ApplySecurityGroupsToLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.ApplySecurityGroupsToLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.AttachLoadBalancerToSubnetsRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.AttachLoadBalancerToSubnetsResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.ConfigureHealthCheckRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.ConfigureHealthCheckResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.CreateLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.DeleteLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DeleteLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.DetachLoadBalancerFromSubnetsRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DetachLoadBalancerFromSubnetsResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.Instance;
import software.amazon.awssdk.services.elasticloadbalancing.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancing.model.ListenerDescription;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerDescription;

/** Makes, describes, changes and deletes Classic Load Balancers, which have names only. */
final class ClassicBalancers {
    private final Account account;
    private final ElbNetwork network;
    private final Map<String, LoadBalancerDescription> balancers = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> tags = new LinkedHashMap<>();

    ClassicBalancers(Account account) {
        this.account = account;
        this.network = new ElbNetwork(account);
    }

    Map<String, LoadBalancerDescription> all() {
        return balancers;
    }

    Map<String, String> tagsOf(String name) {
        return tags.computeIfAbsent(name, key -> new LinkedHashMap<>());
    }

    LoadBalancerDescription require(@Nullable String name) {
        LoadBalancerDescription found = name == null ? null : balancers.get(name);
        if (found == null) {
            throw ElbRefusals.of("LoadBalancerNotFound", "There is no ACTIVE Load Balancer named '" + name + "'");
        }
        return found;
    }

    private void put(LoadBalancerDescription balancer) {
        balancers.put(balancer.loadBalancerName(), balancer);
    }

    public CreateLoadBalancerResponse create(CreateLoadBalancerRequest request) {
        String name = ElbRefusals.checkName(request.loadBalancerName(), "load balancer");
        if (request.listeners().isEmpty()) {
            throw ElbRefusals.validation("Listeners must be specified");
        }
        if (request.subnets().isEmpty()) {
            throw ElbRefusals.validation("Either AvailabilityZones or SubnetIds must be specified");
        }
        boolean facesInternet = !"internal".equals(request.scheme());
        List<Subnet> subnets = network.subnets(request.subnets());
        network.check(subnets, facesInternet);
        String vpcId = subnets.get(0).vpcId();
        List<String> groups = network.groups(request.securityGroups(), vpcId);
        LoadBalancerDescription present = balancers.get(name);
        if (present != null) {
            if (!present.subnets().equals(request.subnets())) {
                throw ElbRefusals.of("DuplicateLoadBalancerName", "Load Balancer named '" + name + "' already exists");
            }
            return CreateLoadBalancerResponse.builder()
                    .dnsName(present.dnsName())
                    .build();
        }
        if (balancers.size() >= account.quotas().limit("elb.classicLoadBalancers")) {
            throw ElbRefusals.of("TooManyLoadBalancers", "The maximum number of load balancers has been reached");
        }
        LoadBalancerDescription made = make(request, name, subnets, groups, facesInternet);
        request.tags().forEach(tag -> tagsOf(name).put(tag.key(), tag.value() == null ? "" : tag.value()));
        return CreateLoadBalancerResponse.builder().dnsName(made.dnsName()).build();
    }

    private LoadBalancerDescription make(
            CreateLoadBalancerRequest request,
            String name,
            List<Subnet> subnets,
            List<String> groups,
            boolean facesInternet) {
        String dnsName = (facesInternet ? "" : "internal-") + name.toLowerCase(Locale.ROOT) + "-"
                + Long.parseLong(account.ids().hex("elb-dns", 8), 16) + "." + account.region() + ".elb.amazonaws.com";
        LoadBalancerDescription made = LoadBalancerDescription.builder()
                .loadBalancerName(name)
                .dnsName(dnsName)
                .canonicalHostedZoneName(facesInternet ? dnsName : null)
                .canonicalHostedZoneNameID("Z32O12XQLNTSW2")
                .listenerDescriptions(
                        request.listeners().stream().map(ClassicBalancers::view).toList())
                .availabilityZones(
                        subnets.stream().map(Subnet::availabilityZone).toList())
                .subnets(request.subnets())
                .vpcId(subnets.get(0).vpcId())
                .securityGroups(groups)
                .sourceSecurityGroup(source -> source.ownerAlias(account.id())
                        .groupName(groups.isEmpty() ? "" : network.nameOf(groups.get(0))))
                .scheme(facesInternet ? "internet-facing" : "internal")
                .createdTime(account.transitions().now())
                .healthCheck(check -> check.target(
                                "TCP:" + request.listeners().get(0).instancePort())
                        .interval(30)
                        .timeout(5)
                        .unhealthyThreshold(2)
                        .healthyThreshold(10))
                .build();
        put(made);
        subnets.forEach(subnet -> network.join(name, "ELB " + name, "interface", subnet, groups, facesInternet));
        return made;
    }

    static ListenerDescription view(Listener listener) {
        return ListenerDescription.builder().listener(listener).build();
    }

    public DescribeLoadBalancersResponse describe(DescribeLoadBalancersRequest request) {
        List<LoadBalancerDescription> chosen = request.loadBalancerNames().isEmpty()
                ? List.copyOf(balancers.values())
                : request.loadBalancerNames().stream().map(this::require).toList();
        ElbPages<LoadBalancerDescription> page = ElbPages.of(chosen, request.pageSize(), request.marker());
        return DescribeLoadBalancersResponse.builder()
                .loadBalancerDescriptions(page.items())
                .nextMarker(page.marker())
                .build();
    }

    public DeleteLoadBalancerResponse delete(DeleteLoadBalancerRequest request) {
        String name = ElbRefusals.present(request.loadBalancerName(), "LoadBalancerName");
        if (balancers.remove(name) != null) {
            tags.remove(name);
            network.leaveLater(name);
        }
        return DeleteLoadBalancerResponse.builder().build();
    }

    public ConfigureHealthCheckResponse configure(ConfigureHealthCheckRequest request) {
        put(require(request.loadBalancerName()).copy(b -> b.healthCheck(request.healthCheck())));
        return ConfigureHealthCheckResponse.builder()
                .healthCheck(request.healthCheck())
                .build();
    }

    public ApplySecurityGroupsToLoadBalancerResponse apply(ApplySecurityGroupsToLoadBalancerRequest request) {
        LoadBalancerDescription balancer = require(request.loadBalancerName());
        List<String> groups = network.groups(request.securityGroups(), balancer.vpcId());
        put(balancer.copy(b -> b.securityGroups(groups)));
        network.regroup(balancer.loadBalancerName(), groups);
        return ApplySecurityGroupsToLoadBalancerResponse.builder()
                .securityGroups(groups)
                .build();
    }

    public AttachLoadBalancerToSubnetsResponse attach(AttachLoadBalancerToSubnetsRequest request) {
        LoadBalancerDescription balancer = require(request.loadBalancerName());
        Set<String> ids = new LinkedHashSet<>(balancer.subnets());
        ids.addAll(request.subnets());
        List<Subnet> subnets = network.subnets(List.copyOf(ids));
        boolean facesInternet = "internet-facing".equals(balancer.scheme());
        network.check(subnets, facesInternet);
        String name = balancer.loadBalancerName();
        subnets.forEach(subnet ->
                network.join(name, "ELB " + name, "interface", subnet, balancer.securityGroups(), facesInternet));
        put(balancer.copy(b -> b.subnets(ids)
                .availabilityZones(
                        subnets.stream().map(Subnet::availabilityZone).toList())));
        return AttachLoadBalancerToSubnetsResponse.builder().subnets(ids).build();
    }

    public DetachLoadBalancerFromSubnetsResponse detach(DetachLoadBalancerFromSubnetsRequest request) {
        LoadBalancerDescription balancer = require(request.loadBalancerName());
        List<String> left = new ArrayList<>(balancer.subnets());
        left.removeAll(request.subnets());
        if (left.isEmpty()) {
            throw ElbRefusals.of(
                    "InvalidConfigurationRequest", "A load balancer must be attached to at least one subnet");
        }
        request.subnets().forEach(id -> network.leave(balancer.loadBalancerName(), id));
        put(balancer.copy(b -> b.subnets(left)));
        return DetachLoadBalancerFromSubnetsResponse.builder().subnets(left).build();
    }

    boolean hasInstance(String id) {
        return network.hasInstance(id);
    }

    void setInstances(String name, List<Instance> instances) {
        put(require(name).copy(b -> b.instances(instances)));
    }

    void setListeners(String name, List<ListenerDescription> listeners) {
        put(require(name).copy(b -> b.listenerDescriptions(listeners)));
    }
}

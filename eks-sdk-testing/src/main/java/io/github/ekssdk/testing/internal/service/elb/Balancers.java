package io.github.ekssdk.testing.internal.service.elb;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSecurityGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSecurityGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSubnetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSubnetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SubnetMapping;

/** Makes, describes, changes and deletes Application and Network Load Balancers. */
final class Balancers {
    private final ElbStore store;
    private final BalancerAttributes attributes;

    Balancers(ElbStore store, BalancerAttributes attributes) {
        this.store = store;
        this.attributes = attributes;
    }

    public CreateLoadBalancerResponse create(CreateLoadBalancerRequest request) {
        String name = ElbRefusals.checkName(request.name(), "load balancer");
        Map<String, String> tags = ElbTags.read(request.tags());
        LoadBalancerTypeEnum type = request.type() == null ? LoadBalancerTypeEnum.APPLICATION : request.type();
        if (type != LoadBalancerTypeEnum.APPLICATION && type != LoadBalancerTypeEnum.NETWORK) {
            throw ElbRefusals.validation("Load balancer type '" + request.typeAsString() + "' is not supported");
        }
        LoadBalancerSchemeEnum scheme =
                request.scheme() == null ? LoadBalancerSchemeEnum.INTERNET_FACING : request.scheme();
        List<Subnet> subnets = subnets(request, type);
        Optional<LoadBalancer> present = named(name);
        if (present.isPresent()) {
            return same(present.get(), type, scheme, subnets);
        }
        store.network.check(subnets, scheme == LoadBalancerSchemeEnum.INTERNET_FACING);
        String vpcId = subnets.get(0).vpcId();
        boolean application = type == LoadBalancerTypeEnum.APPLICATION;
        List<String> groups = application || !request.securityGroups().isEmpty()
                ? store.network.groups(request.securityGroups(), vpcId)
                : List.of();
        store.checkQuota(
                application ? "elb.applicationLoadBalancers" : "elb.networkLoadBalancers",
                store.balancers.values().stream()
                        .filter(other -> other.type() == type)
                        .count(),
                "TooManyLoadBalancers",
                "The maximum number of load balancers has been reached");
        LoadBalancer made = make(name, type, scheme, subnets, groups);
        store.tag(made.loadBalancerArn(), tags);
        return CreateLoadBalancerResponse.builder().loadBalancers(made).build();
    }

    private List<Subnet> subnets(CreateLoadBalancerRequest request, LoadBalancerTypeEnum type) {
        List<String> ids = new ArrayList<>(request.subnets());
        request.subnetMappings().stream().map(SubnetMapping::subnetId).forEach(ids::add);
        return subnets(ids, type);
    }

    private List<Subnet> subnets(List<String> ids, LoadBalancerTypeEnum type) {
        if (ids.isEmpty()) {
            throw ElbRefusals.validation("At least one subnet must be specified");
        }
        List<Subnet> subnets = store.network.subnets(ids);
        Set<String> zones = new HashSet<>();
        subnets.forEach(subnet -> zones.add(subnet.availabilityZone()));
        if (type == LoadBalancerTypeEnum.APPLICATION && zones.size() < 2) {
            throw ElbRefusals.validation("At least two subnets in two different Availability Zones must be specified");
        }
        return subnets;
    }

    private Optional<LoadBalancer> named(String name) {
        return store.balancers.values().stream()
                .filter(balancer -> balancer.loadBalancerName().equals(name))
                .findFirst();
    }

    /** Creating what is there already with the same settings succeeds. */
    private static CreateLoadBalancerResponse same(
            LoadBalancer present, LoadBalancerTypeEnum type, LoadBalancerSchemeEnum scheme, List<Subnet> subnets) {
        boolean same = present.type() == type
                && present.scheme() == scheme
                && present.availabilityZones().equals(zones(subnets));
        if (!same) {
            throw ElbRefusals.of(
                    "DuplicateLoadBalancerName",
                    "A load balancer with the same name '" + present.loadBalancerName()
                            + "' exists, but with different settings");
        }
        return CreateLoadBalancerResponse.builder().loadBalancers(present).build();
    }

    private LoadBalancer make(
            String name,
            LoadBalancerTypeEnum type,
            LoadBalancerSchemeEnum scheme,
            List<Subnet> subnets,
            List<String> groups) {
        String id = (type == LoadBalancerTypeEnum.APPLICATION ? "app/" : "net/") + name + "/" + store.hash();
        String arn = store.arn("loadbalancer/" + id);
        LoadBalancer made = LoadBalancer.builder()
                .loadBalancerArn(arn)
                .loadBalancerName(name)
                .dnsName(dnsName(name, type, scheme))
                .canonicalHostedZoneId(type == LoadBalancerTypeEnum.APPLICATION ? "Z32O12XQLNTSW2" : "Z2IFOLAFXWLO4F")
                .createdTime(store.account.transitions().now())
                .scheme(scheme)
                .type(type)
                .vpcId(subnets.get(0).vpcId())
                .state(state -> state.code(LoadBalancerStateEnum.PROVISIONING))
                .availabilityZones(zones(subnets))
                .securityGroups(groups)
                .ipAddressType("ipv4")
                .build();
        store.balancers.put(arn, made);
        attributes.begin(arn, type);
        join(made, subnets);
        store.later(
                "elb.loadbalancer.create",
                name,
                "load balancer " + name + " becomes active",
                () -> store.updateBalancer(arn, b -> b.state(state -> state.code(LoadBalancerStateEnum.ACTIVE))));
        return store.balancer(arn);
    }

    private static List<AvailabilityZone> zones(List<Subnet> subnets) {
        return subnets.stream()
                .map(subnet -> AvailabilityZone.builder()
                        .zoneName(subnet.availabilityZone())
                        .subnetId(subnet.subnetId())
                        .build())
                .toList();
    }

    private String dnsName(String name, LoadBalancerTypeEnum type, LoadBalancerSchemeEnum scheme) {
        String region = store.account.region();
        String plain = (scheme == LoadBalancerSchemeEnum.INTERNAL ? "internal-" : "") + name.toLowerCase(Locale.ROOT);
        return type == LoadBalancerTypeEnum.NETWORK
                ? name.toLowerCase(Locale.ROOT) + "-" + store.account.ids().hex("elb-dns", 16) + ".elb." + region
                        + ".amazonaws.com"
                : plain + "-" + number() + "." + region + ".elb.amazonaws.com";
    }

    private long number() {
        return 100_000_000L + Long.parseLong(store.account.ids().hex("elb-dns", 8), 16) % 1_900_000_000L;
    }

    /** The words that ELB puts into the description of an interface. */
    static String interfaceDescription(LoadBalancer balancer) {
        String arn = balancer.loadBalancerArn();
        return "ELB " + arn.substring(arn.indexOf(":loadbalancer/") + ":loadbalancer/".length());
    }

    private void join(LoadBalancer balancer, List<Subnet> subnets) {
        boolean facesInternet = balancer.scheme() == LoadBalancerSchemeEnum.INTERNET_FACING;
        String type = balancer.type() == LoadBalancerTypeEnum.NETWORK ? "network_load_balancer" : "interface";
        for (Subnet subnet : subnets) {
            store.network.join(
                    balancer.loadBalancerArn(),
                    interfaceDescription(balancer),
                    type,
                    subnet,
                    balancer.securityGroups(),
                    facesInternet);
        }
    }

    public DescribeLoadBalancersResponse describe(DescribeLoadBalancersRequest request) {
        List<LoadBalancer> chosen = request.loadBalancerArns().isEmpty()
                ? byNames(request.names())
                : request.loadBalancerArns().stream().map(store::balancer).toList();
        ElbPages<LoadBalancer> page = ElbPages.of(chosen, request.pageSize(), request.marker());
        return DescribeLoadBalancersResponse.builder()
                .loadBalancers(page.items())
                .nextMarker(page.marker())
                .build();
    }

    private List<LoadBalancer> byNames(List<String> names) {
        return names.isEmpty()
                ? List.copyOf(store.balancers.values())
                : names.stream()
                        .map(name -> named(name).orElseThrow(() -> ElbRefusals.balancerNotFound(name)))
                        .toList();
    }

    public DeleteLoadBalancerResponse delete(DeleteLoadBalancerRequest request) {
        String arn = ElbRefusals.present(request.loadBalancerArn(), "LoadBalancerArn");
        if (store.balancers.containsKey(arn)) {
            if (attributes.isProtected(arn)) {
                throw ElbRefusals.of(
                        "OperationNotPermitted",
                        "Load balancer '" + arn + "' cannot be deleted because deletion protection is enabled");
            }
            store.listenersOf(arn).forEach(listener -> store.removeListener(listener.listenerArn()));
            store.balancers.remove(arn);
            store.forget(arn);
            store.network.leaveLater(arn);
        }
        return DeleteLoadBalancerResponse.builder().build();
    }

    public SetSecurityGroupsResponse setSecurityGroups(SetSecurityGroupsRequest request) {
        LoadBalancer balancer = store.balancer(request.loadBalancerArn());
        if (balancer.type() == LoadBalancerTypeEnum.NETWORK
                && balancer.securityGroups().isEmpty()) {
            throw ElbRefusals.of(
                    "InvalidConfigurationRequest",
                    "You cannot set security groups on a load balancer of this type that was created without any");
        }
        List<String> groups = store.network.groups(request.securityGroups(), balancer.vpcId());
        store.updateBalancer(balancer.loadBalancerArn(), b -> b.securityGroups(groups));
        store.network.regroup(balancer.loadBalancerArn(), groups);
        return SetSecurityGroupsResponse.builder().securityGroupIds(groups).build();
    }

    public SetSubnetsResponse setSubnets(SetSubnetsRequest request) {
        LoadBalancer balancer = store.balancer(request.loadBalancerArn());
        List<String> ids = new ArrayList<>(request.subnets());
        request.subnetMappings().stream().map(SubnetMapping::subnetId).forEach(ids::add);
        List<Subnet> subnets = subnets(ids, balancer.type());
        store.network.check(subnets, balancer.scheme() == LoadBalancerSchemeEnum.INTERNET_FACING);
        balancer.availabilityZones().stream()
                .map(AvailabilityZone::subnetId)
                .filter(id -> !ids.contains(id))
                .forEach(id -> store.network.leave(balancer.loadBalancerArn(), id));
        join(balancer, subnets);
        store.updateBalancer(balancer.loadBalancerArn(), b -> b.availabilityZones(zones(subnets)));
        return SetSubnetsResponse.builder().availabilityZones(zones(subnets)).build();
    }

    /** The load balancer with that name or ARN. */
    Optional<LoadBalancer> find(@Nullable String nameOrArn) {
        return nameOrArn == null
                ? Optional.empty()
                : Optional.ofNullable(store.balancers.get(nameOrArn)).or(() -> named(nameOrArn));
    }
}

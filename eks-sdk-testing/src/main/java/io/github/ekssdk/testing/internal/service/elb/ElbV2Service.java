package io.github.ekssdk.testing.internal.service.elb;

import io.github.ekssdk.testing.Resource;
import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Call;
import io.github.ekssdk.testing.internal.FakeService;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** Elastic Load Balancing of one account in one region: Application and Network Load Balancers. */
public final class ElbV2Service implements FakeService {
    private final ElbStore store;
    private final Balancers balancers;
    private final ElbBuckets buckets;
    private final Set<String> abandoned = new HashSet<>();
    private final List<Object> handlers;

    /** Elastic Load Balancing of an account. */
    public ElbV2Service(Account account) {
        this.store = new ElbStore(account);
        this.buckets = new ElbBuckets(account.quotas());
        BalancerAttributes attributes = new BalancerAttributes(store);
        this.balancers = new Balancers(store, attributes);
        this.handlers = List.of(
                balancers,
                attributes,
                new TargetGroups(store),
                new Targets(store),
                new Listeners(store),
                new ListenerRules(store),
                new ElbTags(store));
    }

    @Override
    public String name() {
        return ElbStore.SERVICE;
    }

    @Override
    public List<?> handlers() {
        return handlers;
    }

    @Override
    public void admit(SdkRequest request, Call call) {
        buckets.take(call);
    }

    /** Makes a load balancer as a controller does, and returns its ARN. */
    public String create(CreateLoadBalancerRequest request) {
        return balancers.create(request).loadBalancers().get(0).loadBalancerArn();
    }

    /** Deletes the load balancer with that name or ARN with its listeners. Does nothing if it is gone already. */
    public void delete(String nameOrArn) {
        balancers
                .find(nameOrArn)
                .map(LoadBalancer::loadBalancerArn)
                .ifPresent(arn -> balancers.delete(
                        DeleteLoadBalancerRequest.builder().loadBalancerArn(arn).build()));
    }

    /** Remembers that nobody cleans up any more what the controllers of a cluster made. */
    public void abandon(String cluster) {
        abandoned.add(cluster);
    }

    /** Whether that is so. */
    public boolean isAbandoned(String cluster) {
        return abandoned.contains(cluster);
    }

    /** ARNs of the load balancers and target groups that have a tag. */
    public List<String> tagged(String key, String value) {
        List<String> found = new ArrayList<>();
        store.balancers.keySet().stream()
                .filter(arn -> value.equals(store.tagsOf(arn).get(key)))
                .forEach(found::add);
        store.targetGroups.keySet().stream()
                .filter(arn -> value.equals(store.tagsOf(arn).get(key)))
                .forEach(found::add);
        return found;
    }

    @Override
    public List<Resource> inventory() {
        List<Resource> all = new ArrayList<>();
        store.balancers.values().forEach(balancer -> all.add(resource(balancer)));
        store.targetGroups.values().forEach(group -> all.add(resource(group)));
        store.listeners
                .values()
                .forEach(listener -> all.add(new Resource(
                        "elasticloadbalancing:listener",
                        listener.listenerArn(),
                        "active",
                        Map.of("port", String.valueOf(listener.port()), "loadBalancer", listener.loadBalancerArn()),
                        store.tagsOf(listener.listenerArn()))));
        return all;
    }

    private Resource resource(LoadBalancer balancer) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("name", balancer.loadBalancerName());
        attributes.put("type", balancer.typeAsString());
        attributes.put("scheme", balancer.schemeAsString());
        attributes.put("vpc", balancer.vpcId());
        attributes.put(
                "subnets",
                balancer.availabilityZones().stream()
                        .map(AvailabilityZone::subnetId)
                        .collect(Collectors.joining(",")));
        attributes.put("securityGroups", String.join(",", balancer.securityGroups()));
        return new Resource(
                "elasticloadbalancing:loadbalancer",
                balancer.loadBalancerArn(),
                balancer.state().codeAsString(),
                attributes,
                store.tagsOf(balancer.loadBalancerArn()));
    }

    private Resource resource(TargetGroup group) {
        return new Resource(
                "elasticloadbalancing:targetgroup",
                group.targetGroupArn(),
                "active",
                Map.of("name", group.targetGroupName(), "port", String.valueOf(group.port())),
                store.tagsOf(group.targetGroupArn()));
    }
}

package io.github.ekssdk.testing.internal.service.elb;

import io.github.ekssdk.testing.Resource;
import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Call;
import io.github.ekssdk.testing.internal.FakeService;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DeleteLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerDescription;

/** Elastic Load Balancing of one account in one region as it was before 2015: Classic Load Balancers. */
public final class ClassicElbService implements FakeService {
    private final ClassicBalancers balancers;
    private final ElbBuckets buckets;
    private final List<Object> handlers;

    /** Elastic Load Balancing of an account. */
    public ClassicElbService(Account account) {
        this.balancers = new ClassicBalancers(account);
        this.buckets = new ElbBuckets(account.quotas());
        this.handlers = List.of(balancers, new ClassicParts(balancers));
    }

    /** The name by which the fake tells it from the service of today; both sign as {@code elasticloadbalancing}. */
    @Override
    public String name() {
        return "elb";
    }

    @Override
    public List<?> handlers() {
        return handlers;
    }

    @Override
    public void admit(SdkRequest request, Call call) {
        buckets.take(call);
    }

    /** Makes a load balancer as a controller does. */
    public void create(CreateLoadBalancerRequest request) {
        balancers.create(request);
    }

    /** Deletes the load balancer of that name. Does nothing if it is gone already. */
    public void delete(String name) {
        balancers.delete(
                DeleteLoadBalancerRequest.builder().loadBalancerName(name).build());
    }

    /** Names of the load balancers that have a tag. */
    public List<String> tagged(String key, String value) {
        return balancers.all().keySet().stream()
                .filter(name -> value.equals(balancers.tagsOf(name).get(key)))
                .toList();
    }

    @Override
    public List<Resource> inventory() {
        return balancers.all().values().stream().map(this::resource).toList();
    }

    private Resource resource(LoadBalancerDescription balancer) {
        return new Resource(
                "elb:loadbalancer",
                balancer.loadBalancerName(),
                "active",
                Map.of(
                        "scheme", balancer.scheme(),
                        "vpc", balancer.vpcId(),
                        "subnets", String.join(",", balancer.subnets()),
                        "securityGroups", String.join(",", balancer.securityGroups())),
                balancers.tagsOf(balancer.loadBalancerName()));
    }
}

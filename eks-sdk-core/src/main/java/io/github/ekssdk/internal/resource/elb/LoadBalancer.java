package io.github.ekssdk.internal.resource.elb;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.internal.resource.ControllerMade;
import io.github.ekssdk.state.ResourceState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;

/**
 * An Application or Network Load Balancer that a controller has made for an Ingress, a Gateway or a Service. AWS keeps its interfaces
 * for a while after it is gone.
 */
public final class LoadBalancer extends ControllerMade {

    static final String VPC_ID = "vpcId";
    static final String SUBNET_IDS = "subnetIds";
    static final String SECURITY_GROUP_IDS = "securityGroupIds";
    static final int PAGE = 400;

    @Override
    public String name() {
        return "loadBalancer";
    }

    @Override
    public List<ResourceState> list(Aws aws, Owner owner, Optional<ResourceState> cluster) {
        List<ResourceState> there =
                aws.elbV2().describeLoadBalancersPaginator(request -> request.pageSize(PAGE)).loadBalancers().stream()
                        .filter(balancer -> inVpc(cluster, balancer.vpcId()))
                        .map(this::state)
                        .toList();
        return ElbTags.ofCluster(aws, owner, there);
    }

    private ResourceState state(software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer balancer) {
        return found(
                balancer.loadBalancerName(),
                balancer.loadBalancerArn(),
                balancer.state().codeAsString(),
                Map.of(
                        VPC_ID,
                        balancer.vpcId(),
                        SUBNET_IDS,
                        balancer.availabilityZones().stream()
                                .map(AvailabilityZone::subnetId)
                                .toList(),
                        SECURITY_GROUP_IDS,
                        balancer.securityGroups()));
    }

    @Override
    public Optional<ResourceState> read(Aws aws, Owner owner, ResourceState known) {
        return AwsFault.found(() -> aws.elbV2()
                        .describeLoadBalancers(request -> request.loadBalancerArns(known.physicalId()))
                        .loadBalancers())
                .flatMap(found -> found.stream().findFirst())
                .map(this::state);
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        AwsFault.unlessGone(() -> aws.elbV2().deleteLoadBalancer(request -> request.loadBalancerArn(now.physicalId())));
    }

    @Override
    public boolean deletionTakesTime() {
        return true;
    }

    /** Its listeners use target groups; the public addresses of its interfaces keep an internet gateway in its VPC. */
    @Override
    public Set<String> after() {
        return Set.of("targetGroup", "loadBalancerSecurityGroup", "internetGateway");
    }

    @Override
    public Work work(Verb verb) {
        return Work.brief("elasticloadbalancing:DeleteLoadBalancer")
                .lasting(5, 1, 2, 10)
                .disrupting();
    }
}

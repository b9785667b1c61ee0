package io.github.ekssdk.internal.resource.elb;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.internal.resource.ControllerMade;
import io.github.ekssdk.internal.resource.ControllerTags;
import io.github.ekssdk.state.ResourceState;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerDescription;
import software.amazon.awssdk.services.elasticloadbalancing.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancing.model.TagDescription;

/** A Classic Load Balancer that Kubernetes itself has made for a Service, as it does where no controller is installed. */
public final class ClassicLoadBalancer extends ControllerMade {

    @Override
    public String name() {
        return "classicLoadBalancer";
    }

    @Override
    public List<ResourceState> list(Aws aws, Owner owner, Optional<ResourceState> cluster) {
        List<ResourceState> there = aws
                .elb()
                .describeLoadBalancersPaginator(request -> request.pageSize(LoadBalancer.PAGE))
                .loadBalancerDescriptions()
                .stream()
                .filter(balancer -> balancer.vpcId() != null && inVpc(cluster, balancer.vpcId()))
                .map(this::state)
                .toList();
        Set<String> names = new HashSet<>();
        ElbTags.batches(there).forEach(some -> names.addAll(tagged(aws, owner, some)));
        return there.stream()
                .filter(state -> names.contains(state.physicalId()))
                .toList();
    }

    private static List<String> tagged(Aws aws, Owner owner, List<ResourceState> some) {
        return aws
                .elb()
                .describeTags(request -> request.loadBalancerNames(
                        some.stream().map(ResourceState::physicalId).toList()))
                .tagDescriptions()
                .stream()
                .filter(tags -> ControllerTags.ofLoadBalancer(owner, map(tags.tags())))
                .map(TagDescription::loadBalancerName)
                .toList();
    }

    private static Map<String, String> map(List<Tag> tags) {
        return tags.stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }

    private ResourceState state(LoadBalancerDescription balancer) {
        return found(
                balancer.loadBalancerName(),
                balancer.loadBalancerName(),
                AVAILABLE,
                Map.of(
                        LoadBalancer.VPC_ID, balancer.vpcId(),
                        LoadBalancer.SUBNET_IDS, balancer.subnets(),
                        LoadBalancer.SECURITY_GROUP_IDS, balancer.securityGroups()));
    }

    @Override
    public Optional<ResourceState> read(Aws aws, Owner owner, ResourceState known) {
        return AwsFault.found(() -> aws.elb()
                        .describeLoadBalancers(request -> request.loadBalancerNames(known.physicalId()))
                        .loadBalancerDescriptions())
                .flatMap(found -> found.stream().findFirst())
                .map(this::state);
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        AwsFault.unlessGone(() -> aws.elb().deleteLoadBalancer(request -> request.loadBalancerName(now.physicalId())));
    }

    @Override
    public boolean deletionTakesTime() {
        return true;
    }

    /** The public addresses of its interfaces keep an internet gateway in its VPC. */
    @Override
    public Set<String> after() {
        return Set.of("loadBalancerSecurityGroup", "internetGateway");
    }

    @Override
    public Work work(Verb verb) {
        return Work.brief("elasticloadbalancing:DeleteLoadBalancer")
                .lasting(5, 1, 2, 10)
                .disrupting();
    }
}

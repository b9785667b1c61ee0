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

/** A target group that a controller has made for the listeners of its load balancers. */
public final class TargetGroup extends ControllerMade {

    @Override
    public String name() {
        return "targetGroup";
    }

    @Override
    public List<ResourceState> list(Aws aws, Owner owner, Optional<ResourceState> cluster) {
        List<ResourceState> there = aws
                .elbV2()
                .describeTargetGroupsPaginator(request -> request.pageSize(LoadBalancer.PAGE))
                .targetGroups()
                .stream()
                .filter(group -> group.vpcId() != null && inVpc(cluster, group.vpcId()))
                .map(this::state)
                .toList();
        return ElbTags.ofCluster(aws, owner, there);
    }

    private ResourceState state(software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup group) {
        return found(
                group.targetGroupName(), group.targetGroupArn(), AVAILABLE, Map.of(LoadBalancer.VPC_ID, group.vpcId()));
    }

    @Override
    public Optional<ResourceState> read(Aws aws, Owner owner, ResourceState known) {
        return AwsFault.found(() -> aws.elbV2()
                        .describeTargetGroups(request -> request.targetGroupArns(known.physicalId()))
                        .targetGroups())
                .flatMap(found -> found.stream().findFirst())
                .map(this::state);
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        AwsFault.unlessGone(() -> aws.elbV2().deleteTargetGroup(request -> request.targetGroupArn(now.physicalId())));
    }

    @Override
    public Work work(Verb verb) {
        return Work.brief("elasticloadbalancing:DeleteTargetGroup");
    }
}

package io.github.ekssdk.internal.resource.ec2;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.state.ResourceState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** A subnet of the cluster's VPC, in one zone. */
public final class Subnet extends Ec2Kind {

    public static final String VPC_ID = "vpcId";
    public static final String CIDR = "cidr";
    public static final String AVAILABILITY_ZONE = "availabilityZone";
    public static final String MAP_PUBLIC_IP = "mapPublicIpOnLaunch";

    @Override
    public String name() {
        return "subnet";
    }

    @Override
    Stream<ResourceState> describe(Aws aws, List<Filter> filters) {
        return aws
                .ec2()
                .describeSubnetsPaginator(request -> request.filters(filters).maxResults(PAGE))
                .subnets()
                .stream()
                .map(this::state);
    }

    private ResourceState state(software.amazon.awssdk.services.ec2.model.Subnet subnet) {
        return state(
                subnet.subnetId(),
                subnet.stateAsString(),
                map(subnet.tags()),
                Map.of(
                        VPC_ID, subnet.vpcId(),
                        CIDR, subnet.cidrBlock(),
                        AVAILABILITY_ZONE, subnet.availabilityZone(),
                        MAP_PUBLIC_IP, Boolean.TRUE.equals(subnet.mapPublicIpOnLaunch())));
    }

    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        return state(aws.ec2Once()
                .createSubnet(request -> request.vpcId(wanted.properties().string(VPC_ID))
                        .cidrBlock(wanted.properties().string(CIDR))
                        .availabilityZone(wanted.properties().string(AVAILABILITY_ZONE))
                        .tagSpecifications(tagged(ResourceType.SUBNET, wanted)))
                .subnet());
    }

    @Override
    public ResourceState update(Aws aws, Wanted wanted, ResourceState now, Set<String> differences) {
        if (differences.contains(MAP_PUBLIC_IP)) {
            aws.ec2()
                    .modifySubnetAttribute(request -> request.subnetId(now.physicalId())
                            .mapPublicIpOnLaunch(
                                    value -> value.value(wanted.properties().bool(MAP_PUBLIC_IP))));
        }
        if (differences.contains(TAGS)) {
            retag(aws, wanted, now);
        }
        return with(now, wanted, differences);
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        AwsFault.unlessGone(() -> aws.ec2().deleteSubnet(request -> request.subnetId(now.physicalId())));
    }

    /** Subnets of one VPC do not overlap. */
    @Override
    public boolean excludes(Properties wanted, ResourceState other) {
        return Cidrs.overlap(wanted.string(CIDR), Properties.of(other).string(CIDR));
    }

    @Override
    public Mutability mutability(String property) {
        return switch (property) {
            case MAP_PUBLIC_IP, TAGS -> Mutability.IN_PLACE;
            default -> Mutability.REPLACE;
        };
    }

    @Override
    public Phase phase(ResourceState state) {
        return state.status().equals(AVAILABLE) ? Phase.READY : Phase.BUSY;
    }

    @Override
    public Work work(Verb verb) {
        return switch (verb) {
            case CREATE ->
                Work.brief("ec2:CreateSubnet", "ec2:CreateTags", "ec2:ModifySubnetAttribute")
                        .lasting(3, 1, 1, 10);
            case UPDATE -> Work.brief("ec2:ModifySubnetAttribute", "ec2:CreateTags", "ec2:DeleteTags");
            case DELETE -> Work.brief("ec2:DeleteSubnet");
        };
    }
}

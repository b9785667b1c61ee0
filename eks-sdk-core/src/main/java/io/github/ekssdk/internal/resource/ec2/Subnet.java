package io.github.ekssdk.internal.resource.ec2;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.state.ResourceState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SubnetCidrBlockStateCode;

/** A subnet of the cluster's VPC, in one zone. */
public final class Subnet extends Ec2Kind {

    public static final String VPC_ID = "vpcId";
    public static final String CIDR = "cidr";
    public static final String AVAILABILITY_ZONE = "availabilityZone";
    public static final String MAP_PUBLIC_IP = "mapPublicIpOnLaunch";

    /** The IPv6 range of the VPC of which the subnet has a part. */
    public static final String IPV6_OF_VPC = "ipv6CidrBlockOfVpc";

    /** Which part of the VPC's IPv6 range it has. */
    public static final String IPV6_NUMBER = "ipv6CidrBlockNumber";

    public static final String ASSIGN_IPV6 = "assignIpv6AddressOnCreation";

    private static final Set<SubnetCidrBlockStateCode> PRESENT =
            Set.of(SubnetCidrBlockStateCode.ASSOCIATING, SubnetCidrBlockStateCode.ASSOCIATED);

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
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(VPC_ID, subnet.vpcId());
        properties.put(CIDR, subnet.cidrBlock());
        properties.put(AVAILABILITY_ZONE, subnet.availabilityZone());
        properties.put(MAP_PUBLIC_IP, Boolean.TRUE.equals(subnet.mapPublicIpOnLaunch()));
        properties.put(ASSIGN_IPV6, Boolean.TRUE.equals(subnet.assignIpv6AddressOnCreation()));
        subnet.ipv6CidrBlockAssociationSet().stream()
                .filter(block -> PRESENT.contains(block.ipv6CidrBlockState().state()))
                .findFirst()
                .ifPresent(block -> {
                    properties.put(IPV6_OF_VPC, Ipv6Blocks.vpc(block.ipv6CidrBlock()));
                    properties.put(IPV6_NUMBER, Ipv6Blocks.number(block.ipv6CidrBlock()));
                });
        return state(subnet.subnetId(), subnet.stateAsString(), map(subnet.tags()), properties);
    }

    private static @Nullable String ipv6Block(Wanted wanted) {
        return wanted.properties().has(IPV6_OF_VPC)
                ? Ipv6Blocks.subnet(
                        wanted.properties().string(IPV6_OF_VPC),
                        wanted.properties().integer(IPV6_NUMBER))
                : null;
    }

    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        return state(aws.ec2Once()
                .createSubnet(request -> request.vpcId(wanted.properties().string(VPC_ID))
                        .cidrBlock(wanted.properties().string(CIDR))
                        .availabilityZone(wanted.properties().string(AVAILABILITY_ZONE))
                        .ipv6CidrBlock(ipv6Block(wanted))
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
        if (differences.contains(IPV6_OF_VPC)) {
            AwsFault.unlessAlreadySo(() -> aws.ec2()
                    .associateSubnetCidrBlock(
                            request -> request.subnetId(now.physicalId()).ipv6CidrBlock(ipv6Block(wanted))));
        }
        if (differences.contains(ASSIGN_IPV6)) {
            aws.ec2()
                    .modifySubnetAttribute(request -> request.subnetId(now.physicalId())
                            .assignIpv6AddressOnCreation(
                                    value -> value.value(wanted.properties().bool(ASSIGN_IPV6))));
        }
        if (differences.contains(TAGS)) {
            retag(aws, wanted, now);
        }
        return with(now, wanted, differences);
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        PodNetworkInterfaces.unblocking(
                aws, owner, () -> aws.ec2().deleteSubnet(request -> request.subnetId(now.physicalId())));
    }

    /** Subnets of one VPC do not overlap. */
    @Override
    public boolean excludes(Properties wanted, ResourceState other) {
        return Cidrs.overlap(wanted.string(CIDR), Properties.of(other).string(CIDR));
    }

    @Override
    public Mutability mutability(String property) {
        return switch (property) {
            case MAP_PUBLIC_IP, ASSIGN_IPV6, IPV6_OF_VPC, IPV6_NUMBER, TAGS -> Mutability.IN_PLACE;
            default -> Mutability.REPLACE;
        };
    }

    /** A subnet has one IPv6 range: it can be given one, but not another one. */
    @Override
    public boolean replaces(String property, Object present) {
        return property.equals(IPV6_OF_VPC)
                || property.equals(IPV6_NUMBER)
                || mutability(property) == Mutability.REPLACE;
    }

    /** Its range may be one that is added to the VPC, which then cannot be taken away. */
    @Override
    public Set<String> after() {
        return Set.of("vpcCidrBlock");
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
            case UPDATE ->
                Work.brief(
                        "ec2:ModifySubnetAttribute",
                        "ec2:AssociateSubnetCidrBlock",
                        "ec2:CreateTags",
                        "ec2:DeleteTags");
            case DELETE -> Work.brief("ec2:DeleteSubnet", "ec2:DeleteNetworkInterface");
        };
    }
}

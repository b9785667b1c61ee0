package io.github.ekssdk.internal.resource.ec2;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.graph.Owner;
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
import software.amazon.awssdk.services.ec2.model.VpcAttributeName;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockStateCode;
import software.amazon.awssdk.services.ec2.model.VpcIpv6CidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcState;

/** A VPC of the cluster's own. */
public final class Vpc extends Ec2Kind {

    public static final String CIDR = "cidr";
    public static final String DNS_HOSTNAMES = "dnsHostnames";

    /** Whether the VPC has an IPv6 range of Amazon's. */
    public static final String IPV6 = "amazonProvidedIpv6CidrBlock";

    /** The output that holds the IPv6 range. */
    public static final String IPV6_CIDR = "ipv6CidrBlock";

    private static final Set<VpcCidrBlockStateCode> PRESENT =
            Set.of(VpcCidrBlockStateCode.ASSOCIATING, VpcCidrBlockStateCode.ASSOCIATED);

    @Override
    public String name() {
        return "vpc";
    }

    /** Brings the further ranges along, of which tags of the VPC tell. */
    @Override
    Stream<ResourceState> describe(Aws aws, List<Filter> filters) {
        return aws
                .ec2()
                .describeVpcsPaginator(request -> request.filters(filters).maxResults(PAGE))
                .vpcs()
                .stream()
                .flatMap(vpc -> Stream.concat(
                        Stream.of(state(vpc, map(vpc.tags()), dnsHostnames(aws, vpc))), VpcCidrBlock.states(vpc)));
    }

    private ResourceState state(
            software.amazon.awssdk.services.ec2.model.Vpc vpc, Map<String, String> tags, boolean dnsHostnames) {
        List<VpcIpv6CidrBlockAssociation> ipv6 = vpc.ipv6CidrBlockAssociationSet().stream()
                .filter(block -> PRESENT.contains(block.ipv6CidrBlockState().state()))
                .toList();
        boolean associating = ipv6.stream()
                .anyMatch(block -> block.ipv6CidrBlockState().state() == VpcCidrBlockStateCode.ASSOCIATING);
        ResourceState state = state(
                vpc.vpcId(),
                associating ? "associating an IPv6 range" : vpc.stateAsString(),
                tags,
                Map.of(CIDR, vpc.cidrBlock(), DNS_HOSTNAMES, dnsHostnames, IPV6, !ipv6.isEmpty()));
        if (ipv6.isEmpty() || associating) {
            return state;
        }
        return new ResourceState(
                state.id(),
                state.physicalId(),
                state.status(),
                state.properties(),
                Map.of(
                        "id",
                        vpc.vpcId(),
                        IPV6_CIDR,
                        Ipv6Blocks.normal(ipv6.get(0).ipv6CidrBlock())),
                List.of());
    }

    /** Nothing is changed in a VPC that is being made yet, so it is not asked either. */
    private static boolean dnsHostnames(Aws aws, software.amazon.awssdk.services.ec2.model.Vpc vpc) {
        return vpc.state() == VpcState.AVAILABLE
                && aws.ec2()
                        .describeVpcAttribute(
                                request -> request.vpcId(vpc.vpcId()).attribute(VpcAttributeName.ENABLE_DNS_HOSTNAMES))
                        .enableDnsHostnames()
                        .value();
    }

    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        boolean ipv6 = wanted.properties().has(IPV6);
        var vpc = aws.ec2Once()
                .createVpc(request -> request.cidrBlock(wanted.properties().string(CIDR))
                        .amazonProvidedIpv6CidrBlock(ipv6 ? true : null)
                        .tagSpecifications(tagged(ResourceType.VPC, wanted)))
                .vpc();
        return state(vpc, wanted.tags(), false);
    }

    @Override
    public ResourceState update(Aws aws, Wanted wanted, ResourceState now, Set<String> differences) {
        if (differences.contains(DNS_HOSTNAMES)) {
            aws.ec2()
                    .modifyVpcAttribute(request -> request.vpcId(now.physicalId())
                            .enableDnsHostnames(
                                    value -> value.value(wanted.properties().bool(DNS_HOSTNAMES))));
        }
        if (differences.contains(TAGS)) {
            retag(aws, wanted, now);
        }
        if (differences.contains(IPV6)) {
            aws.ec2Once()
                    .associateVpcCidrBlock(
                            request -> request.vpcId(now.physicalId()).amazonProvidedIpv6CidrBlock(true));
            return busy(with(now, wanted, differences));
        }
        return with(now, wanted, differences);
    }

    private static ResourceState busy(ResourceState state) {
        return new ResourceState(
                state.id(),
                state.physicalId(),
                "associating an IPv6 range",
                state.properties(),
                state.outputs(),
                state.issues());
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        PodNetworkInterfaces.unblocking(
                aws, owner, now.physicalId(), () -> aws.ec2().deleteVpc(request -> request.vpcId(now.physicalId())));
    }

    @Override
    public Mutability mutability(String property) {
        return property.equals(CIDR) ? Mutability.REPLACE : Mutability.IN_PLACE;
    }

    @Override
    public Phase phase(ResourceState state) {
        return state.status().equals(AVAILABLE) ? Phase.READY : Phase.BUSY;
    }

    @Override
    public Work work(Verb verb) {
        return switch (verb) {
            case CREATE ->
                Work.brief("ec2:CreateVpc", "ec2:CreateTags", "ec2:ModifyVpcAttribute")
                        .lasting(3, 1, 1, 10);
            case UPDATE ->
                Work.brief("ec2:ModifyVpcAttribute", "ec2:AssociateVpcCidrBlock", "ec2:CreateTags", "ec2:DeleteTags");
            case DELETE -> Work.brief("ec2:DeleteVpc", "ec2:DeleteNetworkInterface", "ec2:DeleteSecurityGroup");
        };
    }
}

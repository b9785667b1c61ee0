package io.github.ekssdk.internal.resource.ec2;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.ResourceKind;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.state.ResourceState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockStateCode;

/**
 * A further IPv4 range of a VPC. AWS knows no tags of it, so a tag of the VPC says that it is the cluster's; ranges that others have
 * added are left alone.
 */
public final class VpcCidrBlock extends ResourceKind {

    public static final String VPC_ID = "vpcId";
    public static final String CIDR = "cidr";
    private static final String MARK = "eks-sdk/cidr-block:";
    private static final String NONE = "";
    private static final Set<VpcCidrBlockStateCode> PRESENT = Set.of(
            VpcCidrBlockStateCode.ASSOCIATING,
            VpcCidrBlockStateCode.ASSOCIATED,
            VpcCidrBlockStateCode.DISASSOCIATING,
            VpcCidrBlockStateCode.FAILING);

    private static final String NAME = "vpcCidrBlock";

    private final Vpc vpcs;

    /** Makes the kind, which is listed with the VPCs. */
    public VpcCidrBlock(Vpc vpcs) {
        this.vpcs = vpcs;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ResourceKind lister() {
        return vpcs;
    }

    @Override
    public List<ResourceState> list(Aws aws, Owner owner) {
        return aws
                .ec2()
                .describeVpcsPaginator(
                        request -> request.filters(Ec2Kind.filter("tag:" + Owner.CLUSTER_TAG, owner.cluster()))
                                .maxResults(Ec2Kind.PAGE))
                .vpcs()
                .stream()
                .flatMap(VpcCidrBlock::states)
                .toList();
    }

    /** Returns the ranges of a VPC that are marked as the cluster's. */
    static Stream<ResourceState> states(software.amazon.awssdk.services.ec2.model.Vpc vpc) {
        return vpc.tags().stream()
                .map(Tag::key)
                .filter(key -> key.startsWith(MARK))
                .map(key -> key.substring(MARK.length()))
                .map(cidr -> state(vpc, cidr));
    }

    private static ResourceState state(software.amazon.awssdk.services.ec2.model.Vpc vpc, String cidr) {
        return vpc.cidrBlockAssociationSet().stream()
                .filter(block -> cidr.equals(block.cidrBlock()))
                .filter(block -> PRESENT.contains(block.cidrBlockState().state()))
                .findFirst()
                .map(block -> associated(vpc.vpcId(), block))
                .orElseGet(() -> marked(vpc.vpcId(), cidr));
    }

    private static ResourceState associated(String vpcId, VpcCidrBlockAssociation block) {
        return state(
                vpcId,
                block.cidrBlock(),
                block.cidrBlockState().stateAsString(),
                Map.of(VPC_ID, vpcId, CIDR, block.cidrBlock()),
                block.associationId());
    }

    /** The VPC is marked, and the range is yet to be added, or has been taken away. */
    private static ResourceState marked(String vpcId, String cidr) {
        return state(vpcId, cidr, VpcCidrBlockStateCode.DISASSOCIATED.toString(), Map.of(VPC_ID, vpcId), NONE);
    }

    private static ResourceState state(
            String vpcId, String cidr, String status, Map<String, Object> properties, String association) {
        return new ResourceState(
                NAME + "/" + cidr,
                vpcId + "/" + cidr,
                status,
                new LinkedHashMap<>(properties),
                Map.of(VPC_ID, vpcId, "association", association),
                List.of());
    }

    @Override
    public Optional<ResourceState> read(Aws aws, Owner owner, ResourceState known) {
        return pick(list(aws, owner), known);
    }

    @Override
    public boolean listedTogether() {
        return true;
    }

    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        String vpcId = wanted.properties().string(VPC_ID);
        aws.ec2()
                .createTags(request -> request.resources(vpcId)
                        .tags(Tag.builder()
                                .key(MARK + wanted.name())
                                .value(wanted.owner().cluster())
                                .build()));
        return marked(vpcId, wanted.name());
    }

    @Override
    public ResourceState update(Aws aws, Wanted wanted, ResourceState now, Set<String> differences) {
        VpcCidrBlockAssociation block = aws.ec2Once()
                .associateVpcCidrBlock(
                        request -> request.vpcId(wanted.properties().string(VPC_ID))
                                .cidrBlock(wanted.properties().string(CIDR)))
                .cidrBlockAssociation();
        return associated(wanted.properties().string(VPC_ID), block);
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        String association = now.outputs().getOrDefault("association", NONE);
        if (!association.equals(NONE) && !now.status().equals(VpcCidrBlockStateCode.DISASSOCIATING.toString())) {
            AwsFault.unlessGone(
                    () -> aws.ec2().disassociateVpcCidrBlock(request -> request.associationId(association)));
        }
        String vpcId = Properties.of(now).string(VPC_ID);
        AwsFault.unlessGone(() -> aws.ec2()
                .deleteTags(request -> request.resources(vpcId)
                        .tags(Tag.builder()
                                .key(MARK + now.id().substring(NAME.length() + 1))
                                .build())));
    }

    @Override
    public Mutability mutability(String property) {
        return property.equals(VPC_ID) ? Mutability.REPLACE : Mutability.IN_PLACE;
    }

    @Override
    public Phase phase(ResourceState state) {
        return switch (VpcCidrBlockStateCode.fromValue(state.status())) {
            case ASSOCIATED, DISASSOCIATED -> Phase.READY;
            case DISASSOCIATING -> Phase.DELETING;
            default -> Phase.BUSY;
        };
    }

    @Override
    public Work work(Verb verb) {
        return switch (verb) {
            case CREATE -> Work.brief("ec2:CreateTags", "ec2:AssociateVpcCidrBlock");
            case UPDATE -> Work.brief("ec2:AssociateVpcCidrBlock");
            case DELETE -> Work.brief("ec2:DisassociateVpcCidrBlock", "ec2:DeleteTags");
        };
    }
}

package io.github.ekssdk.internal.resource.ec2;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
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

/** A VPC of the cluster's own. */
public final class Vpc extends Ec2Kind {

    public static final String CIDR = "cidr";
    public static final String DNS_HOSTNAMES = "dnsHostnames";

    @Override
    public String name() {
        return "vpc";
    }

    @Override
    Stream<ResourceState> describe(Aws aws, List<Filter> filters) {
        return aws
                .ec2()
                .describeVpcsPaginator(request -> request.filters(filters).maxResults(PAGE))
                .vpcs()
                .stream()
                .map(vpc -> state(
                        vpc.vpcId(),
                        vpc.stateAsString(),
                        map(vpc.tags()),
                        Map.of(CIDR, vpc.cidrBlock(), DNS_HOSTNAMES, dnsHostnames(aws, vpc.vpcId()))));
    }

    private static boolean dnsHostnames(Aws aws, String vpcId) {
        return aws.ec2()
                .describeVpcAttribute(request -> request.vpcId(vpcId).attribute(VpcAttributeName.ENABLE_DNS_HOSTNAMES))
                .enableDnsHostnames()
                .value();
    }

    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        var vpc = aws.ec2Once()
                .createVpc(request -> request.cidrBlock(wanted.properties().string(CIDR))
                        .tagSpecifications(tagged(ResourceType.VPC, wanted)))
                .vpc();
        return state(
                vpc.vpcId(), vpc.stateAsString(), wanted.tags(), Map.of(CIDR, vpc.cidrBlock(), DNS_HOSTNAMES, false));
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
        return with(now, wanted, differences);
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        AwsFault.unlessGone(() -> aws.ec2().deleteVpc(request -> request.vpcId(now.physicalId())));
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
            case UPDATE -> Work.brief("ec2:ModifyVpcAttribute", "ec2:CreateTags", "ec2:DeleteTags");
            case DELETE -> Work.brief("ec2:DeleteVpc");
        };
    }
}

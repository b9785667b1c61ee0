package io.github.ekssdk.internal.resource.ec2;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.state.ResourceState;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DomainType;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** A public address, for a NAT gateway. */
public final class ElasticIp extends Ec2Kind {

    /** The output that holds the address. */
    public static final String PUBLIC_IP = "publicIp";

    /** Tells whether an address lies in one of some ranges. */
    public static boolean inside(String address, Collection<String> cidrs) {
        return cidrs.stream().anyMatch(cidr -> Cidrs.overlap(address + "/32", cidr));
    }

    @Override
    public String name() {
        return "elasticIp";
    }

    @Override
    Stream<ResourceState> describe(Aws aws, List<Filter> filters) {
        return aws.ec2().describeAddresses(request -> request.filters(filters)).addresses().stream()
                .map(address -> state(address.allocationId(), address.publicIp(), map(address.tags())));
    }

    private ResourceState state(String allocationId, String publicIp, Map<String, String> tags) {
        ResourceState state = state(allocationId, AVAILABLE, tags, Map.of());
        return new ResourceState(
                state.id(),
                state.physicalId(),
                state.status(),
                state.properties(),
                Map.of("id", allocationId, PUBLIC_IP, publicIp),
                state.issues());
    }

    @Override
    public ResourceState create(Aws aws, Wanted wanted) {
        var address = aws.ec2Once()
                .allocateAddress(request ->
                        request.domain(DomainType.VPC).tagSpecifications(tagged(ResourceType.ELASTIC_IP, wanted)));
        return state(address.allocationId(), address.publicIp(), wanted.tags());
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        AwsFault.unlessGone(() -> aws.ec2().releaseAddress(request -> request.allocationId(now.physicalId())));
    }

    @Override
    public Work work(Verb verb) {
        return switch (verb) {
            case CREATE -> Work.brief("ec2:AllocateAddress", "ec2:CreateTags");
            case UPDATE -> Work.brief("ec2:CreateTags", "ec2:DeleteTags");
            case DELETE -> Work.brief("ec2:ReleaseAddress");
        };
    }
}

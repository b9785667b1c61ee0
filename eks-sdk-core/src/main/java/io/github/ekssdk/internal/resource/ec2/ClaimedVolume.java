package io.github.ekssdk.internal.resource.ec2;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.internal.resource.ControllerMade;
import io.github.ekssdk.internal.resource.ControllerTags;
import io.github.ekssdk.state.ResourceState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Volume;

/** An EBS volume that was made for a persistent volume claim. It holds data, so it is told of and never deleted. */
public final class ClaimedVolume extends ControllerMade {

    private static final String CLAIM = "claim";
    private static final String SIZE = "size";
    private static final int PAGE = 500;

    @Override
    public String name() {
        return "volume";
    }

    @Override
    public List<ResourceState> list(Aws aws, Owner owner, Optional<ResourceState> cluster) {
        return describe(
                        aws,
                        Ec2Kind.filter("tag-key", ControllerTags.keys(owner).toArray(String[]::new)))
                .filter(volume -> ControllerTags.ofClaim(owner, Ec2Kind.map(volume.tags())))
                .map(this::state)
                .toList();
    }

    private static Stream<Volume> describe(Aws aws, Filter filter) {
        return aws
                .ec2()
                .describeVolumesPaginator(request -> request.filters(filter).maxResults(PAGE))
                .volumes()
                .stream();
    }

    private ResourceState state(Volume volume) {
        return found(
                volume.volumeId(),
                volume.volumeId(),
                volume.stateAsString(),
                Map.of(CLAIM, ControllerTags.claim(Ec2Kind.map(volume.tags())), SIZE, volume.size()));
    }

    @Override
    public Optional<ResourceState> read(Aws aws, Owner owner, ResourceState known) {
        return describe(aws, Ec2Kind.filter("volume-id", known.physicalId()))
                .map(this::state)
                .findFirst();
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        throw new IllegalStateException("Volumes of persistent volume claims are not deleted.");
    }

    @Override
    public Optional<String> outlivesCluster(List<ResourceState> volumes) {
        String named = volumes.stream()
                .map(volume -> volume.physicalId() + " (" + volume.properties().get(SIZE) + " GiB, of the claim "
                        + volume.properties().get(CLAIM) + ")")
                .sorted()
                .collect(Collectors.joining(", "));
        return Optional.of(
                "EBS volumes of persistent volume claims hold data and stay in the account, where they go on costing:"
                        + " " + named
                        + ". To have them deleted with the cluster, delete the claims first, while the EBS CSI driver"
                        + " runs; it deletes volumes whose reclaim policy is Delete. Those that stay can be deleted in"
                        + " EC2.");
    }

    @Override
    public Work work(Verb verb) {
        return Work.brief();
    }
}

package io.github.ekssdk.internal.resource.ec2;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.ResourceKind;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.state.ResourceState;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * Tags that a cluster has added to a subnet of somebody else's. One more tag tells which: several clusters may need the same tag, and
 * it goes with the last of them.
 */
public final class SubnetTags extends ResourceKind {

    public static final String SUBNET_ID = "subnetId";
    public static final String TAGS = Ec2Kind.TAGS;
    private static final String MARK = "eks-sdk/added-tags/";
    private static final String SEPARATOR = "@";

    @Override
    public String name() {
        return "subnetTags";
    }

    /** Tells whether a tag of a subnet was added by this or another cluster. */
    public static boolean added(Map<String, String> tags, String key) {
        return claims(tags, tags.keySet(), key);
    }

    /** Tells whether a tag of a subnet was added by a cluster. */
    public static boolean addedBy(String cluster, Map<String, String> tags, String key) {
        return keys(tags.getOrDefault(MARK + cluster, "")).contains(key);
    }

    private static boolean claims(Map<String, String> tags, Collection<String> marks, String key) {
        return marks.stream()
                .filter(mark -> mark.startsWith(MARK))
                .anyMatch(mark -> keys(tags.getOrDefault(mark, "")).contains(key));
    }

    private static List<String> keys(String mark) {
        return Arrays.stream(mark.split(SEPARATOR))
                .filter(key -> !key.isEmpty())
                .toList();
    }

    private static String mark(Owner owner) {
        return MARK + owner.cluster();
    }

    @Override
    public List<ResourceState> list(Aws aws, Owner owner) {
        return aws
                .ec2()
                .describeSubnetsPaginator(request ->
                        request.filters(Ec2Kind.filter("tag-key", mark(owner))).maxResults(Ec2Kind.PAGE))
                .subnets()
                .stream()
                .map(subnet -> state(owner, subnet))
                .toList();
    }

    private ResourceState state(Owner owner, Subnet subnet) {
        Map<String, String> all = Ec2Kind.map(subnet.tags());
        Map<String, String> ours = new TreeMap<>(all);
        ours.keySet().retainAll(keys(all.getOrDefault(mark(owner), "")));
        return state(subnet.subnetId(), ours);
    }

    private ResourceState state(String subnetId, Map<String, String> tags) {
        return new ResourceState(
                name() + "/" + subnetId,
                subnetId,
                Ec2Kind.AVAILABLE,
                Map.of(SUBNET_ID, subnetId, TAGS, tags),
                Map.of(),
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
        return tag(aws, wanted);
    }

    private ResourceState tag(Aws aws, Wanted wanted) {
        Map<String, String> wantedTags = wanted.properties().map(TAGS);
        Map<String, String> tags = new HashMap<>(wantedTags);
        tags.put(mark(wanted.owner()), String.join(SEPARATOR, new TreeSet<>(wantedTags.keySet())));
        String subnetId = wanted.properties().string(SUBNET_ID);
        aws.ec2().createTags(request -> request.resources(subnetId).tags(Ec2Kind.tags(tags)));
        return state(subnetId, wantedTags);
    }

    @Override
    public ResourceState update(Aws aws, Wanted wanted, ResourceState now, Set<String> differences) {
        List<String> stale = Owner.staleTags(now, wanted.properties().map(TAGS));
        if (!stale.isEmpty()) {
            remove(aws, wanted.owner(), now.physicalId(), stale, List.of());
        }
        return tag(aws, wanted);
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        Collection<String> keys = Properties.of(now).map(TAGS).keySet();
        remove(aws, owner, now.physicalId(), keys, List.of(mark(owner)));
    }

    /** Removes tags, those only that no other cluster has added too. */
    private static void remove(
            Aws aws, Owner owner, String subnetId, Collection<String> keys, Collection<String> marks) {
        aws.ec2().describeSubnets(request -> request.filters(Ec2Kind.filter("subnet-id", subnetId))).subnets().stream()
                .findFirst()
                .ifPresent(subnet -> {
                    Map<String, String> present = Ec2Kind.map(subnet.tags());
                    Set<String> others = new TreeSet<>(present.keySet());
                    others.remove(mark(owner));
                    Set<String> going = new TreeSet<>(marks);
                    keys.stream().filter(key -> !claims(present, others, key)).forEach(going::add);
                    if (!going.isEmpty()) {
                        aws.ec2()
                                .deleteTags(request -> request.resources(subnetId)
                                        .tags(going.stream()
                                                .map(key ->
                                                        Tag.builder().key(key).build())
                                                .toList()));
                    }
                });
    }

    @Override
    public Mutability mutability(String property) {
        return Mutability.IN_PLACE;
    }

    @Override
    public Work work(Verb verb) {
        return switch (verb) {
            case CREATE -> Work.brief("ec2:CreateTags");
            case UPDATE -> Work.brief("ec2:CreateTags", "ec2:DeleteTags");
            case DELETE -> Work.brief("ec2:DeleteTags");
        };
    }
}

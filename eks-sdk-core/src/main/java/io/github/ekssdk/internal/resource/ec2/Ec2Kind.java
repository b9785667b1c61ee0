package io.github.ekssdk.internal.resource.ec2;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.ResourceKind;
import io.github.ekssdk.internal.graph.Wanted;
import io.github.ekssdk.state.ResourceState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** What the kinds of EC2 resources share: they are found by their tags, and tagged in the call that creates them. */
abstract class Ec2Kind extends ResourceKind {

    static final String TAGS = "tags";
    static final String AVAILABLE = "available";
    static final int PAGE = 1000;
    private static final String UNKNOWN = "";

    /** Returns the resource with the given owner's tags, as a page after page of descriptions. */
    abstract Stream<ResourceState> describe(Aws aws, List<Filter> filters);

    @Override
    public List<ResourceState> list(Aws aws, Owner owner) {
        return describe(aws, List.of(filter("tag:" + Owner.CLUSTER_TAG, owner.cluster())))
                .toList();
    }

    @Override
    public Optional<ResourceState> read(Aws aws, Owner owner, ResourceState known) {
        return pick(list(aws, owner), known);
    }

    @Override
    public boolean listedTogether() {
        return true;
    }

    /** Of most, nothing but the tags can be changed. */
    @Override
    public Mutability mutability(String property) {
        return property.equals(TAGS) ? Mutability.IN_PLACE : Mutability.REPLACE;
    }

    @Override
    public ResourceState update(Aws aws, Wanted wanted, ResourceState now, Set<String> differences) {
        retag(aws, wanted, now);
        return with(now, wanted, differences);
    }

    static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }

    /** Returns the tag specification of a create call. */
    static TagSpecification tagged(ResourceType type, Wanted wanted) {
        return TagSpecification.builder()
                .resourceType(type)
                .tags(tags(wanted.tags()))
                .build();
    }

    static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    static Map<String, String> map(List<Tag> tags) {
        Map<String, String> map = new TreeMap<>();
        tags.forEach(tag -> map.put(tag.key(), tag.value()));
        return map;
    }

    /** Makes the state of a resource that was read, under the id in its tags. */
    static ResourceState state(
            String physicalId, String status, Map<String, String> tags, Map<String, Object> properties) {
        Map<String, Object> all = new LinkedHashMap<>(properties);
        all.put(TAGS, Owner.wantedTags(tags));
        String id = tags.getOrDefault(Owner.RESOURCE_TAG, UNKNOWN);
        return new ResourceState(id, physicalId, status, all, Map.of("id", physicalId), List.of());
    }

    /** Returns the state with some properties changed to what is wanted. */
    static ResourceState with(ResourceState now, Wanted wanted, Set<String> changed) {
        Map<String, Object> properties = wanted.properties().over(now, changed);
        return new ResourceState(now.id(), now.physicalId(), now.status(), properties, now.outputs(), now.issues());
    }

    /** Sets the wanted tags and removes those that a former spec wanted. */
    static void retag(Aws aws, Wanted wanted, ResourceState now) {
        wanted.retag(
                now,
                wanted.tags(),
                tags -> aws.ec2()
                        .createTags(
                                request -> request.resources(now.physicalId()).tags(tags(tags))),
                keys -> aws.ec2()
                        .deleteTags(request -> request.resources(now.physicalId())
                                .tags(keys.stream()
                                        .map(key -> Tag.builder().key(key).build())
                                        .toList())));
    }
}

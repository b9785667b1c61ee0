package io.github.ekssdk.testing.internal.service.ec2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagDescription;

/** Tags things after they were made, takes tags away and describes them. */
final class TagCalls {
    private final Ec2World world;
    private final Filters<TagDescription> filters = new Filters<TagDescription>()
            .on("key", TagDescription::key)
            .on("value", TagDescription::value)
            .on("resource-id", TagDescription::resourceId)
            .on("resource-type", TagDescription::resourceTypeAsString)
            .onTagValues(tag -> Map.of(tag.key(), tag.value()));

    TagCalls(Ec2World world) {
        this.world = world;
    }

    public CreateTagsResponse create(CreateTagsRequest request) {
        checkResources(request.resources());
        Map<String, String> tags = world.tagRules.read(request.tags());
        if (tags.isEmpty()) {
            throw Refusals.missing("Tag");
        }
        for (String id : request.resources()) {
            Map<String, String> all = new LinkedHashMap<>(world.tags.of(id));
            all.putAll(tags);
            world.tagRules.checkNumber(all);
        }
        request.resources().forEach(id -> world.tags.put(id, tags));
        return CreateTagsResponse.builder().build();
    }

    public DeleteTagsResponse delete(DeleteTagsRequest request) {
        checkResources(request.resources());
        request.tags().forEach(tag -> TagRules.checkKey(Refusals.present(tag.key(), "Tag.1.Key")));
        for (String id : request.resources()) {
            if (request.tags().isEmpty()) {
                removeAll(id);
            }
            request.tags().forEach(tag -> remove(id, tag));
        }
        return DeleteTagsResponse.builder().build();
    }

    /** Without keys all tags go, except those that AWS set. */
    private void removeAll(String id) {
        List.copyOf(world.tags.of(id).keySet()).stream()
                .filter(key -> !key.startsWith("aws:"))
                .forEach(key -> world.tags.remove(id, key));
    }

    /** A tag with a value goes only if it has that value. */
    private void remove(String id, Tag tag) {
        String present = world.tags.of(id).get(tag.key());
        if (tag.value() == null || tag.value().equals(present)) {
            world.tags.remove(id, tag.key());
        }
    }

    private void checkResources(List<String> ids) {
        if (ids.isEmpty()) {
            throw Refusals.missing("resourceIdSet");
        }
        for (String id : ids) {
            Kind kind = Kind.ofId(id)
                    .orElseThrow(() -> Refusals.badRequest("InvalidID", "The ID '" + id + "' is not valid"));
            world.table(kind).require(id);
        }
    }

    public DescribeTagsResponse describe(DescribeTagsRequest request) {
        List<TagDescription> all =
                world.tags.ids().stream().flatMap(this::describe).toList();
        Pages.Page<TagDescription> page =
                Pages.USUAL.of(filters.apply(request.filters(), all), request.maxResults(), request.nextToken());
        return DescribeTagsResponse.builder()
                .tags(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private Stream<TagDescription> describe(String id) {
        ResourceType type = Kind.ofId(id).map(Kind::tagType).orElse(ResourceType.UNKNOWN_TO_SDK_VERSION);
        return world.tags.of(id).entrySet().stream()
                .map(tag -> TagDescription.builder()
                        .resourceId(id)
                        .resourceType(type)
                        .key(tag.getKey())
                        .value(tag.getValue())
                        .build());
    }
}

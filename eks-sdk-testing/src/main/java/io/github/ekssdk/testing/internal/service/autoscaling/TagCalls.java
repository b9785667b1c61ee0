package io.github.ekssdk.testing.internal.service.autoscaling;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.CreateOrUpdateTagsRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateOrUpdateTagsResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteTagsRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteTagsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeTagsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeTagsResponse;
import software.amazon.awssdk.services.autoscaling.model.Filter;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;

/** Puts tags on groups, shows and deletes them. */
public final class TagCalls {
    private static final int MOST = 50;

    private final AsgWorld world;

    TagCalls(AsgWorld world) {
        this.world = world;
    }

    public CreateOrUpdateTagsResponse put(CreateOrUpdateTagsRequest request) {
        request.tags().forEach(this::group);
        for (Tag tag : request.tags()) {
            ScalingGroup group = group(tag);
            if (!group.tags().containsKey(tag.key()) && group.tags().size() >= MOST) {
                throw AsgRefusals.limitExceeded("An Auto Scaling group has at most " + MOST + " tags.");
            }
            group.tags().put(tag.key(), GroupCalls.description(group.name(), tag));
        }
        return CreateOrUpdateTagsResponse.builder().build();
    }

    public DeleteTagsResponse delete(DeleteTagsRequest request) {
        request.tags().forEach(this::group);
        for (Tag tag : request.tags()) {
            group(tag)
                    .tags()
                    .computeIfPresent(
                            AsgRefusals.required(tag.key(), "tags.member.key"),
                            (key, present) -> keeps(tag, present) ? present : null);
        }
        return DeleteTagsResponse.builder().build();
    }

    /** A tag that is deleted by key and value stays if it has another value. */
    private static boolean keeps(Tag asked, TagDescription present) {
        return asked.value() != null && !asked.value().equals(present.value());
    }

    private ScalingGroup group(Tag tag) {
        String type = tag.resourceType();
        if (type != null && !type.equals("auto-scaling-group")) {
            throw AsgRefusals.validation("The resource type must be auto-scaling-group, but is " + type);
        }
        return world.group(tag.resourceId());
    }

    public DescribeTagsResponse describe(DescribeTagsRequest request) {
        List<TagDescription> found = world.groups().stream()
                .flatMap(group -> group.tags().values().stream())
                .filter(tag -> request.filters().stream().allMatch(filter -> matches(tag, filter)))
                .toList();
        AsgPages<TagDescription> page = AsgPages.of(found, request.maxRecords(), request.nextToken());
        return DescribeTagsResponse.builder()
                .tags(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static boolean matches(TagDescription tag, Filter filter) {
        return Stream.of(value(tag, filter.name())).anyMatch(filter.values()::contains);
    }

    private static String value(TagDescription tag, @Nullable String filter) {
        return switch (AsgRefusals.required(filter, "filters.member.name")) {
            case "auto-scaling-group" -> tag.resourceId();
            case "key" -> tag.key();
            case "value" -> tag.value();
            case "propagate-at-launch" -> String.valueOf(tag.propagateAtLaunch());
            default -> throw AsgRefusals.validation("Invalid filter: " + filter);
        };
    }
}

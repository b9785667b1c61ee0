package io.github.ekssdk.testing.internal.service.elb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TagDescription;

/** Reads and changes the tags of load balancers, target groups, listeners and rules. */
final class ElbTags {
    private static final int MOST_RESOURCES = 20;

    private final ElbStore store;

    ElbTags(ElbStore store) {
        this.store = store;
    }

    static Map<String, String> read(List<Tag> given) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Tag tag : given) {
            if (tag.key() == null || tag.key().isEmpty() || tag.key().startsWith("aws:")) {
                throw ElbRefusals.validation("Tag keys must not be empty and must not begin with 'aws:'");
            }
            if (tags.put(tag.key(), tag.value() == null ? "" : tag.value()) != null) {
                throw ElbRefusals.of("DuplicateTagKeys", "A tag key was specified more than once");
            }
        }
        return tags;
    }

    public AddTagsResponse add(AddTagsRequest request) {
        Map<String, String> tags = read(request.tags());
        request.resourceArns().forEach(this::require);
        request.resourceArns().forEach(arn -> store.tag(arn, tags));
        return AddTagsResponse.builder().build();
    }

    public RemoveTagsResponse remove(RemoveTagsRequest request) {
        request.resourceArns().forEach(this::require);
        request.resourceArns().forEach(arn -> store.untag(arn, request.tagKeys()));
        return RemoveTagsResponse.builder().build();
    }

    public DescribeTagsResponse describe(DescribeTagsRequest request) {
        if (request.resourceArns().size() > MOST_RESOURCES) {
            throw ElbRefusals.validation("Cannot have more than " + MOST_RESOURCES + " resources described at a time");
        }
        request.resourceArns().forEach(this::require);
        return DescribeTagsResponse.builder()
                .tagDescriptions(
                        request.resourceArns().stream().map(this::describe).toList())
                .build();
    }

    private TagDescription describe(String arn) {
        return TagDescription.builder()
                .resourceArn(arn)
                .tags(store.tagsOf(arn).entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }

    private void require(String arn) {
        if (store.exists(arn)) {
            return;
        }
        if (arn.contains(":targetgroup/")) {
            throw ElbRefusals.targetGroupNotFound();
        }
        if (arn.contains(":listener-rule/")) {
            throw ElbRefusals.ruleNotFound();
        }
        throw arn.contains(":listener/") ? ElbRefusals.listenerNotFound() : ElbRefusals.balancerNotFound(arn);
    }
}

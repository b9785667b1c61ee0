package io.github.ekssdk.testing.internal.service.logs;

import java.util.Map;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceResponse;

/** Tags log groups, by ARN and in the older way by name. */
@SuppressWarnings("deprecation") // callers still tag by name
final class LogTags {
    private final LogStore store;

    LogTags(LogStore store) {
        this.store = store;
    }

    public TagResourceResponse tag(TagResourceRequest request) {
        put(store.named(null, LogsInput.required("resourceArn", request.resourceArn())), request.tags());
        return TagResourceResponse.builder().build();
    }

    public UntagResourceResponse untag(UntagResourceRequest request) {
        LogGroupState group = store.named(null, LogsInput.required("resourceArn", request.resourceArn()));
        request.tagKeys().forEach(group.tags()::remove);
        return UntagResourceResponse.builder().build();
    }

    public ListTagsForResourceResponse list(ListTagsForResourceRequest request) {
        LogGroupState group = store.named(null, LogsInput.required("resourceArn", request.resourceArn()));
        return ListTagsForResourceResponse.builder().tags(group.tags()).build();
    }

    public TagLogGroupResponse tagGroup(TagLogGroupRequest request) {
        put(store.group(request.logGroupName()), request.tags());
        return TagLogGroupResponse.builder().build();
    }

    public UntagLogGroupResponse untagGroup(UntagLogGroupRequest request) {
        LogGroupState group = store.group(request.logGroupName());
        request.tags().forEach(group.tags()::remove);
        return UntagLogGroupResponse.builder().build();
    }

    public ListTagsLogGroupResponse listGroup(ListTagsLogGroupRequest request) {
        return ListTagsLogGroupResponse.builder()
                .tags(store.group(request.logGroupName()).tags())
                .build();
    }

    private static void put(LogGroupState group, Map<String, String> tags) {
        LogsInput.checkTags(group.tags(), tags);
        group.tags().putAll(tags);
    }
}

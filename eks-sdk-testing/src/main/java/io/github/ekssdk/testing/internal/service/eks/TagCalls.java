package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.AwsRefusal;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.eks.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.eks.model.TagResourceRequest;
import software.amazon.awssdk.services.eks.model.TagResourceResponse;
import software.amazon.awssdk.services.eks.model.UntagResourceRequest;
import software.amazon.awssdk.services.eks.model.UntagResourceResponse;

/** Tags whatever EKS keeps, by ARN. */
final class TagCalls {
    private final ClusterStore store;
    private final Subscriptions subscriptions;

    TagCalls(ClusterStore store, Subscriptions subscriptions) {
        this.store = store;
        this.subscriptions = subscriptions;
    }

    TagResourceResponse tag(TagResourceRequest request) {
        EksTags tags = tags(request.resourceArn());
        if (request.tags().isEmpty()) {
            throw badRequest("At least one tag is required.");
        }
        EksTags.problem(tags.asMap(), request.tags()).ifPresent(why -> {
            throw badRequest(why);
        });
        tags.put(request.tags());
        return TagResourceResponse.builder().build();
    }

    UntagResourceResponse untag(UntagResourceRequest request) {
        EksTags tags = tags(request.resourceArn());
        if (request.tagKeys().isEmpty()) {
            throw badRequest("At least one tag key is required.");
        }
        tags.remove(request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    ListTagsForResourceResponse list(ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder()
                .tags(tags(request.resourceArn()).asMap())
                .build();
    }

    private EksTags tags(@Nullable String arn) {
        if (arn == null || !arn.startsWith("arn:")) {
            throw badRequest("The resource ARN is invalid: " + arn);
        }
        Stream<Tagged> inClusters = store.clusters().stream().flatMap(Tagged::in);
        return Stream.concat(inClusters, elsewhere())
                .filter(one -> one.arn().equals(arn))
                .map(Tagged::tags)
                .findFirst()
                .orElseThrow(() -> new AwsRefusal(404, "NotFoundException", "No resource found for ARN: " + arn));
    }

    /** Things that belong to no cluster of EKS. */
    private Stream<Tagged> elsewhere() {
        Stream<Tagged> bought =
                subscriptions.all().stream().map(one -> new Tagged(one.model().arn(), one.tags()));
        Stream<Tagged> connected = store.connected().values().stream()
                .map(one -> new Tagged(one.model().arn(), one.tags()));
        return Stream.concat(bought, connected);
    }

    private static AwsRefusal badRequest(String message) {
        return new AwsRefusal(400, "BadRequestException", message);
    }
}

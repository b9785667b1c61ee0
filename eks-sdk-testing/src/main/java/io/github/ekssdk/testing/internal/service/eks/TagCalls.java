package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.AwsRefusal;
import java.util.Optional;
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
        return Stream.concat(store.clusters().stream().flatMap(cluster -> find(cluster, arn).stream()), elsewhere(arn))
                .findFirst()
                .orElseThrow(() -> new AwsRefusal(404, "NotFoundException", "No resource found for ARN: " + arn));
    }

    private static Optional<EksTags> find(ClusterState cluster, String arn) {
        if (cluster.model().arn().equals(arn)) {
            return Optional.of(cluster.tags());
        }
        Stream<EksTags> groups = cluster.nodegroups().values().stream()
                .filter(group -> group.model().nodegroupArn().equals(arn))
                .map(NodegroupState::tags);
        Stream<EksTags> entries = cluster.accessEntries().values().stream()
                .filter(entry -> entry.arn().equals(arn))
                .map(AccessEntryState::tags);
        Stream<EksTags> profiles = cluster.fargateProfiles().values().stream()
                .filter(profile -> profile.model().fargateProfileArn().equals(arn))
                .map(FargateProfileState::tags);
        Stream<EksTags> others =
                Tagged.in(cluster).filter(one -> one.arn().equals(arn)).map(Tagged::tags);
        return Stream.of(groups, entries, profiles, others)
                .flatMap(found -> found)
                .findFirst();
    }

    /** Things that belong to no cluster of EKS. */
    private Stream<EksTags> elsewhere(String arn) {
        Stream<EksTags> bought = subscriptions.all().stream()
                .filter(one -> one.model().arn().equals(arn))
                .map(Subscription::tags);
        Stream<EksTags> connected = store.connected().values().stream()
                .filter(one -> one.model().arn().equals(arn))
                .map(ConnectedCluster::tags);
        return Stream.concat(bought, connected);
    }

    private static AwsRefusal badRequest(String message) {
        return new AwsRefusal(400, "BadRequestException", message);
    }
}

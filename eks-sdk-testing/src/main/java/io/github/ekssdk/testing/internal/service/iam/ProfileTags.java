package io.github.ekssdk.testing.internal.service.iam;

import java.util.List;
import software.amazon.awssdk.services.iam.model.ListInstanceProfileTagsRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfileTagsResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.TagInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.UntagInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.UntagInstanceProfileResponse;

/** Tags instance profiles. */
final class ProfileTags {
    private final IamStore store;

    ProfileTags(IamStore store) {
        this.store = store;
    }

    public TagInstanceProfileResponse tag(TagInstanceProfileRequest request) {
        store.profile(request.instanceProfileName()).tags().put(request.tags());
        return TagInstanceProfileResponse.builder().build();
    }

    public UntagInstanceProfileResponse untag(UntagInstanceProfileRequest request) {
        store.profile(request.instanceProfileName()).tags().remove(request.tagKeys());
        return UntagInstanceProfileResponse.builder().build();
    }

    public ListInstanceProfileTagsResponse list(ListInstanceProfileTagsRequest request) {
        List<Tag> tags = store.profile(request.instanceProfileName()).tags().list();
        IamPages<Tag> page = IamPages.of(tags, request.marker(), request.maxItems());
        return ListInstanceProfileTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.marker())
                .build();
    }
}

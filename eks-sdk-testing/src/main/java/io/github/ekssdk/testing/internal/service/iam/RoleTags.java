package io.github.ekssdk.testing.internal.service.iam;

import io.github.ekssdk.testing.internal.Call;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.TagRoleResponse;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleResponse;

/** Tags roles. */
final class RoleTags {
    private final IamStore store;

    RoleTags(IamStore store) {
        this.store = store;
    }

    TagRoleResponse tag(TagRoleRequest request) {
        store.role(request.roleName()).tags().put(request.tags());
        return TagRoleResponse.builder().build();
    }

    UntagRoleResponse untag(UntagRoleRequest request) {
        store.role(request.roleName()).tags().remove(request.tagKeys());
        return UntagRoleResponse.builder().build();
    }

    ListRoleTagsResponse list(ListRoleTagsRequest request, Call call) {
        IamRole role = store.visibleRole(request.roleName(), call.now());
        IamPages<Tag> page = IamPages.of(role.tags().list(), request.marker(), request.maxItems());
        return ListRoleTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.marker())
                .build();
    }
}

package io.github.ekssdk.testing.internal.service.ssm;

import io.github.ekssdk.testing.Resource;
import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.FakeService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ssm.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.ssm.model.AddTagsToResourceResponse;
import software.amazon.awssdk.services.ssm.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ssm.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ssm.model.RemoveTagsFromResourceRequest;
import software.amazon.awssdk.services.ssm.model.RemoveTagsFromResourceResponse;
import software.amazon.awssdk.services.ssm.model.Tag;

/** Systems Manager of one account in one region: Parameter Store, with the public parameters of the EKS optimized AMIs. */
public final class SsmService implements FakeService {
    private final ParameterStore store;
    private final List<Object> handlers;

    /** Systems Manager of an account. */
    public SsmService(Account account) {
        this.store = new ParameterStore(account);
        this.handlers = List.of(this, new Parameters(store));
    }

    @Override
    public String name() {
        return "ssm";
    }

    @Override
    public List<?> handlers() {
        return handlers;
    }

    public AddTagsToResourceResponse tag(AddTagsToResourceRequest request) {
        Map<String, String> tags = tagsOf(request.resourceId());
        request.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        return AddTagsToResourceResponse.builder().build();
    }

    public RemoveTagsFromResourceResponse untag(RemoveTagsFromResourceRequest request) {
        tagsOf(request.resourceId()).keySet().removeAll(request.tagKeys());
        return RemoveTagsFromResourceResponse.builder().build();
    }

    public ListTagsForResourceResponse tags(ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder()
                .tagList(tagsOf(request.resourceId()).entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }

    private Map<String, String> tagsOf(String name) {
        if (!store.exists(name)) {
            throw ParameterStore.refuse("InvalidResourceId", "The resource ID " + name + " isn't valid.");
        }
        return store.tagsOf(name);
    }

    @Override
    public List<Resource> inventory() {
        return store.all().stream()
                .map(parameter -> new Resource(
                        "ssm:parameter",
                        parameter.name(),
                        "",
                        Map.of("type", parameter.typeAsString(), "version", String.valueOf(parameter.version())),
                        new LinkedHashMap<>(store.tagsOf(parameter.name()))))
                .toList();
    }
}

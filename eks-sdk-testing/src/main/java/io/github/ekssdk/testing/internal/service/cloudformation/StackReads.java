package io.github.ekssdk.testing.internal.service.cloudformation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.ListExportsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListExportsResponse;
import software.amazon.awssdk.services.cloudformation.model.ListImportsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListImportsResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDetail;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/** Shows stacks, their resources, events, templates and exports. */
final class StackReads {
    private final StackStore store;

    StackReads(StackStore store) {
        this.store = store;
    }

    public DescribeStacksResponse describe(DescribeStacksRequest request) {
        List<StackState> stacks =
                request.stackName() == null ? store.live() : List.of(store.stack(request.stackName()));
        return DescribeStacksResponse.builder()
                .stacks(stacks.stream().map(StackState::describe).toList())
                .build();
    }

    public ListStacksResponse list(ListStacksRequest request) {
        List<String> wanted = request.stackStatusFiltersAsStrings();
        return ListStacksResponse.builder()
                .stackSummaries(store.all().stream()
                        .filter(stack -> wanted.isEmpty()
                                || wanted.contains(stack.status().toString()))
                        .map(StackState::summary)
                        .toList())
                .build();
    }

    public DescribeStackEventsResponse events(DescribeStackEventsRequest request) {
        return DescribeStackEventsResponse.builder()
                .stackEvents(store.stack(request.stackName()).events())
                .build();
    }

    public DescribeStackResourcesResponse resources(DescribeStackResourcesRequest request) {
        StackState stack =
                request.stackName() == null ? owner(request.physicalResourceId()) : store.stack(request.stackName());
        return DescribeStackResourcesResponse.builder()
                .stackResources(stack.resources().values().stream()
                        .filter(made -> request.logicalResourceId() == null
                                || made.logicalId().equals(request.logicalResourceId()))
                        .map(made -> fill(StackResource.builder(), stack, made).build())
                        .toList())
                .build();
    }

    private StackState owner(@Nullable String physicalId) {
        return store.live().stream()
                .filter(stack -> stack.resources().values().stream()
                        .anyMatch(made -> made.physicalId().equals(physicalId)))
                .findFirst()
                .orElseThrow(() -> CfnRefusals.validation("Stack for " + physicalId + " does not exist"));
    }

    public DescribeStackResourceResponse resource(DescribeStackResourceRequest request) {
        StackState stack = store.stack(request.stackName());
        Made made = stack.resources().get(String.valueOf(request.logicalResourceId()));
        if (made == null) {
            throw CfnRefusals.validation(
                    "Resource " + request.logicalResourceId() + " does not exist for stack " + stack.name());
        }
        return DescribeStackResourceResponse.builder()
                .stackResourceDetail(
                        fill(StackResourceDetail.builder(), stack, made).build())
                .build();
    }

    public ListStackResourcesResponse list(ListStackResourcesRequest request) {
        StackState stack = store.stack(request.stackName());
        return ListStackResourcesResponse.builder()
                .stackResourceSummaries(stack.resources().values().stream()
                        .map(made -> fill(StackResourceSummary.builder(), stack, made)
                                .build())
                        .toList())
                .build();
    }

    /** The three ways in which resources are shown have the same members, but for the name of the time. */
    private static <B extends SdkPojo> B fill(B builder, StackState stack, Made made) {
        Map<String, Object> values = new HashMap<>(Map.of(
                "StackId", stack.id(),
                "StackName", stack.name(),
                "LogicalResourceId", made.logicalId(),
                "PhysicalResourceId", made.physicalId(),
                "ResourceType", made.kind().type(),
                "ResourceStatus", made.status().toString(),
                "Timestamp", made.changedAt(),
                "LastUpdatedTimestamp", made.changedAt()));
        if (made.reason() != null) {
            values.put("ResourceStatusReason", made.reason());
        }
        for (SdkField<?> field : builder.sdkFields()) {
            Object value = values.get(field.memberName());
            if (value != null) {
                field.set(builder, value);
            }
        }
        return builder;
    }

    public ListExportsResponse exports(ListExportsRequest request) {
        return ListExportsResponse.builder().exports(store.exports().values()).build();
    }

    public ListImportsResponse imports(ListImportsRequest request) {
        List<String> importers = store.importers(String.valueOf(request.exportName()));
        if (importers.isEmpty()) {
            throw CfnRefusals.validation("Export '" + request.exportName() + "' is not imported by any stack.");
        }
        return ListImportsResponse.builder().imports(importers).build();
    }
}

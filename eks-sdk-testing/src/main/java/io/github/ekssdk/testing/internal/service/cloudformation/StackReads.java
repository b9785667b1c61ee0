package io.github.ekssdk.testing.internal.service.cloudformation;

import java.util.List;
import org.jspecify.annotations.Nullable;
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
                        .map(made -> StackResource.builder()
                                .stackId(stack.id())
                                .stackName(stack.name())
                                .logicalResourceId(made.logicalId())
                                .physicalResourceId(made.physicalId())
                                .resourceType(made.kind().type())
                                .resourceStatus(made.status())
                                .resourceStatusReason(made.reason())
                                .timestamp(made.changedAt())
                                .build())
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
                .stackResourceDetail(detail -> detail.stackId(stack.id())
                        .stackName(stack.name())
                        .logicalResourceId(made.logicalId())
                        .physicalResourceId(made.physicalId())
                        .resourceType(made.kind().type())
                        .resourceStatus(made.status())
                        .resourceStatusReason(made.reason())
                        .lastUpdatedTimestamp(made.changedAt()))
                .build();
    }

    public ListStackResourcesResponse list(ListStackResourcesRequest request) {
        return ListStackResourcesResponse.builder()
                .stackResourceSummaries(store.stack(request.stackName()).resources().values().stream()
                        .map(made -> StackResourceSummary.builder()
                                .logicalResourceId(made.logicalId())
                                .physicalResourceId(made.physicalId())
                                .resourceType(made.kind().type())
                                .resourceStatus(made.status())
                                .resourceStatusReason(made.reason())
                                .lastUpdatedTimestamp(made.changedAt())
                                .build())
                        .toList())
                .build();
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

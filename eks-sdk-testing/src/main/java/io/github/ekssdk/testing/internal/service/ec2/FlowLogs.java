package io.github.ekssdk.testing.internal.service.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.CreateFlowLogsRequest;
import software.amazon.awssdk.services.ec2.model.CreateFlowLogsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteFlowLogsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteFlowLogsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeFlowLogsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeFlowLogsResponse;
import software.amazon.awssdk.services.ec2.model.FlowLog;

/** Makes, describes and deletes flow logs of VPCs, subnets and interfaces. Nothing is ever logged. */
final class FlowLogs {
    private final Ec2World world;
    private final Filters<FlowLog> filters;

    FlowLogs(Ec2World world) {
        this.world = world;
        this.filters = new Filters<FlowLog>()
                .on("flow-log-id", FlowLog::flowLogId)
                .on("resource-id", FlowLog::resourceId)
                .on("log-group-name", FlowLog::logGroupName)
                .on("log-destination-type", FlowLog::logDestinationTypeAsString)
                .on("traffic-type", FlowLog::trafficTypeAsString)
                .on("deliver-log-status", FlowLog::deliverLogsStatus)
                .onTags(log -> world.tags.of(log.flowLogId()));
    }

    public CreateFlowLogsResponse create(CreateFlowLogsRequest request) {
        return world.clientTokens.once(
                request, request.clientToken(), CreateFlowLogsResponse.class, () -> make(request));
    }

    private CreateFlowLogsResponse make(CreateFlowLogsRequest request) {
        Map<String, String> tags = world.tagRules.read(request.tagSpecifications(), Kind.FLOW_LOG);
        if (request.resourceIds().isEmpty()) {
            throw Refusals.missing("resourceIds");
        }
        if (request.logGroupName() == null && request.logDestination() == null) {
            throw Refusals.missing("logGroupName");
        }
        request.resourceIds().forEach(this::requireResource);
        List<String> made = new ArrayList<>();
        for (String resource : request.resourceIds()) {
            String id = world.newId(Kind.FLOW_LOG);
            world.tags.put(id, tags);
            world.flowLogs.add(
                    id,
                    FlowLog.builder()
                            .flowLogId(id)
                            .resourceId(resource)
                            .trafficType(request.trafficType())
                            .logDestinationType(
                                    request.logDestinationType() == null
                                            ? "cloud-watch-logs"
                                            : request.logDestinationTypeAsString())
                            .logDestination(request.logDestination())
                            .logGroupName(request.logGroupName())
                            .deliverLogsPermissionArn(request.deliverLogsPermissionArn())
                            .flowLogStatus("ACTIVE")
                            .deliverLogsStatus("SUCCESS")
                            .maxAggregationInterval(
                                    request.maxAggregationInterval() == null ? 600 : request.maxAggregationInterval())
                            .creationTime(world.now())
                            .build());
            made.add(id);
        }
        return CreateFlowLogsResponse.builder()
                .flowLogIds(made)
                .clientToken(request.clientToken())
                .build();
    }

    private void requireResource(String id) {
        Kind kind = Kind.ofId(id)
                .filter(of -> of == Kind.VPC || of == Kind.SUBNET || of == Kind.NETWORK_INTERFACE)
                .orElseThrow(() -> Refusals.invalidParameter("Invalid resource id " + id + " for flow logs."));
        world.table(kind).require(id);
    }

    public DescribeFlowLogsResponse describe(DescribeFlowLogsRequest request) {
        Pages.Page<FlowLog> page = world.flowLogs.page(
                request.flowLogIds(),
                filters.matching(request.filter()),
                new Pages(1, 1000),
                request.maxResults(),
                request.nextToken());
        return DescribeFlowLogsResponse.builder()
                .flowLogs(page.items().stream()
                        .map(log -> log.copy(b -> b.tags(world.tags.list(log.flowLogId()))))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    public DeleteFlowLogsResponse delete(DeleteFlowLogsRequest request) {
        request.flowLogIds().forEach(world.flowLogs::require);
        request.flowLogIds().forEach(id -> world.remove(Kind.FLOW_LOG, id));
        return DeleteFlowLogsResponse.builder().build();
    }
}

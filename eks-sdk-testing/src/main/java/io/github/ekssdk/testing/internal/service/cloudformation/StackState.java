package io.github.ekssdk.testing.internal.service.cloudformation;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.StackSummary;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** One stack: its template, its resources, its history. */
final class StackState {
    private final String id;
    private final String name;
    private final Instant createdAt;
    private final Caller creator;
    private final List<StackEvent> events = new ArrayList<>();
    private final Map<String, Made> resources = new LinkedHashMap<>();
    private final Set<String> imports = new TreeSet<>();
    private List<Output> outputs = List.of();
    private List<Tag> tags = List.of();
    private List<String> capabilities = List.of();
    private Map<String, String> parameters = Map.of();
    private @Nullable Template template;
    private StackStatus status = StackStatus.CREATE_IN_PROGRESS;
    private @Nullable String reason;
    private @Nullable Instant updatedAt;
    private @Nullable Instant deletedAt;
    private boolean terminationProtection;

    StackState(String id, String name, Caller creator, Instant createdAt) {
        this.id = id;
        this.name = name;
        this.creator = creator;
        this.createdAt = createdAt;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    Caller creator() {
        return creator;
    }

    Optional<Template> template() {
        return Optional.ofNullable(template);
    }

    Map<String, String> parameters() {
        return parameters;
    }

    /** What the stack shall be, as of now. */
    void want(Template newTemplate, Map<String, String> values, List<Tag> newTags, List<String> allowed) {
        template = newTemplate;
        parameters = values;
        tags = newTags;
        capabilities = allowed;
    }

    List<Tag> tags() {
        return tags;
    }

    List<String> capabilities() {
        return capabilities;
    }

    Map<String, Made> resources() {
        return resources;
    }

    /** Names of exports of other stacks that this one uses. */
    Set<String> imports() {
        return imports;
    }

    List<Output> outputs() {
        return outputs;
    }

    void outputs(List<Output> newOutputs) {
        outputs = newOutputs;
    }

    StackStatus status() {
        return status;
    }

    boolean isDeleted() {
        return status == StackStatus.DELETE_COMPLETE;
    }

    boolean isBusy() {
        return status.toString().endsWith("_IN_PROGRESS");
    }

    boolean isProtected() {
        return terminationProtection;
    }

    void protect(boolean on) {
        terminationProtection = on;
    }

    void updatedAt(Instant time) {
        updatedAt = time;
    }

    /** The latest event first. */
    List<StackEvent> events() {
        List<StackEvent> latestFirst = new ArrayList<>(events);
        Collections.reverse(latestFirst);
        return latestFirst;
    }

    void turn(StackStatus newStatus, @Nullable String why, Account account) {
        status = newStatus;
        reason = why;
        Instant now = account.transitions().now();
        if (isDeleted()) {
            deletedAt = now;
        }
        record(name, id, "AWS::CloudFormation::Stack", ResourceStatus.fromValue(newStatus.toString()), why, account);
    }

    void turn(Made made, ResourceStatus newStatus, @Nullable String why, Account account) {
        made.turn(newStatus, why, account.transitions().now());
        record(made.logicalId(), made.physicalId(), made.kind().type(), newStatus, why, account);
    }

    private void record(
            String logicalId,
            String physicalId,
            String type,
            ResourceStatus resourceStatus,
            @Nullable String why,
            Account account) {
        events.add(StackEvent.builder()
                .eventId(account.ids().uuid())
                .stackId(id)
                .stackName(name)
                .logicalResourceId(logicalId)
                .physicalResourceId(physicalId)
                .resourceType(type)
                .resourceStatus(resourceStatus)
                .resourceStatusReason(why)
                .timestamp(account.transitions().now())
                .build());
    }

    Stack describe() {
        return Stack.builder()
                .stackId(id)
                .stackName(name)
                .description(template().map(Template::description).orElse(null))
                .parameters(parameters.entrySet().stream()
                        .map(entry -> Parameter.builder()
                                .parameterKey(entry.getKey())
                                .parameterValue(entry.getValue())
                                .build())
                        .toList())
                .creationTime(createdAt)
                .lastUpdatedTime(updatedAt)
                .deletionTime(deletedAt)
                .stackStatus(status)
                .stackStatusReason(reason)
                .disableRollback(false)
                .enableTerminationProtection(terminationProtection)
                .capabilitiesWithStrings(capabilities)
                .outputs(outputs)
                .tags(tags)
                .notificationARNs(List.of())
                .build();
    }

    StackSummary summary() {
        return StackSummary.builder()
                .stackId(id)
                .stackName(name)
                .templateDescription(template().map(Template::description).orElse(null))
                .creationTime(createdAt)
                .lastUpdatedTime(updatedAt)
                .deletionTime(deletedAt)
                .stackStatus(status)
                .stackStatusReason(reason)
                .build();
    }
}

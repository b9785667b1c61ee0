package io.github.ekssdk.testing.internal.service.cloudformation;

import io.github.ekssdk.testing.internal.service.cloudformation.UpdatePlan.Action;
import io.github.ekssdk.testing.internal.service.cloudformation.UpdatePlan.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeAction;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetSummary;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.ChangeSource;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.EvaluationType;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Replacement;
import software.amazon.awssdk.services.cloudformation.model.RequiresRecreation;
import software.amazon.awssdk.services.cloudformation.model.ResourceAttribute;
import software.amazon.awssdk.services.cloudformation.model.ResourceChangeDetail;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** What would be done to a stack, for somebody to read before it is done. */
final class ChangeSet {
    private final String id;
    private final String name;
    private final StackState stack;
    private final ChangeSetType type;
    private final @Nullable String description;
    private final Instant createdAt;
    private final Wanted wanted;
    private ChangeSetStatus status = ChangeSetStatus.CREATE_PENDING;
    private ExecutionStatus execution = ExecutionStatus.UNAVAILABLE;
    private @Nullable String reason;
    private List<Step> steps = List.of();

    /** What the stack shall be. */
    record Wanted(Template template, Map<String, String> parameters, List<Tag> tags, List<String> capabilities) {}

    ChangeSet(
            String id,
            String name,
            StackState stack,
            ChangeSetType type,
            @Nullable String description,
            Instant createdAt,
            Wanted wanted) {
        this.id = id;
        this.name = name;
        this.stack = stack;
        this.type = type;
        this.description = description;
        this.createdAt = createdAt;
        this.wanted = wanted;
    }

    String id() {
        return id;
    }

    StackState stack() {
        return stack;
    }

    ChangeSetType type() {
        return type;
    }

    Wanted wanted() {
        return wanted;
    }

    ChangeSetStatus status() {
        return status;
    }

    ExecutionStatus execution() {
        return execution;
    }

    boolean isCalled(String nameOrId) {
        return id.equals(nameOrId) || name.equals(nameOrId);
    }

    void complete(List<Step> found) {
        steps = found;
        status = ChangeSetStatus.CREATE_COMPLETE;
        execution = ExecutionStatus.AVAILABLE;
    }

    void fail(String why) {
        status = ChangeSetStatus.FAILED;
        reason = why;
    }

    void execution(ExecutionStatus newStatus) {
        execution = newStatus;
    }

    ChangeSetSummary summary() {
        return ChangeSetSummary.builder()
                .changeSetId(id)
                .changeSetName(name)
                .stackId(stack.id())
                .stackName(stack.name())
                .status(status)
                .statusReason(reason)
                .executionStatus(execution)
                .creationTime(createdAt)
                .description(description)
                .includeNestedStacks(false)
                .build();
    }

    DescribeChangeSetResponse describe() {
        return DescribeChangeSetResponse.builder()
                .changeSetId(id)
                .changeSetName(name)
                .stackId(stack.id())
                .stackName(stack.name())
                .status(status)
                .statusReason(reason)
                .executionStatus(execution)
                .creationTime(createdAt)
                .description(description)
                .includeNestedStacks(false)
                .capabilitiesWithStrings(wanted.capabilities())
                .tags(wanted.tags())
                .parameters(wanted.parameters().entrySet().stream()
                        .map(entry -> Parameter.builder()
                                .parameterKey(entry.getKey())
                                .parameterValue(entry.getValue())
                                .build())
                        .toList())
                .changes(steps.stream().map(ChangeSet::change).toList())
                .build();
    }

    private static Change change(Step step) {
        boolean changes = step.action() == Action.MODIFY || step.action() == Action.REPLACE;
        return Change.builder()
                .type("Resource")
                .resourceChange(change -> change.action(action(step.action()))
                        .logicalResourceId(step.logicalId())
                        .physicalResourceId(
                                step.made() == null ? null : step.made().physicalId())
                        .resourceType(step.type())
                        .replacement(
                                changes ? step.action() == Action.REPLACE ? Replacement.TRUE : Replacement.FALSE : null)
                        .scope(step.properties().stream()
                                .map(ChangeSet::attribute)
                                .distinct()
                                .sorted()
                                .toList())
                        .details(step.properties().stream()
                                .map(property -> detail(step, property))
                                .toList()))
                .build();
    }

    private static ChangeAction action(Action action) {
        return switch (action) {
            case ADD -> ChangeAction.ADD;
            case REMOVE -> ChangeAction.REMOVE;
            case MODIFY, REPLACE -> ChangeAction.MODIFY;
        };
    }

    private static ResourceAttribute attribute(String property) {
        return property.equals("Tags") ? ResourceAttribute.TAGS : ResourceAttribute.PROPERTIES;
    }

    private static ResourceChangeDetail detail(Step step, String property) {
        boolean inPlace = step.made() != null && step.made().kind().canChange(property);
        ResourceAttribute attribute = attribute(property);
        return ResourceChangeDetail.builder()
                .target(target -> target.attribute(attribute)
                        .name(attribute == ResourceAttribute.TAGS ? null : property)
                        .requiresRecreation(inPlace ? RequiresRecreation.NEVER : RequiresRecreation.ALWAYS))
                .evaluation(EvaluationType.STATIC)
                .changeSource(ChangeSource.DIRECT_MODIFICATION)
                .build();
    }
}

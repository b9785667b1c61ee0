package io.github.ekssdk.testing.internal.service.cloudformation;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.Call;
import io.github.ekssdk.testing.internal.service.cloudformation.ChangeSet.Wanted;
import io.github.ekssdk.testing.internal.service.cloudformation.UpdatePlan.Action;
import io.github.ekssdk.testing.internal.service.cloudformation.UpdatePlan.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.ListChangeSetsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListChangeSetsResponse;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** Works out what an update or a new stack would do, and does it when somebody says so. */
final class ChangeSets {
    private static final String NO_CHANGES = "The submitted information didn't contain changes. Submit different"
            + " information to create a change set.";

    private final StackStore store;
    private final Account account;
    private final StackRuns runs;
    private final List<ChangeSet> sets = new ArrayList<>();

    ChangeSets(StackStore store, StackRuns runs) {
        this.store = store;
        this.account = store.account();
        this.runs = runs;
    }

    public CreateChangeSetResponse create(CreateChangeSetRequest request, Call call) {
        String name = StackInput.name("changeSetName", request.changeSetName());
        ChangeSetType type = request.changeSetType() == null ? ChangeSetType.UPDATE : request.changeSetType();
        if (type != ChangeSetType.CREATE && type != ChangeSetType.UPDATE) {
            throw CfnRefusals.validation("Change sets of the type " + request.changeSetTypeAsString()
                    + " are not in the fake AWS; CREATE and UPDATE are.");
        }
        Optional<StackState> stack = stackFor(type, request.stackName(), name);
        Template template = StackInput.template(
                request.templateURL(), request.templateBody(), request.usePreviousTemplate(), stack);
        StackInput.checkCapabilities(template, request.capabilitiesAsStrings());
        Map<String, String> parameters = Parameters.given(
                template,
                request.parameters(),
                stack.map(StackState::parameters).orElse(Map.of()));
        Wanted wanted = new Wanted(
                template,
                parameters,
                request.hasTags() || stack.isEmpty()
                        ? request.tags()
                        : stack.get().tags(),
                request.capabilitiesAsStrings());
        StackState whose = stack.orElseGet(() -> review(request, call));
        String id = account.arn(
                "cloudformation", "changeSet/" + name + "/" + account.ids().uuid());
        ChangeSet set = new ChangeSet(id, name, whose, type, request.description(), call.now(), wanted);
        sets.add(set);
        Instant done = call.now().plus(account.latencies().peek("cloudformation.start", id));
        account.transitions().at(done, "changeSet/" + name + " is worked out", () -> workOut(set));
        return CreateChangeSetResponse.builder().id(id).stackId(whose.id()).build();
    }

    /** The stack of that name if it is one for such a change set; nothing if it is still to be made. */
    private Optional<StackState> stackFor(ChangeSetType type, @Nullable String name, String setName) {
        Optional<StackState> there = store.live().stream()
                .filter(stack -> stack.name().equals(name) || stack.id().equals(name))
                .findFirst();
        boolean reviewed = there.filter(stack -> stack.status() == StackStatus.REVIEW_IN_PROGRESS)
                .isPresent();
        if (type == ChangeSetType.UPDATE) {
            StackState stack = there.orElseThrow(() -> CfnRefusals.validation("Stack [" + name + "] does not exist"));
            StackCalls.requireChangeable(stack);
        } else if (there.isPresent() && !reviewed) {
            throw CfnRefusals.validation("Stack [" + name
                    + "] already exists and cannot be created again with the changeSet [" + setName + "].");
        }
        there.ifPresent(stack -> {
            if (sets.stream().anyMatch(set -> set.stack() == stack && set.isCalled(setName))) {
                throw new AwsRefusal(
                        400,
                        "AlreadyExistsException",
                        "ChangeSet " + setName
                                + " cannot be created due to a mismatch with existing attribute Template");
            }
        });
        return there;
    }

    private StackState review(CreateChangeSetRequest request, Call call) {
        StackState stack = store.open(StackInput.name("stackName", request.stackName()), call.caller(), call.now());
        stack.turn(StackStatus.REVIEW_IN_PROGRESS, "User Initiated", account);
        return stack;
    }

    private void workOut(ChangeSet set) {
        Wanted wanted = set.wanted();
        StackState stack = set.stack();
        try {
            if (set.type() == ChangeSetType.UPDATE
                    && StackInput.isSame(stack, wanted.template(), wanted.parameters(), wanted.tags())) {
                set.fail(NO_CHANGES);
                return;
            }
            Template before = stack.template().orElse(wanted.template());
            List<Step> steps = runs.plan(stack, before, wanted.template(), wanted.parameters());
            set.complete(steps.stream()
                    .filter(step -> step.action() != Action.REMOVE || step.made() != null)
                    .toList());
        } catch (AwsRefusal refusal) {
            set.fail(refusal.message());
        }
    }

    public DescribeChangeSetResponse describe(DescribeChangeSetRequest request) {
        return set(request.stackName(), request.changeSetName()).describe();
    }

    public ListChangeSetsResponse list(ListChangeSetsRequest request) {
        StackState stack = store.stack(request.stackName());
        return ListChangeSetsResponse.builder()
                .summaries(sets.stream()
                        .filter(set -> set.stack() == stack)
                        .map(ChangeSet::summary)
                        .toList())
                .build();
    }

    /** The other change sets of the stack are of no use afterwards, and are deleted. */
    public ExecuteChangeSetResponse execute(ExecuteChangeSetRequest request) {
        ChangeSet set = set(request.stackName(), request.changeSetName());
        if (set.execution() != ExecutionStatus.AVAILABLE) {
            boolean executed = set.status() == ChangeSetStatus.CREATE_COMPLETE;
            throw new AwsRefusal(
                    400,
                    "InvalidChangeSetStatus",
                    "ChangeSet [" + set.id() + "] cannot be executed in its current "
                            + (executed ? "execution status of [" + set.execution() : "status of [" + set.status())
                            + "]");
        }
        StackState stack = set.stack();
        Wanted wanted = set.wanted();
        if (set.type() == ChangeSetType.CREATE) {
            stack.want(wanted.template(), wanted.parameters(), wanted.tags(), wanted.capabilities());
            boolean stays = Boolean.TRUE.equals(request.disableRollback());
            runs.create(stack, stays ? OnFailure.DO_NOTHING : OnFailure.ROLLBACK);
        } else {
            StackCalls.requireChangeable(stack);
            runs.update(stack, wanted.template(), wanted.parameters(), wanted.tags(), wanted.capabilities());
        }
        set.execution(ExecutionStatus.EXECUTE_COMPLETE);
        sets.removeIf(other -> other.stack() == stack && other != set);
        return ExecuteChangeSetResponse.builder().build();
    }

    /** Deleting what is not there succeeds. */
    public DeleteChangeSetResponse delete(DeleteChangeSetRequest request) {
        find(request.stackName(), request.changeSetName()).ifPresent(set -> {
            if (set.status() == ChangeSetStatus.CREATE_PENDING) {
                throw new AwsRefusal(
                        400,
                        "InvalidChangeSetStatus",
                        "ChangeSet [" + set.id() + "] cannot be deleted in its current status of [" + set.status()
                                + "]");
            }
            sets.remove(set);
        });
        return DeleteChangeSetResponse.builder().build();
    }

    private ChangeSet set(@Nullable String stackName, @Nullable String nameOrId) {
        return find(stackName, nameOrId)
                .orElseThrow(
                        () -> new AwsRefusal(404, "ChangeSetNotFound", "ChangeSet [" + nameOrId + "] does not exist"));
    }

    private Optional<ChangeSet> find(@Nullable String stackName, @Nullable String nameOrId) {
        String wanted = String.valueOf(nameOrId);
        if (!wanted.startsWith("arn:") && stackName == null) {
            throw CfnRefusals.validation("StackName must be specified if ChangeSetName is not specified as an ARN.");
        }
        StackState stack = wanted.startsWith("arn:") ? null : store.stack(stackName);
        return sets.stream()
                .filter(set -> set.isCalled(wanted) && (stack == null || set.stack() == stack))
                .findFirst();
    }
}

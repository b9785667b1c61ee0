package io.github.ekssdk.testing.internal.service.cloudformation;

import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.Call;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackResponse;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.UpdateTerminationProtectionRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateTerminationProtectionResponse;

/** Creates, updates and deletes stacks. */
final class StackCalls {
    private final StackStore store;
    private final StackRuns runs;

    StackCalls(StackStore store, StackRuns runs) {
        this.store = store;
        this.runs = runs;
    }

    public CreateStackResponse create(CreateStackRequest request, Call call) {
        String name = StackInput.name("stackName", request.stackName());
        Template template = StackInput.template(request.templateURL(), request.templateBody(), false, Optional.empty());
        StackInput.checkCapabilities(template, request.capabilitiesAsStrings());
        Map<String, String> parameters = Parameters.given(template, request.parameters(), Map.of());
        if (store.liveNamed(name).isPresent()) {
            throw CfnRefusals.exists(name);
        }
        int most = store.account().quotas().limit("cloudformation.stacks");
        if (store.live().size() >= most) {
            throw new AwsRefusal(400, "LimitExceededException", "Limit for stack has been exceeded");
        }
        StackState stack = store.open(name, call.caller(), call.now());
        Parameters.resolved(template, parameters, new Aws(store.account(), call.caller()));
        stack.want(template, parameters, request.tags(), request.capabilitiesAsStrings());
        stack.protect(Boolean.TRUE.equals(request.enableTerminationProtection()));
        runs.create(stack, onFailure(request));
        return CreateStackResponse.builder().stackId(stack.id()).build();
    }

    private static OnFailure onFailure(CreateStackRequest request) {
        if (request.onFailure() != null) {
            return request.onFailure();
        }
        return Boolean.TRUE.equals(request.disableRollback()) ? OnFailure.DO_NOTHING : OnFailure.ROLLBACK;
    }

    public UpdateStackResponse update(UpdateStackRequest request) {
        StackState stack = store.stack(request.stackName());
        requireChangeable(stack);
        Template template = StackInput.template(
                request.templateURL(), request.templateBody(), request.usePreviousTemplate(), Optional.of(stack));
        StackInput.checkCapabilities(template, request.capabilitiesAsStrings());
        Map<String, String> parameters = Parameters.given(template, request.parameters(), stack.parameters());
        List<Tag> tags = request.hasTags() ? request.tags() : stack.tags();
        if (StackInput.isSame(stack, template, parameters, tags)) {
            throw CfnRefusals.validation("No updates are to be performed.");
        }
        runs.update(stack, template, parameters, tags, request.capabilitiesAsStrings());
        return UpdateStackResponse.builder().stackId(stack.id()).build();
    }

    /** Deleting what is not there succeeds. */
    public DeleteStackResponse delete(DeleteStackRequest request) {
        Optional<StackState> found = store.live().stream()
                .filter(stack ->
                        stack.name().equals(request.stackName()) || stack.id().equals(request.stackName()))
                .findFirst();
        found.ifPresent(stack -> delete(stack, request));
        return DeleteStackResponse.builder().build();
    }

    private void delete(StackState stack, DeleteStackRequest request) {
        if (stack.isProtected()) {
            throw CfnRefusals.validation(
                    "Stack [" + stack.name() + "] cannot be deleted while TerminationProtection is enabled");
        }
        for (Output output : stack.outputs()) {
            List<String> importers = output.exportName() == null ? List.of() : store.importers(output.exportName());
            if (!importers.isEmpty()) {
                throw CfnRefusals.validation("Export " + output.exportName() + " cannot be deleted as it is in use by "
                        + String.join(", ", importers));
            }
        }
        if (stack.status() != StackStatus.DELETE_IN_PROGRESS) {
            runs.delete(stack, Set.copyOf(request.retainResources()));
        }
    }

    public UpdateTerminationProtectionResponse protect(UpdateTerminationProtectionRequest request) {
        StackState stack = store.stack(request.stackName());
        stack.protect(Boolean.TRUE.equals(request.enableTerminationProtection()));
        return UpdateTerminationProtectionResponse.builder().stackId(stack.id()).build();
    }

    static void requireChangeable(StackState stack) {
        if (stack.isBusy() || stack.status() == StackStatus.ROLLBACK_COMPLETE) {
            throw CfnRefusals.validation(
                    "Stack:" + stack.id() + " is in " + stack.status() + " state and can not be updated.");
        }
    }
}

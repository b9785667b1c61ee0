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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.Export;
import software.amazon.awssdk.services.cloudformation.model.Output;

/** The stacks of one region, the deleted ones too. */
final class StackStore {
    private final Account account;
    private final Map<String, StackState> byId = new LinkedHashMap<>();

    StackStore(Account account) {
        this.account = account;
    }

    Account account() {
        return account;
    }

    /** Every stack, the latest first. */
    List<StackState> all() {
        List<StackState> latestFirst = new ArrayList<>(byId.values());
        Collections.reverse(latestFirst);
        return latestFirst;
    }

    List<StackState> live() {
        return all().stream().filter(stack -> !stack.isDeleted()).toList();
    }

    Optional<StackState> liveNamed(String name) {
        return live().stream().filter(stack -> stack.name().equals(name)).findFirst();
    }

    /** The stack that a caller named: a deleted one only by its id. */
    StackState stack(@Nullable String nameOrId) {
        if (nameOrId == null || nameOrId.isEmpty()) {
            throw CfnRefusals.validation("1 validation error detected: Value null at 'stackName' failed to satisfy"
                    + " constraint: Member must not be null");
        }
        StackState byItsId = byId.get(nameOrId);
        return byItsId != null ? byItsId : liveNamed(nameOrId).orElseThrow(() -> CfnRefusals.noStack(nameOrId));
    }

    StackState open(String name, Caller creator, Instant now) {
        String id = account.arn(
                "cloudformation", "stack/" + name + "/" + account.ids().uuid());
        StackState stack = new StackState(id, name, creator, now);
        byId.put(id, stack);
        return stack;
    }

    /** The exports of all stacks by name. */
    Map<String, Export> exports() {
        Map<String, Export> exports = new TreeMap<>();
        for (StackState stack : live()) {
            for (Output output : stack.outputs()) {
                if (output.exportName() != null) {
                    exports.put(
                            output.exportName(),
                            Export.builder()
                                    .exportingStackId(stack.id())
                                    .name(output.exportName())
                                    .value(output.outputValue())
                                    .build());
                }
            }
        }
        return exports;
    }

    List<String> importers(String exportName) {
        return live().stream()
                .filter(stack -> stack.imports().contains(exportName))
                .map(StackState::name)
                .sorted()
                .toList();
    }
}

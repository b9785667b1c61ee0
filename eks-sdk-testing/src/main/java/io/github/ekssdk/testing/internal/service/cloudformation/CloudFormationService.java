package io.github.ekssdk.testing.internal.service.cloudformation;

import io.github.ekssdk.testing.Resource;
import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.FakeService;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** CloudFormation: stacks of plain templates with the types of resources that EKS set-ups use. */
public final class CloudFormationService implements FakeService {
    private final StackStore store;
    private final List<?> handlers;

    /** Opens the CloudFormation of an account, with no stack in it. */
    public CloudFormationService(Account account) {
        this.store = new StackStore(account);
        StackRuns runs = new StackRuns(store);
        this.handlers = List.of(
                new StackCalls(store, runs), new ChangeSets(store, runs), new StackReads(store), new Templates(store));
    }

    @Override
    public String name() {
        return "cloudformation";
    }

    @Override
    public List<?> handlers() {
        return handlers;
    }

    /** Puts a finished stack there that has only outputs, as if somebody else had made it. */
    public void put(String name, Map<String, String> outputs) {
        Account account = store.account();
        if (store.liveNamed(name).isPresent()) {
            throw new IllegalArgumentException("There is a stack '" + name + "' already.");
        }
        Caller somebody = new Caller("", account.id(), account.globalArn("iam", "user/somebody"), "");
        StackState stack = store.open(name, somebody, account.transitions().now());
        stack.outputs(outputs.entrySet().stream()
                .map(entry -> Output.builder()
                        .outputKey(entry.getKey())
                        .outputValue(entry.getValue())
                        .build())
                .toList());
        stack.turn(StackStatus.CREATE_COMPLETE, null, account);
    }

    @Override
    public List<Resource> inventory() {
        return store.live().stream().map(CloudFormationService::resource).toList();
    }

    private static Resource resource(StackState stack) {
        Map<String, String> tags = new TreeMap<>();
        stack.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        Map<String, String> attributes = Map.of(
                "resources", String.join(",", new TreeSet<>(stack.resources().keySet())));
        return new Resource("cloudformation:stack", stack.name(), stack.status().toString(), attributes, tags);
    }
}

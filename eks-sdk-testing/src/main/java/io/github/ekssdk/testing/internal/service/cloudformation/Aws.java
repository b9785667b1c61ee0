package io.github.ekssdk.testing.internal.service.cloudformation;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.Call;
import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.FakeService;
import io.github.ekssdk.testing.internal.protocol.Operation;
import io.github.ekssdk.testing.internal.service.Handlers;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/** Calls the other services of the account, as whoever asked for the stack. */
final class Aws {
    private final Account account;
    private final Caller caller;

    Aws(Account account, Caller caller) {
        this.account = account;
        this.caller = caller;
    }

    Account account() {
        return account;
    }

    /**
     * Lets an operation of a service happen.
     *
     * @throws AwsRefusal as the service refuses it, and if the fake AWS does not have the operation
     */
    Map<String, Object> call(String service, String operation, Map<String, ?> members) {
        FakeService sibling = sibling(service);
        Handlers handlers = Handlers.of(sibling);
        Operation known = handlers.operations().named(operation);
        if (known == null) {
            throw new AwsRefusal(501, "NotInFakeAws", service + " " + operation + " is not in the fake AWS");
        }
        SdkPojo builder = known.newRequest();
        try {
            Pojos.fill(builder, members);
        } catch (IllegalArgumentException unfit) {
            throw CfnRefusals.validation("Encountered unsupported property: " + unfit.getMessage());
        }
        Instant now = account.transitions().now();
        Call call = new Call(service, operation, caller, now, account.ids().uuid());
        return Pojos.map(handlers.answer(sibling, Operation.build(builder), call));
    }

    private FakeService sibling(String name) {
        return account.siblings().stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AwsRefusal(501, "NotInFakeAws", name + " is not in the fake AWS"));
    }
}

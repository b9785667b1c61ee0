package io.github.ekssdk.testing;

import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.FakeService;
import io.github.ekssdk.testing.internal.protocol.CredentialScope;
import io.github.ekssdk.testing.internal.protocol.Incoming;
import io.github.ekssdk.testing.internal.protocol.Operations;
import io.github.ekssdk.testing.internal.protocol.Refusals;
import io.github.ekssdk.testing.internal.protocol.RequiredMembers;
import io.github.ekssdk.testing.internal.protocol.ServiceFacts;
import io.github.ekssdk.testing.internal.protocol.UnreadableCall;
import io.github.ekssdk.testing.internal.protocol.WireRequest;
import io.github.ekssdk.testing.internal.service.Handlers;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came in: who asks which service for what, or why that cannot be said.
 *
 * @param facts the service as a protocol
 * @param service the service, if the fake has it
 * @param caller who asks; null when nobody knows
 * @param operation name of the operation, as far as it was understood
 * @param incoming the request, if it could be read
 * @param refusal what to answer when no handler can be asked
 */
record Arrival(
        ServiceFacts facts,
        @Nullable FakeService service,
        @Nullable Caller caller,
        String operation,
        @Nullable Incoming incoming,
        @Nullable AwsRefusal refusal) {

    private static final Operations NONE = new Operations(List.of());

    static Arrival of(WireRequest wire, World world) {
        Optional<CredentialScope> scope = CredentialScope.of(wire);
        ServiceFacts facts = scope.flatMap(s -> ServiceFacts.of(s.service())).orElseGet(() -> ServiceFacts.guess(wire));
        if (scope.isEmpty() && Anonymous.mayCall(wire)) {
            return read(
                    facts, world.service(facts.name(), world.home().region()), Anonymous.caller(world.home()), wire);
        }
        if (scope.isEmpty()) {
            return refused(facts, null, wire, Refusals.unsigned(facts));
        }
        Optional<Caller> caller = world.caller(scope.get().accessKeyId());
        if (caller.isEmpty()) {
            return refused(facts, null, wire, Refusals.unknownKey(facts));
        }
        if (world.isExpired(scope.get().accessKeyId())) {
            return refused(facts, caller.get(), wire, Refusals.expired(facts));
        }
        FakeService service = world.service(scope.get().service(), scope.get().region());
        return read(facts, service, caller.get(), wire);
    }

    private static Arrival refused(ServiceFacts facts, @Nullable Caller caller, WireRequest wire, AwsRefusal refusal) {
        return new Arrival(facts, null, caller, wire.method(), null, refusal);
    }

    private static Arrival read(ServiceFacts facts, @Nullable FakeService service, Caller caller, WireRequest wire) {
        Operations operations = service == null ? NONE : Handlers.of(service).operations();
        try {
            Incoming incoming = facts.protocol().read(wire, operations);
            AwsRefusal refusal = RequiredMembers.check(facts, incoming).orElse(null);
            return new Arrival(facts, service, caller, incoming.operation().name(), incoming, refusal);
        } catch (UnreadableCall e) {
            return new Arrival(facts, service, caller, e.operation(), null, e.refusal());
        }
    }

    String callerArn() {
        return caller == null ? "" : caller.arn();
    }
}

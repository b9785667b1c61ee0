package io.github.ekssdk.testing;

import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.FakeService;
import io.github.ekssdk.testing.internal.protocol.CredentialScope;
import io.github.ekssdk.testing.internal.protocol.Incoming;
import io.github.ekssdk.testing.internal.protocol.Operations;
import io.github.ekssdk.testing.internal.protocol.PresignedUrl;
import io.github.ekssdk.testing.internal.protocol.Refusals;
import io.github.ekssdk.testing.internal.protocol.RequiredMembers;
import io.github.ekssdk.testing.internal.protocol.ServiceFacts;
import io.github.ekssdk.testing.internal.protocol.UnreadableCall;
import io.github.ekssdk.testing.internal.protocol.WireRequest;
import io.github.ekssdk.testing.internal.service.Handlers;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came in: who asks which service for what, or why that cannot be said.
 *
 * @param facts the service as a protocol
 * @param service the service, if the fake has it
 * @param caller who asks; null when nobody knows
 * @param operation name of the operation, as far as it was understood
 * @param region region of the signature
 * @param signedAt when the caller says that it signed, as {@code 20260101T000000Z}
 * @param incoming the request, if it could be read
 * @param refusal what to answer when no handler can be asked
 */
record Arrival(
        ServiceFacts facts,
        @Nullable FakeService service,
        @Nullable Caller caller,
        String operation,
        String region,
        @Nullable Instant signedAt,
        @Nullable Incoming incoming,
        @Nullable AwsRefusal refusal) {

    private static final Operations NONE = new Operations(List.of());
    private static final DateTimeFormatter SIGNED_AT = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX", Locale.ROOT);

    static Arrival of(WireRequest wire, World world) {
        Optional<CredentialScope> signed = CredentialScope.of(wire);
        Optional<ServiceFacts> known = signed.flatMap(scope -> ServiceFacts.of(scope.service(), wire));
        ServiceFacts facts = known.orElseGet(() -> ServiceFacts.guess(wire));
        if (signed.isEmpty() && facts.name().equals("sts") && Anonymous.mayCall(wire)) {
            String region = world.home().region();
            Caller nobody = Anonymous.caller(world.home());
            return new Reader(facts, region, null, world.service(facts.name(), region), nobody).read(wire);
        }
        if (signed.isEmpty()) {
            return refused(facts, facts.nameOf(wire), Refusals.unsigned(facts, facts.nameOf(wire)));
        }
        CredentialScope scope = signed.get();
        Optional<Caller> caller = world.caller(scope.accessKeyId());
        if (caller.isEmpty()) {
            return refused(
                    facts, facts.nameOf(wire), Refusals.unknownKey(facts, facts.nameOf(wire), scope.accessKeyId()));
        }
        if (world.isExpired(scope.accessKeyId())) {
            return new Arrival(facts, null, caller.get(), facts.nameOf(wire), "", null, null, Refusals.expired(facts));
        }
        if (known.isEmpty()) {
            return refused(
                    facts, facts.nameOf(wire), Refusals.unknownService(facts, facts.nameOf(wire), scope.service()));
        }
        if (!scope.hasRegion()) {
            return refused(facts, facts.nameOf(wire), Refusals.badScope(facts, facts.nameOf(wire), scope.region()));
        }
        Optional<AwsRefusal> presigned =
                PresignedUrl.refusal(wire, facts, scope, world.now(), world, hosts(wire, scope));
        if (presigned.isPresent()) {
            return refused(facts, facts.nameOf(wire), presigned.get());
        }
        FakeService service = world.service(facts.name(), scope.region());
        return new Reader(facts, scope.region(), signedAt(wire), service, caller.get()).read(wire);
    }

    /** The hosts that a presigned request may have been signed for: the one that it came to, and those it stands for. */
    private static List<String> hosts(WireRequest wire, CredentialScope scope) {
        String host = wire.header("host");
        String domain = scope.region().startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
        return List.of(
                host == null ? "" : host, scope.service() + "." + scope.region() + domain, scope.service() + domain);
    }

    private static @Nullable Instant signedAt(WireRequest wire) {
        String parameter = wire.parameter("X-Amz-Date");
        String text = parameter == null ? wire.header("x-amz-date") : parameter;
        try {
            return text == null ? null : Instant.from(SIGNED_AT.parse(text));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Arrival refused(ServiceFacts facts, String operation, AwsRefusal refusal) {
        return new Arrival(facts, null, null, operation, "", null, null, refusal);
    }

    private record Reader(
            ServiceFacts facts,
            String region,
            @Nullable Instant signedAt,
            @Nullable FakeService service,
            Caller caller) {

        Arrival read(WireRequest wire) {
            Operations operations =
                    service == null ? NONE : Handlers.of(service).operations();
            try {
                Incoming incoming = facts.protocol().read(wire, operations);
                AwsRefusal refusal = RequiredMembers.check(facts, incoming).orElse(null);
                return arrival(incoming.operation().name(), incoming, refusal);
            } catch (UnreadableCall e) {
                return arrival(e.operation(), null, e.refusal());
            }
        }

        private Arrival arrival(String operation, @Nullable Incoming incoming, @Nullable AwsRefusal refusal) {
            return new Arrival(facts, service, caller, operation, region, signedAt, incoming, refusal);
        }
    }

    String callerArn() {
        return caller == null ? "" : caller.arn();
    }
}

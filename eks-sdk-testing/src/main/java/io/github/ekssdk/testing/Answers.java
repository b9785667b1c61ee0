package io.github.ekssdk.testing;

import io.github.ekssdk.testing.FaultAction.Kind;
import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.Call;
import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.FakeService;
import io.github.ekssdk.testing.internal.protocol.Incoming;
import io.github.ekssdk.testing.internal.protocol.Protocol;
import io.github.ekssdk.testing.internal.protocol.Refusals;
import io.github.ekssdk.testing.internal.protocol.ServiceFacts;
import io.github.ekssdk.testing.internal.protocol.WireResponse;
import io.github.ekssdk.testing.internal.service.Handlers;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;

/** Asks the services, one call at a time, and puts what they say into the words of their protocol. */
final class Answers {
    private final World world;
    private final StaleReads earlier = new StaleReads();

    Answers(World world) {
        this.world = world;
    }

    WireResponse answer(Visit visit) {
        world.lock().lock();
        try {
            Instant now = world.now();
            world.catchUp(now);
            AwsRefusal refusal = refusal(visit);
            return refusal == null ? effect(visit, now) : refuse(visit, refusal);
        } finally {
            world.lock().unlock();
        }
    }

    /** Why no handler is to be asked, if so. */
    private static @Nullable AwsRefusal refusal(Visit visit) {
        ServiceFacts facts = visit.arrival().facts();
        if (visit.is(Kind.FAIL_BEFORE)) {
            return asked(visit);
        }
        if (visit.is(Kind.THROTTLE)) {
            return Refusals.throttled(facts);
        }
        return visit.is(Kind.EXPIRED_CREDENTIALS)
                ? Refusals.expired(facts)
                : visit.arrival().refusal();
    }

    private static AwsRefusal asked(Visit visit) {
        FaultAction action = Objects.requireNonNull(visit.faults().action());
        DeclaredError error = Objects.requireNonNull(action.error());
        int status = error.status() > 0
                ? error.status()
                : DeclaredErrors.byCode(visit.record().service(), error.code()).status();
        return new AwsRefusal(status, error.code(), action.message());
    }

    private WireResponse effect(Visit visit, Instant now) {
        if (visit.is(Kind.LATE_EFFECT)) {
            return later(visit, now);
        }
        Outcome earlierOutcome = visit.is(Kind.STALE_READ) ? earlier.get(visit) : null;
        Outcome outcome = earlierOutcome == null ? handle(visit, now) : earlierOutcome;
        earlier.remember(visit, outcome);
        if (visit.is(Kind.FAIL_AFTER_EFFECT)) {
            return refuse(visit, asked(visit));
        }
        AwsRefusal refusal = outcome.refusal();
        SdkPojo response = outcome.response();
        return refusal != null || response == null
                ? refuse(visit, Objects.requireNonNull(refusal))
                : protocol(visit).answer(incoming(visit).operation(), response, visit.requestId());
    }

    private WireResponse later(Visit visit, Instant now) {
        FaultAction action = Objects.requireNonNull(visit.faults().action());
        Instant due = now.plus(action.delay());
        world.home().transitions().at(due, visit.name() + " takes effect", () -> handle(visit, due));
        return refuse(visit, new AwsRefusal(500, "Lost", "The answer is lost."));
    }

    private Outcome handle(Visit visit, Instant now) {
        FakeService service = Objects.requireNonNull(visit.arrival().service());
        Caller caller = Objects.requireNonNull(visit.arrival().caller());
        RecordedCall record = visit.record();
        Call call = new Call(record.service(), record.operation(), caller, now, visit.requestId());
        SdkPojo request = incoming(visit).request();
        try {
            service.admit((SdkRequest) request, call);
            SdkPojo response = Handlers.of(service).answer(service, request, call);
            record.effect();
            return new Outcome(response, null);
        } catch (AwsRefusal refusal) {
            return new Outcome(null, refusal);
        } catch (RuntimeException bug) {
            record.bug(bug);
            return new Outcome(null, new AwsRefusal(501, "FakeAwsBug", "The fake AWS failed: " + bug));
        }
    }

    private static WireResponse refuse(Visit visit, AwsRefusal refusal) {
        visit.record().refused(refusal.code());
        return protocol(visit).refusal(refusal, visit.requestId());
    }

    private static Protocol protocol(Visit visit) {
        return visit.arrival().facts().protocol();
    }

    private static Incoming incoming(Visit visit) {
        return Objects.requireNonNull(visit.arrival().incoming());
    }

    /** What a handler said: one of the two. */
    record Outcome(@Nullable SdkPojo response, @Nullable AwsRefusal refusal) {}
}

package io.github.ekssdk.testing;

import io.github.ekssdk.testing.FaultAction.Kind;
import io.github.ekssdk.testing.Journal.Called;
import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.protocol.Incoming;
import io.github.ekssdk.testing.internal.protocol.Protocol;
import io.github.ekssdk.testing.internal.protocol.Refusals;
import io.github.ekssdk.testing.internal.protocol.ServiceFacts;
import io.github.ekssdk.testing.internal.protocol.WireResponse;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** Asks the services, one call at a time, and puts what they say into the words of their protocol. */
final class Answers {
    private final World world;
    private final StaleReads reads;

    Answers(World world) {
        this.world = world;
        this.reads = new StaleReads(world);
    }

    WireResponse answer(Visit visit) {
        world.lock().lock();
        try {
            Instant now = world.now();
            AwsRefusal refusal = refusal(visit);
            return refusal == null ? effect(visit, now) : refuse(visit, refusal);
        } finally {
            world.lock().unlock();
        }
    }

    /** Why no handler is to be asked, if so. */
    private static @Nullable AwsRefusal refusal(Visit visit) {
        ServiceFacts facts = visit.arrival().facts();
        if (visit.is(Kind.CLOCK_SKEW)) {
            ClockSkew skew = Objects.requireNonNull(
                    Objects.requireNonNull(visit.faults().action()).skew());
            return skew.refusal(facts, visit.arrival().signedAt());
        }
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
        Outcome outcome = outcome(visit, now);
        if (visit.is(Kind.FAIL_AFTER_EFFECT)) {
            return refuse(visit, asked(visit));
        }
        AwsRefusal refusal = outcome.refusal();
        SdkPojo response = outcome.response();
        return refusal != null || response == null
                ? refuse(visit, Objects.requireNonNull(refusal))
                : protocol(visit).answer(incoming(visit).operation(), response, visit.requestId());
    }

    private Outcome outcome(Visit visit, Instant now) {
        try {
            world.catchUp(now);
        } catch (RuntimeException bug) {
            return noted(visit, Outcome.of(bug));
        }
        FaultAction action = visit.faults().action();
        boolean read = !visit.record().mutating();
        if (action != null && read && action.kind() == Kind.STALE_READ) {
            return noted(visit, reads.beforeLastChange(called(visit, now, null)));
        }
        if (action != null && read && action.kind() == Kind.LAGGING_READ) {
            return noted(visit, reads.behind(called(visit, now, null), action.delay()));
        }
        return noted(visit, world.ask(called(visit, now, null)));
    }

    private WireResponse later(Visit visit, Instant now) {
        FaultAction action = Objects.requireNonNull(visit.faults().action());
        world.askLater(called(visit, now, now.plus(action.delay())), outcome -> noted(visit, outcome));
        return refuse(visit, new AwsRefusal(500, "Lost", "The answer is lost."));
    }

    private static Outcome noted(Visit visit, Outcome outcome) {
        if (outcome.tookEffect()) {
            visit.record().effect();
        }
        if (outcome.bug() != null) {
            visit.record().bug(outcome.bug());
        }
        return outcome;
    }

    private static Called called(Visit visit, Instant now, @Nullable Instant due) {
        RecordedCall record = visit.record();
        Caller caller = Objects.requireNonNull(visit.arrival().caller());
        return new Called(
                record.number(),
                now,
                due,
                record.service(),
                visit.arrival().region(),
                record.operation(),
                caller,
                incoming(visit).request(),
                false,
                null);
    }

    private static WireResponse refuse(Visit visit, AwsRefusal refusal) {
        visit.record().refused(refusal.code());
        WireResponse response = protocol(visit).refusal(refusal, visit.requestId());
        FaultAction action = visit.faults().action();
        ClockSkew skew = action == null ? null : action.skew();
        Instant signedAt = visit.arrival().signedAt();
        return skew == null || signedAt == null ? response : response.with("Date", skew.date(signedAt));
    }

    private static Protocol protocol(Visit visit) {
        return visit.arrival().facts().protocol();
    }

    private static Incoming incoming(Visit visit) {
        return Objects.requireNonNull(visit.arrival().incoming());
    }
}

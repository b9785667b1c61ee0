package io.github.ekssdk.testing;

import io.github.ekssdk.testing.FaultAction.Kind;
import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.protocol.WireRequest;
import io.github.ekssdk.testing.internal.protocol.WireResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/** Takes calls in, lets the fault rules and the services have their say, and writes everything down. */
final class Dispatcher {
    private final World world;
    private final Ledger ledger;
    private final Faults faults;
    private final Answers answers;

    Dispatcher(World world, Ledger ledger, Faults faults) {
        this.world = world;
        this.ledger = ledger;
        this.faults = faults;
        this.answers = new Answers(world);
    }

    World world() {
        return world;
    }

    /**
     * Answers one call, in the time that it takes.
     *
     * @throws IOException if the call or its answer is lost
     */
    WireResponse call(WireRequest wire, FakeProcess process, Pace pace) throws IOException {
        process.requireAlive();
        Visit visit = arrive(wire);
        try {
            return visit(visit, process, pace);
        } catch (InterruptedException e) {
            visit.record().ended(CallOutcome.LOST);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted during " + visit.name());
        } catch (Error e) {
            visit.record().ended(CallOutcome.CRASHED);
            throw e;
        }
    }

    private Visit arrive(WireRequest wire) {
        world.lock().lock();
        try {
            Arrival arrival = Arrival.of(wire, world);
            int number = ledger.size() + 1;
            RecordedCall record = record(arrival, number);
            ledger.add(record);
            FaultPlan plan = faults.planFor(record);
            record.delayed(plan.delay());
            return new Visit(arrival, record, plan, Journal.requestId(number));
        } finally {
            world.lock().unlock();
        }
    }

    private RecordedCall record(Arrival arrival, int number) {
        Account account = world.home();
        String latency = Reads.isRead(arrival.operation()) ? "call.read" : "call.write";
        return new RecordedCall(
                number,
                world.now(),
                arrival.facts().name(),
                arrival.operation(),
                arrival.callerArn(),
                arrival.incoming() == null ? null : arrival.incoming().request(),
                account.latencies().peek(latency, String.valueOf(number)));
    }

    private WireResponse visit(Visit visit, FakeProcess process, Pace pace) throws IOException, InterruptedException {
        if (visit.is(Kind.CRASH_BEFORE)) {
            throw crash(process, "before", visit);
        }
        Duration after = visit.record().latency().minus(visit.faults().delay()).dividedBy(2);
        pace.pause(visit.record().latency().minus(after));
        process.requireAlive();
        if (visit.is(Kind.LOSE_REQUEST)) {
            throw lost(visit, "request");
        }
        WireResponse response = answers.answer(visit);
        if (visit.is(Kind.CRASH_AFTER_EFFECT)) {
            throw crash(process, "after the effect of", visit);
        }
        pace.pause(after);
        process.requireAlive();
        if (visit.is(Kind.LOSE_RESPONSE) || visit.is(Kind.LATE_EFFECT)) {
            throw lost(visit, "answer");
        }
        return deliver(response, visit, process);
    }

    private static WireResponse deliver(WireResponse response, Visit visit, FakeProcess process) {
        if (visit.record().errorCode().isPresent()) {
            visit.record().ended(CallOutcome.REFUSED);
        } else {
            visit.record().ended(CallOutcome.OK);
        }
        if (visit.is(Kind.CRASH_AFTER_RESPONSE)) {
            process.crash();
        }
        return response;
    }

    private static ProcessCrash crash(FakeProcess process, String when, Visit visit) {
        process.crash();
        return new ProcessCrash("The process crashed " + when + " " + visit.name() + ".");
    }

    private static IOException lost(Visit visit, String what) {
        visit.record().ended(CallOutcome.LOST);
        return new IOException("The " + what + " of " + visit.name() + " was lost.");
    }
}

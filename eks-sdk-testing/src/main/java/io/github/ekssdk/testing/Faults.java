package io.github.ekssdk.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Rules by which calls to the fake AWS go wrong.
 *
 * <pre>{@code
 * aws.faults().on("eks", "CreateCluster").nth(1).failWith("ServiceUnavailableException");
 * aws.faults().on("ec2", "CreateNatGateway").loseResponse();
 * aws.faults().onMutating().withProbability(0.05, seed).throttle();
 * aws.faults().atCall(17).crashAfterEffect();
 * }</pre>
 *
 * <p>A rule hits every matching call until {@link #clear} or {@link FaultRule#remove}, unless {@code nth}, {@code times} or
 * {@code withProbability} say otherwise; a crash hits once, as the process that starts again would die of it again. Retries
 * of the AWS SDK are calls like others.
 *
 * @since 0.1
 */
public final class Faults {
    private final List<FaultRule> rules = new ArrayList<>();

    Faults() {}

    /** Calls of one operation, such as {@code on("iam", "CreateRole")}. */
    public FaultPoint on(String service, String operation) {
        return where(call -> call.service().equals(service) && call.operation().equals(operation));
    }

    /** All calls of a service. */
    public FaultPoint onService(String service) {
        return where(call -> call.service().equals(service));
    }

    /** Calls that may change something. */
    public FaultPoint onMutating() {
        return where(RecordedCall::mutating);
    }

    /** Calls that only look. */
    public FaultPoint onReads() {
        return where(call -> !call.mutating());
    }

    /** All calls. */
    public FaultPoint onAny() {
        return where(call -> true);
    }

    /** The call with that number in the {@link Ledger}. */
    public FaultPoint atCall(int number) {
        return where(call -> call.number() == number);
    }

    /** Calls that a predicate picks. */
    public FaultPoint where(Predicate<RecordedCall> calls) {
        return new FaultPoint(this, calls);
    }

    /** Takes all rules back: from now on nothing goes wrong. */
    public synchronized void clear() {
        rules.clear();
    }

    synchronized FaultRule add(FaultRule rule) {
        rules.add(rule);
        return rule;
    }

    synchronized FaultPlan planFor(RecordedCall call) {
        FaultPlan plan = new FaultPlan();
        for (FaultRule rule : rules) {
            rule.apply(call, plan);
        }
        return plan;
    }
}

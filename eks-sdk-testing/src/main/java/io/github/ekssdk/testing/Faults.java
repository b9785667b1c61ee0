package io.github.ekssdk.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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
    private final List<FaultRule> cleared = new ArrayList<>();

    private final boolean remembers;

    /** @param remembers whether the account keeps what stale reads are answered from */
    Faults(boolean remembers) {
        this.remembers = remembers;
    }

    void requirePast() {
        if (!remembers) {
            throw new IllegalStateException(
                    "This fake AWS was built withoutSnapshots(), so that it does not know its past and has no stale"
                            + " reads.");
        }
    }

    /** Calls of one operation, such as {@code on("iam", "CreateRole")}. */
    public FaultPoint on(String service, String operation) {
        return point(
                "calls of " + service + ":" + operation,
                call -> call.service().equals(service) && call.operation().equals(operation));
    }

    /** All calls of a service. */
    public FaultPoint onService(String service) {
        return point("calls of " + service, call -> call.service().equals(service));
    }

    /** Calls that may change something. */
    public FaultPoint onMutating() {
        return point("calls that change something", RecordedCall::mutating);
    }

    /** Calls that only look. */
    public FaultPoint onReads() {
        return point("calls that only look", call -> !call.mutating());
    }

    /** All calls. */
    public FaultPoint onAny() {
        return point("calls", call -> true);
    }

    /** The call with that number in the {@link Ledger}. */
    public FaultPoint atCall(int number) {
        return point("call number " + number, call -> call.number() == number);
    }

    /** Calls that a predicate picks. */
    public FaultPoint where(Predicate<RecordedCall> calls) {
        return point("calls that the test picks", calls);
    }

    private FaultPoint point(String name, Predicate<RecordedCall> calls) {
        return new FaultPoint(this, name, calls);
    }

    /** Calls whose request names a resource, by name, id or ARN; see {@link FaultPoint#resource}. */
    public FaultPoint onResource(String nameOrArn) {
        return onAny().resource(nameOrArn);
    }

    /** Takes all rules back: from now on nothing goes wrong. */
    public synchronized void clear() {
        cleared.addAll(rules);
        rules.clear();
    }

    /** The rules so far, also those taken back, that have hit no call. */
    public synchronized List<FaultRule> unused() {
        List<FaultRule> all = new ArrayList<>(cleared);
        all.addAll(rules);
        return all.stream().filter(FaultRule::isUnused).toList();
    }

    /**
     * Fails when a rule has hit no call, as one that is misspelled does. The JUnit extension asks for this at the end of each
     * test.
     *
     * @throws AssertionError naming the rules
     */
    public void requireAllUsed() {
        List<FaultRule> unused = unused();
        if (!unused.isEmpty()) {
            throw new AssertionError("No call was hit by: "
                    + unused.stream()
                            .map(rule -> rule + " (" + rule.matched() + " calls matched)")
                            .collect(Collectors.joining("; "))
                    + ". Correct the rule, or say mayBeUnused().");
        }
    }

    /** Forgets all rules, as if there had been none. */
    synchronized void forget() {
        rules.clear();
        cleared.clear();
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

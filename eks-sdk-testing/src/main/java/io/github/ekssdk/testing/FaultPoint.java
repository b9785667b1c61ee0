package io.github.ekssdk.testing;

import io.github.ekssdk.testing.FaultAction.Kind;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * Where a fault strikes; the last method called says which fault it is and puts the rule in force.
 *
 * @since 0.1
 */
public final class FaultPoint {
    private final Faults faults;
    private final String name;
    private final Predicate<RecordedCall> calls;
    private int nth;
    private int every = 1;
    private int times = Integer.MAX_VALUE;
    private double probability = 1;
    private long seed;

    FaultPoint(Faults faults, String name, Predicate<RecordedCall> calls) {
        this.faults = faults;
        this.name = name;
        this.calls = calls;
    }

    /** Only the n-th matching call, from 1. */
    public FaultPoint nth(int which) {
        nth = which;
        return this;
    }

    /** One in so many of the matching calls: {@code every(2)} lets reads flap. */
    public FaultPoint every(int howMany) {
        if (howMany < 1) {
            throw new IllegalArgumentException("every(" + howMany + ") would hit no call; give a number from 1.");
        }
        every = howMany;
        return this;
    }

    /** Only the first matching calls, so many. */
    public FaultPoint times(int howMany) {
        times = howMany;
        return this;
    }

    /** Each matching call with that probability, the same ones for the same seed. */
    public FaultPoint withProbability(double chance, long randomSeed) {
        probability = chance;
        seed = randomSeed;
        return this;
    }

    /**
     * Narrows the rule to calls whose request names a resource.
     *
     * @param nameOrArn name, id or ARN; a name also matches an ARN that ends with it, and an ARN its own name where the
     *     service of the call is that of the ARN
     */
    public FaultPoint resource(String nameOrArn) {
        return narrowed(" about " + nameOrArn, new NamedResource(nameOrArn));
    }

    /** Narrows the rule to calls that the predicate picks, too. */
    public FaultPoint where(Predicate<RecordedCall> also) {
        return narrowed(" that the test picks", also);
    }

    private FaultPoint narrowed(String words, Predicate<RecordedCall> also) {
        FaultPoint narrowed = new FaultPoint(faults, name + words, calls.and(also));
        narrowed.nth = nth;
        narrowed.every = every;
        narrowed.times = times;
        narrowed.probability = probability;
        narrowed.seed = seed;
        return narrowed;
    }

    /** AWS refuses the call and does nothing. */
    public FaultRule failBefore(int status, String code, String message) {
        return rule(FaultAction.of(Kind.FAIL_BEFORE, new DeclaredError(status, code), message));
    }

    /**
     * AWS refuses the call and does nothing; the HTTP status is the one that the service uses for this code.
     *
     * @param code code on the wire, such as {@code ResourceInUseException} or {@code NoSuchEntity}
     */
    public FaultRule failWith(String code) {
        return failWith(code, "The test asked for " + code + ".");
    }

    /** As {@link #failWith(String)}, with a message that the code under test may look at. */
    public FaultRule failWith(String code, String message) {
        return rule(FaultAction.of(Kind.FAIL_BEFORE, new DeclaredError(0, code), message));
    }

    /** AWS does what is asked but answers with an error. */
    public FaultRule failAfterEffect(int status, String code, String message) {
        return rule(FaultAction.of(Kind.FAIL_AFTER_EFFECT, new DeclaredError(status, code), message));
    }

    /** AWS does what is asked and the connection breaks before the answer: the caller sees an {@code IOException}. */
    public FaultRule failAfterEffect() {
        return loseResponse();
    }

    /** AWS does what is asked and the connection breaks before the answer: the caller sees an {@code IOException}. */
    public FaultRule loseResponse() {
        return rule(FaultAction.of(Kind.LOSE_RESPONSE));
    }

    /** The connection breaks before AWS gets the request: the caller sees an {@code IOException}. */
    public FaultRule loseRequest() {
        return rule(FaultAction.of(Kind.LOSE_REQUEST));
    }

    /** The caller sees an {@code IOException} at once, and AWS does what was asked after that time. */
    public FaultRule lateEffect(Duration after) {
        return rule(FaultAction.of(Kind.LATE_EFFECT, after));
    }

    /** AWS refuses with the service's own throttling error. */
    public FaultRule throttle() {
        return rule(FaultAction.of(Kind.THROTTLE));
    }

    /** AWS throttles the first matching calls, so many. */
    public FaultRule throttle(int howMany) {
        return times(howMany).throttle();
    }

    /** AWS says that the caller's credentials have expired. */
    public FaultRule expireCredentials() {
        return rule(FaultAction.of(Kind.EXPIRED_CREDENTIALS));
    }

    /** The call takes that much longer before AWS acts on it. */
    public FaultRule delay(Duration by) {
        return rule(FaultAction.of(Kind.DELAY, by));
    }

    /**
     * The clock of AWS is ahead of the caller's by so much, or behind it if negative: beyond five minutes AWS refuses with the
     * service's own error and a {@code Date} header. A caller that corrects itself by that header, as the AWS SDK does, is let
     * in again.
     */
    public FaultRule skewClock(Duration ahead) {
        return rule(FaultAction.of(new ClockSkew(ahead)));
    }

    /**
     * A read is answered as before the last change of the account, by an API call or otherwise.
     *
     * @throws IllegalStateException if the account was built {@code withoutSnapshots()}, as it does not know its past then
     */
    public FaultRule staleRead() {
        faults.requirePast();
        return rule(FaultAction.of(Kind.STALE_READ));
    }

    /**
     * A read is answered by a replica that lags behind: as the whole account was that long ago.
     *
     * @throws IllegalStateException if the account was built {@code withoutSnapshots()}, as it does not know its past then
     */
    public FaultRule staleRead(Duration lag) {
        faults.requirePast();
        return rule(FaultAction.of(Kind.LAGGING_READ, lag));
    }

    /** The calling process dies before the request is sent. */
    public FaultRule crashBefore() {
        return crash(Kind.CRASH_BEFORE);
    }

    /** AWS does what is asked, the answer is lost and the calling process dies. */
    public FaultRule crashAfterEffect() {
        return crash(Kind.CRASH_AFTER_EFFECT);
    }

    /** AWS does what is asked, the calling process gets the answer and dies before it sends anything more. */
    public FaultRule crashAfterResponse() {
        return crash(Kind.CRASH_AFTER_RESPONSE);
    }

    private FaultRule crash(Kind kind) {
        times = Math.min(times, 1);
        return rule(FaultAction.of(kind));
    }

    private FaultRule rule(FaultAction action) {
        return faults.add(
                new FaultRule(name, calls, new FaultRule.Firing(nth, every, times, probability, seed), action));
    }
}

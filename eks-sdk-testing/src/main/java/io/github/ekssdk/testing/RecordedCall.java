package io.github.ekssdk.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * One call in the {@link Ledger}.
 *
 * @since 0.1
 */
public final class RecordedCall {
    private final int number;
    private final Instant at;
    private final String service;
    private final String operation;
    private final String caller;
    private final @Nullable SdkPojo request;
    private volatile Duration latency;
    private volatile CallOutcome outcome = CallOutcome.IN_FLIGHT;
    private volatile @Nullable String errorCode;
    private volatile boolean tookEffect;
    private volatile @Nullable RuntimeException bug;

    RecordedCall(
            int number,
            Instant at,
            String service,
            String operation,
            String caller,
            @Nullable SdkPojo request,
            Duration latency) {
        this.number = number;
        this.at = at;
        this.service = service;
        this.operation = operation;
        this.caller = caller;
        this.request = request;
        this.latency = latency;
    }

    /** Number of the call, from 1. */
    public int number() {
        return number;
    }

    /** When the call was sent. */
    public Instant at() {
        return at;
    }

    /** Signing name of the service, such as {@code ec2}. */
    public String service() {
        return service;
    }

    /** Operation as AWS names it, such as {@code CreateSubnet}. */
    public String operation() {
        return operation;
    }

    /** ARN of the caller; empty when the credentials were not known. */
    public String caller() {
        return caller;
    }

    /** The request in the AWS SDK's model class; empty when it could not be read. */
    public Optional<SdkPojo> request() {
        return Optional.ofNullable(request);
    }

    /**
     * The request, when its class is known to the test.
     *
     * @throws IllegalStateException if the request is of another class
     */
    public <T extends SdkPojo> T request(Class<T> type) {
        if (!type.isInstance(request)) {
            throw new IllegalStateException("call " + number + " is " + operation + ", not " + type.getSimpleName());
        }
        return type.cast(request);
    }

    /** How long the call takes in all. */
    public Duration latency() {
        return latency;
    }

    /** Whether the operation may change something. */
    public boolean mutating() {
        return !Reads.isRead(operation);
    }

    public CallOutcome outcome() {
        return outcome;
    }

    /** Code of the error answer. */
    public Optional<String> errorCode() {
        return Optional.ofNullable(errorCode);
    }

    /** Whether AWS did what was asked, also when the caller never heard of it. */
    public boolean tookEffect() {
        return tookEffect;
    }

    /** What went wrong inside the fake, if something did; the caller then got the error {@code FakeAwsBug}. */
    public Optional<RuntimeException> bug() {
        return Optional.ofNullable(bug);
    }

    void delayed(Duration by) {
        latency = latency.plus(by);
    }

    void effect() {
        tookEffect = true;
    }

    void bug(RuntimeException cause) {
        bug = cause;
    }

    void refused(String code) {
        errorCode = code;
        outcome = CallOutcome.REFUSED;
    }

    void ended(CallOutcome how) {
        outcome = how;
    }

    /** One line: number, time, service, operation, latency, outcome and request, the same in every run of a seed. */
    public String toText() {
        StringBuilder line = new StringBuilder();
        line.append('#').append(number).append(' ').append(at).append(' ');
        line.append(service).append(':').append(operation).append(' ');
        line.append(latency.toMillis()).append("ms ").append(outcomeText());
        if (request != null) {
            line.append(' ').append(request);
        }
        return line.toString();
    }

    private String outcomeText() {
        String text = errorCode == null ? outcome.name().toLowerCase(Locale.ROOT) : errorCode;
        boolean silent = outcome == CallOutcome.LOST || outcome == CallOutcome.CRASHED;
        return silent && tookEffect ? text + "-after-effect" : text;
    }

    @Override
    public String toString() {
        return toText();
    }
}

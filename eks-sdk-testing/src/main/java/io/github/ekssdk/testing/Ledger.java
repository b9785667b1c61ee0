package io.github.ekssdk.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Every call that reached the fake AWS, in the order of arrival.
 *
 * <pre>{@code
 * int mark = aws.ledger().size();
 * eks.apply(eks.plan(prod));
 * assertThat(aws.ledger().since(mark)).noneMatch(RecordedCall::mutating);
 * }</pre>
 *
 * @since 0.1
 */
public final class Ledger {
    private final List<RecordedCall> calls = new ArrayList<>();

    Ledger() {}

    synchronized void add(RecordedCall call) {
        calls.add(call);
    }

    /** All calls, oldest first. */
    public synchronized List<RecordedCall> calls() {
        return List.copyOf(calls);
    }

    /** How many calls there are; also a mark for {@link #since}. */
    public synchronized int size() {
        return calls.size();
    }

    /** The calls that arrived after the ledger had that size. */
    public synchronized List<RecordedCall> since(int mark) {
        return List.copyOf(calls.subList(mark, calls.size()));
    }

    /** Calls that may have changed something. */
    public List<RecordedCall> mutatingCalls() {
        return calls().stream().filter(RecordedCall::mutating).toList();
    }

    /** Calls that only looked. */
    public List<RecordedCall> reads() {
        return calls().stream().filter(call -> !call.mutating()).toList();
    }

    /** Calls of one operation. */
    public List<RecordedCall> of(String service, String operation) {
        return calls().stream()
                .filter(call ->
                        call.service().equals(service) && call.operation().equals(operation))
                .toList();
    }

    /** One line a call; equal in two runs with the same seed and the same calls, byte for byte. */
    public String toText() {
        return calls().stream().map(call -> call.toText() + "\n").collect(Collectors.joining());
    }
}

package io.github.ekssdk.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The calls that reached the fake AWS, in the order of arrival: all of them, or the latest ones if the account was built with
 * {@link FakeAws.Builder#ledgerSize}.
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
    private final int most;
    private int forgotten;

    Ledger(int most) {
        this.most = most;
    }

    synchronized void add(RecordedCall call) {
        calls.add(call);
        if (calls.size() > 2L * most) {
            int old = calls.size() - most;
            calls.subList(0, old).clear();
            forgotten += old;
        }
    }

    /** Forgets all calls; the next one has the number after that. */
    synchronized void restart(int lastNumber) {
        calls.clear();
        forgotten = lastNumber;
    }

    /** All calls that are kept, oldest first. */
    public synchronized List<RecordedCall> calls() {
        return List.copyOf(kept(0));
    }

    /** How many calls there were, kept or not; also a mark for {@link #since}. */
    public synchronized int size() {
        return forgotten + calls.size();
    }

    /** The calls that arrived after the ledger had that size, as far as they are kept. */
    public synchronized List<RecordedCall> since(int mark) {
        return List.copyOf(kept(mark));
    }

    private List<RecordedCall> kept(int mark) {
        int from = Math.max(mark - forgotten, Math.max(0, calls.size() - most));
        return calls.subList(Math.min(from, calls.size()), calls.size());
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

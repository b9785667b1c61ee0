package io.github.ekssdk.testing;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.authorization.LeastPolicy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
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
    private final Supplier<Account> account;
    private int forgotten;

    Ledger(int most, Supplier<Account> account) {
        this.most = most;
        this.account = account;
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

    /**
     * The least policy that allows all calls of the ledger, as the text of a policy document: resources by name where the caller
     * chose the name and by kind where AWS made up an id, with conditions for the services that roles are passed to and for
     * tags that the requests always carried. A run on a new account that is strict about this very policy goes through.
     *
     * <p>Calls to other regions than the account's own are written down as if they had gone there. What policies of roles and keys
     * would allow without the caller's own is listed all the same.
     */
    public String leastPolicy() {
        return leastPolicy(calls());
    }

    /**
     * The least policy that allows some calls of the ledger, such as those {@link #since} a mark.
     *
     * @param needed calls that are to be allowed
     */
    public String leastPolicy(Collection<RecordedCall> needed) {
        LeastPolicy policy = new LeastPolicy(account.get());
        Set<RecordedCall> chosen = Set.copyOf(needed);
        for (RecordedCall call : calls()) {
            call.request()
                    .ifPresent(request -> policy.add(call.service(), call.operation(), request, chosen.contains(call)));
        }
        return policy.text();
    }

    /** One line a call; equal in two runs with the same seed and the same calls, byte for byte. */
    public String toText() {
        return calls().stream().map(call -> call.toText() + "\n").collect(Collectors.joining());
    }
}

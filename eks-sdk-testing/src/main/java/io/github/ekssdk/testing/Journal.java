package io.github.ekssdk.testing;

import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What was done to an account from outside, in order. As everything in the fake follows from its settings and from this, an
 * account is brought back by doing it again.
 */
final class Journal {
    /** After that long a bucket of request tokens is full again, whatever was taken before. */
    private static final Duration BUCKETS_REMEMBER = Duration.ofMinutes(10);

    private static final int READS_KEPT_UNASKED = 1_000;

    private final boolean kept;
    private List<Entry> entries = new ArrayList<>();
    private int reads;

    Journal(boolean kept) {
        this.kept = kept;
    }

    boolean isKept() {
        return kept;
    }

    void add(Entry entry) {
        if (kept) {
            entries.add(entry);
        }
    }

    /** Adds a call that changed nothing but the number of requests that the caller has left. */
    void addRead(Called call) {
        add(call.asRead());
        reads++;
        if (reads > READS_KEPT_UNASKED) {
            forgetReadsBefore(call.at().minus(BUCKETS_REMEMBER));
        }
    }

    private void forgetReadsBefore(Instant time) {
        List<Entry> left = new ArrayList<>();
        reads = 0;
        for (Entry entry : entries) {
            boolean read = entry instanceof Called call && call.read();
            if (!read || !entry.at().isBefore(time)) {
                left.add(entry);
                reads += read ? 1 : 0;
            }
        }
        entries = left;
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Something that was done. */
    sealed interface Entry permits Called, Acted, Entered {
        Instant at();
    }

    /**
     * A handler was asked.
     *
     * @param number number of the call in the ledger
     * @param due when the call takes effect if that is later than {@code at}
     * @param read whether it changed nothing but request rates
     * @param refused code of the refusal
     */
    record Called(
            int number,
            Instant at,
            @Nullable Instant due,
            String service,
            String region,
            String operation,
            Caller caller,
            SdkPojo request,
            boolean read,
            @Nullable String refused)
            implements Entry {

        Called endedWith(Outcome outcome) {
            String code = outcome.refusal() == null ? null : outcome.refusal().code();
            return new Called(number, at, due, service, region, operation, caller, request, read, code);
        }

        Called asRead() {
            return new Called(number, at, due, service, region, operation, caller, request, true, refused);
        }

        Instant effectAt() {
            return due == null ? at : due;
        }

        String requestId() {
            return Journal.requestId(number);
        }
    }

    /** Somebody did something past the API. */
    record Acted(Instant at, String region, String action, List<String> arguments) implements Entry {}

    /** A region was looked at for the first time, whereupon it got its default VPC. */
    record Entered(Instant at, String region) implements Entry {}

    static String requestId(int number) {
        return new UUID(Seeds.mix(1, number), Seeds.mix(2, number)).toString();
    }
}

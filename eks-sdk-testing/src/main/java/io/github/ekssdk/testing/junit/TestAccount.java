package io.github.ekssdk.testing.junit;

import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.testing.CallOutcome;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.FakeClock;
import io.github.ekssdk.testing.RecordedCall;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.opentest4j.AssertionFailedError;

/** The account of one test, the parts of it that the test took, and what must hold when the test has ended. */
final class TestAccount {
    private static final Map<Class<?>, Function<FakeAws, Object>> PARTS = Map.of(
            FakeAws.class, aws -> aws,
            FakeClock.class, FakeAws::clock,
            EksManager.class, FakeAws::connect);
    /** Threads do not tell whose they are, so they are looked at only where no other test ran meanwhile. */
    private static final Set<TestAccount> OPEN = new HashSet<>();

    private static final List<String> OUR_THREADS = List.of("fake-clock-", "eks-sdk-");

    private final FakeAws aws;
    private final Duration grace;
    private final Set<Thread> threadsBefore;
    private final Map<Class<?>, Object> taken = new LinkedHashMap<>();
    private final Thread thread = Thread.currentThread();
    private volatile boolean alone = true;

    TestAccount(FakeAws aws, Duration grace) {
        this.grace = grace;
        this.threadsBefore = Thread.getAllStackTraces().keySet();
        this.aws = aws;
        synchronized (OPEN) {
            OPEN.add(this);
            boolean others = OPEN.stream().anyMatch(account -> account.thread != thread);
            OPEN.forEach(account -> account.alone &= !others);
        }
    }

    static boolean has(Class<?> type) {
        return PARTS.containsKey(type) || ClientParameter.fits(type);
    }

    Object part(Class<?> type) {
        synchronized (taken) {
            Function<FakeAws, Object> maker = PARTS.get(type);
            return taken.computeIfAbsent(
                    type, key -> maker == null ? ClientParameter.make(type, aws) : maker.apply(aws));
        }
    }

    /** Closes everything; looks for what should not be there unless the test failed on its own. */
    void close(boolean failed) throws InterruptedException {
        if (taken.get(EksManager.class) instanceof EksManager manager) {
            manager.close();
        }
        aws.close();
        synchronized (OPEN) {
            OPEN.remove(this);
        }
        if (!failed) {
            noBugs();
            aws.faults().requireAllUsed();
            noCallUnderWay();
            if (alone) {
                noThreadLeft();
            }
        }
    }

    private void noBugs() {
        for (RecordedCall call : aws.ledger().calls()) {
            call.bug().ifPresent(bug -> {
                throw new AssertionFailedError("The fake AWS itself failed at " + call, bug);
            });
        }
    }

    private void noCallUnderWay() {
        for (RecordedCall call : aws.ledger().calls()) {
            if (call.outcome() == CallOutcome.IN_FLIGHT) {
                throw new AssertionFailedError("The test ended while a call was under way: " + call);
            }
        }
    }

    private void noThreadLeft() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            boolean ours = OUR_THREADS.stream().anyMatch(thread.getName()::startsWith);
            if (ours && !threadsBefore.contains(thread)) {
                thread.join(grace.toMillis());
                if (thread.isAlive()) {
                    throw new AssertionFailedError("The test left the thread " + thread.getName() + " behind.");
                }
            }
        }
    }
}

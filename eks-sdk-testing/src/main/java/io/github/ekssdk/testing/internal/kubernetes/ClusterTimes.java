package io.github.ekssdk.testing.internal.kubernetes;

import io.github.ekssdk.testing.internal.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Wakes the controllers of a cluster through what is pending in the account. */
final class ClusterTimes implements Wakeups {
    private final Account account;
    private final String cluster;
    private final Set<Instant> arranged = new HashSet<>();
    private long seen;

    ClusterTimes(Account account, String cluster) {
        this.account = account;
        this.cluster = cluster;
    }

    @Override
    public Duration lasts(String latency, String key) {
        return account.latencies().peek(latency, cluster + "/" + key);
    }

    @Override
    public void at(Instant time, String what) {
        if (arranged.add(time)) {
            account.transitions().at(time, "kubernetes/" + cluster + ": " + what, () -> arranged.remove(time));
        }
    }

    /** Whether time has brought something about since this was asked last, in the cluster or in the account around it. */
    boolean isDue() {
        long ran = account.transitions().ran();
        boolean due = ran > seen;
        seen = ran;
        return due;
    }
}

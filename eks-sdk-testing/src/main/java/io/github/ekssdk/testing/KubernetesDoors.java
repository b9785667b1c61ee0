package io.github.ekssdk.testing;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.kubernetes.KubernetesCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The Kubernetes APIs of an account that somebody asked for. While there is one, clusters live on as time passes. */
final class KubernetesDoors implements AutoCloseable {
    private final World world;
    private final boolean always;
    private final Consumer<KubernetesCluster> whenOpened;
    private final Map<String, RegionDoors> regions = new TreeMap<>();
    private @Nullable ScheduledExecutorService timers;
    private @Nullable ScheduledFuture<?> tick;
    private @Nullable Instant tickAt;
    private boolean settling;

    /**
     * @param always whether DescribeCluster opens the API of each cluster that it is asked for
     * @param whenOpened what is told of each API that opens
     */
    KubernetesDoors(World world, boolean always, Consumer<KubernetesCluster> whenOpened) {
        this.world = world;
        this.always = always;
        this.whenOpened = whenOpened;
        world.whenEntered(this::entered);
        publish();
    }

    private void publish() {
        if (always) {
            world.regions().forEach(this::entered);
        }
    }

    private void entered(Account region) {
        if (always) {
            of(region).publish();
        }
    }

    private RegionDoors of(Account region) {
        RegionDoors known = regions.get(region.region());
        if (known == null || known.account() != region) {
            known = new RegionDoors(world, this, region, always);
            regions.put(region.region(), known);
        }
        return known;
    }

    /** The API of a cluster of the account's own region, or else of another one, opened if it is not. */
    KubernetesCluster cluster(String name) {
        return locked(() -> world.regions().stream()
                .map(this::of)
                .filter(doors -> doors.runs(name))
                .findFirst()
                .orElseGet(() -> of(world.home()))
                .find(name));
    }

    /** The API of a cluster of a region. */
    KubernetesCluster cluster(String name, String region) {
        return locked(() -> {
            Optional<Account> found = world.regions().stream()
                    .filter(account -> account.region().equals(region))
                    .findFirst();
            return of(found.orElseThrow(() ->
                            new IllegalArgumentException("There is no cluster '" + name + "' in " + region + ".")))
                    .find(name);
        });
    }

    void opened(KubernetesCluster cluster) {
        schedule();
        whenOpened.accept(cluster);
    }

    <T> T locked(Supplier<T> work) {
        world.lock().lock();
        try {
            world.catchUp(world.now());
            return work.get();
        } finally {
            schedule();
            world.lock().unlock();
        }
    }

    private boolean isEmpty() {
        return regions.values().stream().allMatch(RegionDoors::isEmpty);
    }

    /** After AWS has changed: what is in clusters follows. Who calls holds the lock. */
    void awsChanged() {
        if (settling || isEmpty()) {
            return;
        }
        settling = true;
        try {
            regions.values().forEach(RegionDoors::settle);
        } finally {
            settling = false;
        }
        schedule();
    }

    /** Sees to it that whatever is due next happens although nobody calls. */
    private void schedule() {
        Instant next = world.home().transitions().next().orElse(null);
        if (next == null || next.equals(tickAt) || isEmpty()) {
            return;
        }
        if (tick != null) {
            tick.cancel(false);
        }
        if (timers == null) {
            timers = world.settings().time.timers();
        }
        tickAt = next;
        Duration wait = Duration.between(world.now(), next);
        tick = timers.schedule(this::tick, Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS);
    }

    private void tick() {
        world.lock().lock();
        try {
            tickAt = null;
            world.catchUp(world.now());
            awsChanged();
            schedule();
        } finally {
            world.lock().unlock();
        }
    }

    /** Shuts all APIs, as the account is empty or another one now. Who calls holds the lock. */
    void forget() {
        closeAll();
        publish();
    }

    private void closeAll() {
        regions.values().forEach(RegionDoors::close);
        regions.clear();
    }

    @Override
    public void close() {
        world.lock().lock();
        try {
            closeAll();
            if (timers != null) {
                timers.shutdownNow();
            }
        } finally {
            world.lock().unlock();
        }
    }
}

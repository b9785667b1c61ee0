package io.github.ekssdk.testing;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.kubernetes.KubernetesCluster;
import io.github.ekssdk.testing.internal.kubernetes.KubernetesHost;
import io.github.ekssdk.testing.internal.protocol.PresignedUrl;
import io.github.ekssdk.testing.internal.service.eks.ControlPlaneDoors;
import io.github.ekssdk.testing.internal.service.eks.EksService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The Kubernetes APIs of an account that somebody asked for. While there is one, clusters live on as time passes. */
final class KubernetesDoors implements KubernetesHost, ControlPlaneDoors, AutoCloseable {
    private final World world;
    private final boolean always;
    private final Map<String, KubernetesCluster> open = new TreeMap<>();
    private @Nullable ScheduledExecutorService timers;
    private @Nullable ScheduledFuture<?> tick;
    private @Nullable Instant tickAt;
    private boolean settling;

    /** @param always whether DescribeCluster opens the API of each cluster that it is asked for */
    KubernetesDoors(World world, boolean always) {
        this.world = world;
        this.always = always;
        if (always) {
            publish();
        }
    }

    /** Lets EKS tell where APIs listen; to be done again for an account that begins anew. */
    private void publish() {
        world.home().service(EksService.class).publish(this);
    }

    /** The API of a cluster, opened if it is not. */
    KubernetesCluster cluster(String name) {
        return locked(() -> find(name));
    }

    private KubernetesCluster find(String name) {
        KubernetesCluster found = open.get(name);
        if (found != null && found.isAlive()) {
            return found;
        }
        if (found != null) {
            open.remove(name);
            found.close();
        }
        publish();
        KubernetesCluster opened = KubernetesCluster.open(this, name);
        open.put(name, opened);
        schedule();
        return opened;
    }

    @Override
    public Optional<Door> of(String cluster) {
        boolean runs = world.home()
                .service(EksService.class)
                .sight(cluster)
                .filter(sight -> sight.runs())
                .isPresent();
        if (!runs || !(always || open.containsKey(cluster))) {
            return Optional.empty();
        }
        KubernetesCluster api = find(cluster);
        return Optional.of(new Door(api.url().toString(), api.certificateAuthorityData()));
    }

    @Override
    public <T> T locked(Supplier<T> work) {
        world.lock().lock();
        try {
            world.catchUp(world.now());
            return work.get();
        } finally {
            schedule();
            world.lock().unlock();
        }
    }

    /** After AWS has changed: what is in clusters follows. Who calls holds the lock. */
    void awsChanged() {
        if (open.isEmpty() || settling) {
            return;
        }
        settling = true;
        try {
            open.values().forEach(KubernetesCluster::settle);
        } finally {
            settling = false;
        }
        schedule();
    }

    /** Sees to it that whatever is due next happens although nobody calls. */
    private void schedule() {
        Instant next = world.home().transitions().next().orElse(null);
        if (open.isEmpty() || next == null || next.equals(tickAt)) {
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
        open.values().forEach(KubernetesCluster::close);
        open.clear();
        if (always) {
            publish();
        }
    }

    @Override
    public Account account() {
        return world.home();
    }

    @Override
    public Instant now() {
        return world.now();
    }

    @Override
    public Optional<Caller> caller(String accessKeyId) {
        return world.caller(accessKeyId);
    }

    @Override
    public boolean isExpired(String accessKeyId) {
        return world.isExpired(accessKeyId);
    }

    @Override
    public PresignedUrl.Secrets secrets() {
        return world;
    }

    @Override
    public String act(String action, String... arguments) {
        return world.act(action, List.of(arguments));
    }

    @Override
    public long seed() {
        return world.settings().seed;
    }

    @Override
    public void close() {
        world.lock().lock();
        try {
            open.values().forEach(KubernetesCluster::close);
            open.clear();
            if (timers != null) {
                timers.shutdownNow();
            }
        } finally {
            world.lock().unlock();
        }
    }
}

package io.github.ekssdk.testing;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.kubernetes.KubernetesCluster;
import io.github.ekssdk.testing.internal.kubernetes.KubernetesHost;
import io.github.ekssdk.testing.internal.protocol.PresignedUrl;
import io.github.ekssdk.testing.internal.service.eks.ControlPlaneDoors;
import io.github.ekssdk.testing.internal.service.eks.EksService;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The Kubernetes APIs of the clusters of one region. Who calls holds the lock of the account. */
final class RegionDoors implements KubernetesHost, ControlPlaneDoors {
    private final World world;
    private final KubernetesDoors all;
    private final Account region;
    private final boolean always;
    private final Map<String, KubernetesCluster> open = new TreeMap<>();

    RegionDoors(World world, KubernetesDoors all, Account region, boolean always) {
        this.world = world;
        this.all = all;
        this.region = region;
        this.always = always;
    }

    private EksService eks() {
        return region.service(EksService.class);
    }

    /** Lets EKS tell where APIs listen. */
    void publish() {
        eks().publish(this);
    }

    boolean runs(String cluster) {
        return eks().sight(cluster).filter(sight -> sight.runs()).isPresent();
    }

    /** The API of a cluster, opened if it is not. */
    KubernetesCluster find(String name) {
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
        all.opened(opened);
        return opened;
    }

    @Override
    public Optional<Door> of(String cluster) {
        if (!runs(cluster) || !(always || open.containsKey(cluster))) {
            return Optional.empty();
        }
        KubernetesCluster api = find(cluster);
        return Optional.of(new Door(api.url().toString(), api.certificateAuthorityData()));
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    void settle() {
        open.values().forEach(KubernetesCluster::settle);
    }

    void close() {
        open.values().forEach(KubernetesCluster::close);
        open.clear();
    }

    @Override
    public <T> T locked(Supplier<T> work) {
        return all.locked(work);
    }

    @Override
    public Account account() {
        return region;
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
        return world.act(region.region(), action, List.of(arguments));
    }

    @Override
    public long seed() {
        return world.settings().seed;
    }
}

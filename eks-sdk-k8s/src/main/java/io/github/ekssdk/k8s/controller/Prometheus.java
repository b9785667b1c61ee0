package io.github.ekssdk.k8s.controller;

import static java.util.Objects.requireNonNull;

import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.ComponentContext;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Prometheus and its Alertmanager in the namespace {@code prometheus}, from the community's chart, with EKS's community add-ons {@code
 * kube-state-metrics} and {@code prometheus-node-exporter}, which it reads from.
 *
 * <p>It keeps its data on volumes of the cluster's default StorageClass, which EKS clusters do not have by themselves: name one by
 * {@link #storageClass}, or do {@link #withoutStorage()}.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/deploy-prometheus.html">Prometheus in the EKS user guide</a>
 * @since 0.1
 */
public final class Prometheus extends ChartController<Prometheus> {

    private static final String NAME = "prometheus";
    private static final String STATE = "kube-state-metrics";
    private static final String NODES = "prometheus-node-exporter";

    private Prometheus(ChartSettings settings) {
        super(NAME, NAME, Official.PROMETHEUS, settings);
    }

    /** Takes Prometheus as it is published, without its push gateway. */
    public static Prometheus create() {
        return new Prometheus(ChartSettings.NONE);
    }

    @Override
    Prometheus with(ChartSettings settings) {
        return new Prometheus(settings);
    }

    /**
     * Returns Prometheus with volumes of a StorageClass.
     *
     * @param name the StorageClass
     * @param size how much Prometheus keeps, such as {@code 50Gi}; it cannot become less
     */
    public Prometheus storageClass(String name, String size) {
        requireNonNull(name, "name");
        requireNonNull(size, "size");
        return values(Map.of(
                "server", Map.of("persistentVolume", Map.of("storageClass", name, "size", size)),
                "alertmanager", Map.of("persistence", Map.of("storageClass", name))));
    }

    /** Returns Prometheus without volumes: what it has measured is lost when its Pod ends. */
    public Prometheus withoutStorage() {
        return values(Map.of(
                "server", Map.of("persistentVolume", Map.of("enabled", false)),
                "alertmanager", Map.of("persistence", Map.of("enabled", false))));
    }

    @Override
    public void addTo(ClusterSpec.Builder cluster) {
        cluster.addon(STATE).addon(NODES);
    }

    @Override
    Map<String, Object> values(ComponentContext context) {
        Map<String, Object> off = Map.of("enabled", false);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(STATE, off);
        values.put(NODES, off);
        values.put("prometheus-pushgateway", off);
        return values;
    }
}

package io.github.ekssdk.k8s.controller;

import io.github.ekssdk.spec.ComponentContext;
import java.util.Map;

/**
 * The Kubernetes Dashboard in the namespace {@code kubernetes-dashboard}, reached by {@code kubectl port-forward} to its Service {@code
 * kubernetes-dashboard-kong-proxy} and a token of a service account. It shows how much is in use if {@link MetricsServer} is there.
 *
 * <p>The project is retired: 7.14.0 is its last version, and there will be no corrections. Its authors name Headlamp as what comes after
 * it, which a {@link io.github.ekssdk.k8s.helm.HelmChart} installs.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/access-application-cluster/web-ui-dashboard/">Dashboard in Kubernetes' documentation</a>
 * @since 0.1
 */
public final class KubernetesDashboard extends ChartController<KubernetesDashboard> {

    private static final String NAME = "kubernetes-dashboard";

    private KubernetesDashboard(ChartSettings settings) {
        super(NAME, NAME, Official.KUBERNETES_DASHBOARD, settings);
    }

    /** Takes the dashboard as it was published. */
    public static KubernetesDashboard create() {
        return new KubernetesDashboard(ChartSettings.NONE);
    }

    @Override
    KubernetesDashboard with(ChartSettings settings) {
        return new KubernetesDashboard(settings);
    }

    @Override
    Map<String, Object> values(ComponentContext context) {
        return Map.of();
    }
}

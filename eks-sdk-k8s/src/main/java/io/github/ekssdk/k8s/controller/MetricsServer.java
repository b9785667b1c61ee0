package io.github.ekssdk.k8s.controller;

/**
 * The Kubernetes Metrics Server, by EKS's community add-on: {@code kubectl top}, HorizontalPodAutoscalers and the dashboard read from
 * it. It needs no IAM role.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/metrics-server.html">Metrics Server in the EKS user guide</a>
 * @since 0.1
 */
public final class MetricsServer extends AddonController<MetricsServer> {

    private MetricsServer(AddonSettings settings) {
        super("metrics-server", settings);
    }

    /** Takes the controller as EKS installs it. */
    public static MetricsServer create() {
        return new MetricsServer(AddonSettings.NONE);
    }

    @Override
    MetricsServer with(AddonSettings settings) {
        return new MetricsServer(settings);
    }
}

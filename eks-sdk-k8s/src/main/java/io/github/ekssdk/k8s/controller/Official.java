package io.github.ekssdk.k8s.controller;

import io.github.ekssdk.k8s.helm.HelmChart;
import java.util.function.Function;

/**
 * The charts that the controllers are published as, and the versions that this SDK installs unless told otherwise.
 *
 * @param version the version
 * @param chart gives the chart in a version
 */
record Official(String version, Function<String, HelmChart> chart) {

    static final Official AWS_LOAD_BALANCER_CONTROLLER =
            fromRepository("https://aws.github.io/eks-charts", "aws-load-balancer-controller", "1.14.0");

    static final Official CLUSTER_AUTOSCALER =
            fromRepository("https://kubernetes.github.io/autoscaler", "cluster-autoscaler", "9.57.0");

    static final Official PROMETHEUS =
            fromRepository("https://prometheus-community.github.io/helm-charts", "prometheus", "27.39.0");

    /** The project is retired: its last charts are files of its archive, and its repository is gone. */
    static final Official KUBERNETES_DASHBOARD = new Official("7.14.0", version -> {
        String file = "kubernetes-dashboard-" + version;
        return HelmChart.fromArchive(
                "kubernetes-dashboard",
                "https://github.com/kubernetes-retired/dashboard/releases/download/" + file + "/" + file + ".tgz");
    });

    private static Official fromRepository(String url, String chart, String version) {
        return new Official(version, other -> HelmChart.fromRepository(url, chart, other));
    }
}

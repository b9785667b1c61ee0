package io.github.ekssdk.k8s.controller;

import io.github.ekssdk.k8s.helm.HelmChart;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How a controller is installed from its chart.
 *
 * @param chart the chart, where it is not the official one
 * @param version the version of the official chart, where it is not the one that we chose
 * @param changes what happens to the chart
 * @param identity how its Pods get their role
 */
record ChartSettings(
        Optional<HelmChart> chart, Optional<String> version, UnaryOperator<HelmChart> changes, PodIdentity identity) {

    static final ChartSettings NONE = new ChartSettings(
            Optional.empty(), Optional.empty(), UnaryOperator.identity(), new PodIdentity(false, Optional.empty()));

    ChartSettings chart(HelmChart other) {
        return new ChartSettings(Optional.of(other), version, changes, identity);
    }

    ChartSettings version(String other) {
        return new ChartSettings(chart, Optional.of(other), changes, identity);
    }

    ChartSettings changed(UnaryOperator<HelmChart> next) {
        return new ChartSettings(chart, version, now -> next.apply(changes.apply(now)), identity);
    }

    ChartSettings identity(PodIdentity other) {
        return new ChartSettings(chart, version, changes, other);
    }
}

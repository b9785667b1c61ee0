package io.github.ekssdk.k8s.controller;

import static java.util.Objects.requireNonNull;

import io.github.ekssdk.k8s.helm.HelmChart;
import io.github.ekssdk.spec.Component;
import io.github.ekssdk.spec.ComponentContext;
import io.github.ekssdk.spec.KubernetesObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A controller that EKS has no add-on for, from its official Helm chart; see {@link HelmChart} for how charts are installed and what has
 * to be on the class path. Instances are immutable.
 *
 * @param <T> the controller
 * @since 0.1
 */
public abstract class ChartController<T extends ChartController<T>> implements Component {

    private final ChartSettings settings;
    private final HelmChart chart;

    ChartController(String name, String namespace, Official official, ChartSettings settings) {
        this.settings = settings;
        HelmChart source = settings.chart()
                .orElseGet(() -> official.chart().apply(settings.version().orElse(official.version())));
        this.chart = settings.changes()
                .apply(source.release(name).namespace(namespace).values(this::values));
    }

    final ChartSettings settings() {
        return settings;
    }

    /** Returns the controller, installed differently. */
    abstract T with(ChartSettings settings);

    /** Returns what this SDK sets of the chart's values. */
    abstract Map<String, Object> values(ComponentContext context);

    /** Returns the controller in a version of its chart, in place of the one that this SDK chose. */
    public T version(String version) {
        return with(settings.version(requireNonNull(version, "version")));
    }

    /** Returns the controller from another place, such as a mirror of the official chart or a file. */
    public T from(HelmChart chart) {
        return with(settings.chart(requireNonNull(chart, "chart")));
    }

    /** Returns the controller with values of its chart, stronger than those that this SDK sets. */
    public T values(Map<String, ?> values) {
        requireNonNull(values, "values");
        return chart(chart -> chart.values(values));
    }

    /** Returns the controller, applied when other components are ready. */
    public T after(String... components) {
        return chart(chart -> chart.after(components));
    }

    /** Returns the controller with any other setting of its chart, such as {@link HelmChart#adopting()}. */
    public T chart(UnaryOperator<HelmChart> change) {
        return with(settings.changed(requireNonNull(change, "change")));
    }

    @Override
    public String name() {
        return chart.name();
    }

    @Override
    public Set<String> after() {
        return chart.after();
    }

    @Override
    public List<KubernetesObject> objects(ComponentContext context) {
        return chart.objects(context);
    }

    /** Names the chart. */
    @Override
    public String toString() {
        return chart.toString();
    }
}

package io.github.ekssdk.k8s.controller;

import static java.util.Objects.requireNonNull;

import io.github.ekssdk.spec.AddonSpec;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.Component;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A controller that EKS has as an add-on: EKS installs, updates and watches it. A spec that describes the same add-on by itself too is
 * refused. Instances are immutable.
 *
 * @param <T> the controller
 * @since 0.1
 */
public abstract class AddonController<T extends AddonController<T>> implements Component {

    private final String addon;
    private final AddonSettings settings;

    AddonController(String addon, AddonSettings settings) {
        this.addon = addon;
        this.settings = settings;
    }

    final AddonSettings settings() {
        return settings;
    }

    /** Returns the controller with other settings of its add-on. */
    abstract T with(AddonSettings settings);

    /**
     * Returns the controller in a version of the add-on, such as {@code v0.8.0-eksbuild.6}. Unless set, it is the default version of the
     * cluster's Kubernetes version when the add-on is created.
     */
    public T version(String version) {
        requireNonNull(version, "version");
        return addon(spec -> spec.version(version));
    }

    /** Returns the controller in the newest version for the cluster's Kubernetes version, which each plan asks for. */
    public T latestVersion() {
        return addon(AddonSpec.Builder::latestVersion);
    }

    /**
     * Returns the controller with configuration of the add-on, checked against its schema while a plan is made. It is put into what was
     * given before: maps are merged, everything else is replaced.
     */
    public T configuration(Map<String, ?> values) {
        requireNonNull(values, "values");
        return with(settings.configured(values));
    }

    /** Returns the controller with any other setting of its add-on. */
    public T addon(Consumer<? super AddonSpec.Builder> change) {
        requireNonNull(change, "change");
        return with(settings.and(change));
    }

    /** Returns the name of the add-on. */
    @Override
    public String name() {
        return addon;
    }

    @Override
    public void addTo(ClusterSpec.Builder cluster) {
        cluster.addon(addon, settings::applyTo);
    }

    /** Names the add-on. */
    @Override
    public String toString() {
        return "add-on " + addon;
    }
}

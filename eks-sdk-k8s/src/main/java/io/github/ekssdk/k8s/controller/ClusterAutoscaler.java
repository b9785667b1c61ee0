package io.github.ekssdk.k8s.controller;

import static java.util.Objects.requireNonNull;

import io.github.ekssdk.spec.ComponentContext;
import io.github.ekssdk.spec.WellKnownPolicy;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The Cluster Autoscaler in {@code kube-system}: it starts nodes for Pods that find no room, and ends nodes that are not needed, within
 * the sizes of the node groups. It finds the Auto Scaling groups of managed node groups by the tags that EKS gives them; its role may
 * change those of this cluster only. EKS Auto Mode and Karpenter do without.
 *
 * <p>The controller should be of the cluster's own minor version; the chart brings the one of its time. Name another by {@link
 * #imageTag}.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/best-practices/cas.html">Cluster Autoscaler in the EKS best practices</a>
 * @since 0.1
 */
public final class ClusterAutoscaler extends RoledController<ClusterAutoscaler> {

    private static final String NAME = "cluster-autoscaler";

    private ClusterAutoscaler(ChartSettings settings) {
        super(NAME, Official.CLUSTER_AUTOSCALER, WellKnownPolicy.CLUSTER_AUTOSCALER, settings);
    }

    /** Takes the controller with a role by Pod Identity. */
    public static ClusterAutoscaler create() {
        return new ClusterAutoscaler(ChartSettings.NONE);
    }

    @Override
    ClusterAutoscaler with(ChartSettings settings) {
        return new ClusterAutoscaler(settings);
    }

    /** Returns the controller in a version of its own, such as {@code v1.35.0}. */
    public ClusterAutoscaler imageTag(String tag) {
        return values(Map.of("image", Map.of("tag", requireNonNull(tag, "tag"))));
    }

    /** Returns the controller with a flag of its command line, without dashes, such as {@code expander} and {@code least-waste}. */
    public ClusterAutoscaler flag(String name, Object value) {
        return values(Map.of("extraArgs", Map.of(name, value)));
    }

    @Override
    Map<String, Object> values(ComponentContext context) {
        Map<String, Object> annotations = roleAnnotations(context);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("cloudProvider", "aws");
        values.put("awsRegion", context.region());
        values.put("autoDiscovery", Map.of("clusterName", context.clusterName()));
        values.put("fullnameOverride", NAME);
        values.put("rbac", Map.of("serviceAccount", Map.of("create", true, "name", NAME, "annotations", annotations)));
        values.put("podAnnotations", annotations);
        return values;
    }
}

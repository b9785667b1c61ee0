package io.github.ekssdk.k8s.component;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpecBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Collects the settings of a HorizontalPodAutoscaler. It scales the Deployment of its own name between one and ten Pods unless told
 * otherwise. It takes metrics-server in the cluster, requests in the Pods, and no number of replicas in what it scales.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/horizontal-pod-autoscaler.html">The Horizontal Pod Autoscaler in the
 *     EKS user guide</a>
 * @since 0.1
 */
public final class HorizontalPodAutoscalerSettings extends ObjectSettings<HorizontalPodAutoscalerSettings> {

    private final List<MetricSpec> metrics = new ArrayList<>();
    private String kind = "Deployment";
    private String target;
    private int min = 1;
    private int max = 10;
    private Consumer<? super HorizontalPodAutoscalerBuilder> edit = builder -> {};

    HorizontalPodAutoscalerSettings(String name) {
        super(name);
        target = name;
    }

    /** Scales a Deployment of another name. */
    public HorizontalPodAutoscalerSettings deployment(String name) {
        kind = "Deployment";
        target = name;
        return this;
    }

    /** Scales a StatefulSet instead. */
    public HorizontalPodAutoscalerSettings statefulSet(String name) {
        kind = "StatefulSet";
        target = name;
        return this;
    }

    /** Keeps between {@code min} and {@code max} Pods; 1 and 10 unless set. Kubernetes refuses less than one, and more at least than at most. */
    public HorizontalPodAutoscalerSettings replicas(int min, int max) {
        this.min = min;
        this.max = max;
        return this;
    }

    /** Aims at a share of the CPU that Pods request, in percent. */
    public HorizontalPodAutoscalerSettings cpuUtilization(int percent) {
        return utilization("cpu", percent);
    }

    /** Aims at a share of the memory that Pods request, in percent. */
    public HorizontalPodAutoscalerSettings memoryUtilization(int percent) {
        return utilization("memory", percent);
    }

    /** Sets what has no word here, on Fabric8's builder. Called last. */
    public HorizontalPodAutoscalerSettings edit(Consumer<? super HorizontalPodAutoscalerBuilder> edit) {
        this.edit = edit;
        return this;
    }

    private HorizontalPodAutoscalerSettings utilization(String resource, int percent) {
        metrics.add(new MetricSpecBuilder()
                .withType("Resource")
                .withNewResource()
                .withName(resource)
                .withNewTarget()
                .withType("Utilization")
                .withAverageUtilization(percent)
                .endTarget()
                .endResource()
                .build());
        return this;
    }

    @Override
    Map<String, Object> manifest(Place place) {
        HorizontalPodAutoscalerBuilder autoscaler = new HorizontalPodAutoscalerBuilder()
                .withNewSpec()
                .withNewScaleTargetRef()
                .withApiVersion("apps/v1")
                .withKind(kind)
                .withName(target)
                .endScaleTargetRef()
                .withMinReplicas(min)
                .withMaxReplicas(max)
                .withMetrics(metrics)
                .endSpec();
        edit.accept(autoscaler);
        return Trees.of(autoscaler.build());
    }
}

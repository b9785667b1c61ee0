package io.github.ekssdk.k8s.component;

import io.github.ekssdk.spec.KubernetesObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collects the settings of an IngressClass for Application Load Balancers, with its IngressClassParams of the same name: those of EKS
 * Auto Mode where the cluster has it, else those of the AWS Load Balancer Controller. What is said here no Ingress can change.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html">Classes of EKS Auto Mode</a>
 * @see <a href="https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/ingress_class/">Classes of the AWS
 *     Load Balancer Controller</a>
 * @since 0.1
 */
public final class IngressClassSettings extends ObjectSettings<IngressClassSettings> {

    private Optional<String> scheme = Optional.empty();
    private Optional<String> group = Optional.empty();
    private List<String> certificateArns = List.of();
    private List<String> subnetIds = List.of();

    IngressClassSettings(String name) {
        super(name);
    }

    /** Has every load balancer of the class face the internet. */
    public IngressClassSettings internetFacing() {
        scheme = Optional.of("internet-facing");
        return this;
    }

    /** Keeps every load balancer of the class inside the network. */
    public IngressClassSettings internal() {
        scheme = Optional.of("internal");
        return this;
    }

    /** Has all Ingresses of the class share one load balancer. */
    public IngressClassSettings group(String name) {
        group = Optional.of(name);
        return this;
    }

    /** Ends TLS with certificates of ACM. */
    public IngressClassSettings certificateArns(String... arns) {
        certificateArns = List.of(arns);
        return this;
    }

    /** Names subnets, one in each zone, instead of finding them by tags. */
    public IngressClassSettings subnetIds(String... ids) {
        subnetIds = List.of(ids);
        return this;
    }

    /** Gives Ingresses this class that name none. */
    public IngressClassSettings asDefault() {
        return annotation("ingressclass.kubernetes.io/is-default-class", "true");
    }

    @Override
    boolean namespaced() {
        return false;
    }

    @Override
    List<KubernetesObject> objects(Place place) {
        Map<String, Object> spec = new LinkedHashMap<>();
        scheme.ifPresent(value -> spec.put("scheme", value));
        group.ifPresent(value -> spec.put("group", Map.of("name", value)));
        if (!certificateArns.isEmpty()) {
            spec.put(place.autoMode() ? "certificateARNs" : "certificateArn", certificateArns);
        }
        if (!subnetIds.isEmpty()) {
            spec.put("subnets", Map.of("ids", subnetIds));
        }
        Map<String, Object> params = Trees.of(apiVersion(place), "IngressClassParams", spec);
        params.put("metadata", Map.of("name", name()));
        return List.of(KubernetesObject.of(params), finished(manifest(place), place));
    }

    @Override
    Map<String, Object> manifest(Place place) {
        String version = apiVersion(place);
        return Trees.of(
                "networking.k8s.io/v1",
                "IngressClass",
                Trees.tree(
                        "controller",
                        place.autoMode() ? "eks.amazonaws.com/alb" : "ingress.k8s.aws/alb",
                        "parameters",
                        Trees.tree(
                                "apiGroup",
                                version.substring(0, version.indexOf('/')),
                                "kind",
                                "IngressClassParams",
                                "name",
                                name())));
    }

    private static String apiVersion(Place place) {
        return place.autoMode() ? "eks.amazonaws.com/v1" : "elbv2.k8s.aws/v1beta1";
    }
}

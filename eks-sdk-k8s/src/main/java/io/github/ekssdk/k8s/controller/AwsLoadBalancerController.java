package io.github.ekssdk.k8s.controller;

import io.github.ekssdk.spec.ComponentContext;
import io.github.ekssdk.spec.WellKnownPolicy;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The AWS Load Balancer Controller in {@code kube-system}: it makes Application Load Balancers for Ingresses and Network Load Balancers
 * for Services. EKS Auto Mode has inside what it does.
 *
 * <p>The certificate of its webhooks is made once and kept in the Secret {@code aws-load-balancer-tls} for ten years, as the chart
 * itself does; with {@link #certManager()} cert-manager makes and renews it.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/aws-load-balancer-controller.html">The controller in the EKS user
 *     guide</a>
 * @since 0.1
 */
public final class AwsLoadBalancerController extends RoledController<AwsLoadBalancerController> {

    /** The name of the component, its release and its service account. */
    public static final String NAME = "aws-load-balancer-controller";

    private AwsLoadBalancerController(ChartSettings settings) {
        super(NAME, Official.AWS_LOAD_BALANCER_CONTROLLER, WellKnownPolicy.AWS_LOAD_BALANCER_CONTROLLER, settings);
    }

    /** Takes the controller with a role by Pod Identity. */
    public static AwsLoadBalancerController create() {
        return new AwsLoadBalancerController(ChartSettings.NONE);
    }

    @Override
    AwsLoadBalancerController with(ChartSettings settings) {
        return new AwsLoadBalancerController(settings);
    }

    /**
     * Returns the controller with a certificate by cert-manager, which must be in the cluster: add {@link CertManager}.
     */
    public AwsLoadBalancerController certManager() {
        return values(Map.of("enableCertManager", true)).after("cert-manager");
    }

    /**
     * Returns the controller, which keeps to Services that name it by their loadBalancerClass. Unless said, it takes all new Services of
     * type LoadBalancer, in place of what Kubernetes has inside.
     */
    public AwsLoadBalancerController onlyNamedServices() {
        return values(Map.of("enableServiceMutatorWebhook", false));
    }

    @Override
    Map<String, Object> values(ComponentContext context) {
        Map<String, Object> annotations = roleAnnotations(context);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("clusterName", context.clusterName());
        values.put("region", context.region());
        values.put("vpcId", context.vpcId());
        values.put("serviceAccount", Map.of("create", true, "name", NAME, "annotations", annotations));
        values.put("podAnnotations", annotations);
        return values;
    }
}

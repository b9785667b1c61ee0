package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * Load balancers for Gateways, by the AWS Load Balancer Controller where it runs and the Gateway API is installed.
 *
 * @see <a href="https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/gateway/gateway/">its guide</a>
 */
final class GatewayController implements Controller {
    private static final String GATEWAYS = "gateways.gateway.networking.k8s.io";
    private static final String CLASSES = "gatewayclasses.gateway.networking.k8s.io";
    private static final String CONFIGURATIONS = "loadbalancerconfigurations.gateway.k8s.aws";

    /** The controllers that classes name, which are also the finalizers of their Gateways, and what they make. */
    private static final Map<String, String> CONTROLLERS =
            Map.of("gateway.k8s.aws/alb", "application-gateway", "gateway.k8s.aws/nlb", "network-gateway");

    private final ClusterObjects objects;
    private final AwsSide aws;
    private final Balancing balancing;

    GatewayController(ClusterObjects objects, AwsSide aws, Balancing balancing) {
        this.objects = objects;
        this.aws = aws;
        this.balancing = balancing;
    }

    @Override
    public List<String> types() {
        return List.of(GATEWAYS, CLASSES, CONFIGURATIONS, "deployments.apps");
    }

    @Override
    public void reconcile() {
        objects.all(GATEWAYS).forEach(this::gateway);
    }

    private void gateway(ObjectNode gateway) {
        String controller = Deletion.finalizers(gateway).stream()
                .filter(CONTROLLERS::containsKey)
                .findFirst()
                .orElseGet(() -> controller(gateway));
        if (!CONTROLLERS.containsKey(controller) || !balancing.hasController()) {
            return;
        }
        if (!Trees.isDeleting(gateway)) {
            make(gateway, controller);
        } else if (Deletion.finalizers(gateway).contains(controller)) {
            balancing.release(gateway, GATEWAYS, controller, controller.replace('/', '.'));
        }
    }

    private String controller(ObjectNode gateway) {
        return objects.get(CLASSES, "", Trees.text(gateway, "spec", "gatewayClassName"))
                .map(one -> Trees.text(one, "spec", "controllerName"))
                .orElse("");
    }

    private void make(ObjectNode gateway, String controller) {
        if (!Trees.at(gateway, "status", "addresses").isEmpty()) {
            return;
        }
        balancing.hold(gateway, GATEWAYS, controller);
        balancing.attempt(
                gateway,
                GATEWAYS,
                () -> aws.address(balancing.act(CONTROLLERS.getOrDefault(controller, ""), gateway, scheme(gateway))),
                this::programmed);
    }

    /** Load balancers are internal unless a LoadBalancerConfiguration says otherwise. */
    private String scheme(ObjectNode gateway) {
        String name = Trees.text(gateway, "spec", "infrastructure", "parametersRef", "name");
        return objects.get(CONFIGURATIONS, Trees.namespace(gateway), name)
                .map(configuration -> Trees.text(configuration, "spec", "scheme"))
                .filter(scheme -> !scheme.isEmpty())
                .orElse("internal");
    }

    private void programmed(ObjectNode status, String address) {
        status.putArray("addresses").addObject().put("type", "Hostname").put("value", address);
        for (String type : List.of("Accepted", "Programmed")) {
            status.withArray("conditions")
                    .addObject()
                    .put("type", type)
                    .put("status", "True")
                    .put("reason", type)
                    .put("message", "")
                    .put("lastTransitionTime", objects.time());
        }
    }
}

package io.github.ekssdk.k8s.component;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Collects the settings of a Network Load Balancer, as annotations of its Service. It is internal unless told otherwise.
 *
 * @see <a href="https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/">Annotations of
 *     Services for the AWS Load Balancer Controller</a>
 * @since 0.1
 */
public final class NetworkLoadBalancerSettings {

    private static final String PREFIX = "service.beta.kubernetes.io/aws-load-balancer-";

    private final Map<String, String> annotations = new LinkedHashMap<>();

    NetworkLoadBalancerSettings() {
        set("scheme", "internal");
    }

    /** Lets the internet in; the load balancer goes to subnets tagged {@code kubernetes.io/role/elb}. Replaces the load balancer. */
    public NetworkLoadBalancerSettings internetFacing() {
        return set("scheme", "internet-facing");
    }

    /** Sends packets straight to the addresses of Pods, on Fargate too. */
    public NetworkLoadBalancerSettings ipTargets() {
        return set("nlb-target-type", "ip");
    }

    /** Sends packets to a port of the nodes. */
    public NetworkLoadBalancerSettings instanceTargets() {
        return set("nlb-target-type", "instance");
    }

    /** Names subnets, one in each zone, instead of finding them by tags. */
    public NetworkLoadBalancerSettings subnets(String... idsOrNames) {
        return set("subnets", String.join(",", idsOrNames));
    }

    /** Ends TLS with a certificate of ACM; unless set, packets are passed on as they are. */
    public NetworkLoadBalancerSettings certificateArn(String arn) {
        return set("ssl-cert", arn);
    }

    private NetworkLoadBalancerSettings set(String name, String value) {
        annotations.put(PREFIX + name, value);
        return this;
    }

    Map<String, String> annotations() {
        return annotations;
    }
}

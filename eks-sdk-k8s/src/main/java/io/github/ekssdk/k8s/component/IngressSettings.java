package io.github.ekssdk.k8s.component;

import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPathBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRuleBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Collects the settings of an Ingress, of which the AWS Load Balancer Controller or EKS Auto Mode makes an Application Load Balancer.
 * It is of the class {@code alb} and internal unless told otherwise.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/alb-ingress.html">Application load balancing in the EKS user
 *     guide</a>
 * @see <a href="https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/">Annotations of
 *     Ingresses for the AWS Load Balancer Controller</a>
 * @since 0.1
 */
public final class IngressSettings extends ObjectSettings<IngressSettings> {

    private static final String PREFIX = "alb.ingress.kubernetes.io/";

    private final Map<String, List<HTTPIngressPath>> pathsByHost = new LinkedHashMap<>();
    private String ingressClass = "alb";
    private String host = "";
    private Consumer<? super IngressBuilder> edit = builder -> {};

    IngressSettings(String name) {
        super(name);
    }

    /** Sets the class; {@code alb} unless set, which the AWS Load Balancer Controller brings. */
    public IngressSettings ingressClass(String name) {
        ingressClass = name;
        return this;
    }

    /** Has the paths that follow be those of a host; of every host unless said. */
    public IngressSettings host(String host) {
        this.host = host;
        return this;
    }

    /** Leads paths that begin so to a port of a Service. */
    public IngressSettings path(String prefix, String service, int port) {
        pathsByHost
                .computeIfAbsent(host, key -> new ArrayList<>())
                .add(new HTTPIngressPathBuilder()
                        .withPath(prefix)
                        .withPathType("Prefix")
                        .withNewBackend()
                        .withNewService()
                        .withName(service)
                        .withNewPort()
                        .withNumber(port)
                        .endPort()
                        .endService()
                        .endBackend()
                        .build());
        return this;
    }

    /** Lets the internet in; the load balancer goes to subnets tagged {@code kubernetes.io/role/elb}. Replaces the load balancer. */
    public IngressSettings internetFacing() {
        return set("scheme", "internet-facing");
    }

    /** Keeps the load balancer inside the network, in subnets tagged {@code kubernetes.io/role/internal-elb}. */
    public IngressSettings internal() {
        return set("scheme", "internal");
    }

    /** Sends requests straight to the addresses of Pods, on Fargate too. */
    public IngressSettings ipTargets() {
        return set("target-type", "ip");
    }

    /** Sends requests to a port of the nodes; the Services have to be of the type NodePort. */
    public IngressSettings instanceTargets() {
        return set("target-type", "instance");
    }

    /** Ends TLS with certificates of ACM. */
    public IngressSettings certificateArns(String... arns) {
        return set("certificate-arn", String.join(",", arns));
    }

    /** Shares one load balancer with all Ingresses of the group. With EKS Auto Mode, name the group in the class instead. */
    public IngressSettings group(String name) {
        return set("group.name", name);
    }

    /** Asks targets by a path whether they are well. */
    public IngressSettings healthCheckPath(String path) {
        return set("healthcheck-path", path);
    }

    /** Listens for HTTP on ports. Where HTTP and HTTPS are both wanted, use {@link #annotation}. */
    public IngressSettings httpPorts(int... ports) {
        return listen("HTTP", ports);
    }

    /** Listens for HTTPS on ports; it takes a certificate. */
    public IngressSettings httpsPorts(int... ports) {
        return listen("HTTPS", ports);
    }

    /** Names subnets, one in each zone, instead of finding them by tags. */
    public IngressSettings subnets(String... idsOrNames) {
        return set("subnets", String.join(",", idsOrNames));
    }

    /** Sets what has no word here, on Fabric8's builder. Called last. */
    public IngressSettings edit(Consumer<? super IngressBuilder> edit) {
        this.edit = edit;
        return this;
    }

    private IngressSettings listen(String protocol, int... ports) {
        return set(
                "listen-ports",
                Arrays.stream(ports)
                        .mapToObj(port -> "{\"" + protocol + "\": " + port + "}")
                        .collect(Collectors.joining(", ", "[", "]")));
    }

    private IngressSettings set(String name, String value) {
        return annotation(PREFIX + name, value);
    }

    @Override
    Map<String, Object> manifest(Place place) {
        List<IngressRule> rules = new ArrayList<>();
        pathsByHost.forEach((name, paths) -> rules.add(new IngressRuleBuilder()
                .withHost(name.isEmpty() ? null : name)
                .withNewHttp()
                .withPaths(paths)
                .endHttp()
                .build()));
        IngressBuilder ingress = new IngressBuilder()
                .withNewSpec()
                .withIngressClassName(ingressClass)
                .withRules(rules)
                .endSpec();
        edit.accept(ingress);
        return Trees.of(ingress.build());
    }
}

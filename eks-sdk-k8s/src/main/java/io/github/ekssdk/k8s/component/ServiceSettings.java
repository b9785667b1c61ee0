package io.github.ekssdk.k8s.component;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Collects the settings of a Service. It leads to the Pods of the workload of its own name unless told otherwise, and can be reached
 * from inside the cluster.
 *
 * @since 0.1
 */
public final class ServiceSettings extends ObjectSettings<ServiceSettings> {

    private final List<ServicePort> ports = new ArrayList<>();
    private final Map<String, String> selector = new LinkedHashMap<>();
    private String type = "ClusterIP";
    private boolean headless;
    private Optional<NetworkLoadBalancerSettings> balancer = Optional.empty();
    private Consumer<? super ServiceBuilder> edit = builder -> {};

    ServiceSettings(String name) {
        super(name);
    }

    /** Leads a TCP port to the same port of the Pods. */
    public ServiceSettings port(int port) {
        return port(port, port);
    }

    /** Leads a TCP port to another port of the Pods. */
    public ServiceSettings port(int port, int targetPort) {
        ports.add(new ServicePortBuilder()
                .withName("port-" + port)
                .withPort(port)
                .withTargetPort(new IntOrString(targetPort))
                .withProtocol("TCP")
                .build());
        return this;
    }

    /** Leads to the Pods of a workload that was described with these words. */
    public ServiceSettings workload(String name) {
        return selector(WorkloadSettings.APP, name);
    }

    /** Leads to Pods with a label; called again, they have to have both. */
    public ServiceSettings selector(String label, String value) {
        selector.put(label, value);
        return this;
    }

    /** Gives each Pod a name in DNS instead of one address for all, as StatefulSets need. */
    public ServiceSettings headless() {
        headless = true;
        return this;
    }

    /** Opens a port on every node, which load balancers with instances as targets need. */
    public ServiceSettings nodePort() {
        type = "NodePort";
        return this;
    }

    /**
     * Puts a Network Load Balancer in front, made by the AWS Load Balancer Controller or EKS Auto Mode. It is deleted with the
     * Service.
     *
     * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/network-load-balancing.html">Network load balancing in the EKS
     *     user guide</a>
     */
    public ServiceSettings networkLoadBalancer(Consumer<? super NetworkLoadBalancerSettings> settings) {
        NetworkLoadBalancerSettings described = new NetworkLoadBalancerSettings();
        settings.accept(described);
        balancer = Optional.of(described);
        type = "LoadBalancer";
        return this;
    }

    /** Sets what has no word here, on Fabric8's builder. Called last. */
    public ServiceSettings edit(Consumer<? super ServiceBuilder> edit) {
        this.edit = edit;
        return this;
    }

    @Override
    Map<String, Object> manifest(Place place) {
        ServiceBuilder service = new ServiceBuilder()
                .withNewMetadata()
                .withAnnotations(
                        balancer.map(NetworkLoadBalancerSettings::annotations).orElse(null))
                .endMetadata()
                .withNewSpec()
                .withType(type)
                .withClusterIP(headless ? "None" : null)
                .withLoadBalancerClass(
                        balancer.isEmpty() ? null : place.autoMode() ? "eks.amazonaws.com/nlb" : "service.k8s.aws/nlb")
                .withSelector(selector.isEmpty() ? Map.of(WorkloadSettings.APP, name()) : selector)
                .withPorts(ports)
                .endSpec();
        edit.accept(service);
        return Trees.of(service.build());
    }
}

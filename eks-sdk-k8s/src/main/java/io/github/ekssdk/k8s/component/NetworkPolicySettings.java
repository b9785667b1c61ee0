package io.github.ekssdk.k8s.component;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Collects the settings of a NetworkPolicy. It is for all Pods of the namespace and lets nothing in unless told otherwise. The VPC CNI
 * plugin heeds it only with {@code enableNetworkPolicy} in its configuration; EKS Auto Mode by its node class.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html">Network policies in the EKS user guide</a>
 * @since 0.1
 */
public final class NetworkPolicySettings extends ObjectSettings<NetworkPolicySettings> {

    private final Map<String, String> podLabels = new LinkedHashMap<>();
    private final List<NetworkPolicyIngressRule> ingress = new ArrayList<>();
    private final Set<String> types = new LinkedHashSet<>(Set.of("Ingress"));
    private Consumer<? super NetworkPolicyBuilder> edit = builder -> {};

    NetworkPolicySettings(String name) {
        super(name);
    }

    /** Is for Pods with a label only; called again, they have to have both. */
    public NetworkPolicySettings podLabel(String key, String value) {
        podLabels.put(key, value);
        return this;
    }

    /** Lets Pods of the namespace in that carry a label, on TCP ports, or on all where none is named. */
    public NetworkPolicySettings allowFromPods(String label, String value, int... ports) {
        return allow(
                new NetworkPolicyPeerBuilder()
                        .withPodSelector(new LabelSelectorBuilder()
                                .addToMatchLabels(label, value)
                                .build())
                        .build(),
                ports);
    }

    /** Lets Pods of another namespace in, on TCP ports, or on all where none is named. */
    public NetworkPolicySettings allowFromNamespace(String namespace, int... ports) {
        return allow(
                new NetworkPolicyPeerBuilder()
                        .withNamespaceSelector(new LabelSelectorBuilder()
                                .addToMatchLabels("kubernetes.io/metadata.name", namespace)
                                .build())
                        .build(),
                ports);
    }

    /** Lets nothing out either, DNS neither; unless said, everything may leave. */
    public NetworkPolicySettings denyEgress() {
        types.add("Egress");
        return this;
    }

    /** Sets what has no word here, on Fabric8's builder. Called last. */
    public NetworkPolicySettings edit(Consumer<? super NetworkPolicyBuilder> edit) {
        this.edit = edit;
        return this;
    }

    private NetworkPolicySettings allow(NetworkPolicyPeer peer, int... ports) {
        List<NetworkPolicyPort> open = Arrays.stream(ports)
                .mapToObj(port -> new NetworkPolicyPortBuilder()
                        .withProtocol("TCP")
                        .withPort(new IntOrString(port))
                        .build())
                .toList();
        ingress.add(new NetworkPolicyIngressRuleBuilder()
                .withFrom(peer)
                .withPorts(open)
                .build());
        return this;
    }

    @Override
    Map<String, Object> manifest(Place place) {
        NetworkPolicyBuilder policy = new NetworkPolicyBuilder()
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(podLabels)
                .endPodSelector()
                .withPolicyTypes(List.copyOf(types))
                .withIngress(ingress)
                .endSpec();
        edit.accept(policy);
        return Trees.of(policy.build());
    }
}

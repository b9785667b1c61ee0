package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.LateText;
import io.github.ekssdk.internal.graph.Output;
import io.github.ekssdk.internal.graph.ResourceNode;
import io.github.ekssdk.internal.resource.ec2.Subnet;
import io.github.ekssdk.internal.resource.iam.Role;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.ComponentContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values of a cluster that the components of its spec may use, from the graph of what stands outside of it. */
final class ComponentValues implements ComponentContext {

    private final LoweringContext context;
    private final Network network;

    ComponentValues(LoweringContext context, Network network) {
        this.context = context;
        this.network = network;
    }

    @Override
    public ClusterSpec spec() {
        return context.spec();
    }

    @Override
    public String clusterName() {
        return context.spec().name();
    }

    @Override
    public String region() {
        return context.owner().region();
    }

    @Override
    public String accountId() {
        return context.owner().account();
    }

    @Override
    public String partition() {
        return context.owner().partition();
    }

    @Override
    public Optional<String> kubernetesVersion() {
        return context.spec()
                .version()
                .or(() -> context.resolved(KubernetesVersions.PATH).stream().findFirst())
                .or(() -> context.resolved(Components.VERSION).stream().findFirst());
    }

    @Override
    public String vpcId() {
        return text(network.vpcId());
    }

    @Override
    public String endpoint() {
        return LateText.mark(context.cluster("endpoint"));
    }

    @Override
    public String clusterSecurityGroupId() {
        return LateText.mark(context.cluster("clusterSecurityGroupId"));
    }

    @Override
    public Map<String, String> nodeSubnetIds() {
        return byZone(network.nodeSubnets());
    }

    @Override
    public Map<String, String> podSubnetIds() {
        return byZone(context.graph().nodes().stream()
                .filter(node -> node.id().startsWith(Kinds.SUBNET.name() + "/pods"))
                .<Object>map(node -> node.output("id"))
                .toList());
    }

    /** Takes the first subnet of each zone. */
    private Map<String, String> byZone(List<Object> subnets) {
        Map<String, String> ids = new LinkedHashMap<>();
        subnets.forEach(subnet -> zone(subnet).ifPresent(zone -> ids.putIfAbsent(zone, text(subnet))));
        return ids;
    }

    private Optional<String> zone(Object subnet) {
        if (subnet instanceof Output output) {
            return context.graph()
                    .find(output.resourceId())
                    .map(node -> node.wanted().string(Subnet.AVAILABILITY_ZONE));
        }
        return context.resolved(ExistingNetwork.ZONES).stream()
                .filter(place -> place.startsWith(subnet + " "))
                .map(place -> place.substring(place.indexOf(' ') + 1))
                .findFirst();
    }

    @Override
    public String serviceAccountRoleArn(String namespace, String serviceAccount) {
        return LateText.mark(role("serviceAccount/" + namespace + "/" + serviceAccount)
                .orElseThrow(() -> new IllegalArgumentException("The spec has no role for the service account "
                        + namespace + "/" + serviceAccount + "; describe one with iamServiceAccount(...)."))
                .output(Role.ARN));
    }

    @Override
    public Optional<String> nodeRoleName() {
        return ofKarpenter()
                .or(() -> role("node"))
                .or(() -> role("node/ipv6"))
                .or(() -> role("auto-mode-node"))
                .map(role -> role.wanted().string(Role.ROLE_NAME));
    }

    private Optional<ResourceNode> ofKarpenter() {
        return context.spec().autoMode().isPresent()
                ? Optional.empty()
                : role(RoleLowering.KARPENTER_NODE).or(() -> role(RoleLowering.KARPENTER_NODE + "/ipv6"));
    }

    private Optional<ResourceNode> role(String id) {
        return context.graph().find(Kinds.IAM_ROLE.name() + "/" + id);
    }

    private static String text(Object value) {
        return value instanceof Output output ? LateText.mark(output) : value.toString();
    }
}

package io.github.ekssdk.k8s.controller;

import io.github.ekssdk.spec.ComponentContext;
import io.github.ekssdk.spec.KubernetesObject;
import io.github.ekssdk.spec.WellKnownPolicy;
import java.util.List;
import java.util.Map;

/**
 * Settings of the VPC CNI plugin, which gives Pods on nodes their addresses, as configuration of the EKS add-on {@code vpc-cni}. It is
 * installed before the nodes, which take some of the settings up only when they start.
 *
 * <p>Environment variables that have no method here are set by {@link #env}.
 *
 * @see <a href="https://github.com/aws/amazon-vpc-cni-k8s#cni-configuration-variables">The plugin's settings</a>
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/managing-vpc-cni.html">VPC CNI in the EKS user guide</a>
 * @since 0.1
 */
public final class VpcCni extends AddonController<VpcCni> {

    private static final String SERVICE_ACCOUNT = "aws-node";
    private static final String ZONE = "topology.kubernetes.io/zone";

    private final boolean customNetworking;

    private VpcCni(AddonSettings settings, boolean customNetworking) {
        super("vpc-cni", settings);
        this.customNetworking = customNetworking;
    }

    /** Takes the plugin with its own settings and the permissions of the nodes' role. */
    public static VpcCni create() {
        return new VpcCni(AddonSettings.NONE.and(addon -> addon.beforeCompute()), false);
    }

    @Override
    VpcCni with(AddonSettings settings) {
        return new VpcCni(settings, customNetworking);
    }

    /** Returns the plugin with an environment variable of its DaemonSet, such as {@code WARM_IP_TARGET}. */
    public VpcCni env(String name, String value) {
        return configuration(Map.of("env", Map.of(name, value)));
    }

    /**
     * Returns the plugin, leaving the addresses of Pods as they are on the way out of the VPC ({@code AWS_VPC_K8S_CNI_EXTERNALSNAT}):
     * for nodes in private subnets, whose NAT gateway translates them, and where peered networks must see Pods. Off unless said.
     */
    public VpcCni externalSnat(boolean external) {
        return env("AWS_VPC_K8S_CNI_EXTERNALSNAT", String.valueOf(external));
    }

    /**
     * Returns the plugin, giving nodes blocks of 16 addresses each, so that more Pods fit on a node ({@code
     * ENABLE_PREFIX_DELEGATION}). Takes Nitro instances, and subnets with room for whole blocks. Nodes that run keep what they have.
     */
    public VpcCni prefixDelegation() {
        return env("ENABLE_PREFIX_DELEGATION", "true").env("WARM_PREFIX_TARGET", "1");
    }

    /**
     * Returns the plugin, giving Pods that a SecurityGroupPolicy selects security groups of their own ({@code ENABLE_POD_ENI}). The
     * cluster's role gets {@code AmazonEKSVPCResourceController}. Takes Nitro instances that are not of the t family; Pods on Fargate
     * have it without. Traffic of Pods obeys their own groups and those of the node, so that kubelet probes and NodePort Services work.
     */
    public VpcCni podSecurityGroups() {
        return env("ENABLE_POD_ENI", "true")
                .env("POD_SECURITY_GROUP_ENFORCING_MODE", "standard")
                .configuration(Map.of("init", Map.of("env", Map.of("DISABLE_TCP_EARLY_DEMUX", "true"))));
    }

    /** Returns the plugin, enforcing NetworkPolicies; it does not unless said. Takes the Linux nodes that EKS has today. */
    public VpcCni networkPolicies() {
        return configuration(Map.of("enableNetworkPolicy", "true"));
    }

    /**
     * Returns the plugin, giving Pods addresses from the subnets that the spec has for them in secondary CIDRs of the VPC ({@code
     * AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG}): an ENIConfig with the cluster's security group is made for each Availability Zone. Nodes
     * that run keep what they have; replace them.
     */
    public VpcCni customNetworking() {
        return new VpcCni(
                env("AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG", "true")
                        .env("ENI_CONFIG_LABEL_DEF", ZONE)
                        .settings(),
                true);
    }

    /**
     * Returns the plugin with a role of its own by Pod Identity, for IPv4, so that the nodes' role does not need {@code
     * AmazonEKS_CNI_Policy} and Pods cannot borrow it.
     */
    public VpcCni ownRole() {
        return addon(addon -> addon.podIdentity(SERVICE_ACCOUNT, role -> role.wellKnown(WellKnownPolicy.VPC_CNI)));
    }

    /** Returns the plugin with a role of yours by IRSA; it must trust the cluster's OIDC provider. */
    public VpcCni serviceAccountRole(String roleArn) {
        return addon(addon -> addon.serviceAccountRoleArn(roleArn));
    }

    @Override
    public List<KubernetesObject> objects(ComponentContext context) {
        if (!customNetworking) {
            return List.of();
        }
        return context.podSubnetIds().entrySet().stream()
                .map(place -> eniConfig(place.getKey(), place.getValue(), context.clusterSecurityGroupId()))
                .toList();
    }

    private static KubernetesObject eniConfig(String zone, String subnetId, String securityGroupId) {
        return KubernetesObject.of(Map.of(
                "apiVersion",
                "crd.k8s.amazonaws.com/v1alpha1",
                "kind",
                "ENIConfig",
                "metadata",
                Map.of("name", zone),
                "spec",
                Map.of("subnet", subnetId, "securityGroups", List.of(securityGroupId))));
    }
}

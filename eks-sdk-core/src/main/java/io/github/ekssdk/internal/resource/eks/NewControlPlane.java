package io.github.ekssdk.internal.resource.eks;

import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.graph.Wanted;
import java.util.Set;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.KubernetesNetworkConfigRequest;
import software.amazon.awssdk.services.eks.model.VpcConfigRequest;

/** Writes the request for a new control plane. What is EKS's default anyway is left out: not every partition knows all of it. */
final class NewControlPlane {

    private NewControlPlane() {}

    static CreateClusterRequest request(Wanted wanted) {
        Properties settings = wanted.properties();
        CreateClusterRequest.Builder request = CreateClusterRequest.builder()
                .name(wanted.owner().cluster())
                .version(settings.optionalString(ControlPlane.VERSION).orElse(null))
                .roleArn(settings.string(ControlPlane.ROLE_ARN))
                .resourcesVpcConfig(vpc(settings))
                .logging(ControlPlaneSettings.logging(settings.strings(ControlPlane.LOGGING), Set.of()))
                .accessConfig(access -> access.authenticationMode(settings.string(ControlPlane.AUTHENTICATION_MODE))
                        .bootstrapClusterCreatorAdminPermissions(settings.bool(ControlPlane.CREATOR_ADMIN)))
                .deletionProtection(settings.bool(ControlPlane.DELETION_PROTECTION))
                .bootstrapSelfManagedAddons(settings.bool(ControlPlane.SELF_MANAGED_ADDONS))
                .clientRequestToken(wanted.token("CreateCluster"))
                .tags(wanted.tags());
        addSettings(settings, request);
        return request.build();
    }

    private static VpcConfigRequest vpc(Properties settings) {
        VpcConfigRequest.Builder vpc = VpcConfigRequest.builder()
                .subnetIds(settings.strings(ControlPlane.SUBNET_IDS))
                .securityGroupIds(settings.strings(ControlPlane.SECURITY_GROUP_IDS))
                .endpointPublicAccess(settings.bool(ControlPlane.PUBLIC_ENDPOINT))
                .endpointPrivateAccess(settings.bool(ControlPlane.PRIVATE_ENDPOINT))
                .publicAccessCidrs(
                        settings.has(ControlPlane.PUBLIC_ACCESS_CIDRS)
                                ? settings.strings(ControlPlane.PUBLIC_ACCESS_CIDRS)
                                : null);
        String egress = settings.string(ControlPlane.EGRESS_MODE);
        if (!egress.equals(ControlPlaneSettings.EGRESS_MODE)) {
            vpc.controlPlaneEgressMode(egress);
        }
        return vpc.build();
    }

    private static void addSettings(Properties settings, CreateClusterRequest.Builder request) {
        String policy = settings.string(ControlPlane.UPGRADE_POLICY);
        if (!policy.equals(ControlPlaneSettings.UPGRADE_POLICY)) {
            request.upgradePolicy(upgrade -> upgrade.supportType(policy));
        }
        if (settings.bool(ControlPlane.ZONAL_SHIFT)) {
            request.zonalShiftConfig(shift -> shift.enabled(true));
        }
        String tier = settings.string(ControlPlane.TIER);
        if (!tier.equals(ControlPlaneSettings.TIER)) {
            request.controlPlaneScalingConfig(scaling -> scaling.tier(tier));
        }
        if (!settings.strings(ControlPlane.REMOTE_NODE_NETWORKS).isEmpty()) {
            request.remoteNetworkConfig(ControlPlaneSettings.remoteNetworks(settings));
        }
        if (!ControlPlaneSettings.encryption(settings).isEmpty()) {
            request.encryptionConfig(ControlPlaneSettings.encryption(settings));
        }
        addNetwork(settings, request);
    }

    private static void addNetwork(Properties settings, CreateClusterRequest.Builder request) {
        boolean autoMode = ControlPlaneRules.autoMode(settings);
        boolean ipv6 = !settings.string(ControlPlane.IP_FAMILY).equals(ControlPlaneSettings.IP_FAMILY);
        if (autoMode) {
            request.computeConfig(ControlPlaneSettings.compute(settings))
                    .storageConfig(ControlPlaneSettings.storage(settings));
        }
        if (autoMode || ipv6 || settings.has(ControlPlane.SERVICE_IPV4_CIDR)) {
            KubernetesNetworkConfigRequest.Builder network = KubernetesNetworkConfigRequest.builder()
                    .ipFamily(settings.string(ControlPlane.IP_FAMILY))
                    .serviceIpv4Cidr(settings.optionalString(ControlPlane.SERVICE_IPV4_CIDR)
                            .orElse(null));
            if (autoMode) {
                network.elasticLoadBalancing(balancing -> balancing.enabled(true));
            }
            request.kubernetesNetworkConfig(network.build());
        }
    }
}

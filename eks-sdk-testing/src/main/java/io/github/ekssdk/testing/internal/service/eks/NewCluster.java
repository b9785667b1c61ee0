package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.AccessConfigResponse;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.eks.model.Certificate;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterHealth;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.ControlPlaneEgressModeType;
import software.amazon.awssdk.services.eks.model.CreateAccessConfigRequest;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.IpFamily;
import software.amazon.awssdk.services.eks.model.KubernetesNetworkConfigResponse;
import software.amazon.awssdk.services.eks.model.RemoteNetworkConfigResponse;
import software.amazon.awssdk.services.eks.model.SupportType;
import software.amazon.awssdk.services.eks.model.UpgradePolicyResponse;
import software.amazon.awssdk.services.eks.model.VpcConfigRequest;
import software.amazon.awssdk.services.eks.model.VpcConfigResponse;
import software.amazon.awssdk.services.eks.model.ZonalShiftConfigResponse;

/** Builds what a cluster is at first, with EKS's defaults for what the request leaves out. */
final class NewCluster {
    private final Account account;
    private final Ec2Side ec2;

    NewCluster(Account account, Ec2Side ec2) {
        this.account = account;
        this.ec2 = ec2;
    }

    Cluster build(CreateClusterRequest request, KubernetesVersion version, String vpcId, Instant now) {
        KubernetesNetworkConfigResponse services = services(request, vpcId);
        return Cluster.builder()
                .name(request.name())
                .arn(account.arn("eks", "cluster/" + request.name()))
                .createdAt(now)
                .version(version.name())
                .platformVersion(version.platformVersion())
                .roleArn(request.roleArn())
                .status(ClusterStatus.CREATING)
                .resourcesVpcConfig(vpcConfig(request.resourcesVpcConfig(), vpcId))
                .kubernetesNetworkConfig(services)
                .logging(LoggingConfig.merged(null, request.logging()))
                .certificateAuthority(Certificate.builder().build())
                .clientRequestToken(request.clientRequestToken())
                .encryptionConfig(request.hasEncryptionConfig() ? request.encryptionConfig() : null)
                .health(ClusterHealth.builder().issues(List.of()).build())
                .accessConfig(accessConfig(request.accessConfig()))
                .upgradePolicy(UpgradePolicyResponse.builder()
                        .supportType(
                                request.upgradePolicy() == null
                                        ? SupportType.EXTENDED
                                        : request.upgradePolicy().supportType())
                        .build())
                .zonalShiftConfig(ZonalShiftConfigResponse.builder()
                        .enabled(request.zonalShiftConfig() != null
                                && Boolean.TRUE.equals(
                                        request.zonalShiftConfig().enabled()))
                        .build())
                .computeConfig(AutoMode.compute(request.computeConfig()))
                .storageConfig(AutoMode.storage(request.storageConfig()))
                .controlPlaneScalingConfig(NewClusterCheck.tier(request.controlPlaneScalingConfig()))
                .remoteNetworkConfig(remoteNetworks(request, services, vpcId))
                .deletionProtection(Boolean.TRUE.equals(request.deletionProtection()))
                .build();
    }

    /** Services of an IPv6 cluster get a block of unique local addresses of their own. */
    private KubernetesNetworkConfigResponse services(CreateClusterRequest request, String vpcId) {
        KubernetesNetworkConfigResponse services =
                ServiceNetwork.ofNewCluster(request.kubernetesNetworkConfig(), ec2.cidrsOf(vpcId));
        if (services.ipFamily() != IpFamily.IPV6) {
            return services;
        }
        if (!account.lenient()) {
            request.resourcesVpcConfig().subnetIds().forEach(id -> requireIpv6(request.name(), id));
        }
        String digits = account.ids().hex("eks-service-block", 10);
        String block =
                "fd" + digits.substring(0, 2) + ":" + digits.substring(2, 6) + ":" + digits.substring(6) + "::/108";
        return services.copy(b -> b.serviceIpv6Cidr(block));
    }

    private void requireIpv6(String cluster, String subnetId) {
        if (ec2.subnet(subnetId).filter(SubnetFacts::hasIpv6).isEmpty()) {
            throw EksRefusals.invalidParameter(
                            "Subnet " + subnetId + " has no IPv6 CIDR block, which clusters with ipFamily ipv6 need")
                    .with("clusterName", cluster);
        }
    }

    private static VpcConfigResponse vpcConfig(VpcConfigRequest asked, String vpcId) {
        EndpointAccess access = EndpointAccess.ofNewCluster(asked);
        return VpcConfigResponse.builder()
                .subnetIds(asked.subnetIds())
                .securityGroupIds(asked.securityGroupIds())
                .vpcId(vpcId)
                .endpointPublicAccess(access.publicAccess())
                .endpointPrivateAccess(access.privateAccess())
                .publicAccessCidrs(access.publicCidrs())
                .controlPlaneEgressMode(Objects.requireNonNullElse(
                        asked.controlPlaneEgressMode(), ControlPlaneEgressModeType.AWS_MANAGED))
                .build();
    }

    private static AccessConfigResponse accessConfig(@Nullable CreateAccessConfigRequest asked) {
        AuthenticationMode mode = asked == null ? null : asked.authenticationMode();
        Boolean admin = asked == null ? null : asked.bootstrapClusterCreatorAdminPermissions();
        return AccessConfigResponse.builder()
                .authenticationMode(Objects.requireNonNullElse(mode, AuthenticationMode.CONFIG_MAP))
                .bootstrapClusterCreatorAdminPermissions(!Boolean.FALSE.equals(admin))
                .build();
    }

    private @Nullable RemoteNetworkConfigResponse remoteNetworks(
            CreateClusterRequest request, KubernetesNetworkConfigResponse services, String vpcId) {
        List<String> taken = new ArrayList<>(ec2.cidrsOf(vpcId));
        if (services.serviceIpv4Cidr() != null) {
            taken.add(services.serviceIpv4Cidr());
        }
        return RemoteNetworks.checked(
                request.remoteNetworkConfig(),
                accessConfig(request.accessConfig()).authenticationMode(),
                services.ipFamily(),
                taken);
    }
}

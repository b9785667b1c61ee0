package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.AccessConfigResponse;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.eks.model.Certificate;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterHealth;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.ComputeConfigRequest;
import software.amazon.awssdk.services.eks.model.ComputeConfigResponse;
import software.amazon.awssdk.services.eks.model.CreateAccessConfigRequest;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.StorageConfigRequest;
import software.amazon.awssdk.services.eks.model.StorageConfigResponse;
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
        return Cluster.builder()
                .name(request.name())
                .arn(account.arn("eks", "cluster/" + request.name()))
                .createdAt(now)
                .version(version.name())
                .platformVersion(version.platformVersion())
                .roleArn(request.roleArn())
                .status(ClusterStatus.CREATING)
                .resourcesVpcConfig(vpcConfig(request.resourcesVpcConfig(), vpcId))
                .kubernetesNetworkConfig(
                        ServiceNetwork.ofNewCluster(request.kubernetesNetworkConfig(), ec2.cidrsOf(vpcId)))
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
                .computeConfig(compute(request.computeConfig()))
                .storageConfig(storage(request.storageConfig()))
                .controlPlaneScalingConfig(request.controlPlaneScalingConfig())
                .deletionProtection(Boolean.TRUE.equals(request.deletionProtection()))
                .build();
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

    static @Nullable ComputeConfigResponse compute(@Nullable ComputeConfigRequest asked) {
        return asked == null
                ? null
                : ComputeConfigResponse.builder()
                        .enabled(asked.enabled())
                        .nodePools(asked.nodePools())
                        .nodeRoleArn(asked.nodeRoleArn())
                        .build();
    }

    static @Nullable StorageConfigResponse storage(@Nullable StorageConfigRequest asked) {
        return asked == null
                ? null
                : StorageConfigResponse.builder()
                        .blockStorage(asked.blockStorage())
                        .build();
    }
}

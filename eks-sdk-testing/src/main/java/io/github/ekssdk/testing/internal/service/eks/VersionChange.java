package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.eks.model.Category;
import software.amazon.awssdk.services.eks.model.ErrorCode;
import software.amazon.awssdk.services.eks.model.ErrorDetail;
import software.amazon.awssdk.services.eks.model.UpdateClusterVersionRequest;
import software.amazon.awssdk.services.eks.model.UpdateParamType;
import software.amazon.awssdk.services.eks.model.UpdateType;
import software.amazon.awssdk.services.eks.model.VersionStatus;

/** The rules of upgrading a control plane. */
final class VersionChange {
    /** How many minor versions a kubelet may be behind its control plane. */
    private static final int MOST_SKEW = 3;

    private static final int FREE_ADDRESSES = 5;

    private final Account account;
    private final RoleChecks roles;
    private final Ec2Side ec2;
    private final KmsKeys keys;
    private final Insights insights;
    private final Rollbacks rollbacks;

    VersionChange(
            Account account, RoleChecks roles, Ec2Side ec2, KmsKeys keys, Insights insights, Rollbacks rollbacks) {
        this.account = account;
        this.roles = roles;
        this.ec2 = ec2;
        this.keys = keys;
        this.insights = insights;
        this.rollbacks = rollbacks;
    }

    ConfigChange to(ClusterState cluster, UpdateClusterVersionRequest request, Instant now) {
        String before = cluster.model().version();
        String version = request.version();
        KubernetesVersion target = KubernetesVersions.find(version)
                .filter(found -> found.statusAt(now) != VersionStatus.UNSUPPORTED)
                .orElseThrow(() -> EksRefusals.invalidParameter("unsupported Kubernetes version")
                        .with("clusterName", cluster.name()));
        if (rollbacks.leadsTo(cluster, version, now)) {
            return rollbacks.of(cluster, request, now);
        }
        if (target.minor() != KubernetesVersions.running(before).minor() + 1) {
            throw EksRefusals.invalidParameter(
                            "Unsupported Kubernetes minor version update from " + before + " to " + version)
                    .with("clusterName", cluster.name());
        }
        if (request.rollbackConfig() != null) {
            throw EksRefusals.invalidParameter("rollbackConfig can only be specified for a rollback.")
                    .with("clusterName", cluster.name());
        }
        refuseOldNodes(cluster, target);
        keys.requireForUpgrade(cluster, now);
        if (!Boolean.TRUE.equals(request.force())) {
            insights.refuseBlocked(cluster, Category.UPGRADE_READINESS, target, now);
        }
        return upgrade(cluster, target, false);
    }

    /** An upgrade that nothing is asked of beforehand, as EKS makes it at the end of support. */
    ConfigChange upgrade(ClusterState cluster, KubernetesVersion target, boolean byEks) {
        return ConfigChange.of(
                UpdateType.VERSION_UPDATE,
                () -> cluster.upgraded(target, account.transitions().now(), byEks),
                ConfigChange.param(UpdateParamType.VERSION, target.name()),
                ConfigChange.param(UpdateParamType.PLATFORM_VERSION, target.platformVersion()));
    }

    /** Why the new control plane cannot come up; EKS goes back to the old one then. */
    Optional<ErrorDetail> obstacle(ClusterState cluster) {
        if (account.lenient()) {
            return Optional.empty();
        }
        if (!roles.exists(cluster.model().roleArn())) {
            return Optional.of(error(
                    ErrorCode.ACCESS_DENIED,
                    "The role of the cluster cannot be assumed",
                    cluster.model().roleArn()));
        }
        int free = 0;
        for (String id : cluster.model().resourcesVpcConfig().subnetIds()) {
            Optional<SubnetFacts> subnet = ec2.subnet(id);
            if (subnet.isEmpty()) {
                return Optional.of(error(ErrorCode.SUBNET_NOT_FOUND, "A subnet of the cluster was not found", id));
            }
            free += subnet.get().freeAddresses();
        }
        for (String id : cluster.model().resourcesVpcConfig().securityGroupIds()) {
            if (ec2.vpcOfSecurityGroup(id).isEmpty()) {
                return Optional.of(
                        error(ErrorCode.SECURITY_GROUP_NOT_FOUND, "A security group of the cluster was not found", id));
            }
        }
        int most = account.quotas().limit("ec2.networkInterfaces");
        if (ec2.interfaces() + ControlPlaneNetwork.INTERFACES > most) {
            return Optional.of(error(
                    ErrorCode.ENI_LIMIT_REACHED,
                    "The limit of " + most + " network interfaces of the region is reached",
                    cluster.vpcId()));
        }
        return free >= FREE_ADDRESSES
                ? Optional.empty()
                : Optional.of(error(
                        ErrorCode.IP_NOT_AVAILABLE,
                        "The subnets of the cluster have too few free IP addresses",
                        cluster.vpcId()));
    }

    private static void refuseOldNodes(ClusterState cluster, KubernetesVersion target) {
        List<String> old = cluster.nodegroups().values().stream()
                .filter(group -> group.minor() < target.minor() - MOST_SKEW)
                .map(NodegroupState::name)
                .toList();
        if (!old.isEmpty()) {
            throw EksRefusals.invalidParameter("Nodegroups " + old + " must be updated to match cluster version "
                            + cluster.model().version() + " before updating cluster version")
                    .with("clusterName", cluster.name());
        }
    }

    private static ErrorDetail error(ErrorCode code, String message, String resourceId) {
        return ErrorDetail.builder()
                .errorCode(code)
                .errorMessage(message)
                .resourceIds(resourceId)
                .build();
    }
}

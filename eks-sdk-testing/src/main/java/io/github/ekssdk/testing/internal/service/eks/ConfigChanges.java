package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.eks.model.ControlPlaneEgressModeType;
import software.amazon.awssdk.services.eks.model.Logging;
import software.amazon.awssdk.services.eks.model.UpdateClusterConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateParamType;
import software.amazon.awssdk.services.eks.model.UpdateType;
import software.amazon.awssdk.services.eks.model.VpcConfigRequest;
import software.amazon.awssdk.services.eks.model.VpcConfigResponse;

/** Finds the one change that a request asks for; EKS refuses requests with none or several. */
final class ConfigChanges {
    private final ClusterNetworkCheck networkCheck;
    private final ControlPlaneNetwork network;
    private final ControlPlaneLogs logs;
    private final PolicyChanges policies;

    ConfigChanges(
            Account account,
            Ec2Side ec2,
            ClusterNetworkCheck networkCheck,
            ControlPlaneNetwork network,
            ControlPlaneLogs logs,
            ManagedAccess access,
            AutoModeNodes autoModeNodes) {
        this.networkCheck = networkCheck;
        this.network = network;
        this.logs = logs;
        this.policies = new PolicyChanges(account, ec2, access, autoModeNodes);
    }

    /** The change as a request asks for it; reading it refuses what makes no sense for the cluster. */
    record Asked(UpdateType type, Supplier<ConfigChange> change) {}

    Asked theOnly(ClusterState cluster, UpdateClusterConfigRequest request) {
        List<Asked> asked = new ArrayList<>(policies.of(cluster, request));
        VpcConfigRequest vpc = request.resourcesVpcConfig();
        if (vpc != null && EndpointAccess.isAskedFor(vpc)) {
            asked.add(new Asked(UpdateType.ENDPOINT_ACCESS_UPDATE, () -> endpointAccess(cluster, vpc)));
        }
        if (vpc != null && vpc.controlPlaneEgressModeAsString() != null) {
            asked.add(new Asked(UpdateType.CONTROL_PLANE_EGRESS_UPDATE, () -> egressMode(cluster, vpc)));
        }
        if (vpc != null && (vpc.hasSubnetIds() || vpc.hasSecurityGroupIds())) {
            asked.add(new Asked(UpdateType.VPC_CONFIG_UPDATE, () -> vpcConfig(cluster, vpc)));
        }
        if (request.logging() != null) {
            asked.add(new Asked(UpdateType.LOGGING_UPDATE, () -> logging(cluster, request.logging())));
        }
        if (asked.size() > 1) {
            throw EksRefusals.invalidParameter("Only one type of update can be allowed.")
                    .with("clusterName", cluster.name());
        }
        if (asked.isEmpty()) {
            throw EksRefusals.invalidParameter("No changes are specified for cluster " + cluster.name())
                    .with("clusterName", cluster.name());
        }
        return asked.get(0);
    }

    private static ConfigChange endpointAccess(ClusterState cluster, VpcConfigRequest asked) {
        VpcConfigResponse config = cluster.model().resourcesVpcConfig();
        EndpointAccess before = EndpointAccess.of(config);
        EndpointAccess after = before.changed(asked);
        if (isSame(before, after)) {
            throw EksRefusals.invalidParameter("Cluster is already at the desired configuration with"
                            + " endpointPrivateAccess: " + after.privateAccess() + " , endpointPublicAccess: "
                            + after.publicAccess() + ", and Public Endpoint Restrictions: " + after.publicCidrs())
                    .with("clusterName", cluster.name());
        }
        return ConfigChange.of(
                UpdateType.ENDPOINT_ACCESS_UPDATE,
                () -> cluster.change(b -> b.resourcesVpcConfig(cluster.model()
                        .resourcesVpcConfig()
                        .copy(vpc -> vpc.endpointPublicAccess(after.publicAccess())
                                .endpointPrivateAccess(after.privateAccess())
                                .publicAccessCidrs(after.publicCidrs())))),
                ConfigChange.param(UpdateParamType.ENDPOINT_PUBLIC_ACCESS, after.publicAccess()),
                ConfigChange.param(UpdateParamType.ENDPOINT_PRIVATE_ACCESS, after.privateAccess()),
                ConfigChange.param(UpdateParamType.PUBLIC_ACCESS_CIDRS, Json.of(after.publicCidrs())));
    }

    private static boolean isSame(EndpointAccess before, EndpointAccess after) {
        return before.publicAccess() == after.publicAccess()
                && before.privateAccess() == after.privateAccess()
                && new HashSet<>(before.publicCidrs()).equals(new HashSet<>(after.publicCidrs()));
    }

    private ConfigChange vpcConfig(ClusterState cluster, VpcConfigRequest asked) {
        VpcConfigResponse config = cluster.model().resourcesVpcConfig();
        List<String> subnets = asked.hasSubnetIds() ? asked.subnetIds() : config.subnetIds();
        List<String> groups = asked.hasSecurityGroupIds() ? asked.securityGroupIds() : config.securityGroupIds();
        if (new HashSet<>(subnets).equals(new HashSet<>(config.subnetIds()))
                && new HashSet<>(groups).equals(new HashSet<>(config.securityGroupIds()))) {
            throw EksRefusals.invalidParameter("Cluster is already at the desired configuration with subnetIds: "
                            + subnets + ", securityGroupIds: " + groups)
                    .with("clusterName", cluster.name());
        }
        String vpcId = networkCheck.checkSubnets(cluster.name(), subnets);
        if (!vpcId.equals(cluster.vpcId())) {
            throw EksRefusals.invalidParameter("Provided subnets belong to " + vpcId
                            + ", but the VPC of the cluster is " + cluster.vpcId() + " and cannot be changed")
                    .with("clusterName", cluster.name());
        }
        networkCheck.checkSecurityGroups(cluster.name(), groups, vpcId);
        return new ConfigChange(
                UpdateType.VPC_CONFIG_UPDATE,
                List.of(
                        ConfigChange.param(UpdateParamType.SUBNETS, Json.of(subnets)),
                        ConfigChange.param(UpdateParamType.SECURITY_GROUPS, Json.of(groups))),
                () -> {
                    cluster.change(b -> b.resourcesVpcConfig(cluster.model()
                            .resourcesVpcConfig()
                            .copy(vpc -> vpc.subnetIds(subnets).securityGroupIds(groups))));
                    network.placeInterfaces(cluster);
                },
                () -> networkCheck.lost(subnets, groups));
    }

    /** Whoever has taken the routing over keeps it. */
    private static ConfigChange egressMode(ClusterState cluster, VpcConfigRequest asked) {
        EksInput.checkWord(
                "controlPlaneEgressMode",
                asked.controlPlaneEgressModeAsString(),
                ControlPlaneEgressModeType.knownValues());
        ControlPlaneEgressModeType before = cluster.model().resourcesVpcConfig().controlPlaneEgressMode();
        ControlPlaneEgressModeType after = asked.controlPlaneEgressMode();
        if (before == after) {
            throw EksRefusals.invalidParameter(
                            "Cluster is already at the desired configuration with controlPlaneEgressMode: " + after)
                    .with("clusterName", cluster.name());
        }
        if (after == ControlPlaneEgressModeType.AWS_MANAGED) {
            throw EksRefusals.invalidParameter(
                            "controlPlaneEgressMode cannot be changed from " + before + " to " + after)
                    .with("clusterName", cluster.name());
        }
        return ConfigChange.of(
                UpdateType.CONTROL_PLANE_EGRESS_UPDATE,
                () -> cluster.change(b -> b.resourcesVpcConfig(
                        cluster.model().resourcesVpcConfig().copy(vpc -> vpc.controlPlaneEgressMode(after)))),
                ConfigChange.param(UpdateParamType.CONTROL_PLANE_EGRESS_MODE, after));
    }

    private ConfigChange logging(ClusterState cluster, Logging asked) {
        Logging before = cluster.model().logging();
        Logging after = LoggingConfig.merged(before, asked);
        if (LoggingConfig.enabled(before).equals(LoggingConfig.enabled(after))) {
            throw EksRefusals.invalidParameter("No changes needed for the logging config provided")
                    .with("clusterName", cluster.name());
        }
        return ConfigChange.of(
                UpdateType.LOGGING_UPDATE,
                () -> {
                    cluster.change(b -> b.logging(after));
                    logs.begin(cluster);
                },
                ConfigChange.param(UpdateParamType.CLUSTER_LOGGING, Json.of(asked)));
    }
}

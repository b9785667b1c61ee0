package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.Output;
import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.resource.eks.ControlPlane;
import io.github.ekssdk.internal.resource.kms.KmsKey;
import io.github.ekssdk.internal.resource.logs.LogGroup;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.LogGroupClass;
import io.github.ekssdk.spec.LogType;
import java.util.Map;

/** The EKS cluster itself and its log group. */
final class ControlPlaneLowering {

    private final LoweringContext context;
    private final ClusterSpec spec;

    ControlPlaneLowering(LoweringContext context) {
        this.context = context;
        this.spec = context.spec();
    }

    void lower(Network network, Object roleArn, AutoModeLowering autoMode) {
        if (!spec.logging().isEmpty()) {
            logGroup();
        }
        Properties.Builder cluster = Properties.builder()
                .setIfPresent(ControlPlane.VERSION, KubernetesVersions.of(context))
                .set(ControlPlane.ROLE_ARN, roleArn)
                .set(ControlPlane.SUBNET_IDS, network.controlPlaneSubnets())
                .set(ControlPlane.SECURITY_GROUP_IDS, network.controlPlaneSecurityGroups())
                .set(ControlPlane.PUBLIC_ENDPOINT, spec.endpointAccess().publicEndpoint())
                .set(ControlPlane.PRIVATE_ENDPOINT, spec.endpointAccess().privateEndpoint());
        if (spec.endpointAccess().publicEndpoint()) {
            cluster.set(ControlPlane.PUBLIC_ACCESS_CIDRS, spec.endpointAccess().publicAccessCidrs());
        }
        cluster.set(
                        ControlPlane.LOGGING,
                        spec.logging().stream().map(LogType::value).sorted().toList())
                .set(ControlPlane.AUTHENTICATION_MODE, spec.authenticationMode().name())
                .set(ControlPlane.CREATOR_ADMIN, spec.creatorAdmin())
                .set(ControlPlane.DELETION_PROTECTION, spec.deletionProtection());
        settings(cluster);
        autoMode.settings(cluster);
        cluster.set(ControlPlane.TAGS, tags());
        context.graph().add(Kinds.CONTROL_PLANE, spec.name(), cluster.build());
    }

    private void settings(Properties.Builder cluster) {
        cluster.set(ControlPlane.UPGRADE_POLICY, spec.upgradePolicy().name())
                .set(ControlPlane.ZONAL_SHIFT, spec.zonalShift())
                .set(ControlPlane.TIER, spec.controlPlaneTier().value())
                .set(ControlPlane.EGRESS_MODE, spec.controlPlaneEgressMode().name())
                .set(ControlPlane.IP_FAMILY, spec.ipFamily().value())
                .setIfPresent(ControlPlane.SERVICE_IPV4_CIDR, spec.serviceIpv4Cidr())
                .set(ControlPlane.REMOTE_NODE_NETWORKS, spec.remoteNodeNetworks())
                .set(ControlPlane.REMOTE_POD_NETWORKS, spec.remotePodNetworks())
                .set(
                        ControlPlane.SELF_MANAGED_ADDONS,
                        spec.bootstrapSelfManagedAddons() && spec.autoMode().isEmpty())
                .set(ControlPlane.ENCRYPTION_KEY, encryptionKey());
        if (spec.forceUpgrade()) {
            cluster.set(ControlPlane.FORCE_UPGRADE, true);
        }
        if (spec.versionRollback()) {
            cluster.set(ControlPlane.VERSION_ROLLBACK, true)
                    .setIfPresent(
                            ControlPlane.ROLLBACK_TIMEOUT,
                            spec.rollbackTimeout().map(timeout -> (int) timeout.toMinutes()));
        }
    }

    private Object encryptionKey() {
        if (spec.secretsEncryption().isEmpty()) {
            return ControlPlane.AWS_OWNED_KEY;
        }
        return spec.secretsEncryption().get().keyArn().<Object>map(arn -> arn).orElseGet(this::kmsKey);
    }

    private Output kmsKey() {
        return context.graph()
                .add(
                        Kinds.KMS_KEY,
                        KmsKey.SECRETS,
                        Properties.builder()
                                .set(KmsKey.ALIAS, KmsKey.alias(context.owner(), KmsKey.SECRETS))
                                .set(KmsKey.STATE, KmsKey.ENABLED)
                                .set(KmsKey.ROTATION, true)
                                .set(KmsKey.TAGS, context.tags())
                                .build())
                .output(KmsKey.ARN);
    }

    /** Once something of ours is inside, the cluster says so: only then is it looked for. */
    private Map<String, String> tags() {
        return spec.components().isEmpty()
                        && !NodeMappings.wanted(spec)
                        && context.resolved(Components.PATH).isEmpty()
                ? context.tags()
                : context.tags(Map.of(ControlPlane.COMPONENTS_TAG, "true"));
    }

    private void logGroup() {
        String days = spec.logRetentionDays().isPresent()
                ? Integer.toString(spec.logRetentionDays().getAsInt())
                : LogGroup.FOREVER;
        context.graph()
                .add(
                        Kinds.LOG_GROUP,
                        LogGroup.CONTROL_PLANE,
                        Properties.builder()
                                .set(LogGroup.RETENTION_DAYS, days)
                                .setIfPresent(LogGroup.KMS_KEY_ID, spec.logKmsKeyArn())
                                .setIfPresent(
                                        LogGroup.LOG_GROUP_CLASS,
                                        spec.logGroupClass().map(LogGroupClass::name))
                                .set(LogGroup.TAGS, context.tags())
                                .build());
    }
}

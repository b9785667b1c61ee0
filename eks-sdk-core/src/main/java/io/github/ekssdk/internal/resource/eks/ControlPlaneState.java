package io.github.ekssdk.internal.resource.eks;

import io.github.ekssdk.internal.graph.Owner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterHealth;
import software.amazon.awssdk.services.eks.model.KubernetesNetworkConfigResponse;
import software.amazon.awssdk.services.eks.model.VpcConfigResponse;

/** Reads a described cluster. */
final class ControlPlaneState {

    private ControlPlaneState() {}

    static Map<String, Object> properties(Cluster cluster) {
        VpcConfigResponse vpc = cluster.resourcesVpcConfig();
        Map<String, Object> properties = new LinkedHashMap<>();
        put(properties, ControlPlane.VERSION, cluster.version());
        put(properties, ControlPlane.ROLE_ARN, cluster.roleArn());
        put(properties, ControlPlane.SUBNET_IDS, vpc.subnetIds());
        put(properties, ControlPlane.SECURITY_GROUP_IDS, vpc.securityGroupIds());
        put(properties, ControlPlane.PUBLIC_ENDPOINT, vpc.endpointPublicAccess());
        put(properties, ControlPlane.PRIVATE_ENDPOINT, vpc.endpointPrivateAccess());
        put(properties, ControlPlane.PUBLIC_ACCESS_CIDRS, vpc.publicAccessCidrs());
        put(properties, ControlPlane.LOGGING, logging(cluster));
        put(
                properties,
                ControlPlane.AUTHENTICATION_MODE,
                cluster.accessConfig() == null
                        ? "CONFIG_MAP"
                        : cluster.accessConfig().authenticationModeAsString());
        put(properties, ControlPlane.DELETION_PROTECTION, Boolean.TRUE.equals(cluster.deletionProtection()));
        ControlPlaneSettings.read(cluster, properties);
        put(properties, ControlPlane.TAGS, Owner.wantedTags(cluster.tags()));
        return properties;
    }

    private static void put(
            Map<String, Object> properties, String name, @org.jspecify.annotations.Nullable Object value) {
        if (value != null) {
            properties.put(name, value);
        }
    }

    private static List<String> logging(Cluster cluster) {
        if (cluster.logging() == null) {
            return List.of();
        }
        return cluster.logging().clusterLogging().stream()
                .filter(setup -> Boolean.TRUE.equals(setup.enabled()))
                .flatMap(setup -> setup.typesAsStrings().stream())
                .sorted()
                .toList();
    }

    static Map<String, String> outputs(Cluster cluster, String owner) {
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put("name", cluster.name());
        outputs.put("arn", cluster.arn());
        outputs.put(EksTags.OWNER, owner);
        put(outputs, ControlPlane.COMPONENTS, cluster.tags().get(ControlPlane.COMPONENTS_TAG));
        put(outputs, "version", cluster.version());
        put(outputs, "platformVersion", cluster.platformVersion());
        put(outputs, "endpoint", cluster.endpoint());
        if (cluster.certificateAuthority() != null) {
            put(outputs, "certificateAuthority", cluster.certificateAuthority().data());
        }
        put(outputs, "vpcId", cluster.resourcesVpcConfig().vpcId());
        put(outputs, "clusterSecurityGroupId", cluster.resourcesVpcConfig().clusterSecurityGroupId());
        if (cluster.kubernetesNetworkConfig() != null) {
            KubernetesNetworkConfigResponse network = cluster.kubernetesNetworkConfig();
            put(
                    outputs,
                    "serviceCidr",
                    network.serviceIpv4Cidr() != null ? network.serviceIpv4Cidr() : network.serviceIpv6Cidr());
        }
        if (cluster.identity() != null && cluster.identity().oidc() != null) {
            String issuer = cluster.identity().oidc().issuer();
            put(outputs, "oidcIssuer", issuer);
            put(outputs, ControlPlane.ISSUER, issuer.replaceFirst("^https://", ""));
        }
        if (cluster.kubernetesNetworkConfig() != null) {
            put(outputs, "serviceIpv6Cidr", cluster.kubernetesNetworkConfig().serviceIpv6Cidr());
        }
        put(outputs, "createdAt", Objects.toString(cluster.createdAt(), null));
        return outputs;
    }

    private static void put(Map<String, String> outputs, String name, @org.jspecify.annotations.Nullable String value) {
        if (value != null) {
            outputs.put(name, value);
        }
    }

    static List<String> issues(Cluster cluster) {
        ClusterHealth health = cluster.health();
        return health == null
                ? List.of()
                : health.issues().stream()
                        .map(issue -> issue.codeAsString() + ": " + issue.message())
                        .toList();
    }
}

package io.github.ekssdk.k8s;

import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.ComponentContext;
import java.util.Map;
import java.util.Optional;

/** The cluster {@code prod} as components see it before it is there. */
public record SampleContext(Optional<String> kubernetesVersion) implements ComponentContext {

    public static SampleContext of(String kubernetesVersion) {
        return new SampleContext(Optional.of(kubernetesVersion));
    }

    @Override
    public ClusterSpec spec() {
        return ClusterSpec.builder("prod").build();
    }

    @Override
    public String clusterName() {
        return "prod";
    }

    @Override
    public String region() {
        return "eu-west-1";
    }

    @Override
    public String accountId() {
        return "123456789012";
    }

    @Override
    public String partition() {
        return "aws";
    }

    @Override
    public String vpcId() {
        return "${eks-sdk:vpc/main#id}";
    }

    @Override
    public String endpoint() {
        return "${eks-sdk:cluster/prod#endpoint}";
    }

    @Override
    public String clusterSecurityGroupId() {
        return "${eks-sdk:cluster/prod#clusterSecurityGroupId}";
    }

    @Override
    public Map<String, String> nodeSubnetIds() {
        return Map.of("eu-west-1a", "${eks-sdk:subnet/private-a#id}");
    }

    @Override
    public Map<String, String> podSubnetIds() {
        return Map.of("eu-west-1a", "${eks-sdk:subnet/pods-a#id}");
    }

    @Override
    public String serviceAccountRoleArn(String namespace, String serviceAccount) {
        return "${eks-sdk:iamRole/serviceAccount/" + namespace + "/" + serviceAccount + "#arn}";
    }

    @Override
    public Optional<String> nodeRoleName() {
        return Optional.of("prod-node");
    }
}

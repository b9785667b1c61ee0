package io.github.ekssdk.k8s.component;

import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.ComponentContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A cluster of which everything is known. */
record FixedContext(ClusterSpec spec) implements ComponentContext {

    @Override
    public String clusterName() {
        return spec.name();
    }

    @Override
    public String region() {
        return "eu-west-1";
    }

    @Override
    public String accountId() {
        return "111122223333";
    }

    @Override
    public String partition() {
        return "aws";
    }

    @Override
    public Optional<String> kubernetesVersion() {
        return Optional.of("1.35");
    }

    @Override
    public String vpcId() {
        return "vpc-1";
    }

    @Override
    public String endpoint() {
        return "https://demo.example";
    }

    @Override
    public String clusterSecurityGroupId() {
        return "sg-cluster";
    }

    @Override
    public Map<String, String> nodeSubnetIds() {
        return zones("subnet-");
    }

    @Override
    public Map<String, String> podSubnetIds() {
        return zones("pods-");
    }

    private static Map<String, String> zones(String prefix) {
        Map<String, String> ids = new LinkedHashMap<>();
        ids.put("eu-west-1a", prefix + "a");
        ids.put("eu-west-1b", prefix + "b");
        return ids;
    }

    @Override
    public String serviceAccountRoleArn(String namespace, String serviceAccount) {
        return "arn:aws:iam::111122223333:role/" + namespace + "-" + serviceAccount;
    }

    @Override
    public Optional<String> nodeRoleName() {
        return Optional.of("demo-node");
    }
}

package io.github.ekssdk.testing.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.ekssdk.kubeconfig.BearerTokens;
import io.github.ekssdk.testing.FakeAws;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;

/** A lenient account with the cluster {@code prod}, and clients of its Kubernetes API. */
final class KubernetesWorld implements AutoCloseable {
    final FakeAws aws;
    final EksClient eks;

    KubernetesWorld() {
        this(request -> {});
    }

    KubernetesWorld(Consumer<CreateClusterRequest.Builder> settings) {
        this.aws = FakeAws.lenient();
        this.eks = aws.client(EksClient.builder());
        eks.createCluster(request -> {
            request.name("prod")
                    .roleArn("arn:aws:iam::123456789012:role/cluster")
                    .resourcesVpcConfig(vpc -> vpc.subnetIds("subnet-0a", "subnet-0b"));
            settings.accept(request);
        });
    }

    FakeKubernetes kubernetes() {
        return aws.kubernetes("prod");
    }

    KubernetesClient admin() {
        return client(kubernetes().adminToken());
    }

    /** A client that logs in as EKS's users do. */
    KubernetesClient as(AwsCredentialsProvider credentials) {
        BearerTokens tokens = BearerTokens.forCluster(
                "prod", aws.region(), credentials, aws.time().clock());
        return client(tokens.token().value());
    }

    KubernetesClient client(String token) {
        return client(kubernetes(), token);
    }

    static KubernetesClient client(FakeKubernetes kubernetes, String token) {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl(kubernetes.url().toString())
                .withCaCertData(Base64.getEncoder()
                        .encodeToString(kubernetes.certificateAuthority().getBytes(StandardCharsets.UTF_8)))
                .withOauthToken(token)
                .withRequestRetryBackoffLimit(0)
                .withOnlyHttpWatches(true)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    void pass(Duration duration) {
        try {
            aws.clock().advance(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        eks.close();
        aws.close();
    }
}

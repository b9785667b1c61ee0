package io.github.ekssdk.testing.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.ekssdk.kubeconfig.BearerTokens;
import io.github.ekssdk.testing.FakeAws;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
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
        return client(settings(kubernetes, token).withOnlyHttpWatches(true));
    }

    /** A client of the administrator that watches as Fabric8 does when nobody says anything. */
    static KubernetesClient watchingClient(FakeKubernetes kubernetes) {
        return client(settings(kubernetes, kubernetes.adminToken()).withWatchReconnectInterval(200));
    }

    private static ConfigBuilder settings(FakeKubernetes kubernetes, String token) {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(kubernetes.url().toString())
                .withCaCertData(Base64.getEncoder()
                        .encodeToString(kubernetes.certificateAuthority().getBytes(StandardCharsets.UTF_8)))
                .withOauthToken(token)
                .withRequestRetryBackoffLimit(0);
    }

    private static KubernetesClient client(ConfigBuilder settings) {
        return new KubernetesClientBuilder().withConfig(settings.build()).build();
    }

    /** A context for TLS that trusts the authority of a cluster and nobody else. */
    static SSLContext trusting(FakeKubernetes kubernetes) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "cluster",
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(
                                    kubernetes.certificateAuthority().getBytes(StandardCharsets.US_ASCII))));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Applies every document of a YAML as the field manager {@code test}. */
    static void apply(KubernetesClient client, String yaml) {
        for (HasMetadata object : client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .items()) {
            client.resource(object).fieldManager("test").serverSideApply();
        }
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

package io.github.ekssdk.k8s;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.ekssdk.client.Cluster;
import io.github.ekssdk.client.EksConfig;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.kubernetes.FakeKubernetes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;

/** A lenient account with the cluster {@code prod}, whose creator is its administrator. */
final class Account implements AutoCloseable {

    final FakeAws aws = FakeAws.lenient();
    final EksClient eks = aws.client(EksClient.builder());
    private final EksManager manager = aws.connect();
    private final List<KubernetesClient> clients = new ArrayList<>();

    Account() {
        this(request -> {});
    }

    Account(Consumer<CreateClusterRequest.Builder> settings) {
        eks.createCluster(request -> {
            request.name("prod")
                    .roleArn("arn:aws:iam::123456789012:role/cluster")
                    .resourcesVpcConfig(vpc -> vpc.subnetIds("subnet-0a", "subnet-0b"));
            settings.accept(request);
        });
        kubernetes();
    }

    /** The Kubernetes API of the cluster. */
    FakeKubernetes kubernetes() {
        return aws.kubernetes("prod");
    }

    /** The cluster as its creator sees it. */
    Cluster cluster() {
        return manager.cluster("prod");
    }

    /** A client of the cluster's creator. */
    KubernetesClient connect() {
        return keep(EksKubernetes.connect(cluster()));
    }

    /** A client of somebody else, who knows the cluster's name and region. */
    KubernetesClient connectAs(AwsCredentialsProvider credentials) {
        return connectAs(credentials, aws -> {});
    }

    KubernetesClient connectAs(AwsCredentialsProvider credentials, Consumer<EksConfig.Builder> settings) {
        return keep(EksKubernetes.connect(
                "prod",
                config -> settings.accept(config.region(aws.region())
                        .credentials(credentials)
                        .httpClient(aws.httpClient())
                        .time(aws.time()))));
    }

    /** Closes the client when the account is closed. */
    KubernetesClient keep(KubernetesClient client) {
        clients.add(client);
        return client;
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
        clients.forEach(KubernetesClient::close);
        manager.close();
        eks.close();
        aws.close();
    }
}

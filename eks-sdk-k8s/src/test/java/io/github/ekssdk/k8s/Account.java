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
public final class Account implements AutoCloseable {

    public final FakeAws aws;
    public final EksClient eks;
    private final EksManager manager;
    private final List<KubernetesClient> clients = new ArrayList<>();

    /** An account in which all is ready at once. */
    public Account() {
        this(request -> {});
    }

    /** An account in which all is ready at once, with a cluster of these settings. */
    public Account(Consumer<CreateClusterRequest.Builder> settings) {
        this(FakeAws.lenient(), settings);
    }

    /** A cluster in this account. */
    public Account(FakeAws aws, Consumer<CreateClusterRequest.Builder> settings) {
        this.aws = aws;
        this.eks = aws.client(EksClient.builder());
        this.manager = aws.connect();
        eks.createCluster(request -> {
            request.name("prod")
                    .roleArn("arn:aws:iam::123456789012:role/cluster")
                    .resourcesVpcConfig(vpc -> vpc.subnetIds("subnet-0a", "subnet-0b"));
            settings.accept(request);
        });
        kubernetes();
    }

    /** The Kubernetes API of the cluster. */
    public FakeKubernetes kubernetes() {
        return aws.kubernetes("prod");
    }

    /** The cluster as its creator sees it. */
    public Cluster cluster() {
        return manager.cluster("prod");
    }

    /** A client of the cluster's creator. */
    public KubernetesClient connect() {
        return keep(EksKubernetes.connect(cluster()));
    }

    /** A client of somebody else, who knows the cluster's name and region. */
    public KubernetesClient connectAs(AwsCredentialsProvider credentials) {
        return connectAs(credentials, aws -> {});
    }

    /** A client of somebody else, by these settings. */
    public KubernetesClient connectAs(AwsCredentialsProvider credentials, Consumer<EksConfig.Builder> settings) {
        return keep(EksKubernetes.connect(
                "prod",
                config -> settings.accept(config.region(aws.region())
                        .credentials(credentials)
                        .httpClient(aws.httpClient())
                        .time(aws.time()))));
    }

    /** Closes the client when the account is closed. */
    public KubernetesClient keep(KubernetesClient client) {
        clients.add(client);
        return client;
    }

    /** Lets time pass in the account. */
    public void pass(Duration duration) {
        try {
            aws.clock().advance(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Makes a managed node group. */
    public void nodeGroup(String name, int nodes) {
        eks.createNodegroup(request -> request.clusterName("prod")
                .nodegroupName(name)
                .nodeRole("arn:aws:iam::123456789012:role/nodes")
                .subnets("subnet-0a", "subnet-0b")
                .scalingConfig(scaling -> scaling.minSize(0).maxSize(9).desiredSize(nodes)));
    }

    @Override
    public void close() {
        clients.forEach(KubernetesClient::close);
        manager.close();
        eks.close();
        aws.close();
    }
}

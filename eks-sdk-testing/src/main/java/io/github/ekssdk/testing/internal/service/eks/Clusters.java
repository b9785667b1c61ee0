package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Call;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.CreateClusterResponse;
import software.amazon.awssdk.services.eks.model.DeleteClusterRequest;
import software.amazon.awssdk.services.eks.model.DeleteClusterResponse;
import software.amazon.awssdk.services.eks.model.DescribeClusterRequest;
import software.amazon.awssdk.services.eks.model.DescribeClusterResponse;
import software.amazon.awssdk.services.eks.model.ListClustersRequest;
import software.amazon.awssdk.services.eks.model.ListClustersResponse;

/** Creates, shows and deletes clusters. */
final class Clusters {
    private final ClusterStore store;
    private final Account account;
    private final RoleChecks roles;
    private final ClusterNetworkCheck network;
    private final NewCluster newCluster;
    private final ClusterLife life;
    private final KmsKeys keys;
    private final ClientTokens<ClusterState> tokens = new ClientTokens<>();

    Clusters(
            ClusterStore store,
            RoleChecks roles,
            ClusterNetworkCheck network,
            Ec2Side ec2,
            ClusterLife life,
            KmsKeys keys) {
        this.store = store;
        this.account = store.account();
        this.roles = roles;
        this.network = network;
        this.newCluster = new NewCluster(account, ec2);
        this.life = life;
        this.keys = keys;
    }

    CreateClusterResponse create(CreateClusterRequest request, Call call) {
        NewClusterCheck.check(request);
        EksTags tags = EksTags.ofCreate(request.tags());
        KubernetesVersion version = KubernetesVersions.forNewCluster(request.version(), call.now());
        if (request.upgradePolicy() != null) {
            NewClusterCheck.checkSupport(version, request.upgradePolicy().supportType(), call.now());
        }
        CreateClusterRequest parameters = request.copy(b -> b.clientRequestToken(null));
        Optional<ClusterState> earlier = tokens.earlier(request.clientRequestToken(), parameters);
        if (earlier.isPresent()) {
            return CreateClusterResponse.builder()
                    .cluster(earlier.get().describe())
                    .build();
        }
        refuseTakenOrTooMany(request.name());
        roles.clusterRole(request.roleArn(), call.now());
        String vpcId = network.vpcOf(request.name(), request.resourcesVpcConfig());
        keys.requireUsable(request.encryptionConfig(), call);
        Cluster model = newCluster.build(request, version, vpcId, call.now());
        ClusterState cluster = new ClusterState(model, tags, roles.iam().principalOf(call.caller()));
        store.add(cluster);
        SelfManagedAddons.install(cluster, request, account);
        keys.adopt(cluster, call.now());
        tokens.remember(request.clientRequestToken(), parameters, cluster);
        life.begin(cluster, call.now());
        return CreateClusterResponse.builder().cluster(cluster.describe()).build();
    }

    DescribeClusterResponse describe(DescribeClusterRequest request) {
        Optional<ConnectedCluster> connected = Optional.ofNullable(request.name())
                .map(store.connected()::get)
                .filter(cluster -> cluster.isVisibleAt(account.transitions().now()));
        Cluster cluster =
                connected.isPresent() ? connected.get().describe() : store.describe(store.cluster(request.name()));
        return DescribeClusterResponse.builder().cluster(cluster).build();
    }

    ListClustersResponse list(ListClustersRequest request) {
        EksPages<String> page = EksPages.ofNames(byName(request.include()), request.maxResults(), request.nextToken());
        return ListClustersResponse.builder()
                .clusters(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    DeleteClusterResponse delete(DeleteClusterRequest request, Call call) {
        ClusterState cluster = store.cluster(request.name());
        if (cluster.status() != ClusterStatus.DELETING) {
            refuseUndeletable(cluster);
            life.end(cluster, call.now(), () -> {
                tokens.forget(cluster);
                keys.release(cluster);
            });
        }
        return DeleteClusterResponse.builder().cluster(cluster.describe()).build();
    }

    /** EKS's own clusters, and with the word {@code all} those that run elsewhere too. */
    private NavigableMap<String, ?> byName(List<String> include) {
        for (String word : include) {
            if (!word.equals("all")) {
                throw EksRefusals.invalidParameter("The value of include must be all, but is " + word);
            }
        }
        if (include.isEmpty()) {
            return store.byName();
        }
        NavigableMap<String, Object> all = new TreeMap<>(store.byName());
        store.connected().forEach((name, cluster) -> {
            if (cluster.isVisibleAt(account.transitions().now())) {
                all.put(name, cluster);
            }
        });
        return all;
    }

    private void refuseTakenOrTooMany(String name) {
        if (store.isTaken(name, account.transitions().now())
                || store.connected().containsKey(name)) {
            throw EksRefusals.inUse("Cluster already exists with name: " + name).with("clusterName", name);
        }
        int most = account.quotas().limit("eks.clusters");
        if (store.clusters().size() >= most) {
            throw EksRefusals.limitExceeded("The number of clusters in this region is limited to " + most + ".")
                    .with("clusterName", name);
        }
    }

    private static void refuseUndeletable(ClusterState cluster) {
        String name = cluster.name();
        if (cluster.status() == ClusterStatus.CREATING) {
            throw EksRefusals.inUse("Cannot delete cluster " + name + " because it is in CREATING status")
                    .with("clusterName", name);
        }
        if (cluster.isActive() && Boolean.TRUE.equals(cluster.model().deletionProtection())) {
            throw EksRefusals.invalidRequest("Cluster " + name
                            + " has deletion protection enabled and cannot be deleted; disable it first")
                    .with("clusterName", name);
        }
        if (!cluster.nodegroups().isEmpty()) {
            throw EksRefusals.inUse("Cluster has nodegroups attached")
                    .with("clusterName", name)
                    .with(
                            "nodegroupName",
                            cluster.nodegroups().keySet().iterator().next());
        }
        if (!cluster.fargateProfiles().isEmpty()) {
            throw EksRefusals.inUse("Cluster has Fargate Profiles in ACTIVE/CREATING state")
                    .with("clusterName", name);
        }
        if (!cluster.capabilities().isEmpty()) {
            throw EksRefusals.inUse("Cluster has capabilities attached").with("clusterName", name);
        }
        cluster.updates().running("").ifPresent(update -> {
            throw EksRefusals.updateInProgress("delete", name, update.id());
        });
    }
}

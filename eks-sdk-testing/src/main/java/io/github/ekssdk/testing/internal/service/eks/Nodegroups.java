package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.Call;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.eks.model.CreateNodegroupRequest;
import software.amazon.awssdk.services.eks.model.CreateNodegroupResponse;
import software.amazon.awssdk.services.eks.model.DeleteNodegroupRequest;
import software.amazon.awssdk.services.eks.model.DeleteNodegroupResponse;
import software.amazon.awssdk.services.eks.model.DescribeNodegroupRequest;
import software.amazon.awssdk.services.eks.model.DescribeNodegroupResponse;
import software.amazon.awssdk.services.eks.model.ListNodegroupsRequest;
import software.amazon.awssdk.services.eks.model.ListNodegroupsResponse;
import software.amazon.awssdk.services.eks.model.NodegroupStatus;

/** Creates, shows and deletes managed node groups. */
final class Nodegroups {
    private final ClusterStore store;
    private final Account account;
    private final RoleChecks roles;
    private final NewNodegroup newNodegroup;
    private final NodegroupLife life;
    private final NodegroupHealth health;
    private final ClientTokens<NodegroupState> tokens = new ClientTokens<>();

    Nodegroups(
            ClusterStore store,
            RoleChecks roles,
            NewNodegroup newNodegroup,
            NodegroupLife life,
            NodegroupHealth health) {
        this.store = store;
        this.account = store.account();
        this.roles = roles;
        this.newNodegroup = newNodegroup;
        this.life = life;
        this.health = health;
    }

    CreateNodegroupResponse create(CreateNodegroupRequest request, Call call) {
        try {
            return CreateNodegroupResponse.builder()
                    .nodegroup(made(request, call).describe())
                    .build();
        } catch (AwsRefusal refusal) {
            throw named(refusal, request);
        }
    }

    DescribeNodegroupResponse describe(DescribeNodegroupRequest request) {
        ClusterState cluster = store.cluster(request.clusterName());
        NodegroupState group = cluster.nodegroup(request.nodegroupName());
        health.look(cluster, group);
        return DescribeNodegroupResponse.builder().nodegroup(group.describe()).build();
    }

    ListNodegroupsResponse list(ListNodegroupsRequest request) {
        List<String> names = store.cluster(request.clusterName()).nodegroups().keySet().stream()
                .sorted()
                .toList();
        EksPages<String> page = EksPages.of(names, request.maxResults(), request.nextToken());
        return ListNodegroupsResponse.builder()
                .nodegroups(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    DeleteNodegroupResponse delete(DeleteNodegroupRequest request, Call call) {
        ClusterState cluster = store.cluster(request.clusterName());
        NodegroupState group = cluster.nodegroup(request.nodegroupName());
        if (group.status() == NodegroupStatus.UPDATING) {
            throw EksRefusals.inUse("Nodegroup " + group.name() + " cannot be deleted while it is being updated")
                    .with("clusterName", cluster.name())
                    .with("nodegroupName", group.name());
        }
        if (group.status() != NodegroupStatus.DELETING) {
            life.end(cluster, group, call.now(), () -> tokens.forget(group));
        }
        return DeleteNodegroupResponse.builder().nodegroup(group.describe()).build();
    }

    private NodegroupState made(CreateNodegroupRequest request, Call call) {
        ClusterState cluster = store.cluster(request.clusterName());
        NewNodegroup.check(request);
        EksTags tags = EksTags.ofCreate(request.tags());
        CreateNodegroupRequest parameters = request.copy(b -> b.clientRequestToken(null));
        Optional<NodegroupState> earlier = tokens.earlier(request.clientRequestToken(), parameters);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        if (!cluster.isActive()) {
            throw EksRefusals.notActive(cluster.name());
        }
        refuseTakenOrTooMany(cluster, request.nodegroupName());
        roles.nodeRole(request.nodeRole(), call.now());
        NodegroupState group = newNodegroup.build(cluster, request, tags, call.now());
        cluster.nodegroups().put(group.name(), group);
        tokens.remember(request.clientRequestToken(), parameters, group);
        life.begin(cluster, group, call.now());
        return group;
    }

    private void refuseTakenOrTooMany(ClusterState cluster, String name) {
        if (cluster.nodegroups().containsKey(name)) {
            throw EksRefusals.inUse(
                    "NodeGroup already exists with name " + name + " and cluster name " + cluster.name());
        }
        int most = account.quotas().limit("eks.nodegroups");
        if (cluster.nodegroups().size() >= most) {
            throw EksRefusals.limitExceeded("The number of node groups of a cluster is limited to " + most + ".");
        }
    }

    private static AwsRefusal named(AwsRefusal refusal, CreateNodegroupRequest request) {
        if (refusal.code().equals("ResourceNotFoundException")) {
            return refusal;
        }
        refusal.with("clusterName", request.clusterName());
        return request.nodegroupName() == null ? refusal : refusal.with("nodegroupName", request.nodegroupName());
    }
}

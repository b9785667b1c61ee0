package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.Resource;
import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Call;
import io.github.ekssdk.testing.internal.FakeService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.eks.model.AssociateAccessPolicyRequest;
import software.amazon.awssdk.services.eks.model.AssociateAccessPolicyResponse;
import software.amazon.awssdk.services.eks.model.CancelUpdateRequest;
import software.amazon.awssdk.services.eks.model.CancelUpdateResponse;
import software.amazon.awssdk.services.eks.model.CreateAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.CreateAccessEntryResponse;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.CreateClusterResponse;
import software.amazon.awssdk.services.eks.model.CreateNodegroupRequest;
import software.amazon.awssdk.services.eks.model.CreateNodegroupResponse;
import software.amazon.awssdk.services.eks.model.DeleteAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.DeleteAccessEntryResponse;
import software.amazon.awssdk.services.eks.model.DeleteClusterRequest;
import software.amazon.awssdk.services.eks.model.DeleteClusterResponse;
import software.amazon.awssdk.services.eks.model.DeleteNodegroupRequest;
import software.amazon.awssdk.services.eks.model.DeleteNodegroupResponse;
import software.amazon.awssdk.services.eks.model.DescribeAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.DescribeAccessEntryResponse;
import software.amazon.awssdk.services.eks.model.DescribeClusterRequest;
import software.amazon.awssdk.services.eks.model.DescribeClusterResponse;
import software.amazon.awssdk.services.eks.model.DescribeClusterVersionsRequest;
import software.amazon.awssdk.services.eks.model.DescribeClusterVersionsResponse;
import software.amazon.awssdk.services.eks.model.DescribeNodegroupRequest;
import software.amazon.awssdk.services.eks.model.DescribeNodegroupResponse;
import software.amazon.awssdk.services.eks.model.DescribeUpdateRequest;
import software.amazon.awssdk.services.eks.model.DescribeUpdateResponse;
import software.amazon.awssdk.services.eks.model.DisassociateAccessPolicyRequest;
import software.amazon.awssdk.services.eks.model.DisassociateAccessPolicyResponse;
import software.amazon.awssdk.services.eks.model.Insight;
import software.amazon.awssdk.services.eks.model.ListAccessEntriesRequest;
import software.amazon.awssdk.services.eks.model.ListAccessEntriesResponse;
import software.amazon.awssdk.services.eks.model.ListAccessPoliciesRequest;
import software.amazon.awssdk.services.eks.model.ListAccessPoliciesResponse;
import software.amazon.awssdk.services.eks.model.ListAssociatedAccessPoliciesRequest;
import software.amazon.awssdk.services.eks.model.ListAssociatedAccessPoliciesResponse;
import software.amazon.awssdk.services.eks.model.ListClustersRequest;
import software.amazon.awssdk.services.eks.model.ListClustersResponse;
import software.amazon.awssdk.services.eks.model.ListNodegroupsRequest;
import software.amazon.awssdk.services.eks.model.ListNodegroupsResponse;
import software.amazon.awssdk.services.eks.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.eks.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.eks.model.ListUpdatesRequest;
import software.amazon.awssdk.services.eks.model.ListUpdatesResponse;
import software.amazon.awssdk.services.eks.model.TagResourceRequest;
import software.amazon.awssdk.services.eks.model.TagResourceResponse;
import software.amazon.awssdk.services.eks.model.UntagResourceRequest;
import software.amazon.awssdk.services.eks.model.UntagResourceResponse;
import software.amazon.awssdk.services.eks.model.UpdateAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.UpdateAccessEntryResponse;
import software.amazon.awssdk.services.eks.model.UpdateClusterConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateClusterConfigResponse;
import software.amazon.awssdk.services.eks.model.UpdateClusterVersionRequest;
import software.amazon.awssdk.services.eks.model.UpdateClusterVersionResponse;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupConfigResponse;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupVersionRequest;
import software.amazon.awssdk.services.eks.model.UpdateNodegroupVersionResponse;

/** EKS: clusters, managed node groups, Fargate profiles and access entries. */
public final class EksService implements FakeService {
    private final ClusterStore store;
    private final ClusterNetworkCheck networkCheck;
    private final NodeLaunch launch;
    private final AutoModeNodes autoModeNodes;
    private final AccessPolicies accessPolicies;
    private final Clusters clusters;
    private final ClusterUpdates clusterUpdates;
    private final UpdateCalls updates;
    private final Nodegroups nodegroups;
    private final NodegroupHealth health;
    private final EvictionBlocks evictions;
    private final NodeRepairs repairs;
    private final NodegroupUpdates nodegroupUpdates;
    private final AccessEntries accessEntries;
    private final AccessPolicyAssociations associations;
    private final TagCalls tags;
    private final FargateZones fargateZones;
    private final FargateProfiles fargateProfiles;
    private final Insights insights;
    private final Subscriptions subscriptions;
    private final List<?> handlers;

    /** Opens the EKS of an account, with no cluster in it. */
    public EksService(Account account) {
        Ec2Side ec2 = new Ec2Side(account);
        RoleChecks roles = new RoleChecks(account);
        this.store = new ClusterStore(account);
        this.networkCheck = new ClusterNetworkCheck(ec2, account.lenient());
        this.accessPolicies = new AccessPolicies(account.partition());
        ManagedAccess access = new ManagedAccess(account, roles, accessPolicies);
        ControlPlaneNetwork network = new ControlPlaneNetwork(account, ec2);
        KmsKeys keys = new KmsKeys(store);
        ControlPlaneLogs logs = new ControlPlaneLogs(store);
        SupportEnd supportEnd = new SupportEnd(store);
        ClusterLife life = new ClusterLife(store, roles, ec2, network, logs, access, supportEnd);
        this.clusters = new Clusters(store, roles, networkCheck, ec2, life, keys);
        this.autoModeNodes = new AutoModeNodes(store, roles);
        life.onEnding(cluster -> autoModeNodes.endAll(cluster.name()));
        ConfigChanges changes = new ConfigChanges(account, ec2, networkCheck, network, logs, access, autoModeNodes);
        this.insights = new Insights(store);
        Rollbacks rollbacks = new Rollbacks(account, insights);
        VersionChange versionChange = new VersionChange(account, roles, ec2, keys, insights, rollbacks);
        this.clusterUpdates = new ClusterUpdates(store, changes, versionChange, rollbacks, supportEnd);
        life.onActive(clusterUpdates::watchSupport);
        this.updates = new UpdateCalls(store);
        this.launch = new NodeLaunch(account, ec2, roles);
        LaunchTemplateCheck templates = new LaunchTemplateCheck(ec2);
        NodeJoin join = new NodeJoin(roles, access, ec2);
        NodeObstacles obstacles = new NodeObstacles(ec2, roles, account.lenient());
        NodegroupLife nodes = new NodegroupLife(account, launch, obstacles, join, access, roles);
        this.health = new NodegroupHealth(account, ec2, roles, access, join, launch);
        this.nodegroups = new Nodegroups(store, roles, new NewNodegroup(account, templates, ec2), nodes, health);
        this.evictions = new EvictionBlocks();
        this.repairs = new NodeRepairs(store, launch);
        this.nodegroupUpdates = new NodegroupUpdates(
                store,
                new NodegroupChanges(account, launch),
                new NodegroupVersionChange(templates),
                health,
                new RollingUpdate.Tools(account, ec2, launch, obstacles, join, evictions));
        this.accessEntries = new AccessEntries(store, roles, access);
        this.associations = new AccessPolicyAssociations(accessEntries, accessPolicies);
        this.subscriptions = new Subscriptions(account);
        this.tags = new TagCalls(store, subscriptions);
        this.fargateZones = new FargateZones(account.region());
        this.fargateProfiles =
                new FargateProfiles(store, roles, new NewFargateProfile(account, ec2, fargateZones), access);
        List<Object> all = new ArrayList<>(List.of(this, fargateProfiles, insights));
        PodIdentities podIdentities = new PodIdentities(store, roles);
        AddonLife addonLife = new AddonLife(account, roles, new Capacity(account, ec2, launch));
        AddonIdentities addonIdentities = new AddonIdentities(podIdentities);
        all.add(new Addons(store, addonLife, addonIdentities, ec2));
        all.add(new AddonUpdates(store, addonLife, addonIdentities));
        all.add(new AddonVersions());
        all.add(podIdentities);
        all.add(new IdentityProviders(store));
        all.add(new SecretsEncryption(store, keys));
        all.add(new Capabilities(store, roles));
        all.add(new ConnectedClusters(store, roles));
        all.add(subscriptions);
        this.handlers = List.copyOf(all);
    }

    @Override
    public String name() {
        return "eks";
    }

    @Override
    public List<Resource> inventory() {
        store.clusters()
                .forEach(cluster -> cluster.nodegroups().values().forEach(group -> health.look(cluster, group)));
        return EksInventory.list(store, subscriptions);
    }

    @Override
    public List<?> handlers() {
        return handlers;
    }

    @Override
    public void validate(SdkRequest request, Call call) {
        Constraints.check(call.operation(), request);
    }

    /** The whole ARN of something of which only the beginning is known, as its last part is an id of EKS's own. */
    public Optional<String> arnBeginningWith(String beginning) {
        return store.clusters().stream()
                .flatMap(Tagged::in)
                .map(Tagged::arn)
                .filter(arn -> arn.startsWith(beginning))
                .findFirst();
    }

    /** What happens inside a cluster. */
    public InsideCluster inside(String cluster) {
        return new InsideCluster(store, cluster);
    }

    /** What the Kubernetes API of a cluster sees of EKS; nothing if there is no such cluster. */
    public Optional<ClusterSight> sight(String cluster) {
        return store.find(cluster).map(ClusterSight::new);
    }

    /** The instances that Auto Mode starts for pods. */
    public AutoModeNodes autoModeNodes() {
        return autoModeNodes;
    }

    /** Lets the Kubernetes APIs of clusters be found where they listen. */
    public void publish(ControlPlaneDoors doors) {
        store.doors(doors);
    }

    /** Lets a zone have no Fargate: profiles with a subnet in it are refused. */
    public void refuseFargate(String zone) {
        fargateZones.refuse(zone);
    }

    /** Lets EKS find something about a cluster that its insights tell. */
    public void declareInsight(String cluster, Insight insight) {
        insights.declare(store.cluster(cluster), insight);
    }

    /** Lets the next refresh of the insights find nothing of that name. */
    public void withdrawInsight(String cluster, String name) {
        insights.withdraw(store.cluster(cluster), name);
    }

    /** Lets a zone have no capacity for control planes: new clusters with a subnet in it are refused. */
    public void refuseZone(String zone) {
        networkCheck.zonesWithoutCapacity().add(zone);
    }

    /** Does what an autoscaler does: sets the desired size of a node group past EKS, and the nodes follow. */
    public void autoscale(String cluster, String nodegroup, int desiredSize) {
        ClusterState state = store.cluster(cluster);
        NodegroupState group = state.nodegroup(nodegroup);
        group.change(
                b -> b.scalingConfig(group.model().scalingConfig().copy(scaling -> scaling.desiredSize(desiredSize))));
        launch.resize(group, group.model().scalingConfig());
    }

    /** Lets a PodDisruptionBudget keep the pods on the nodes of a group from being evicted. */
    public void blockEvictions(String cluster, String nodegroup) {
        evictions.block(cluster, nodegroup);
    }

    /** Takes {@link #blockEvictions} back. */
    public void allowEvictions(String cluster, String nodegroup) {
        evictions.allow(cluster, nodegroup);
    }

    /** Lets an instance have joined a cluster by its ConfigMap aws-auth, which only the inside of the cluster knows of. */
    public void joinedByAwsAuth(String cluster, String instanceId) {
        store.cluster(cluster)
                .joinedByAwsAuth()
                .putIfAbsent(instanceId, store.account().transitions().now());
    }

    /** Lets a node of a managed node group have a condition that means that it is unhealthy. */
    public void unhealthyNode(String instanceId, String condition) {
        repairs.declare(instanceId, condition);
    }

    public DescribeClusterVersionsResponse describeClusterVersions(DescribeClusterVersionsRequest request, Call call) {
        return KubernetesVersions.describe(request, call);
    }

    public CreateClusterResponse createCluster(CreateClusterRequest request, Call call) {
        return clusters.create(request, call);
    }

    public DescribeClusterResponse describeCluster(DescribeClusterRequest request) {
        return clusters.describe(request);
    }

    public ListClustersResponse listClusters(ListClustersRequest request) {
        return clusters.list(request);
    }

    public DeleteClusterResponse deleteCluster(DeleteClusterRequest request, Call call) {
        return clusters.delete(request, call);
    }

    public UpdateClusterConfigResponse updateClusterConfig(UpdateClusterConfigRequest request, Call call) {
        return clusterUpdates.updateConfig(request, call);
    }

    public UpdateClusterVersionResponse updateClusterVersion(UpdateClusterVersionRequest request, Call call) {
        return clusterUpdates.updateVersion(request, call);
    }

    public DescribeUpdateResponse describeUpdate(DescribeUpdateRequest request) {
        return updates.describe(request);
    }

    public ListUpdatesResponse listUpdates(ListUpdatesRequest request) {
        return updates.list(request);
    }

    public CancelUpdateResponse cancelUpdate(CancelUpdateRequest request, Call call) {
        return clusterUpdates.cancel(request, call);
    }

    public CreateNodegroupResponse createNodegroup(CreateNodegroupRequest request, Call call) {
        return nodegroups.create(request, call);
    }

    public DescribeNodegroupResponse describeNodegroup(DescribeNodegroupRequest request) {
        return nodegroups.describe(request);
    }

    public ListNodegroupsResponse listNodegroups(ListNodegroupsRequest request) {
        return nodegroups.list(request);
    }

    public DeleteNodegroupResponse deleteNodegroup(DeleteNodegroupRequest request, Call call) {
        return nodegroups.delete(request, call);
    }

    public UpdateNodegroupConfigResponse updateNodegroupConfig(UpdateNodegroupConfigRequest request, Call call) {
        return nodegroupUpdates.updateConfig(request, call);
    }

    public UpdateNodegroupVersionResponse updateNodegroupVersion(UpdateNodegroupVersionRequest request, Call call) {
        return nodegroupUpdates.updateVersion(request, call);
    }

    public CreateAccessEntryResponse createAccessEntry(CreateAccessEntryRequest request, Call call) {
        return accessEntries.create(request, call);
    }

    public DescribeAccessEntryResponse describeAccessEntry(DescribeAccessEntryRequest request) {
        return accessEntries.describe(request);
    }

    public ListAccessEntriesResponse listAccessEntries(ListAccessEntriesRequest request) {
        return accessEntries.list(request);
    }

    public UpdateAccessEntryResponse updateAccessEntry(UpdateAccessEntryRequest request, Call call) {
        return accessEntries.update(request, call);
    }

    public DeleteAccessEntryResponse deleteAccessEntry(DeleteAccessEntryRequest request) {
        return accessEntries.delete(request);
    }

    public AssociateAccessPolicyResponse associateAccessPolicy(AssociateAccessPolicyRequest request, Call call) {
        return associations.associate(request, call);
    }

    public DisassociateAccessPolicyResponse disassociateAccessPolicy(DisassociateAccessPolicyRequest request) {
        return associations.disassociate(request);
    }

    public ListAssociatedAccessPoliciesResponse listAssociatedAccessPolicies(
            ListAssociatedAccessPoliciesRequest request) {
        return associations.list(request);
    }

    public ListAccessPoliciesResponse listAccessPolicies(ListAccessPoliciesRequest request) {
        return accessPolicies.list(request);
    }

    public TagResourceResponse tagResource(TagResourceRequest request) {
        return tags.tag(request);
    }

    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        return tags.untag(request);
    }

    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        return tags.list(request);
    }
}

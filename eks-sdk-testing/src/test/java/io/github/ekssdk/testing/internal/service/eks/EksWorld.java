package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Addon;
import software.amazon.awssdk.services.eks.model.AddonPodIdentityAssociations;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.CreateAddonRequest;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.CreateFargateProfileRequest;
import software.amazon.awssdk.services.eks.model.CreateNodegroupRequest;
import software.amazon.awssdk.services.eks.model.FargateProfile;
import software.amazon.awssdk.services.eks.model.FargateProfileSelector;
import software.amazon.awssdk.services.eks.model.LogSetup;
import software.amazon.awssdk.services.eks.model.Logging;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Role;

/** A fake account with a network and roles for clusters, and the clients that a test calls it with. */
public final class EksWorld implements AutoCloseable {
    public static final Duration CREATE_CLUSTER = Duration.ofMinutes(9);
    public static final Duration DELETE_CLUSTER = Duration.ofMinutes(2);
    public static final Duration CREATE_NODEGROUP = Duration.ofMinutes(2);
    public static final Duration DELETE_NODEGROUP = Duration.ofMinutes(5);
    public static final Duration CREATE_FARGATE = Duration.ofSeconds(100);
    public static final Duration DELETE_FARGATE = Duration.ofSeconds(150);
    public static final Duration UPDATE = Duration.ofMinutes(1);
    public static final Duration VERSION_UPDATE = Duration.ofMinutes(8);
    public static final Duration ADDON = Duration.ofSeconds(28);
    public static final Duration SETTLE = Duration.ofSeconds(15);
    public static final Duration ENCRYPT = Duration.ofMinutes(15);
    public static final Duration LINGER = Duration.ofSeconds(5);
    public static final Duration IAM = Duration.ofSeconds(8);

    public final FakeAws aws;
    public final EksClient eks;
    public final Ec2Client ec2;
    public final IamClient iam;
    public final Network network;

    /** The public and private subnets of a VPC in two zones with a NAT gateway. */
    public record Network(String vpcId, List<String> publicSubnets, List<String> privateSubnets) {}

    public EksWorld() {
        this("eu-west-1");
    }

    public EksWorld(String region) {
        this(region, profile -> profile);
    }

    /** A world whose latency profile a test changes. */
    public EksWorld(String region, UnaryOperator<LatencyProfile> latencies) {
        this.aws = FakeAws.builder()
                .region(region)
                .latency(latencies.apply(profile()))
                .build();
        this.eks = aws.client(EksClient.builder());
        this.ec2 = aws.client(Ec2Client.builder());
        this.iam = aws.client(IamClient.builder());
        this.network = new EksNetworkMaker(ec2).make(region);
        pass(Duration.ofMinutes(5));
    }

    private static LatencyProfile profile() {
        return LatencyProfile.instant()
                .with("eks.cluster.create", CREATE_CLUSTER, 0)
                .with("eks.cluster.delete", DELETE_CLUSTER, 0)
                .with("eks.cluster.interfaces", LINGER, 0)
                .with("eks.nodegroup.create", CREATE_NODEGROUP, 0)
                .with("eks.nodegroup.delete", DELETE_NODEGROUP, 0)
                .with("eks.nodegroup.update", UPDATE, 0)
                .with("eks.nodegroup.version", UPDATE, 0)
                .with("eks.fargate.create", CREATE_FARGATE, 0)
                .with("eks.fargate.delete", DELETE_FARGATE, 0)
                .with("eks.addon.create", ADDON, 0)
                .with("eks.addon.update", ADDON, 0)
                .with("eks.addon.delete", ADDON, 0)
                .with("eks.addon.settle", SETTLE, 0)
                .with("eks.capability.create", UPDATE, 0)
                .with("eks.capability.update", UPDATE, 0)
                .with("eks.capability.delete", UPDATE, 0)
                .with("eks.subscription.create", UPDATE, 0)
                .with("eks.encryption.associate", ENCRYPT, 0)
                .with("eks.identityProvider.associate", ENCRYPT, 0)
                .with("eks.identityProvider.disassociate", ENCRYPT, 0)
                .with("eks.update.config", UPDATE, 0)
                .with("eks.update.version", VERSION_UPDATE, 0)
                .with("eks.update.visible", Duration.ofSeconds(4), 0)
                .with("iam.role.usable", IAM, 0);
    }

    public void pass(Duration duration) {
        try {
            aws.clock().advance(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public List<String> subnets() {
        List<String> all = new ArrayList<>(network.privateSubnets());
        all.addAll(network.publicSubnets());
        return all;
    }

    /** A role that EKS can use for control planes. */
    public String clusterRole() {
        String arn = role("cluster", "eks.amazonaws.com", "AmazonEKSClusterPolicy");
        pass(IAM);
        return arn;
    }

    /** The role of control planes, made if it is not there yet. */
    public String existingClusterRole() {
        return existing("cluster").orElseGet(this::clusterRole);
    }

    /** A role that nodes can use. */
    public String nodeRole() {
        String arn = role(
                "nodes",
                "ec2.amazonaws.com",
                "AmazonEKSWorkerNodePolicy",
                "AmazonEKS_CNI_Policy",
                "AmazonEC2ContainerRegistryReadOnly");
        pass(IAM);
        return arn;
    }

    /** A role as it is in IAM just now, not yet known to EKS. */
    public String role(String name, String service, String... policies) {
        String arn = iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument(trust(service)))
                .role()
                .arn();
        for (String policy : policies) {
            attach(name, policy);
        }
        return arn;
    }

    public void attach(String roleName, String policy) {
        String partition = aws.region().startsWith("cn-") ? "aws-cn" : "aws";
        String arn = "arn:" + partition + ":iam::aws:policy/" + policy;
        iam.attachRolePolicy(r -> r.roleName(roleName).policyArn(arn));
    }

    public static String trust(String service) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\""
                + service + "\"},\"Action\":\"sts:AssumeRole\"}]}";
    }

    public CreateClusterRequest clusterRequest(String name, String roleArn) {
        return CreateClusterRequest.builder()
                .name(name)
                .roleArn(roleArn)
                .resourcesVpcConfig(vpc -> vpc.subnetIds(subnets()))
                .accessConfig(access -> access.authenticationMode(AuthenticationMode.API))
                .build();
    }

    /** An ACTIVE cluster of that name. */
    public Cluster cluster(String name) {
        return cluster(name, b -> {});
    }

    public Cluster cluster(String name, Consumer<CreateClusterRequest.Builder> more) {
        String role = existing("cluster").orElseGet(this::clusterRole);
        eks.createCluster(clusterRequest(name, role).copy(more));
        pass(CREATE_CLUSTER);
        return describe(name);
    }

    /** An ACTIVE cluster with EKS Auto Mode. */
    public Cluster autoModeCluster(String name, String version) {
        String nodes = existing("auto").orElseGet(() -> role("auto", "ec2.amazonaws.com"));
        return cluster(
                name,
                b -> b.version(version)
                        .bootstrapSelfManagedAddons(false)
                        .computeConfig(compute -> compute.enabled(true)
                                .nodePools("general-purpose", "system")
                                .nodeRoleArn(nodes))
                        .storageConfig(storage -> storage.blockStorage(block -> block.enabled(true)))
                        .kubernetesNetworkConfig(
                                network -> network.elasticLoadBalancing(balancing -> balancing.enabled(true))));
    }

    /** Upgrades a cluster and waits for the end. */
    public Update upgrade(String cluster, String version) {
        Update begun =
                eks.updateClusterVersion(r -> r.name(cluster).version(version)).update();
        pass(VERSION_UPDATE);
        return update(cluster, begun.id());
    }

    public Cluster describe(String name) {
        return eks.describeCluster(r -> r.name(name)).cluster();
    }

    public CreateNodegroupRequest nodegroupRequest(String cluster, String name, String nodeRole) {
        return CreateNodegroupRequest.builder()
                .clusterName(cluster)
                .nodegroupName(name)
                .nodeRole(nodeRole)
                .subnets(network.privateSubnets())
                .build();
    }

    /** An ACTIVE node group of that name. */
    public Nodegroup nodegroup(String cluster, String name) {
        return nodegroup(cluster, name, b -> {});
    }

    public Nodegroup nodegroup(String cluster, String name, Consumer<CreateNodegroupRequest.Builder> more) {
        String role = existing("nodes").orElseGet(this::nodeRole);
        eks.createNodegroup(nodegroupRequest(cluster, name, role).copy(more));
        pass(CREATE_NODEGROUP);
        return describe(cluster, name);
    }

    public Nodegroup describe(String cluster, String nodegroup) {
        return eks.describeNodegroup(r -> r.clusterName(cluster).nodegroupName(nodegroup))
                .nodegroup();
    }

    /** A subnet more in the VPC, with no route out. */
    public String subnet(String cidr, String zone) {
        return new EksNetworkMaker(ec2).subnet(network.vpcId(), cidr, zone);
    }

    /** A role that pods on Fargate can use. */
    public String podExecutionRole() {
        String arn = role("fargate", "eks-fargate-pods.amazonaws.com", "AmazonEKSFargatePodExecutionRolePolicy");
        pass(IAM);
        return arn;
    }

    public CreateFargateProfileRequest fargateRequest(String cluster, String name) {
        return CreateFargateProfileRequest.builder()
                .clusterName(cluster)
                .fargateProfileName(name)
                .podExecutionRoleArn(existing("fargate").orElseGet(this::podExecutionRole))
                .subnets(network.privateSubnets())
                .selectors(FargateProfileSelector.builder().namespace("ops").build())
                .build();
    }

    /** An ACTIVE Fargate profile of that name. */
    public FargateProfile fargateProfile(String cluster, String name) {
        return fargateProfile(cluster, name, b -> {});
    }

    public FargateProfile fargateProfile(
            String cluster, String name, Consumer<CreateFargateProfileRequest.Builder> more) {
        eks.createFargateProfile(fargateRequest(cluster, name).copy(more));
        pass(CREATE_FARGATE);
        return describeFargate(cluster, name);
    }

    public FargateProfile describeFargate(String cluster, String name) {
        return eks.describeFargateProfile(r -> r.clusterName(cluster).fargateProfileName(name))
                .fargateProfile();
    }

    /** An add-on as it is once its creation has ended, well or not. */
    public Addon addon(String cluster, String name) {
        return addon(cluster, name, b -> {});
    }

    public Addon addon(String cluster, String name, Consumer<CreateAddonRequest.Builder> more) {
        CreateAddonRequest request = CreateAddonRequest.builder()
                .clusterName(cluster)
                .addonName(name)
                .build();
        eks.createAddon(request.copy(more));
        pass(ADDON);
        return describeAddon(cluster, name);
    }

    public Addon describeAddon(String cluster, String name) {
        return eks.describeAddon(r -> r.clusterName(cluster).addonName(name)).addon();
    }

    /** A role for a service account of an add-on. */
    public static AddonPodIdentityAssociations podIdentity(String serviceAccount, String roleArn) {
        return AddonPodIdentityAssociations.builder()
                .serviceAccount(serviceAccount)
                .roleArn(roleArn)
                .build();
    }

    /** A cluster without the add-ons that EKS puts in by itself. */
    public Cluster bareCluster(String name) {
        return cluster(name, b -> b.bootstrapSelfManagedAddons(false));
    }

    /** A role that pods can get. */
    public String podRole(String name) {
        String arn = role(name, "pods.eks.amazonaws.com");
        pass(IAM);
        return arn;
    }

    public Update update(String cluster, String id) {
        return eks.describeUpdate(r -> r.name(cluster).updateId(id)).update();
    }

    /** Network interfaces that a filter lets through. */
    public List<NetworkInterface> interfaces(String filter, String value) {
        Filter only = Filter.builder().name(filter).values(value).build();
        return ec2.describeNetworkInterfaces(r -> r.filters(only)).networkInterfaces();
    }

    /** Control plane logging with these types switched on or off. */
    public static Logging logging(boolean enabled, String... types) {
        LogSetup setup =
                LogSetup.builder().typesWithStrings(types).enabled(enabled).build();
        return Logging.builder().clusterLogging(setup).build();
    }

    public List<Resource> inventory(String type) {
        return aws.inventory().stream()
                .filter(resource -> resource.type().equals(type))
                .toList();
    }

    private Optional<String> existing(String roleName) {
        return iam.listRoles(r -> r.pathPrefix("/")).roles().stream()
                .filter(role -> role.roleName().equals(roleName))
                .map(Role::arn)
                .findFirst();
    }

    @Override
    public void close() {
        aws.close();
    }
}

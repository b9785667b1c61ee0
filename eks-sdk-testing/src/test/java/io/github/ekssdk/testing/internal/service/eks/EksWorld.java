package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.LatencyProfile;
import io.github.ekssdk.testing.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AuthenticationMode;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.CreateNodegroupRequest;
import software.amazon.awssdk.services.eks.model.LogSetup;
import software.amazon.awssdk.services.eks.model.Logging;
import software.amazon.awssdk.services.eks.model.Nodegroup;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Role;

/** A fake account with a network and roles for clusters, and the clients that a test calls it with. */
final class EksWorld implements AutoCloseable {
    static final Duration CREATE_CLUSTER = Duration.ofMinutes(9);
    static final Duration DELETE_CLUSTER = Duration.ofMinutes(2);
    static final Duration CREATE_NODEGROUP = Duration.ofMinutes(2);
    static final Duration DELETE_NODEGROUP = Duration.ofMinutes(5);
    static final Duration UPDATE = Duration.ofMinutes(1);
    static final Duration VERSION_UPDATE = Duration.ofMinutes(8);
    static final Duration LINGER = Duration.ofSeconds(5);
    static final Duration IAM = Duration.ofSeconds(8);

    final FakeAws aws;
    final EksClient eks;
    final Ec2Client ec2;
    final IamClient iam;
    final Network network;

    /** The public and private subnets of a VPC in two zones with a NAT gateway. */
    record Network(String vpcId, List<String> publicSubnets, List<String> privateSubnets) {}

    EksWorld() {
        this("eu-west-1");
    }

    EksWorld(String region) {
        this.aws = FakeAws.builder().region(region).latency(profile()).build();
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
                .with("eks.update.config", UPDATE, 0)
                .with("eks.update.version", VERSION_UPDATE, 0)
                .with("eks.update.visible", Duration.ofSeconds(4), 0)
                .with("iam.role.usable", IAM, 0);
    }

    void pass(Duration duration) {
        try {
            aws.clock().advance(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    List<String> subnets() {
        List<String> all = new ArrayList<>(network.privateSubnets());
        all.addAll(network.publicSubnets());
        return all;
    }

    /** A role that EKS can use for control planes. */
    String clusterRole() {
        String arn = role("cluster", "eks.amazonaws.com", "AmazonEKSClusterPolicy");
        pass(IAM);
        return arn;
    }

    /** A role that nodes can use. */
    String nodeRole() {
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
    String role(String name, String service, String... policies) {
        String arn = iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument(trust(service)))
                .role()
                .arn();
        for (String policy : policies) {
            attach(name, policy);
        }
        return arn;
    }

    void attach(String roleName, String policy) {
        String partition = aws.region().startsWith("cn-") ? "aws-cn" : "aws";
        String arn = "arn:" + partition + ":iam::aws:policy/" + policy;
        iam.attachRolePolicy(r -> r.roleName(roleName).policyArn(arn));
    }

    static String trust(String service) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\""
                + service + "\"},\"Action\":\"sts:AssumeRole\"}]}";
    }

    CreateClusterRequest clusterRequest(String name, String roleArn) {
        return CreateClusterRequest.builder()
                .name(name)
                .roleArn(roleArn)
                .resourcesVpcConfig(vpc -> vpc.subnetIds(subnets()))
                .accessConfig(access -> access.authenticationMode(AuthenticationMode.API))
                .build();
    }

    /** An ACTIVE cluster of that name. */
    Cluster cluster(String name) {
        return cluster(name, b -> {});
    }

    Cluster cluster(String name, Consumer<CreateClusterRequest.Builder> more) {
        String role = existing("cluster").orElseGet(this::clusterRole);
        eks.createCluster(clusterRequest(name, role).copy(more));
        pass(CREATE_CLUSTER);
        return describe(name);
    }

    Cluster describe(String name) {
        return eks.describeCluster(r -> r.name(name)).cluster();
    }

    CreateNodegroupRequest nodegroupRequest(String cluster, String name, String nodeRole) {
        return CreateNodegroupRequest.builder()
                .clusterName(cluster)
                .nodegroupName(name)
                .nodeRole(nodeRole)
                .subnets(network.privateSubnets())
                .build();
    }

    /** An ACTIVE node group of that name. */
    Nodegroup nodegroup(String cluster, String name) {
        return nodegroup(cluster, name, b -> {});
    }

    Nodegroup nodegroup(String cluster, String name, Consumer<CreateNodegroupRequest.Builder> more) {
        String role = existing("nodes").orElseGet(this::nodeRole);
        eks.createNodegroup(nodegroupRequest(cluster, name, role).copy(more));
        pass(CREATE_NODEGROUP);
        return describe(cluster, name);
    }

    Nodegroup describe(String cluster, String nodegroup) {
        return eks.describeNodegroup(r -> r.clusterName(cluster).nodegroupName(nodegroup))
                .nodegroup();
    }

    Update update(String cluster, String id) {
        return eks.describeUpdate(r -> r.name(cluster).updateId(id)).update();
    }

    /** Network interfaces that a filter lets through. */
    List<NetworkInterface> interfaces(String filter, String value) {
        Filter only = Filter.builder().name(filter).values(value).build();
        return ec2.describeNetworkInterfaces(r -> r.filters(only)).networkInterfaces();
    }

    /** Control plane logging with these types switched on or off. */
    static Logging logging(boolean enabled, String... types) {
        LogSetup setup =
                LogSetup.builder().typesWithStrings(types).enabled(enabled).build();
        return Logging.builder().clusterLogging(setup).build();
    }

    List<Resource> inventory(String type) {
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

package io.github.ekssdk.internal.resource.ec2;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.graph.Verb;
import io.github.ekssdk.internal.graph.Work;
import io.github.ekssdk.internal.resource.ControllerMade;
import io.github.ekssdk.state.ResourceState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/**
 * The network interfaces that the VPC CNI plugin has left behind: made for pods, and on no node. They keep their subnets and security
 * groups from being deleted.
 */
public final class PodNetworkInterfaces extends ControllerMade {

    private static final String LEFT = "vpc-cni";

    @Override
    public String name() {
        return "networkInterface";
    }

    @Override
    public List<ResourceState> list(Aws aws, Owner owner, Optional<ResourceState> cluster) {
        List<NetworkInterface> left = describe(aws, owner).toList();
        return left.isEmpty() ? List.of() : List.of(state(left));
    }

    private static Stream<NetworkInterface> describe(Aws aws, Owner owner) {
        return aws
                .ec2()
                .describeNetworkInterfacesPaginator(request -> request.filters(
                                Ec2Kind.filter("tag:cluster.k8s.amazonaws.com/name", owner.cluster()),
                                Ec2Kind.filter("status", AVAILABLE))
                        .maxResults(Ec2Kind.PAGE))
                .networkInterfaces()
                .stream();
    }

    private ResourceState state(List<NetworkInterface> left) {
        return found(
                LEFT,
                LEFT,
                AVAILABLE,
                Map.of(
                        "subnetIds",
                        left.stream().map(NetworkInterface::subnetId).distinct().toList(),
                        "groupIds",
                        left.stream()
                                .flatMap(one -> one.groups().stream())
                                .map(group -> group.groupId())
                                .distinct()
                                .toList()));
    }

    @Override
    public Optional<ResourceState> read(Aws aws, Owner owner, ResourceState known) {
        return list(aws, owner).stream().findFirst();
    }

    @Override
    public void delete(Aws aws, Owner owner, ResourceState now) {
        remove(aws, owner);
    }

    /** Deletes those that are on no node now. */
    private static void remove(Aws aws, Owner owner) {
        describe(aws, owner)
                .map(NetworkInterface::networkInterfaceId)
                .toList()
                .forEach(id -> AwsFault.unlessGone(
                        () -> aws.ec2().deleteNetworkInterface(request -> request.networkInterfaceId(id))));
    }

    /** Deletes something of the network; where something holds on to it, interfaces that nodes left behind go before the next try. */
    static void unblocking(Aws aws, Owner owner, Runnable deletion) {
        unblocking(deletion, () -> remove(aws, owner));
    }

    private static void unblocking(Runnable deletion, Runnable repair) {
        try {
            AwsFault.unlessGone(deletion);
        } catch (AwsFault fault) {
            if (fault.code().equals("DependencyViolation")) {
                repair.run();
            }
            throw fault;
        }
    }

    /**
     * Deletes a VPC; where something holds on to it, interfaces that nodes left behind go before the next try, and the security group
     * of the cluster that EKS could not delete for them.
     */
    static void unblocking(Aws aws, Owner owner, String vpcId, Runnable deletion) {
        unblocking(deletion, () -> {
            remove(aws, owner);
            aws.ec2()
                    .describeSecurityGroups(request -> request.filters(
                            Ec2Kind.filter("vpc-id", vpcId),
                            Ec2Kind.filter("tag:kubernetes.io/cluster/" + owner.cluster(), "owned"),
                            Ec2Kind.filter("group-name", "eks-cluster-sg-" + owner.cluster() + "-*")))
                    .securityGroups()
                    .forEach(group -> AwsFault.unlessGone(
                            () -> aws.ec2().deleteSecurityGroup(request -> request.groupId(group.groupId()))));
        });
    }

    /** EKS deletes the security group of the cluster with it, if nothing is in that. */
    @Override
    public Set<String> after() {
        return Set.of("cluster");
    }

    @Override
    public Work work(Verb verb) {
        return Work.brief("ec2:DeleteNetworkInterface");
    }
}

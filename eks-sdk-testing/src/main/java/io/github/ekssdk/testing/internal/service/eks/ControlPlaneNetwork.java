package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a control plane has in the account's VPC: the cluster security group and some network interfaces. */
final class ControlPlaneNetwork {
    static final int INTERFACES = 2;

    private final Account account;
    private final Ec2Side ec2;

    ControlPlaneNetwork(Account account, Ec2Side ec2) {
        this.account = account;
        this.ec2 = ec2;
    }

    void enter(ClusterState cluster) {
        String groupName = "eks-cluster-sg-" + cluster.name() + "-" + number();
        String groupId = ec2.createClusterSecurityGroup(
                groupName,
                cluster.vpcId(),
                Map.of("Name", groupName, "kubernetes.io/cluster/" + cluster.name(), "owned"));
        cluster.change(b -> b.resourcesVpcConfig(
                cluster.model().resourcesVpcConfig().copy(vpc -> vpc.clusterSecurityGroupId(groupId))));
        placeInterfaces(cluster);
    }

    /** Puts the interfaces into the subnets that the cluster has now. */
    void placeInterfaces(ClusterState cluster) {
        removeInterfaces(cluster);
        if (account.lenient()) {
            return;
        }
        for (SubnetFacts subnet : oneSubnetOfEachZone(cluster)) {
            if (cluster.interfaceIds().size() < INTERFACES) {
                String id = ec2.createControlPlaneInterface(
                        subnet.id(),
                        groups(cluster),
                        "Amazon EKS " + cluster.name(),
                        Map.of("kubernetes.io/cluster/" + cluster.name(), "owned"));
                cluster.interfaceIds().add(id);
            }
        }
    }

    /** The interfaces vanish a while after the cluster, and only then can its security group go. */
    void leave(ClusterState cluster) {
        Duration linger = account.latencies().sample("eks.cluster.interfaces", cluster.name());
        String label = "cluster/" + cluster.name() + " leaves its VPC";
        account.transitions().at(account.transitions().now().plus(linger), label, () -> {
            removeInterfaces(cluster);
            String groupId = cluster.securityGroupId();
            if (groupId != null) {
                ec2.deleteSecurityGroup(groupId);
            }
        });
    }

    private void removeInterfaces(ClusterState cluster) {
        cluster.interfaceIds().forEach(ec2::deleteInterface);
        cluster.interfaceIds().clear();
    }

    private List<SubnetFacts> oneSubnetOfEachZone(ClusterState cluster) {
        Set<String> zones = new HashSet<>();
        List<SubnetFacts> chosen = new ArrayList<>();
        for (String id : cluster.model().resourcesVpcConfig().subnetIds()) {
            ec2.subnet(id).filter(subnet -> zones.add(subnet.zone())).ifPresent(chosen::add);
        }
        return chosen;
    }

    /** The security groups of the control plane, EKS's own first. */
    static List<String> groups(ClusterState cluster) {
        List<String> groups = new ArrayList<>();
        String own = cluster.securityGroupId();
        if (own != null) {
            groups.add(own);
        }
        groups.addAll(cluster.model().resourcesVpcConfig().securityGroupIds());
        return groups;
    }

    private String number() {
        long value = Long.parseLong(account.ids().hex("eks-number", 8), 16);
        return String.valueOf(1_000_000_000L + value % 1_000_000_000L);
    }
}

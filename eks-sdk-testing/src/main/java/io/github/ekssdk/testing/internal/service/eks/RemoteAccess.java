package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.eks.model.RemoteAccessConfig;

/** The security group that lets SSH (or RDP on Windows) into the nodes of a group. */
final class RemoteAccess {
    private final Account account;
    private final Ec2Side ec2;

    RemoteAccess(Account account, Ec2Side ec2) {
        this.account = account;
        this.ec2 = ec2;
    }

    /** Makes the security group if the node group is to be reached. */
    Optional<String> open(ClusterState cluster, NodegroupState group, String uuid) {
        RemoteAccessConfig config = group.model().remoteAccess();
        if (config == null || config.ec2SshKey() == null || account.lenient()) {
            return Optional.empty();
        }
        Map<String, String> tags = NodeTemplate.ownTags(cluster, group);
        String id = ec2.createSecurityGroup(
                "eks-remoteAccess-" + uuid,
                "Security group for all nodes in the nodeGroup to allow SSH access",
                cluster.vpcId(),
                tags);
        ec2.allowPort(id, group.amiType().isWindows() ? 3389 : 22, config.sourceSecurityGroups());
        return Optional.of(id);
    }

    /** Deletes the security group, if there is one; EC2 refuses that while something refers to it. */
    void close(NodegroupState group) {
        group.remoteAccessGroup().ifPresent(ec2::requireDeletedSecurityGroup);
        group.remoteAccessGroup(null);
    }
}

package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.service.iam.IamDirectory;
import io.github.ekssdk.testing.internal.service.iam.IamService;
import io.github.ekssdk.testing.internal.service.iam.RoleSight;
import java.time.Instant;

/** Whether EKS can use the roles that it is given. What IAM was told just now, EKS does not know yet. */
final class RoleChecks {
    private final Account account;

    RoleChecks(Account account) {
        this.account = account;
    }

    /** The role of a control plane, or EKS's refusal. */
    RoleSight clusterRole(String roleArn, Instant now) {
        RoleSight role = seen(roleArn, now);
        if (account.lenient()) {
            return role;
        }
        if (!role.trustedServices().contains("eks.amazonaws.com")) {
            throw notAssumable(roleArn);
        }
        String needed = "AmazonEKSClusterPolicy";
        if (!role.hasPolicy(needed)) {
            throw EksRefusals.invalidParameter("The provided role doesn't have the Amazon EKS Managed Policies"
                    + " associated with it. Please ensure the following policies [arn:" + account.partition()
                    + ":iam::aws:policy/" + needed + "] are attached");
        }
        return role;
    }

    /** The role of nodes, or EKS's refusal; what policies it has shows when the nodes boot. */
    RoleSight nodeRole(String roleArn, Instant now) {
        RoleSight role = seen(roleArn, now);
        String service = nodeService();
        if (!account.lenient()
                && !role.trustedServices().contains("ec2.amazonaws.com")
                && !role.trustedServices().contains(service)) {
            throw EksRefusals.invalidParameter("Following required service principals [" + service
                    + "] were not found in the trust relationships of nodeRole " + roleArn);
        }
        return role;
    }

    /** The role of pods on Fargate, or EKS's refusal. */
    RoleSight podExecutionRole(String roleArn, Instant now) {
        return iam().sight(roleArn, now)
                .filter(role -> role.trustedServices().contains("eks-fargate-pods.amazonaws.com"))
                .orElseThrow(
                        () -> EksRefusals.invalidParameter("Misconfigured PodExecutionRole Trust Policy; Please add"
                                + " the eks-fargate-pods.amazonaws.com Service Principal"));
    }

    /** Whether nodes with that role can register, set up pod networking and pull images. */
    boolean letsNodesJoin(String roleArn, boolean pluginHasRole, Instant now) {
        return account.lenient()
                || iam().sight(roleArn, now)
                        .filter(role -> letsNodesJoin(role, pluginHasRole))
                        .isPresent();
    }

    boolean exists(String roleArn) {
        return iam().exists(roleArn);
    }

    IamDirectory iam() {
        return account.service(IamService.class).directory();
    }

    private static boolean letsNodesJoin(RoleSight role, boolean pluginHasRole) {
        boolean joins =
                role.hasPolicy("AmazonEKSWorkerNodePolicy") || role.hasPolicy("AmazonEKSWorkerNodeMinimalPolicy");
        boolean pulls = role.hasPolicy("AmazonEC2ContainerRegistryReadOnly")
                || role.hasPolicy("AmazonEC2ContainerRegistryPullOnly");
        return joins && pulls && (pluginHasRole || role.hasPolicy("AmazonEKS_CNI_Policy"));
    }

    private RoleSight seen(String roleArn, Instant now) {
        return iam().sight(roleArn, now).orElseThrow(() -> notAssumable(roleArn));
    }

    private String nodeService() {
        return account.partition().equals("aws-cn") ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com";
    }

    private static AwsRefusal notAssumable(String roleArn) {
        return EksRefusals.invalidParameter("Role with arn: " + roleArn
                + ", could not be assumed because it does not exist or the trusted entity is not correct");
    }
}

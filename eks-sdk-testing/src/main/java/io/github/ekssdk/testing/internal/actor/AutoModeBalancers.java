package io.github.ekssdk.testing.internal.actor;

import io.github.ekssdk.testing.internal.Account;

/**
 * The load balancers of EKS Auto Mode, which EKS deletes when that is switched off or its cluster is deleted; see
 * <a href="https://docs.aws.amazon.com/eks/latest/userguide/auto-disable.html">Disable EKS Auto Mode</a>.
 */
public final class AutoModeBalancers {

    private AutoModeBalancers() {}

    /** Deletes those of a cluster, with their target groups and security groups. */
    public static void delete(Account account, String clusterName) {
        new BalancerRemoval(new Hand(account, "eks-auto-mode")).removeAll(clusterName, BalancerOwner.AUTO_MODE);
    }
}

package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.resource.iam.Role;

/** What the VPC CNI plugin may do with IPv6, for which there is no managed policy. */
final class CniPolicy {

    private CniPolicy() {}

    /**
     * Returns the policy.
     *
     * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/cni-iam-role.html">The role of the CNI plugin in the EKS user
     *     guide</a>
     */
    static String ipv6(String partition) {
        return Role.policy("""
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow",
                   "Action": ["ec2:AssignIpv6Addresses", "ec2:DescribeInstances", "ec2:DescribeTags",
                              "ec2:DescribeNetworkInterfaces", "ec2:DescribeInstanceTypes"],
                   "Resource": "*"},
                  {"Effect": "Allow",
                   "Action": "ec2:CreateTags",
                   "Resource": "arn:%s:ec2:*:*:network-interface/*"}]}
                """.formatted(partition));
    }
}

package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.Owner;
import io.github.ekssdk.internal.resource.iam.Role;
import java.util.List;

/**
 * Who may take the role of hybrid nodes, and what it may do.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-creds.html">Credentials of hybrid nodes in the EKS user
 *     guide</a>
 */
final class HybridPolicies {

    private static final String REGISTRY = "AmazonEC2ContainerRegistryPullOnly";

    private HybridPolicies() {}

    /** Returns the names of AWS's managed policies. */
    static List<String> managed(boolean activations) {
        return activations ? List.of("AmazonSSMManagedInstanceCore", REGISTRY) : List.of(REGISTRY);
    }

    /** Returns the trust in Systems Manager, which hands the credentials to machines with an activation of this account. */
    static String trustOfActivations(Owner owner) {
        return Role.policy("""
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow",
               "Principal": {"Service": "ssm.amazonaws.com"},
               "Action": "sts:AssumeRole",
               "Condition": {
                 "StringEquals": {"aws:SourceAccount": "%2$s"},
                 "ArnEquals": {"aws:SourceArn": "arn:%1$s:ssm:%3$s:%2$s:*"}}}]}
            """.formatted(owner.partition(), owner.account(), owner.region()));
    }

    /** Returns the trust in IAM Roles Anywhere, for certificates of one trust anchor; sessions are named after the machine. */
    static String trustOfCertificates(String trustAnchorArn) {
        return Role.policy("""
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow",
               "Principal": {"Service": "rolesanywhere.amazonaws.com"},
               "Action": ["sts:TagSession", "sts:SetSourceIdentity"],
               "Condition": {"ArnEquals": {"aws:SourceArn": "%1$s"}}},
              {"Effect": "Allow",
               "Principal": {"Service": "rolesanywhere.amazonaws.com"},
               "Action": "sts:AssumeRole",
               "Condition": {
                 "StringEquals": {"sts:RoleSessionName": "${aws:PrincipalTag/x509Subject/CN}"},
                 "ArnEquals": {"aws:SourceArn": "%1$s"}}}]}
            """.formatted(trustAnchorArn));
    }

    /**
     * Returns what nodes do besides: they look the cluster up to join it, and whether it lets them in; those with an activation
     * give it back.
     */
    static String document(Owner owner, boolean activations) {
        String cluster = "arn:%s:eks:%s:%s:cluster/%s"
                .formatted(owner.partition(), owner.region(), owner.account(), owner.cluster());
        String leaving = """
            ,
              {"Effect": "Allow", "Action": "ssm:DescribeInstanceInformation", "Resource": "*"},
              {"Effect": "Allow",
               "Action": "ssm:DeregisterManagedInstance",
               "Resource": "arn:%s:ssm:%s:%s:managed-instance/*",
               "Condition": {"StringEquals": {"ssm:resourceTag/EKSClusterARN": "%s"}}}
            """.formatted(owner.partition(), owner.region(), owner.account(), cluster);
        return Role.policy("""
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Action": ["eks:DescribeCluster", "eks:ListAccessEntries"], "Resource": "%s"},
              {"Effect": "Allow", "Action": "eks-auth:AssumeRoleForPodIdentity", "Resource": "%s"}%s]}
            """.formatted(cluster, cluster, activations ? leaving : ""));
    }
}

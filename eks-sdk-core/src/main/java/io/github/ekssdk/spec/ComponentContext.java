package io.github.ekssdk.spec;

import java.util.Map;
import java.util.Optional;

/**
 * What a {@link Component} can put into its objects of the cluster that it goes into. Some of it is known only once AWS has made
 * something; such a value is a text that stands for it, which may be put anywhere in a text of a manifest but not looked into. A
 * plan shows it as {@code (known after apply)}.
 *
 * @since 0.1
 */
public interface ComponentContext {

    /** Returns what is wanted of the cluster, with what all components add to it. */
    ClusterSpec spec();

    /** Returns the cluster's name. */
    String clusterName();

    /** Returns the region, such as {@code eu-west-1}. */
    String region();

    /** Returns the AWS account id. */
    String accountId();

    /** Returns the partition, such as {@code aws} or {@code aws-cn}. */
    String partition();

    /** Returns the Kubernetes version that the spec asks for, or that AWS told while planning; nothing where neither did. */
    Optional<String> kubernetesVersion();

    /** Returns the id of the VPC; perhaps known later. */
    String vpcId();

    /** Returns the URL of the Kubernetes API; known once the cluster is there. */
    String endpoint();

    /** Returns the id of the security group that EKS makes for the cluster; known once the cluster is there. */
    String clusterSecurityGroupId();

    /** Returns the ids of the subnets of nodes by Availability Zone where the zones are known; perhaps known later. */
    Map<String, String> nodeSubnetIds();

    /** Returns the ids of the subnets that the SDK makes for Pods in secondary CIDRs, by zone; perhaps known later. */
    Map<String, String> podSubnetIds();

    /**
     * Returns the ARN of the role that the SDK makes for a service account by IRSA; perhaps known later.
     *
     * @throws IllegalArgumentException if the spec has no such role
     */
    String serviceAccountRoleArn(String namespace, String serviceAccount);

    /** Returns the name of the IAM role of the nodes of Karpenter, of managed groups or of Auto Mode; nothing where the SDK makes none. */
    Optional<String> nodeRoleName();
}

package io.github.ekssdk.spec;

/**
 * What a usual controller may do in AWS, ready to be given to its service account: AWS's own managed policy where there is one,
 * otherwise the least that the controller's documentation asks for, in every partition.
 *
 * @since 0.1
 */
public enum WellKnownPolicy {
    /** Pushing to and pulling from ECR: {@code AmazonEC2ContainerRegistryPowerUser}. */
    IMAGE_BUILDER,
    /** The Cluster Autoscaler: it changes the Auto Scaling groups that bear this cluster's tag only. */
    CLUSTER_AUTOSCALER,
    /** The AWS Load Balancer Controller, with the policy that it is published with. */
    AWS_LOAD_BALANCER_CONTROLLER,
    /** ExternalDNS: records in all hosted zones of the account. */
    EXTERNAL_DNS,
    /** cert-manager: TXT records in all hosted zones of the account, which prove that a name is yours. */
    CERT_MANAGER,
    /**
     * Karpenter's controller: it starts and ends instances that bear this cluster's tag only, hands on the role that {@link
     * ClusterSpec#karpenter()} makes, and reads the SQS queue of the cluster's name, if there is one.
     */
    KARPENTER,
    /** The EBS CSI driver: {@code AmazonEBSCSIDriverPolicy}. */
    EBS_CSI,
    /** The EFS CSI driver: {@code AmazonEFSCSIDriverPolicy}. */
    EFS_CSI,
    /** The FSx for Lustre CSI driver: {@code AmazonFSxFullAccess}. */
    FSX_CSI,
    /**
     * The Mountpoint for Amazon S3 CSI driver: it reads and writes objects of all buckets that the account may use. To keep it to
     * some, give its role a policy of your own instead.
     */
    S3_CSI,
    /** The CloudWatch agent: {@code CloudWatchAgentServerPolicy} and {@code AWSXrayWriteOnlyAccess}. */
    CLOUDWATCH_AGENT,
    /** The VPC CNI plugin for IPv4: {@code AmazonEKS_CNI_Policy}. */
    VPC_CNI
}

package io.github.ekssdk.internal.aws;

import java.util.function.Function;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The clients the kinds of resources call. Each call is limited below AWS's published rate and fails with
 * {@link io.github.ekssdk.error.AwsCallFailedException} alone.
 */
public interface Aws extends AutoCloseable {

    /** Returns the EKS client. */
    EksClient eks();

    /** Returns the EC2 client. */
    Ec2Client ec2();

    /**
     * Returns the EC2 client for calls that must not be repeated blindly: those that create something and take no client
     * token. It never retries; after a failure the engine looks whether the call took effect.
     */
    Ec2Client ec2Once();

    /** Returns the IAM client. */
    IamClient iam();

    /** Returns the STS client. */
    StsClient sts();

    /** Returns the CloudWatch Logs client. */
    CloudWatchLogsClient logs();

    /** Returns the KMS client. */
    KmsClient kms();

    /** Returns the KMS client for creating keys, which KMS has no client token for; it never retries. */
    KmsClient kmsOnce();

    /** Returns the Systems Manager client. */
    SsmClient ssm();

    /** Returns the Auto Scaling client. */
    AutoScalingClient autoScaling();

    /** Returns the CloudFormation client. */
    CloudFormationClient cloudFormation();

    /** Returns the client of Classic Load Balancers. */
    ElasticLoadBalancingClient elb();

    /** Returns the client of Application and Network Load Balancers. */
    ElasticLoadBalancingV2Client elbV2();

    /** Returns how AWS is reached. */
    AwsSettings settings();

    /** Returns something of that type that is made once for all who work with these clients, and closed with them. */
    <T extends AutoCloseable> T companion(Class<T> type, Function<AwsSettings, T> maker);

    @Override
    void close();
}

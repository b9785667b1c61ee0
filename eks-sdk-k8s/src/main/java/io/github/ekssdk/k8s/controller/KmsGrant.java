package io.github.ekssdk.k8s.controller;

/**
 * What the EBS CSI driver must be allowed to do with a key.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html">EBS CSI driver in the EKS user guide</a>
 */
final class KmsGrant {

    private static final String POLICY = """
        {"Version": "2012-10-17",
         "Statement": [
           {"Effect": "Allow",
            "Action": ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"],
            "Resource": ["%1$s"],
            "Condition": {"Bool": {"kms:GrantIsForAWSResource": "true"}}},
           {"Effect": "Allow",
            "Action": ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
            "Resource": ["%1$s"]}]}
        """;

    private KmsGrant() {}

    static String of(String keyArn) {
        return POLICY.formatted(keyArn);
    }
}

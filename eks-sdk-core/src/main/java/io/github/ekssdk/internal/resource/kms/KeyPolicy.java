package io.github.ekssdk.internal.resource.kms;

import io.github.ekssdk.internal.graph.Owner;

/** Who may do what with a key that encrypts secrets of EKS. */
final class KeyPolicy {

    private KeyPolicy() {}

    /**
     * Lets the account manage the key by its IAM policies, and lets it be handed to EKS. Nobody may encrypt or decrypt with it but
     * through the grant that EKS makes for the cluster.
     */
    static String forEks(Owner owner) {
        String account = "\"Principal\":{\"AWS\":\"arn:" + owner.partition() + ":iam::" + owner.account() + ":root\"}";
        return "{\"Version\":\"2012-10-17\",\"Statement\":["
                + "{\"Sid\":\"AccountManagesKey\",\"Effect\":\"Allow\"," + account
                + ",\"Action\":[\"kms:CreateAlias\",\"kms:Describe*\",\"kms:Enable*\",\"kms:List*\",\"kms:Put*\","
                + "\"kms:Update*\",\"kms:Revoke*\",\"kms:Retire*\",\"kms:Disable*\",\"kms:Get*\",\"kms:Delete*\","
                + "\"kms:TagResource\",\"kms:UntagResource\",\"kms:ScheduleKeyDeletion\",\"kms:CancelKeyDeletion\","
                + "\"kms:RotateKeyOnDemand\"],\"Resource\":\"*\"},"
                + "{\"Sid\":\"EksTakesGrants\",\"Effect\":\"Allow\"," + account
                + ",\"Action\":\"kms:CreateGrant\",\"Resource\":\"*\","
                + "\"Condition\":{\"Bool\":{\"kms:GrantIsForAWSResource\":\"true\"}}}]}";
    }
}

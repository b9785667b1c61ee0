package io.github.ekssdk.testing.internal;

/**
 * The identity that an access key stands for.
 *
 * @param accessKeyId access key of the signature
 * @param accountId account that the key belongs to
 * @param arn ARN of the user or assumed role
 * @param userId unique id of the user, or {@code roleId:session} of an assumed role
 */
public record Caller(String accessKeyId, String accountId, String arn, String userId) {}

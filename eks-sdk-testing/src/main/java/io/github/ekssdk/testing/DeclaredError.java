package io.github.ekssdk.testing;

/**
 * An error that an operation of AWS may answer.
 *
 * @param status HTTP status
 * @param code code on the wire, such as {@code ResourceInUseException} (EKS) or {@code NoSuchEntity} (IAM)
 * @since 0.1
 */
public record DeclaredError(int status, String code) {}

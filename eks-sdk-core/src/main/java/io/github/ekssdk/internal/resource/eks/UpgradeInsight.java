package io.github.ekssdk.internal.resource.eks;

/**
 * Something that EKS has found in a cluster which speaks against an upgrade.
 *
 * @param name what was looked at
 * @param version the Kubernetes version that it speaks against
 * @param blocks whether EKS refuses the upgrade
 * @param reason what was found, in whole sentences
 * @param recommendation what to do about it, in whole sentences
 */
public record UpgradeInsight(String name, String version, boolean blocks, String reason, String recommendation) {}

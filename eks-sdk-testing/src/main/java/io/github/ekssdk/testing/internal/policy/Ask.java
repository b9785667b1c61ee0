package io.github.ekssdk.testing.internal.policy;

/**
 * One thing that somebody wants to do, as policies see it.
 *
 * @param action service and action, such as {@code eks:CreateCluster}
 * @param resource ARN of what it is done to, {@code *} where the action knows no resources
 * @param context condition keys with their values
 */
public record Ask(String action, String resource, Context context) {}

package io.github.ekssdk.spec;

import java.util.Optional;

/**
 * The IAM role by which hybrid nodes, machines outside of AWS, log in to the cluster, and by which of two ways they get its
 * credentials: hybrid activations of Systems Manager, or certificates by IAM Roles Anywhere. Activation, trust anchor and profile are
 * not made by the SDK: an activation has a secret code, which nobody but its maker is ever told.
 *
 * @param trustAnchorArn the ARN of the trust anchor of IAM Roles Anywhere whose certificates count; hybrid activations of Systems
 *     Manager when empty. Changed in place.
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-creds.html">Credentials of hybrid nodes in the EKS user
 *     guide</a>
 * @since 0.1
 */
public record HybridNodesSpec(Optional<String> trustAnchorArn) {}

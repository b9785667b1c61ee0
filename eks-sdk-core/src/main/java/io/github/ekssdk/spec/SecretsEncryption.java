package io.github.ekssdk.spec;

import java.util.Optional;

/**
 * Envelope encryption of the Kubernetes secrets with a KMS key of the account's. EKS encrypts them with a key of its own anyway;
 * with one of the account's, whoever owns that key can take the access away.
 *
 * <p>It can be added to a cluster that is there, which may take three quarters of an hour. It can never be taken back, and EKS
 * never takes another key. A cluster whose key is gone could not be recovered.
 *
 * @param keyArn the ARN of the key, symmetric and in the cluster's region; when empty the SDK makes one, which rotates every year
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html">Secrets encryption in the EKS user guide</a>
 * @since 0.1
 */
public record SecretsEncryption(Optional<String> keyArn) {}

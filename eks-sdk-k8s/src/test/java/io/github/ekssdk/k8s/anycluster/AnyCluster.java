package io.github.ekssdk.k8s.anycluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.ekssdk.spi.Time;

/**
 * The cluster of a test.
 *
 * @param client a client with the rights of an administrator; its default namespace is the test's
 * @param namespace the test's own namespace
 * @param time the time that waits are spent on: virtual on the fake
 */
public record AnyCluster(KubernetesClient client, String namespace, Time time) {}

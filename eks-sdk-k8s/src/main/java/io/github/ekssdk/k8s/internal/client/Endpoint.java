package io.github.ekssdk.k8s.internal.client;

/**
 * Where the Kubernetes API of a cluster is.
 *
 * @param clusterName the cluster's name
 * @param url the API's address, as EKS tells it
 * @param certificateAuthority the certificate of the authority that signed the API's own, PEM in Base64
 */
public record Endpoint(String clusterName, String url, String certificateAuthority) {}

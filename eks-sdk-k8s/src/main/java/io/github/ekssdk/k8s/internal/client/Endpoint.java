package io.github.ekssdk.k8s.internal.client;

import io.fabric8.kubernetes.client.Client;
import io.fabric8.kubernetes.client.http.Interceptor.RequestTags;
import java.util.Optional;

/**
 * Where the Kubernetes API of a cluster is, and who logs in.
 *
 * @param clusterName the cluster's name
 * @param url the API's address, as EKS tells it
 * @param certificateAuthority the certificate of the authority that signed the API's own, PEM in Base64
 * @param callerArn who logs in, as far as it is known
 * @param publicAccess whether the address answers outside of the VPC, as far as it is known
 */
public record Endpoint(
        String clusterName,
        String url,
        String certificateAuthority,
        Optional<String> callerArn,
        Optional<Boolean> publicAccess) {

    /** An endpoint of which no more is known than clients need. */
    public Endpoint(String clusterName, String url, String certificateAuthority) {
        this(clusterName, url, certificateAuthority, Optional.empty(), Optional.empty());
    }

    /** The endpoint that a client was made for; of somebody else's client, what its settings tell. */
    public static Endpoint of(Client client) {
        if (client.getHttpClient() instanceof RequestTags tags) {
            Endpoint known = tags.getTag(Endpoint.class);
            if (known != null) {
                return known;
            }
        }
        String url = client.getConfiguration().getMasterUrl();
        return new Endpoint(url, url, "");
    }
}

package io.github.ekssdk.testing.kubernetes;

/**
 * A request to the Kubernetes API of a fake cluster, and how it ended.
 *
 * @param method HTTP method
 * @param path path, without its query
 * @param user name of the Kubernetes user, empty if the token was refused
 * @param status HTTP status of the answer
 * @since 0.1
 */
public record KubernetesRequest(String method, String path, String user, int status) {

    /** Whether it asked for a change: anything but GET. */
    public boolean mutating() {
        return !method.equals("GET");
    }
}

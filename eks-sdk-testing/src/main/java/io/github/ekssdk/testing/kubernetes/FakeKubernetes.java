package io.github.ekssdk.testing.kubernetes;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The Kubernetes API of one fake cluster, over TLS on 127.0.0.1, for any client: Fabric8's, {@code kubectl}, Helm.
 *
 * <p>It lets in who presents a bearer token of EKS, or {@link #adminToken()}, and asks access entries, {@code aws-auth}
 * and RBAC what they may do. Nodes come and go with the node groups of the cluster; Deployments, StatefulSets, DaemonSets and Jobs
 * get their pods, which run and become ready on the clock of the account. No container runs anything.
 *
 * <pre>{@code
 * FakeKubernetes kubernetes = aws.kubernetes("prod");
 * Files.writeString(file, kubernetes.kubeconfig());      // kubectl --kubeconfig file get nodes
 * }</pre>
 *
 * <p>Objects live as long as the cluster, and are not part of snapshots of the account.
 *
 * @since 0.1
 */
public interface FakeKubernetes {
    /** Where the API listens, such as {@code https://127.0.0.1:41234}; DescribeCluster tells the same. */
    URI url();

    /** The certificate of the cluster's authority, PEM text. */
    String certificateAuthority();

    /** A bearer token of an administrator, the user {@code kubernetes-admin} in {@code system:masters}. */
    String adminToken();

    /** A kubeconfig file for the administrator. */
    String kubeconfig();

    /**
     * An object as JSON.
     *
     * @param path path of the object in the API, such as {@code /api/v1/namespaces/default/configmaps/settings}
     */
    Optional<String> object(String path);

    /** The latest resourceVersion: as long as it stays, nothing was written. */
    long resourceVersion();

    /** Every request so far, oldest first. */
    List<KubernetesRequest> requests();

    /** Forgets all writes, as etcd does every few minutes: watches and lists that go on from before get 410 Gone. */
    void compact();

    /** Ends all watches that are open, as a control plane does that is being updated. */
    void disconnectWatches();

    /**
     * Closes the address for good, as one that leads nowhere from here: connections are refused from now on. The cluster itself and its
     * controllers go on.
     */
    void cutOff();

    /**
     * Breaks all connections at a request that is still to come, as when the process dies that asks: that request is not answered, and
     * later ones are not heard, until {@link #mend()}.
     *
     * @param nth which request, from 1 for the next one
     * @param takesEffect whether what it asks for is done
     * @param whenBroken is called before the connection breaks, such as {@code process::crash}, or {@code kubernetes::mend} to lose
     *     one answer only
     */
    void breakAt(int nth, boolean takesEffect, Runnable whenBroken);

    /** Takes back {@link #breakAt}. */
    void mend();

    /**
     * Answers the next requests with an error: 429 as an overloaded server does, with {@code Retry-After}, 500 as one whose etcd
     * changes its leader, 503 as one that is not ready.
     *
     * @param status HTTP status, 400 or more
     */
    void failNext(int requests, int status);

    /**
     * Keeps each answer back for so long on the computer's own time, as a network does; not at all unless set. Requests that come at the
     * same time wait at the same time.
     */
    void answerAfter(Duration latency);
}

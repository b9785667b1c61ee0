package io.github.ekssdk.client;

import io.github.ekssdk.error.ClusterNotFoundException;
import io.github.ekssdk.event.ProgressListener;
import io.github.ekssdk.kubeconfig.BearerToken;
import io.github.ekssdk.kubeconfig.CachedTokenSource;
import io.github.ekssdk.kubeconfig.Kubeconfig;
import io.github.ekssdk.state.ResourceState;
import java.util.List;
import java.util.Optional;

/**
 * A live cluster. What it tells is as it was when the handle was made; {@link #refresh()} gets a new one.
 *
 * @since 0.1
 */
public final class Cluster {

    private final EksManager manager;
    private final ResourceState state;
    private final CachedTokenSource tokens;
    private final String callerArn;

    Cluster(EksManager manager, ResourceState state, CachedTokenSource tokens, String callerArn) {
        this.manager = manager;
        this.state = state;
        this.tokens = tokens;
        this.callerArn = callerArn;
    }

    /** Returns the name, unique in the account and region. */
    public String name() {
        return state.id().substring(state.id().indexOf('/') + 1);
    }

    /** Returns the ARN. */
    public String arn() {
        return state.physicalId();
    }

    /** Returns the region. */
    public String region() {
        return manager.region();
    }

    /** Returns the Kubernetes version of the control plane, such as {@code 1.35}. */
    public String version() {
        return state.output("version").orElse("");
    }

    /** Returns the status in EKS's words, such as {@code ACTIVE}. */
    public String status() {
        return state.status();
    }

    /** Returns the URL of the Kubernetes API; nothing while EKS is still creating the cluster. */
    public Optional<String> endpoint() {
        return state.output("endpoint");
    }

    /** Returns the certificate authority of the Kubernetes API, PEM in Base64; nothing while the cluster is being created. */
    public Optional<String> certificateAuthority() {
        return state.output("certificateAuthority");
    }

    /** Returns everything that is known of the control plane. */
    public ResourceState state() {
        return state;
    }

    /** Reads and returns the managed node groups, those that this SDK did not make too. */
    public List<ResourceState> managedNodeGroups() {
        return manager.managedNodeGroups(name());
    }

    /**
     * Returns a kubeconfig that logs in with the {@code aws} command; {@code toBuilder()} changes that.
     *
     * @throws IllegalStateException if the cluster has no endpoint yet
     */
    public Kubeconfig kubeconfig() {
        return Kubeconfig.builder(name())
                .region(region())
                .arn(arn())
                .endpoint(endpoint().orElseThrow(this::notReady))
                .certificateAuthorityData(certificateAuthority().orElseThrow(this::notReady))
                .build();
    }

    private IllegalStateException notReady() {
        return new IllegalStateException(
                "The cluster " + name() + " has no endpoint yet; its status is " + status() + ".");
    }

    /** Returns a bearer token for the Kubernetes API, the same one until it is about to end. */
    public BearerToken token() {
        return tokens.token();
    }

    /** Returns where bearer tokens for the Kubernetes API come from, for clients that outlive a token. */
    public CachedTokenSource tokens() {
        return tokens;
    }

    /** Returns the ARN of the IAM identity that the bearer tokens stand for; of an assumed role, that of the session. */
    public String callerArn() {
        return callerArn;
    }

    /**
     * Reads the cluster again.
     *
     * @throws ClusterNotFoundException if it is gone
     */
    public Cluster refresh() {
        return manager.cluster(name());
    }

    /**
     * Deletes the cluster and everything that this SDK made for it, and waits until it is gone. Cannot be undone.
     *
     * <p>What is lost for good takes a word of its own, such as the KMS key that the SDK made for the cluster's secrets: then make the
     * plan with {@link EksManager#planDelete}, allow it with {@link io.github.ekssdk.plan.Plan#allowingDeletion}, and apply that.
     *
     * @throws io.github.ekssdk.error.ForeignResourceException if somebody else has put a node group into the cluster
     * @throws io.github.ekssdk.error.UnsupportedChangeException if something would be lost for good; nothing was deleted then
     */
    public void delete(ProgressListener progress) {
        manager.apply(manager.planDelete(name()), progress);
    }

    @Override
    public String toString() {
        return arn() + " (" + status() + ")";
    }
}

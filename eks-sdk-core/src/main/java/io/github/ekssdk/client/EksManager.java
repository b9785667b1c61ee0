package io.github.ekssdk.client;

import io.github.ekssdk.error.ClusterNotFoundException;
import io.github.ekssdk.event.ProgressListener;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spec.AccessEntrySpec;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.state.ResourceState;
import java.util.List;
import java.util.Optional;

/**
 * Plans and applies clusters in one AWS account and region. Safe for use by several threads; close it to end its own threads
 * and clients.
 *
 * <pre>{@code
 * try (EksManager eks = Eks.connect(aws -> aws.region("eu-west-1"))) {
 *     Cluster cluster = eks.apply(eks.plan(spec), event -> log.info(event.describe()));
 * }
 * }</pre>
 *
 * <p>It keeps nothing about clusters: everything is found again in AWS by names and tags. So a process may end anywhere, and
 * planning and applying again goes on from what is there.
 *
 * @since 0.1
 */
public interface EksManager extends AutoCloseable {

    /** Returns the region. */
    String region();

    /**
     * Returns the id of the account of the credentials.
     *
     * @throws io.github.ekssdk.error.AwsConfigurationException if there are no credentials
     */
    String accountId();

    /**
     * Returns the ARN of the identity whose credentials are used; of an assumed role, that of the session.
     *
     * @throws io.github.ekssdk.error.AwsConfigurationException if there are no credentials
     */
    String callerArn();

    /**
     * Compares a spec with what is there. Reads, changes nothing.
     *
     * @throws io.github.ekssdk.error.ForeignResourceException if a cluster of that name exists that this SDK does not own
     * @throws io.github.ekssdk.error.UnsupportedChangeException if the spec asks for what cannot be done, replacing included
     * @throws io.github.ekssdk.error.PermissionDeniedException if a read is refused
     */
    Plan plan(ClusterSpec spec);

    /**
     * Compares as {@link #plan} does, and has a cluster that this SDK does not own become its own when the plan is applied: it
     * gets the tags of ownership, and from then on is changed and deleted like any other.
     */
    Plan planAdoption(ClusterSpec spec);

    /**
     * Plans the deletion of a cluster and of everything that this SDK made for it, also of one that was only half created. The
     * plan is empty if there is nothing.
     *
     * @throws io.github.ekssdk.error.UnsupportedChangeException if deletion protection is on
     */
    Plan planDelete(String clusterName);

    /**
     * Plans access entries of a cluster that no spec of this SDK describes, and nothing else: they are created, or changed if they
     * are this SDK's own; all others stay. If the cluster's authentication mode is {@code CONFIG_MAP}, it becomes
     * {@code API_AND_CONFIG_MAP}, which cannot be undone.
     *
     * @throws ClusterNotFoundException if there is no such cluster
     * @throws io.github.ekssdk.error.UnsupportedChangeException if the cluster is this SDK's own: its spec says who is let in
     * @throws io.github.ekssdk.error.ForeignResourceException if another tool has made an entry for one of the principals
     * @throws io.github.ekssdk.error.InvalidSpecException if EKS would refuse the entries
     */
    Plan planAccess(String clusterName, List<AccessEntrySpec> accessEntries);

    /**
     * Applies a plan and waits until everything is as it says.
     *
     * @return the cluster; after a deletion, as it last was
     * @throws io.github.ekssdk.error.StepFailedException if a step failed; what was made stands, apply again to go on
     * @throws io.github.ekssdk.error.PlanOutdatedException if AWS has changed so that more would be done than planned
     * @throws io.github.ekssdk.error.UnsupportedChangeException if the plan replaces something and nobody has allowed it
     * @throws io.github.ekssdk.error.LockOutException if the caller would not be let into the cluster any more, and nobody has
     *     allowed it
     */
    Cluster apply(Plan plan, ProgressListener progress);

    /** Applies a plan and tells nobody how it goes. */
    default Cluster apply(Plan plan) {
        return apply(plan, ProgressListener.none());
    }

    /** Starts to apply a plan and returns at once. */
    Operation<Cluster> start(Plan plan, ProgressListener progress);

    /**
     * Returns a cluster by its name, whoever made it.
     *
     * @throws ClusterNotFoundException if there is none in this account and region
     */
    Cluster cluster(String name);

    /** Returns the managed node groups of a cluster, whoever made them. */
    List<ResourceState> managedNodeGroups(String clusterName);

    /**
     * Returns the access entries of a cluster, whoever made them, with their access policies. EKS makes some itself: for who created
     * the cluster, for nodes, for Fargate. Empty if the authentication mode is {@code CONFIG_MAP}.
     */
    List<ResourceState> accessEntries(String clusterName);

    /**
     * Returns the ARN, with the path, of an IAM role of this account; nothing if there is no role of that name.
     *
     * @param roleName the name without the path
     * @throws io.github.ekssdk.error.PermissionDeniedException if {@code iam:GetRole} is refused
     */
    Optional<String> roleArn(String roleName);

    /**
     * Returns the Kubernetes versions that EKS offers in this region now, the newest first, with the ends of their support. Those
     * without any support are left out.
     *
     * @throws io.github.ekssdk.error.PermissionDeniedException if {@code eks:DescribeClusterVersions} is refused
     */
    List<KubernetesVersion> kubernetesVersions();

    /** Ends the manager's threads and clients. Operations under way are cancelled. */
    @Override
    void close();
}

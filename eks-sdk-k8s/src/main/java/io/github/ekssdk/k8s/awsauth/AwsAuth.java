package io.github.ekssdk.k8s.awsauth;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.ekssdk.client.EksManager;
import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.error.KubernetesCallFailedException;
import io.github.ekssdk.error.LockOutException;
import io.github.ekssdk.error.MalformedAwsAuthException;
import io.github.ekssdk.error.PlanOutdatedException;
import io.github.ekssdk.k8s.internal.client.Endpoint;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The ConfigMap {@code aws-auth} of a cluster, by which EKS lets IAM principals in where its authentication mode is
 * {@code CONFIG_MAP} or {@code API_AND_CONFIG_MAP}. Clusters of the mode {@code API}, the default of this SDK, have access entries
 * only.
 *
 * <pre>{@code
 * AwsAuth awsAuth = AwsAuth.of(client, eks, "prod");
 * AwsAuthPlan plan = awsAuth.plan(edit -> edit
 *         .mapRole("arn:aws:iam::123456789012:role/ci", who -> who.username("ci:{{SessionName}}").group("deployers")));
 * System.out.println(plan.render());
 * awsAuth.apply(plan);
 * }</pre>
 *
 * <p>Only the items that are named change: what others have put there stays to the letter, their comments and keys that this SDK
 * does not know included. A write takes effect only if nobody else has written since the ConfigMap was read; otherwise it is read
 * and merged again. What stood there before is kept in a ConfigMap next to it. A ConfigMap that EKS could not read is never touched,
 * except to restore a backup.
 *
 * <p>Nothing is remembered between calls, so that a program may end anywhere and do the same again.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html">The aws-auth ConfigMap in the EKS user
 *     guide</a>
 * @since 0.1
 */
public final class AwsAuth {

    static final String CONFIG_MAP = "The ConfigMap kube-system/aws-auth";

    private static final int ATTEMPTS = 5;

    private final KubernetesClient client;
    private final Store store;
    private final Optional<Eks> eks;

    private AwsAuth(KubernetesClient client, Optional<Eks> eks) {
        this.client = requireNonNull(client, "client");
        this.store = new Store(client);
        this.eks = eks;
    }

    /** What EKS can be asked about the cluster. */
    record Eks(EksManager manager, String cluster) {}

    /**
     * Returns the ConfigMap of the cluster that a client is connected to. It is not known then which access entries there are: the
     * guard against locking out takes it that there are none, and nothing can be migrated.
     */
    public static AwsAuth of(KubernetesClient client) {
        return new AwsAuth(client, Optional.empty());
    }

    /**
     * Returns the ConfigMap of a cluster whose access entries are known too.
     *
     * @param client a client that is connected to that cluster
     * @param eks the manager to ask
     * @param clusterName the name of the cluster
     */
    public static AwsAuth of(KubernetesClient client, EksManager eks, String clusterName) {
        return new AwsAuth(
                client, Optional.of(new Eks(requireNonNull(eks, "eks"), requireNonNull(clusterName, "clusterName"))));
    }

    /**
     * Reads it. Empty if there is no such ConfigMap.
     *
     * @throws MalformedAwsAuthException if EKS could not read it either
     * @throws KubernetesCallFailedException if Kubernetes refuses
     */
    public AwsAuthState read() {
        return AwsAuthState.of(document());
    }

    private Document document() {
        return Document.read(CONFIG_MAP, Store.data(store.read()));
    }

    /**
     * Plans a change. Reads, changes nothing.
     *
     * @throws InvalidSpecException with everything that is wrong with the edit
     * @throws MalformedAwsAuthException if EKS could not read the ConfigMap either; it is left alone
     * @throws KubernetesCallFailedException if Kubernetes refuses
     */
    public AwsAuthPlan plan(Consumer<? super AwsAuthEdit> edit) {
        AwsAuthEdit edits = new AwsAuthEdit();
        edit.accept(edits);
        return planOf(edits.merge());
    }

    private AwsAuthPlan planOf(Merge merge) {
        Document now = merge.read(Store.data(store.read()));
        Merge.Result result = merge.into(now);
        List<String> warnings = new ArrayList<>(result.warnings());
        warnings.addAll(result.document().warnings());
        if (!entries().awsAuthCounts()) {
            warnings.add("The authentication mode of the cluster is API: EKS does not look at aws-auth any more.");
        }
        return new AwsAuthPlan(cluster(), merge, result.changes(), warnings, dangers(now, result.document()), false);
    }

    private List<String> dangers(Document before, Document after) {
        return LockOut.dangers(client, this::entries, before, after);
    }

    private Entries entries() {
        return eks.map(known -> Entries.of(known.manager(), known.cluster())).orElseGet(Entries::unknown);
    }

    private String cluster() {
        return eks.map(Eks::cluster).orElseGet(() -> Endpoint.of(client).clusterName());
    }

    /**
     * Applies a plan: reads the ConfigMap again, merges the change into what stands there now, backs that up, and writes. If somebody
     * else writes at the same time, it does so again, five times at most.
     *
     * @return what stands there now
     * @throws LockOutException if somebody would be locked out whom the plan does not allow to be
     * @throws PlanOutdatedException if somebody has changed the same mappings since; nothing is changed
     * @throws MalformedAwsAuthException if somebody has made the ConfigMap unreadable since; it is left alone
     * @throws KubernetesCallFailedException if Kubernetes refuses; applying again goes on
     */
    public AwsAuthState apply(AwsAuthPlan plan) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<ConfigMap> read = store.read();
            Document now = plan.merge().read(Store.data(read));
            Merge.Result result = plan.merge().into(now);
            refuseOutdated(plan, result);
            if (result.changes().isEmpty()) {
                return AwsAuthState.of(now);
            }
            refuseLockOut(plan, now, result.document());
            read.ifPresent(store::backUp);
            if (store.write(read, result.document().data())) {
                return AwsAuthState.of(result.document());
            }
        }
        throw new KubernetesCallFailedException(
                cluster(),
                HttpURLConnection.HTTP_CONFLICT,
                "Conflict",
                CONFIG_MAP + " was written by others at the same time, " + ATTEMPTS
                        + " times in a row, and was left as it is. Apply the plan again.",
                null);
    }

    private static void refuseOutdated(AwsAuthPlan plan, Merge.Result result) {
        List<String> unapproved = result.changes().stream()
                .filter(change -> !plan.changes().contains(change))
                .map(change -> change.toString().strip())
                .toList();
        if (!unapproved.isEmpty()) {
            throw new PlanOutdatedException(plan.cluster(), unapproved);
        }
    }

    private void refuseLockOut(AwsAuthPlan plan, Document now, Document next) {
        List<String> dangers = new ArrayList<>(dangers(now, next));
        if (plan.lockOutAllowed()) {
            dangers.removeAll(plan.dangers());
        }
        if (!dangers.isEmpty()) {
            throw new LockOutException(
                    CONFIG_MAP,
                    dangers,
                    "Leave their mappings in, or give them access entries first; if it is wanted, plan again and apply"
                            + " plan.allowingLockOut().");
        }
    }

    /**
     * Returns what stood there before the latest changes by this SDK, newest first; ten at most are kept.
     *
     * @throws KubernetesCallFailedException if Kubernetes refuses
     */
    public List<AwsAuthBackup> backups() {
        return store.backups();
    }

    /**
     * Plans to put back what once stood there, in place of all that stands there now; the present content may be unreadable. The plan
     * shows what gets lost, and its application makes a backup like any other.
     *
     * @throws MalformedAwsAuthException if the backup holds what EKS could not read
     * @throws KubernetesCallFailedException if Kubernetes refuses
     */
    public AwsAuthPlan planRestore(AwsAuthBackup backup) {
        return planOf(new RestoreMerge(Document.read("The backup " + backup.name(), backup.data())));
    }

    /**
     * Plans the way from here to access entries: which mapping becomes which, and which cannot. Reads, changes nothing. What it plans
     * is made by EKS: {@link AccessEntryMigration} says how.
     *
     * @throws IllegalStateException if this was made without an {@link EksManager}
     * @throws MalformedAwsAuthException if EKS could not read the ConfigMap either
     * @throws KubernetesCallFailedException if Kubernetes refuses
     */
    public AccessEntryMigration planMigration() {
        Eks known = known();
        return new MigrationPlanner(known, entries()).plan(document());
    }

    /**
     * Plans to remove the mappings whose principals have access entries that let them do the same, the last step of a migration. What
     * has none stays, and a warning says why; so does everything that an access entry cannot say. An access entry can take some
     * minutes to take effect: wait a while after it was made.
     *
     * @throws IllegalStateException if this was made without an {@link EksManager}
     * @throws MalformedAwsAuthException if EKS could not read the ConfigMap either
     * @throws KubernetesCallFailedException if Kubernetes refuses
     */
    public AwsAuthPlan planRemovalOfMigrated() {
        Eks known = known();
        Function<Document, Merge.Result> removal = now -> new MigratedRemoval(known, entries()).of(now);
        return planOf(removal::apply);
    }

    private Eks known() {
        return eks.orElseThrow(() -> new IllegalStateException(
                "Access entries are known to EKS only: use AwsAuth.of(client, eks, clusterName)."));
    }
}

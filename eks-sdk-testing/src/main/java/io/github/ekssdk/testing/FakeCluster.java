package io.github.ekssdk.testing;

/**
 * What happens inside one cluster of a {@link FakeAws}, past the API of EKS: people edit what an add-on manages, admission
 * webhooks refuse its objects, licences are missing.
 *
 * <pre>{@code
 * aws.inside("prod").conflict("coredns", "kubectl", ".spec.replicas");
 * eks.updateAddon(r -> r.clusterName("prod").addonName("coredns")...);   // ends Failed: ConfigurationConflict
 * }</pre>
 *
 * @since 0.1
 */
public final class FakeCluster {
    private final FakeAws aws;
    private final String name;

    FakeCluster(FakeAws aws, String name) {
        this.aws = aws;
        this.name = name;
    }

    /**
     * Lets somebody else manage a field of an add-on. Creating the add-on fails then unless conflicts are resolved with
     * {@code OVERWRITE}, updating it unless with {@code OVERWRITE} or {@code PRESERVE}; overwriting ends the conflict.
     *
     * @param addon name of the add-on, such as {@code coredns}; it need not be installed yet
     * @param owner who manages the field, such as {@code kubectl}
     * @param field the field, such as {@code .spec.replicas}
     * @throws IllegalArgumentException if there is no such cluster, or EKS has no such add-on
     */
    public FakeCluster conflict(String addon, String owner, String field) {
        aws.act("addonConflict", name, addon, owner, field);
        return this;
    }

    /**
     * Lets something be wrong with an add-on until {@link #healAddon}: one that runs is DEGRADED, one that is being created
     * or updated ends CREATE_FAILED or UPDATE_FAILED.
     *
     * @param addon name of the add-on; it need not be installed yet
     * @param issueCode what EKS calls it, such as {@code AdmissionRequestDenied} or {@code AddonSubscriptionNeeded}
     * @param message what EKS says of it
     * @throws IllegalArgumentException if there is no such cluster, add-on or issue
     */
    public FakeCluster breakAddon(String addon, String issueCode, String message) {
        aws.act("breakAddon", name, addon, issueCode, message);
        return this;
    }

    /**
     * Ends whatever is wrong with an add-on, conflicts too. One whose creation or update has failed stays failed until it
     * is updated or deleted.
     *
     * @throws IllegalArgumentException if there is no such cluster, or EKS has no such add-on
     */
    public FakeCluster healAddon(String addon) {
        aws.act("healAddon", name, addon);
        return this;
    }

    /**
     * Starts the agent of the EKS connector in a cluster that runs elsewhere and was registered: it becomes ACTIVE.
     *
     * @throws IllegalArgumentException if no such cluster is registered, or its activation has expired after three days
     */
    public FakeCluster connect() {
        aws.act("connect", name);
        return this;
    }
}

package io.github.ekssdk.k8s.awsauth;

import io.github.ekssdk.k8s.awsauth.MigratedMapping.Fate;
import io.github.ekssdk.spec.AccessEntrySpec;
import io.github.ekssdk.spec.AuthenticationMode;
import io.github.ekssdk.spec.ClusterSpec;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The way from the ConfigMap {@code aws-auth} to access entries, as data: which mapping becomes which access entry, and which
 * cannot. Making it changes nothing.
 *
 * <p>For a cluster that this SDK has made, the entries become a part of what is wanted: plan and apply {@link #addTo} of its spec.
 * For a cluster of another tool, {@link io.github.ekssdk.client.EksManager#planAccess} plans them alone. When they have taken
 * effect, {@link AwsAuth#planRemovalOfMigrated()} takes the mappings out. Each of these steps looks at what is there, so whatever
 * stops halfway is done again from {@link AwsAuth#planMigration()}, with the same outcome.
 *
 * <p>Access entries need the authentication mode {@code API_AND_CONFIG_MAP}, to which EKS changes a cluster once and never back. Who
 * is let in by the ConfigMap still is then, except for principals that have an access entry.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/migrating-access-entries.html">Migrating aws-auth entries in the EKS
 *     user guide</a>
 * @since 0.1
 */
public final class AccessEntryMigration {

    private final String clusterName;
    private final AuthenticationMode mode;
    private final List<MigratedMapping> mappings;

    AccessEntryMigration(String clusterName, AuthenticationMode mode, List<MigratedMapping> mappings) {
        this.clusterName = clusterName;
        this.mode = mode;
        this.mappings = List.copyOf(mappings);
    }

    /** Returns the name of the cluster. */
    public String clusterName() {
        return clusterName;
    }

    /** Returns the authentication mode that the cluster has now. */
    public AuthenticationMode authenticationMode() {
        return mode;
    }

    /** Tells whether the authentication mode has to become {@code API_AND_CONFIG_MAP}, which cannot be undone. */
    public boolean changesAuthenticationMode() {
        return mode == AuthenticationMode.CONFIG_MAP;
    }

    /** Returns what becomes of each mapping, in the order of the ConfigMap. */
    public List<MigratedMapping> mappings() {
        return mappings;
    }

    /** Returns the access entries that are to be created or completed. */
    public List<AccessEntrySpec> accessEntries() {
        return mappings.stream()
                .filter(mapping -> mapping.fate() == Fate.TO_CREATE)
                .flatMap(mapping -> mapping.entry().stream())
                .toList();
    }

    /** Returns the mappings that no access entry takes the place of, each with the reason in its remarks. */
    public List<MigratedMapping> notCarriedOver() {
        return mappings.stream()
                .filter(mapping -> mapping.fate() == Fate.NOT_CARRIED_OVER || mapping.fate() == Fate.DIFFERENT)
                .toList();
    }

    /**
     * Returns the spec of the cluster with these access entries, and with the authentication mode that they need. Principals that
     * have an entry in the spec keep that one.
     *
     * @throws IllegalArgumentException if it is the spec of another cluster
     */
    public ClusterSpec addTo(ClusterSpec spec) {
        if (!spec.name().equals(clusterName)) {
            throw new IllegalArgumentException(
                    "The migration is of cluster " + clusterName + ", but the spec is of " + spec.name() + ".");
        }
        ClusterSpec.Builder changed = spec.toBuilder();
        if (spec.authenticationMode() == AuthenticationMode.CONFIG_MAP) {
            changed.authenticationMode(AuthenticationMode.API_AND_CONFIG_MAP);
        }
        Set<String> present =
                spec.accessEntries().stream().map(AccessEntrySpec::principalArn).collect(Collectors.toSet());
        accessEntries().stream()
                .filter(entry -> !present.contains(entry.principalArn()))
                .forEach(changed::addAccessEntry);
        return changed.build();
    }

    /** Returns the plan as text for people. */
    public String render() {
        return AwsAuthPlan.clean(new MigrationText(this).render());
    }

    /** Names the cluster and the number of entries. */
    @Override
    public String toString() {
        return "AccessEntryMigration[" + clusterName + ", " + accessEntries().size() + " access entries]";
    }
}

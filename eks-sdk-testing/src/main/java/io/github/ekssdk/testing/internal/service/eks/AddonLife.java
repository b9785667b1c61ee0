package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.Addon;
import software.amazon.awssdk.services.eks.model.AddonIssue;
import software.amazon.awssdk.services.eks.model.AddonIssueCode;
import software.amazon.awssdk.services.eks.model.AddonStatus;
import software.amazon.awssdk.services.eks.model.ResolveConflicts;

/** Lets add-ons come to life and die, as time passes. */
final class AddonLife {
    private final Account account;
    private final RoleChecks roles;
    private final Capacity capacity;

    AddonLife(Account account, RoleChecks roles, Capacity capacity) {
        this.account = account;
        this.roles = roles;
        this.capacity = capacity;
    }

    /** The add-on with what ails it now. */
    Addon describe(ClusterState cluster, AddonState addon, Instant now) {
        return addon.describe(ailments(cluster, addon, now));
    }

    void begin(ClusterState cluster, AddonState addon, ResolveConflicts mode, Instant now) {
        Optional<AddonIssue> unusable = unusableRole(addon.model().serviceAccountRoleArn(), now);
        Duration duration = account.latencies().sample("eks.addon.create", key(cluster, addon));
        account.transitions().at(now.plus(duration), label(addon) + " is installed", () -> {
            if (addon.status() == AddonStatus.CREATING) {
                cluster.addonTrouble(addon.name())
                        .obstacle(mode, true)
                        .or(() -> unusable)
                        .ifPresentOrElse(
                                issue -> addon.fail(AddonStatus.CREATE_FAILED, issue),
                                () -> settle(cluster, addon, mode));
            }
        });
    }

    void end(ClusterState cluster, AddonState addon, Instant now, Runnable whenGone) {
        addon.change(b -> b.status(AddonStatus.DELETING).modifiedAt(now));
        Duration duration = account.latencies().sample("eks.addon.delete", key(cluster, addon));
        account.transitions().at(now.plus(duration), label(addon) + " is gone", () -> {
            cluster.addons().remove(addon.name());
            cluster.updates().forget(addon.target());
            whenGone.run();
        });
    }

    /** The add-on runs; from now on it is what its pods are. */
    void settle(ClusterState cluster, AddonState addon, ResolveConflicts mode) {
        if (mode == ResolveConflicts.OVERWRITE) {
            cluster.addonTrouble(addon.name()).overwritten();
        }
        addon.change(b -> b.status(AddonStatus.ACTIVE)
                .modifiedAt(account.transitions().now())
                .health(health -> health.issues(List.of())));
    }

    Optional<AddonIssue> lacksReplicas(ClusterState cluster, AddonState addon, Instant now) {
        return capacity.runs(cluster, addon, now)
                ? Optional.empty()
                : Optional.of(issue(
                        AddonIssueCode.INSUFFICIENT_NUMBER_OF_REPLICAS,
                        "The add-on is unhealthy because it doesn't have the desired number of replicas."));
    }

    /** What IAM was told just now, EKS does not know yet: such an add-on cannot get its permissions. */
    Optional<AddonIssue> unusableRole(@Nullable String roleArn, Instant now) {
        if (roleArn == null
                || account.lenient()
                || roles.iam().sight(roleArn, now).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(issue(
                AddonIssueCode.ADDON_PERMISSION_FAILURE,
                "The role " + roleArn + " of the add-on's service account does not exist or cannot be assumed."));
    }

    private List<AddonIssue> ailments(ClusterState cluster, AddonState addon, Instant now) {
        return cluster.addonTrouble(addon.name())
                .issue()
                .or(() -> lacksReplicas(cluster, addon, now))
                .map(List::of)
                .orElse(List.of());
    }

    private static AddonIssue issue(AddonIssueCode code, String message) {
        return AddonIssue.builder().code(code).message(message).build();
    }

    static String key(ClusterState cluster, AddonState addon) {
        return cluster.name() + "/" + addon.name();
    }

    static String label(AddonState addon) {
        return "addon/" + addon.name();
    }
}

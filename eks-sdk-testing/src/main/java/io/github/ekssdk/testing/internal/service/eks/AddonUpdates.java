package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.eks.model.AddonIssue;
import software.amazon.awssdk.services.eks.model.AddonPodIdentityAssociations;
import software.amazon.awssdk.services.eks.model.AddonStatus;
import software.amazon.awssdk.services.eks.model.ResolveConflicts;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateAddonRequest;
import software.amazon.awssdk.services.eks.model.UpdateAddonResponse;
import software.amazon.awssdk.services.eks.model.UpdateParam;
import software.amazon.awssdk.services.eks.model.UpdateParamType;
import software.amazon.awssdk.services.eks.model.UpdateType;

/** Changes version, configuration and roles of add-ons, one update of an add-on at a time. */
public final class AddonUpdates {
    private final ClusterStore store;
    private final Account account;
    private final AddonLife life;
    private final AddonIdentities identities;
    private final ClientTokens<UpdateEntry> tokens = new ClientTokens<>();

    AddonUpdates(ClusterStore store, AddonLife life, AddonIdentities identities) {
        this.store = store;
        this.account = store.account();
        this.life = life;
        this.identities = identities;
    }

    public UpdateAddonResponse update(UpdateAddonRequest request, Call call) {
        try {
            return UpdateAddonResponse.builder()
                    .update(begun(request, call.now()).describe())
                    .build();
        } catch (AwsRefusal refusal) {
            throw Addons.named(refusal, request.clusterName(), request.addonName());
        }
    }

    private UpdateEntry begun(UpdateAddonRequest request, Instant now) {
        ClusterState cluster = store.working(request.clusterName());
        AddonState addon = cluster.addon(request.addonName());
        UpdateAddonRequest parameters = request.copy(b -> b.clientRequestToken(null));
        Optional<UpdateEntry> earlier = tokens.earlier(request.clientRequestToken(), parameters);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        AddonVersion version = version(cluster, addon, request);
        AddonConfiguration.check(addon.offer(), request.configurationValues());
        if (request.serviceAccountRoleArn() != null) {
            EksInput.roleArn("serviceAccountRoleArn", request.serviceAccountRoleArn());
        }
        identities.check(addon.offer(), request.podIdentityAssociations(), now);
        refuseBusy(addon);
        UpdateEntry entry = new UpdateEntry(addon.target(), record(request, now));
        cluster.updates().add(entry);
        tokens.remember(request.clientRequestToken(), parameters, entry);
        addon.change(b -> b.status(AddonStatus.UPDATING).modifiedAt(now));
        Duration duration = account.latencies().sample("eks.addon.update", key(cluster, addon));
        Optional<AddonIssue> unusable = life.unusableRole(request.serviceAccountRoleArn(), now);
        account.transitions()
                .at(
                        now.plus(duration),
                        AddonLife.label(addon) + " is updated",
                        () -> finish(cluster, addon, version, request, entry, unusable));
        return entry;
    }

    private void finish(
            ClusterState cluster,
            AddonState addon,
            AddonVersion version,
            UpdateAddonRequest request,
            UpdateEntry entry,
            Optional<AddonIssue> unusable) {
        if (addon.status() != AddonStatus.UPDATING) {
            return;
        }
        ResolveConflicts mode = AddonChecks.mode(request.resolveConflicts());
        Optional<AddonIssue> obstacle =
                cluster.addonTrouble(addon.name()).obstacle(mode, false).or(() -> unusable);
        if (obstacle.isPresent()) {
            addon.fail(AddonStatus.UPDATE_FAILED, obstacle.get());
            entry.fail(AddonChecks.error(obstacle.get()));
            return;
        }
        apply(cluster, addon, version, request);
        life.settle(cluster, addon, mode);
        life.lacksReplicas(cluster, addon, account.transitions().now())
                .ifPresentOrElse(issue -> entry.fail(AddonChecks.error(issue)), entry::succeed);
    }

    /** The role is what the request says, also when it says nothing; everything else stays unless it is named. */
    private void apply(ClusterState cluster, AddonState addon, AddonVersion version, UpdateAddonRequest request) {
        addon.change(b -> {
            b.addonVersion(version.version()).serviceAccountRoleArn(request.serviceAccountRoleArn());
            if (request.configurationValues() != null) {
                b.configurationValues(request.configurationValues());
            }
        });
        if (request.hasPodIdentityAssociations()) {
            identities.assign(
                    cluster,
                    addon,
                    request.podIdentityAssociations(),
                    account.transitions().now());
        }
    }

    private static AddonVersion version(ClusterState cluster, AddonState addon, UpdateAddonRequest request) {
        if (request.addonVersion() == null) {
            return addon.offer().version(addon.model().addonVersion()).orElseThrow();
        }
        return AddonChecks.version(cluster, addon.offer(), request.addonVersion());
    }

    private static void refuseBusy(AddonState addon) {
        AddonStatus status = addon.status();
        if (status == AddonStatus.CREATING || status == AddonStatus.UPDATING || status == AddonStatus.DELETING) {
            throw EksRefusals.inUse(
                    "Addon " + addon.name() + " cannot be updated as it is currently in " + status + " state");
        }
    }

    private Update record(UpdateAddonRequest request, Instant now) {
        List<UpdateParam> params = new ArrayList<>();
        if (request.addonVersion() != null) {
            params.add(ConfigChange.param(UpdateParamType.ADDON_VERSION, request.addonVersion()));
        }
        if (request.serviceAccountRoleArn() != null) {
            params.add(ConfigChange.param(UpdateParamType.SERVICE_ACCOUNT_ROLE_ARN, request.serviceAccountRoleArn()));
        }
        if (request.resolveConflicts() != null) {
            params.add(ConfigChange.param(UpdateParamType.RESOLVE_CONFLICTS, request.resolveConflictsAsString()));
        }
        if (request.configurationValues() != null) {
            params.add(ConfigChange.param(UpdateParamType.CONFIGURATION_VALUES, request.configurationValues()));
        }
        if (request.hasPodIdentityAssociations()) {
            params.add(ConfigChange.param(
                    UpdateParamType.POD_IDENTITY_ASSOCIATIONS,
                    Json.ofTree(request.podIdentityAssociations().stream()
                            .map(AddonUpdates::words)
                            .toList())));
        }
        return Update.builder()
                .id(account.ids().uuid())
                .type(UpdateType.ADDON_UPDATE)
                .params(params)
                .createdAt(now)
                .build();
    }

    private static Map<String, String> words(AddonPodIdentityAssociations association) {
        return Map.of("serviceAccount", association.serviceAccount(), "roleArn", association.roleArn());
    }

    private static String key(ClusterState cluster, AddonState addon) {
        return AddonLife.key(cluster, addon) + "/"
                + cluster.updates().of(addon.target()).size();
    }
}

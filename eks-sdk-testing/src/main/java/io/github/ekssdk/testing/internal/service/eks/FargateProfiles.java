package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.CreateFargateProfileRequest;
import software.amazon.awssdk.services.eks.model.CreateFargateProfileResponse;
import software.amazon.awssdk.services.eks.model.DeleteFargateProfileRequest;
import software.amazon.awssdk.services.eks.model.DeleteFargateProfileResponse;
import software.amazon.awssdk.services.eks.model.DescribeFargateProfileRequest;
import software.amazon.awssdk.services.eks.model.DescribeFargateProfileResponse;
import software.amazon.awssdk.services.eks.model.FargateProfileIssue;
import software.amazon.awssdk.services.eks.model.FargateProfileIssueCode;
import software.amazon.awssdk.services.eks.model.FargateProfileStatus;
import software.amazon.awssdk.services.eks.model.ListFargateProfilesRequest;
import software.amazon.awssdk.services.eks.model.ListFargateProfilesResponse;

/** Creates, shows and deletes Fargate profiles; nobody changes one, and one of a cluster comes or goes at a time. */
final class FargateProfiles {
    private final ClusterStore store;
    private final Account account;
    private final RoleChecks roles;
    private final NewFargateProfile newProfile;
    private final ManagedAccess access;
    private final ClientTokens<FargateProfileState> tokens = new ClientTokens<>();

    FargateProfiles(ClusterStore store, RoleChecks roles, NewFargateProfile newProfile, ManagedAccess access) {
        this.store = store;
        this.account = store.account();
        this.roles = roles;
        this.newProfile = newProfile;
        this.access = access;
    }

    public CreateFargateProfileResponse create(CreateFargateProfileRequest request, Call call) {
        try {
            return CreateFargateProfileResponse.builder()
                    .fargateProfile(made(request, call).describe())
                    .build();
        } catch (AwsRefusal refusal) {
            throw named(refusal, request.clusterName(), request.fargateProfileName());
        }
    }

    public DescribeFargateProfileResponse describe(DescribeFargateProfileRequest request) {
        return DescribeFargateProfileResponse.builder()
                .fargateProfile(profile(store.cluster(request.clusterName()), request.fargateProfileName())
                        .describe())
                .build();
    }

    public ListFargateProfilesResponse list(ListFargateProfilesRequest request) {
        List<String> names = List.copyOf(
                store.cluster(request.clusterName()).fargateProfiles().keySet());
        EksPages<String> page = EksPages.of(names, request.maxResults(), request.nextToken());
        return ListFargateProfilesResponse.builder()
                .fargateProfileNames(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    public DeleteFargateProfileResponse delete(DeleteFargateProfileRequest request, Call call) {
        ClusterState cluster = store.cluster(request.clusterName());
        FargateProfileState profile = profile(cluster, request.fargateProfileName());
        if (profile.status() != FargateProfileStatus.DELETING) {
            try {
                refuseBusy(cluster, "Delete", profile.name());
            } catch (AwsRefusal refusal) {
                throw named(refusal, cluster.name(), profile.name());
            }
            profile.status(FargateProfileStatus.DELETING);
            Duration duration = account.latencies().sample("eks.fargate.delete", key(cluster, profile));
            account.transitions()
                    .at(call.now().plus(duration), label(profile) + " is gone", () -> remove(cluster, profile));
        }
        return DeleteFargateProfileResponse.builder()
                .fargateProfile(profile.describe())
                .build();
    }

    private FargateProfileState made(CreateFargateProfileRequest request, Call call) {
        ClusterState cluster = store.cluster(request.clusterName());
        newProfile.check(request);
        EksTags tags = EksTags.ofCreate(request.tags());
        CreateFargateProfileRequest parameters = request.copy(b -> b.clientRequestToken(null));
        Optional<FargateProfileState> earlier = tokens.earlier(request.clientRequestToken(), parameters);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        if (!cluster.isActive()) {
            throw EksRefusals.notActive(cluster.name());
        }
        refuseTakenOrTooMany(cluster, request.fargateProfileName());
        refuseBusy(cluster, "create", request.fargateProfileName());
        if (!account.lenient()) {
            roles.podExecutionRole(request.podExecutionRoleArn(), call.now());
        }
        FargateProfileState profile = newProfile.build(cluster, request, tags, call.now());
        cluster.fargateProfiles().put(profile.name(), profile);
        tokens.remember(request.clientRequestToken(), parameters, profile);
        begin(cluster, profile, call.now());
        return profile;
    }

    private void begin(ClusterState cluster, FargateProfileState profile, Instant now) {
        roles.iam().serviceLinkedRole("eks-fargate.amazonaws.com", now);
        if (account.lenient()) {
            profile.status(FargateProfileStatus.ACTIVE);
            return;
        }
        Duration duration = account.latencies().sample("eks.fargate.create", key(cluster, profile));
        account.transitions()
                .at(now.plus(duration), label(profile) + " becomes ACTIVE", () -> activate(cluster, profile));
    }

    private void activate(ClusterState cluster, FargateProfileState profile) {
        String role = profile.podExecutionRole();
        if (!roles.exists(role)) {
            profile.fail(
                    FargateProfileStatus.CREATE_FAILED,
                    issue(
                            FargateProfileIssueCode.ACCESS_DENIED,
                            "The pod execution role of the Fargate profile could not be found",
                            role));
        } else if (!access.grantPods(cluster, role)) {
            profile.fail(
                    FargateProfileStatus.CREATE_FAILED,
                    issue(
                            FargateProfileIssueCode.POD_EXECUTION_ROLE_ALREADY_IN_USE,
                            "The pod execution role is already in use by an access entry of another type",
                            role));
        } else {
            profile.status(FargateProfileStatus.ACTIVE);
        }
    }

    private void remove(ClusterState cluster, FargateProfileState profile) {
        cluster.fargateProfiles().remove(profile.name());
        access.revokePods(cluster, profile.podExecutionRole());
        tokens.forget(profile);
    }

    private void refuseTakenOrTooMany(ClusterState cluster, String name) {
        if (cluster.fargateProfiles().containsKey(name)) {
            throw EksRefusals.inUse("A Fargate Profile already exists with this name in this cluster.");
        }
        int most = account.quotas().limit("eks.fargateProfiles");
        if (cluster.fargateProfiles().size() >= most) {
            throw EksRefusals.limitExceeded("The number of Fargate profiles of a cluster is limited to " + most + ".");
        }
    }

    private static void refuseBusy(ClusterState cluster, String verb, String name) {
        String cannot = "Cannot " + verb + " Fargate Profile " + name + " because cluster " + cluster.name();
        cluster.fargateProfiles().values().stream()
                .filter(FargateProfileState::isChanging)
                .findFirst()
                .ifPresent(other -> {
                    throw EksRefusals.inUse(
                            cannot + " currently has Fargate profile " + other.name() + " in status " + other.status());
                });
        if (cluster.updates().running("").isPresent()) {
            throw EksRefusals.inUse(cannot + " currently has an update in progress");
        }
    }

    private static FargateProfileState profile(ClusterState cluster, @Nullable String name) {
        String given = EksInput.required("fargateProfileName", name);
        FargateProfileState found = cluster.fargateProfiles().get(given);
        if (found == null) {
            throw EksRefusals.noFargateProfile(cluster.name(), given);
        }
        return found;
    }

    private static FargateProfileIssue issue(FargateProfileIssueCode code, String message, String resourceId) {
        return FargateProfileIssue.builder()
                .code(code)
                .message(message)
                .resourceIds(resourceId)
                .build();
    }

    /** ResourceInUseException has no member for the name of a Fargate profile. */
    private static AwsRefusal named(AwsRefusal refusal, @Nullable String cluster, @Nullable String profile) {
        if (cluster != null) {
            refusal.with("clusterName", cluster);
        }
        boolean names = refusal.code().equals("InvalidParameterException");
        return names && profile != null ? refusal.with("fargateProfileName", profile) : refusal;
    }

    private static String key(ClusterState cluster, FargateProfileState profile) {
        return cluster.name() + "/" + profile.name();
    }

    private static String label(FargateProfileState profile) {
        return "fargateprofile/" + profile.name();
    }
}

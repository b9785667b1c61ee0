package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Call;
import io.github.ekssdk.testing.internal.service.iam.RoleSight;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.CreatePodIdentityAssociationRequest;
import software.amazon.awssdk.services.eks.model.CreatePodIdentityAssociationResponse;
import software.amazon.awssdk.services.eks.model.DeletePodIdentityAssociationRequest;
import software.amazon.awssdk.services.eks.model.DeletePodIdentityAssociationResponse;
import software.amazon.awssdk.services.eks.model.DescribePodIdentityAssociationRequest;
import software.amazon.awssdk.services.eks.model.DescribePodIdentityAssociationResponse;
import software.amazon.awssdk.services.eks.model.ListPodIdentityAssociationsRequest;
import software.amazon.awssdk.services.eks.model.ListPodIdentityAssociationsResponse;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociation;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociationSummary;
import software.amazon.awssdk.services.eks.model.UpdatePodIdentityAssociationRequest;
import software.amazon.awssdk.services.eks.model.UpdatePodIdentityAssociationResponse;

/** Gives service accounts of clusters their IAM roles. */
public final class PodIdentities {
    private static final String PODS = "pods.eks.amazonaws.com";
    private static final int ID_LENGTH = 19;

    private final ClusterStore store;
    private final Account account;
    private final RoleChecks roles;
    private final ClientTokens<PodIdentityState> tokens = new ClientTokens<>();

    PodIdentities(ClusterStore store, RoleChecks roles) {
        this.store = store;
        this.account = store.account();
        this.roles = roles;
    }

    public CreatePodIdentityAssociationResponse create(CreatePodIdentityAssociationRequest request, Call call) {
        ClusterState cluster = store.working(request.clusterName());
        EksTags tags = EksTags.ofCreate(request.tags());
        CreatePodIdentityAssociationRequest parameters = request.copy(b -> b.clientRequestToken(null));
        Optional<PodIdentityState> earlier = tokens.earlier(request.clientRequestToken(), parameters);
        PodIdentityState state = earlier.isPresent() ? earlier.get() : made(cluster, request, tags, call.now());
        tokens.remember(request.clientRequestToken(), parameters, state);
        return CreatePodIdentityAssociationResponse.builder()
                .association(state.describe())
                .build();
    }

    public DescribePodIdentityAssociationResponse describe(DescribePodIdentityAssociationRequest request) {
        PodIdentityState state = association(store.cluster(request.clusterName()), request.associationId());
        return DescribePodIdentityAssociationResponse.builder()
                .association(state.describe())
                .build();
    }

    public ListPodIdentityAssociationsResponse list(ListPodIdentityAssociationsRequest request) {
        List<PodIdentityAssociationSummary> found =
                store.cluster(request.clusterName()).podIdentities().values().stream()
                        .map(PodIdentityState::summary)
                        .filter(one ->
                                request.namespace() == null || one.namespace().equals(request.namespace()))
                        .filter(one -> request.serviceAccount() == null
                                || one.serviceAccount().equals(request.serviceAccount()))
                        .toList();
        EksPages<PodIdentityAssociationSummary> page = EksPages.of(found, request.maxResults(), request.nextToken());
        return ListPodIdentityAssociationsResponse.builder()
                .associations(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    public UpdatePodIdentityAssociationResponse update(UpdatePodIdentityAssociationRequest request, Call call) {
        PodIdentityState state = association(store.working(request.clusterName()), request.associationId());
        if (request.roleArn() != null) {
            checkRole(request.roleArn(), call.now());
        }
        checkTarget(request.targetRoleArn());
        PodIdentityAssociation before = state.model();
        Boolean untagged =
                request.disableSessionTags() == null ? before.disableSessionTags() : request.disableSessionTags();
        String policy = request.policy() == null ? before.policy() : request.policy();
        checkPolicy(policy, untagged);
        state.change(b -> {
            b.disableSessionTags(untagged)
                    .policy(policy == null || policy.isEmpty() ? null : policy)
                    .modifiedAt(call.now());
            if (request.roleArn() != null) {
                b.roleArn(request.roleArn());
            }
            if (request.targetRoleArn() != null) {
                target(b, request.targetRoleArn(), before.externalId());
            }
        });
        return UpdatePodIdentityAssociationResponse.builder()
                .association(state.describe())
                .build();
    }

    public DeletePodIdentityAssociationResponse delete(DeletePodIdentityAssociationRequest request) {
        ClusterState cluster = store.cluster(request.clusterName());
        PodIdentityState state = association(cluster, request.associationId());
        cluster.podIdentities().remove(state.id());
        tokens.forget(state);
        return DeletePodIdentityAssociationResponse.builder()
                .association(state.describe())
                .build();
    }

    /** Makes an association; there is at most one for each service account. */
    PodIdentityState make(
            ClusterState cluster, Consumer<PodIdentityAssociation.Builder> settings, EksTags tags, Instant now) {
        String id = "a-" + account.ids().unique("A").substring(1).toLowerCase(Locale.ROOT);
        PodIdentityAssociation association = PodIdentityAssociation.builder()
                .applyMutation(settings)
                .clusterName(cluster.name())
                .associationId(id)
                .associationArn(account.arn("eks", "podidentityassociation/" + cluster.name() + "/" + id))
                .createdAt(now)
                .modifiedAt(now)
                .build();
        find(cluster, association.namespace(), association.serviceAccount()).ifPresent(present -> {
            throw EksRefusals.inUse("Association already exists: " + present.id())
                    .with("clusterName", cluster.name());
        });
        int most = account.quotas().limit("eks.podIdentityAssociations");
        if (cluster.podIdentities().size() >= most) {
            throw EksRefusals.limitExceeded(
                            "The number of Pod Identity associations of a cluster is limited to " + most + ".")
                    .with("clusterName", cluster.name());
        }
        PodIdentityState state = new PodIdentityState(association, tags);
        cluster.podIdentities().put(id, state);
        return state;
    }

    /** Refuses a role that EKS cannot give to pods. */
    void checkRole(@Nullable String roleArn, Instant now) {
        String arn = EksInput.roleArn("roleArn", roleArn);
        if (account.lenient()) {
            return;
        }
        RoleSight role = roles.iam()
                .sight(arn, now)
                .orElseThrow(() -> EksRefusals.invalidParameter("Role provided in the request does not exist."));
        if (!role.trustedServices().contains(PODS)) {
            throw EksRefusals.invalidParameter("Trust policy of the role provided in the request does not allow " + PODS
                    + " to assume it: " + arn);
        }
    }

    static Optional<PodIdentityState> find(ClusterState cluster, String namespace, String serviceAccount) {
        return cluster.podIdentities().values().stream()
                .filter(state -> state.isOf(namespace, serviceAccount))
                .findFirst();
    }

    private PodIdentityState made(
            ClusterState cluster, CreatePodIdentityAssociationRequest request, EksTags tags, Instant now) {
        checkRole(request.roleArn(), now);
        checkTarget(request.targetRoleArn());
        boolean untagged = Boolean.TRUE.equals(request.disableSessionTags());
        checkPolicy(request.policy(), untagged);
        return make(
                cluster,
                b -> {
                    b.namespace(EksInput.required("namespace", request.namespace()))
                            .serviceAccount(EksInput.required("serviceAccount", request.serviceAccount()))
                            .roleArn(request.roleArn())
                            .disableSessionTags(untagged)
                            .policy(request.policy());
                    if (request.targetRoleArn() != null) {
                        target(b, request.targetRoleArn(), null);
                    }
                },
                tags,
                now);
    }

    private void target(PodIdentityAssociation.Builder association, String roleArn, @Nullable String externalId) {
        boolean none = roleArn.isEmpty();
        association
                .targetRoleArn(none ? null : roleArn)
                .externalId(none ? null : externalId == null ? account.ids().uuid() : externalId);
    }

    private static void checkTarget(@Nullable String roleArn) {
        if (roleArn != null && !roleArn.isEmpty()) {
            EksInput.roleArn("targetRoleArn", roleArn);
        }
    }

    private static void checkPolicy(@Nullable String policy, @Nullable Boolean untagged) {
        if (policy != null && !policy.isEmpty() && !Boolean.TRUE.equals(untagged)) {
            throw EksRefusals.invalidParameter("A policy can only be given when disableSessionTags is true.");
        }
    }

    private static PodIdentityState association(ClusterState cluster, @Nullable String id) {
        String given = EksInput.required("associationId", id);
        if (given.length() != ID_LENGTH) {
            throw EksRefusals.invalidParameter(
                    "The parameter associationId should be " + ID_LENGTH + " characters long.");
        }
        PodIdentityState found = cluster.podIdentities().get(given);
        if (found == null) {
            throw EksRefusals.notFound("No association found for ID: " + given).with("clusterName", cluster.name());
        }
        return found;
    }
}

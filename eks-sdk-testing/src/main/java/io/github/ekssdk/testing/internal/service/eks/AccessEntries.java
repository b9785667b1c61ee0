package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.Call;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.CreateAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.CreateAccessEntryResponse;
import software.amazon.awssdk.services.eks.model.DeleteAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.DeleteAccessEntryResponse;
import software.amazon.awssdk.services.eks.model.DescribeAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.DescribeAccessEntryResponse;
import software.amazon.awssdk.services.eks.model.ListAccessEntriesRequest;
import software.amazon.awssdk.services.eks.model.ListAccessEntriesResponse;
import software.amazon.awssdk.services.eks.model.UpdateAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.UpdateAccessEntryResponse;

/** Creates, shows, changes and deletes access entries. */
final class AccessEntries {
    private static final Pattern PRINCIPAL = Pattern.compile("arn:([a-z-]+):iam::(\\d{12}):((role|user)/.+|root)");

    private final ClusterStore store;
    private final Account account;
    private final RoleChecks roles;
    private final ManagedAccess access;
    private final ClientTokens<AccessEntryState> tokens = new ClientTokens<>();

    AccessEntries(ClusterStore store, RoleChecks roles, ManagedAccess access) {
        this.store = store;
        this.account = store.account();
        this.roles = roles;
        this.access = access;
    }

    CreateAccessEntryResponse create(CreateAccessEntryRequest request, Call call) {
        ClusterState cluster = usable(request.clusterName());
        String principal = EksInput.required("principalArn", request.principalArn());
        String type = request.type() == null ? AccessEntryTypes.STANDARD : request.type();
        AccessEntryTypes.checkKnown(type);
        checkNames(type, request.kubernetesGroups(), request.username());
        EksTags tags = EksTags.ofCreate(request.tags());
        CreateAccessEntryRequest parameters = request.copy(b -> b.clientRequestToken(null));
        Optional<AccessEntryState> earlier = tokens.earlier(request.clientRequestToken(), parameters);
        if (earlier.isPresent()) {
            return CreateAccessEntryResponse.builder()
                    .accessEntry(earlier.get().describe())
                    .build();
        }
        checkPrincipal(principal, call.now());
        refuseTakenOrTooMany(cluster, principal);
        AccessEntryState entry = access.make(cluster, principal, type, false, tags);
        name(entry, request.hasKubernetesGroups() ? request.kubernetesGroups() : null, request.username());
        cluster.accessEntries().put(principal, entry);
        tokens.remember(request.clientRequestToken(), parameters, entry);
        return CreateAccessEntryResponse.builder().accessEntry(entry.describe()).build();
    }

    DescribeAccessEntryResponse describe(DescribeAccessEntryRequest request) {
        AccessEntryState entry = entry(usable(request.clusterName()), request.principalArn());
        return DescribeAccessEntryResponse.builder()
                .accessEntry(entry.describe())
                .build();
    }

    ListAccessEntriesResponse list(ListAccessEntriesRequest request) {
        ClusterState cluster = usable(request.clusterName());
        List<String> principals = cluster.accessEntries().values().stream()
                .filter(entry -> request.associatedPolicyArn() == null
                        || entry.policies().containsKey(request.associatedPolicyArn()))
                .map(AccessEntryState::principalArn)
                .toList();
        EksPages<String> page = EksPages.of(principals, request.maxResults(), request.nextToken());
        return ListAccessEntriesResponse.builder()
                .accessEntries(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    UpdateAccessEntryResponse update(UpdateAccessEntryRequest request, Call call) {
        AccessEntryState entry = entry(usable(request.clusterName()), request.principalArn());
        checkNames(entry.type(), request.kubernetesGroups(), request.username());
        name(entry, request.hasKubernetesGroups() ? request.kubernetesGroups() : null, request.username());
        entry.change(b -> b.modifiedAt(call.now()));
        return UpdateAccessEntryResponse.builder().accessEntry(entry.describe()).build();
    }

    DeleteAccessEntryResponse delete(DeleteAccessEntryRequest request) {
        ClusterState cluster = usable(request.clusterName());
        AccessEntryState entry = entry(cluster, request.principalArn());
        cluster.accessEntries().remove(entry.principalArn());
        tokens.forget(entry);
        return DeleteAccessEntryResponse.builder().build();
    }

    /** A cluster whose access entries can be used now, or EKS's refusal. */
    ClusterState usable(@Nullable String clusterName) {
        ClusterState cluster = store.cluster(clusterName);
        if (cluster.status() == ClusterStatus.CREATING
                || cluster.status() == ClusterStatus.DELETING
                || cluster.status() == ClusterStatus.FAILED) {
            throw EksRefusals.notActive(cluster.name());
        }
        if (!cluster.hasAccessEntries()) {
            throw EksRefusals.invalidRequest("The cluster's authentication mode must be set to one of [API,"
                            + " API_AND_CONFIG_MAP] to perform this operation.")
                    .with("clusterName", cluster.name());
        }
        return cluster;
    }

    static AccessEntryState entry(ClusterState cluster, @Nullable String principalArn) {
        AccessEntryState entry = cluster.accessEntries().get(EksInput.required("principalArn", principalArn));
        if (entry == null) {
            throw EksRefusals.notFound(
                            "The specified principalArn could not be found. You can view your available access"
                                    + " entries with 'list-access-entries'.")
                    .with("clusterName", cluster.name());
        }
        return entry;
    }

    private void checkPrincipal(String principal, Instant now) {
        Matcher matcher = PRINCIPAL.matcher(principal);
        boolean known = matcher.matches() && matcher.group(1).equals(account.partition());
        boolean ownRole = known && matcher.group(2).equals(account.id()) && principal.contains(":role/");
        if (!known || (ownRole && roles.iam().sight(principal, now).isEmpty())) {
            throw EksRefusals.invalidParameter("The specified principalArn is invalid: invalid principal.");
        }
    }

    private void refuseTakenOrTooMany(ClusterState cluster, String principal) {
        if (cluster.accessEntries().containsKey(principal)) {
            throw EksRefusals.inUse("The specified access entry resource is already in use on this cluster.")
                    .with("clusterName", cluster.name());
        }
        int most = account.quotas().limit("eks.accessEntries");
        if (cluster.accessEntries().size() >= most) {
            throw limit(cluster, most);
        }
    }

    private static AwsRefusal limit(ClusterState cluster, int most) {
        return EksRefusals.limitExceeded("The number of access entries of a cluster is limited to " + most + ".")
                .with("clusterName", cluster.name());
    }

    private static void checkNames(String type, List<String> groups, @Nullable String username) {
        if (!type.equals(AccessEntryTypes.STANDARD) && (!groups.isEmpty() || username != null)) {
            throw EksRefusals.invalidParameter(
                    "kubernetesGroups and username can only be specified for access entries of type STANDARD.");
        }
        AccessEntryTypes.checkGroups(groups);
        if (username != null) {
            AccessEntryTypes.checkUsername(username);
        }
    }

    private static void name(AccessEntryState entry, @Nullable List<String> groups, @Nullable String username) {
        entry.change(b -> {
            if (groups != null) {
                b.kubernetesGroups(groups);
            }
            if (username != null) {
                b.username(username);
            }
        });
    }
}

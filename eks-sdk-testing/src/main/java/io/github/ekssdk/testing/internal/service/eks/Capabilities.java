package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.Capability;
import software.amazon.awssdk.services.eks.model.CapabilityHealth;
import software.amazon.awssdk.services.eks.model.CapabilityStatus;
import software.amazon.awssdk.services.eks.model.CapabilitySummary;
import software.amazon.awssdk.services.eks.model.CapabilityType;
import software.amazon.awssdk.services.eks.model.CreateCapabilityRequest;
import software.amazon.awssdk.services.eks.model.CreateCapabilityResponse;
import software.amazon.awssdk.services.eks.model.DeleteCapabilityRequest;
import software.amazon.awssdk.services.eks.model.DeleteCapabilityResponse;
import software.amazon.awssdk.services.eks.model.DescribeCapabilityRequest;
import software.amazon.awssdk.services.eks.model.DescribeCapabilityResponse;
import software.amazon.awssdk.services.eks.model.ListCapabilitiesRequest;
import software.amazon.awssdk.services.eks.model.ListCapabilitiesResponse;
import software.amazon.awssdk.services.eks.model.UpdateCapabilityRequest;
import software.amazon.awssdk.services.eks.model.UpdateCapabilityResponse;
import software.amazon.awssdk.services.eks.model.UpdateParam;
import software.amazon.awssdk.services.eks.model.UpdateParamType;
import software.amazon.awssdk.services.eks.model.UpdateType;

/** Argo CD, ACK and kro as EKS runs them for clusters; at most one of each type for a cluster. */
public final class Capabilities {
    private static final String SERVICE = "capabilities.eks.amazonaws.com";

    private final ClusterStore store;
    private final Account account;
    private final RoleChecks roles;
    private final CapabilitySettings settings;
    private final ClusterUpdateStart updates;
    private final ClientTokens<CapabilityState> tokens = new ClientTokens<>();
    private final ClientTokens<UpdateEntry> updateTokens = new ClientTokens<>();

    Capabilities(ClusterStore store, RoleChecks roles) {
        this.store = store;
        this.account = store.account();
        this.roles = roles;
        this.settings = new CapabilitySettings(account);
        this.updates = new ClusterUpdateStart(account);
    }

    public CreateCapabilityResponse create(CreateCapabilityRequest request, Call call) {
        ClusterState cluster = store.working(request.clusterName());
        EksTags tags = EksTags.ofCreate(request.tags());
        CreateCapabilityRequest parameters = request.copy(b -> b.clientRequestToken(null));
        Optional<CapabilityState> earlier = tokens.earlier(request.clientRequestToken(), parameters);
        CapabilityState state = earlier.isPresent() ? earlier.get() : made(cluster, request, tags, call.now());
        tokens.remember(request.clientRequestToken(), parameters, state);
        return CreateCapabilityResponse.builder().capability(state.describe()).build();
    }

    public DescribeCapabilityResponse describe(DescribeCapabilityRequest request) {
        CapabilityState state = store.cluster(request.clusterName()).capability(request.capabilityName());
        return DescribeCapabilityResponse.builder().capability(state.describe()).build();
    }

    public ListCapabilitiesResponse list(ListCapabilitiesRequest request) {
        List<CapabilitySummary> found = store.cluster(request.clusterName()).capabilities().values().stream()
                .map(CapabilityState::summary)
                .toList();
        EksPages<CapabilitySummary> page = EksPages.of(found, request.maxResults(), request.nextToken());
        return ListCapabilitiesResponse.builder()
                .capabilities(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    public UpdateCapabilityResponse update(UpdateCapabilityRequest request, Call call) {
        ClusterState cluster = store.working(request.clusterName());
        CapabilityState state = cluster.capability(request.capabilityName());
        UpdateCapabilityRequest parameters = request.copy(b -> b.clientRequestToken(null));
        Optional<UpdateEntry> earlier = updateTokens.earlier(request.clientRequestToken(), parameters);
        UpdateEntry entry = earlier.isPresent() ? earlier.get() : updated(cluster, state, request, call.now());
        updateTokens.remember(request.clientRequestToken(), parameters, entry);
        return UpdateCapabilityResponse.builder().update(entry.describe()).build();
    }

    public DeleteCapabilityResponse delete(DeleteCapabilityRequest request, Call call) {
        ClusterState cluster = store.cluster(request.clusterName());
        CapabilityState state = cluster.capability(request.capabilityName());
        if (state.status() != CapabilityStatus.DELETING) {
            refuseBusy(cluster, state);
            state.change(b -> b.status(CapabilityStatus.DELETING).modifiedAt(call.now()));
            Duration duration = account.latencies().sample("eks.capability.delete", key(cluster, state));
            account.transitions().at(call.now().plus(duration), label(state) + " is gone", () -> {
                cluster.capabilities().remove(state.name());
                cluster.updates().forget(state.target());
                tokens.forget(state);
            });
        }
        return DeleteCapabilityResponse.builder().capability(state.describe()).build();
    }

    private CapabilityState made(ClusterState cluster, CreateCapabilityRequest request, EksTags tags, Instant now) {
        String name = EksInput.required("capabilityName", request.capabilityName());
        CapabilityType type = EksInput.required("type", request.type());
        CapabilitySettings.check(type, request.configuration());
        refuseTaken(cluster, name, type);
        if (!cluster.hasAccessEntries()) {
            throw EksRefusals.invalidRequest(
                            "Capabilities need a cluster whose authentication mode is API or" + " API_AND_CONFIG_MAP.")
                    .with("clusterName", cluster.name());
        }
        checkRole(request.roleArn(), now);
        String arn = account.arn(
                "eks",
                "capability/" + cluster.name() + "/" + type.toString().toLowerCase(Locale.ROOT) + "/" + name + "/"
                        + account.ids().uuid());
        Capability capability = Capability.builder()
                .capabilityName(name)
                .arn(arn)
                .clusterName(cluster.name())
                .type(type)
                .roleArn(request.roleArn())
                .status(CapabilityStatus.CREATING)
                .configuration(settings.ofNew(request.configuration()))
                .health(CapabilityHealth.builder().issues(List.of()).build())
                .deletePropagationPolicy(request.deletePropagationPolicy())
                .createdAt(now)
                .modifiedAt(now)
                .build();
        CapabilityState state = new CapabilityState(capability, tags);
        cluster.capabilities().put(name, state);
        Duration duration = account.latencies().sample("eks.capability.create", key(cluster, state));
        account.transitions().at(now.plus(duration), label(state) + " becomes ACTIVE", () -> {
            if (state.status() == CapabilityStatus.CREATING) {
                state.change(b -> b.status(CapabilityStatus.ACTIVE).version(version(type)));
            }
        });
        return state;
    }

    private UpdateEntry updated(
            ClusterState cluster, CapabilityState state, UpdateCapabilityRequest request, Instant now) {
        refuseBusy(cluster, state);
        if (request.roleArn() != null) {
            checkRole(request.roleArn(), now);
        }
        boolean configures =
                request.configuration() != null && request.configuration().argoCd() != null;
        if (configures && state.model().configuration() == null) {
            throw EksRefusals.invalidParameter(
                    "Capabilities of type " + state.model().type() + " have no argoCd configuration.");
        }
        state.change(b -> b.status(CapabilityStatus.UPDATING).modifiedAt(now));
        UpdateEntry entry = updates.begin(cluster, state.target(), UpdateType.CAPABILITY_UPDATE, params(request), now);
        Duration duration =
                account.latencies().sample("eks.capability.update", key(cluster, state) + "/" + now.toEpochMilli());
        account.transitions().at(now.plus(duration), label(state) + " is updated", () -> {
            state.change(b -> {
                b.status(CapabilityStatus.ACTIVE);
                if (request.roleArn() != null) {
                    b.roleArn(request.roleArn());
                }
                if (request.deletePropagationPolicy() != null) {
                    b.deletePropagationPolicy(request.deletePropagationPolicy());
                }
                if (configures) {
                    b.configuration(CapabilitySettings.changed(
                            state.model().configuration(),
                            request.configuration().argoCd()));
                }
            });
            entry.succeed();
        });
        return entry;
    }

    private static List<UpdateParam> params(UpdateCapabilityRequest request) {
        List<UpdateParam> params = new ArrayList<>();
        if (request.roleArn() != null) {
            params.add(ConfigChange.param(UpdateParamType.ROLE_ARN, request.roleArn()));
        }
        if (request.configuration() != null && request.configuration().argoCd() != null) {
            if (request.configuration().argoCd().rbacRoleMappings() != null) {
                params.add(ConfigChange.param(
                        UpdateParamType.ROLE_MAPPINGS_TO_ADD_OR_UPDATE,
                        request.configuration().argoCd().rbacRoleMappings().addOrUpdateRoleMappings()));
            }
            if (request.configuration().argoCd().networkAccess() != null) {
                params.add(ConfigChange.param(
                        UpdateParamType.NETWORK_ACCESS,
                        request.configuration().argoCd().networkAccess().vpceIds()));
            }
        }
        return params;
    }

    private void checkRole(@Nullable String roleArn, Instant now) {
        String arn = EksInput.roleArn("roleArn", roleArn);
        boolean usable = account.lenient()
                || roles.iam()
                        .sight(arn, now)
                        .filter(role -> role.trustedServices().contains(SERVICE))
                        .isPresent();
        if (!usable) {
            throw EksRefusals.invalidParameter("Role with arn: " + arn
                    + ", could not be assumed because it does not exist or the trusted entity is not correct");
        }
    }

    private static void refuseTaken(ClusterState cluster, String name, CapabilityType type) {
        if (cluster.capabilities().containsKey(name)) {
            throw EksRefusals.inUse("Capability already exists with name: " + name)
                    .with("clusterName", cluster.name());
        }
        boolean sameType = cluster.capabilities().values().stream()
                .anyMatch(state -> state.model().type() == type);
        if (sameType) {
            throw EksRefusals.inUse("Cluster " + cluster.name() + " already has a capability of type " + type)
                    .with("clusterName", cluster.name());
        }
    }

    private static void refuseBusy(ClusterState cluster, CapabilityState state) {
        if (state.status() == CapabilityStatus.CREATING
                || state.status() == CapabilityStatus.UPDATING
                || state.status() == CapabilityStatus.DELETING) {
            throw EksRefusals.inUse("Capability " + state.name() + " is in " + state.status() + " status")
                    .with("clusterName", cluster.name());
        }
    }

    private static String version(CapabilityType type) {
        return switch (type) {
            case ARGOCD -> "3.1.8-eks-1";
            case KRO -> "0.6.1-eks-1";
            default -> "1.0.0-eks-1";
        };
    }

    private static String key(ClusterState cluster, CapabilityState state) {
        return cluster.name() + "/" + state.name();
    }

    private static String label(CapabilityState state) {
        return "capability/" + state.name();
    }
}

package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.Call;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.AssociateIdentityProviderConfigRequest;
import software.amazon.awssdk.services.eks.model.AssociateIdentityProviderConfigResponse;
import software.amazon.awssdk.services.eks.model.ConfigStatus;
import software.amazon.awssdk.services.eks.model.DescribeIdentityProviderConfigRequest;
import software.amazon.awssdk.services.eks.model.DescribeIdentityProviderConfigResponse;
import software.amazon.awssdk.services.eks.model.DisassociateIdentityProviderConfigRequest;
import software.amazon.awssdk.services.eks.model.DisassociateIdentityProviderConfigResponse;
import software.amazon.awssdk.services.eks.model.IdentityProviderConfig;
import software.amazon.awssdk.services.eks.model.ListIdentityProviderConfigsRequest;
import software.amazon.awssdk.services.eks.model.ListIdentityProviderConfigsResponse;
import software.amazon.awssdk.services.eks.model.OidcIdentityProviderConfig;
import software.amazon.awssdk.services.eks.model.OidcIdentityProviderConfigRequest;
import software.amazon.awssdk.services.eks.model.UpdateParam;
import software.amazon.awssdk.services.eks.model.UpdateParamType;
import software.amazon.awssdk.services.eks.model.UpdateType;

/** Lets users of an OpenID Connect provider into clusters; a cluster has at most one. */
public final class IdentityProviders {
    private final ClusterStore store;
    private final Account account;
    private final ClusterUpdateStart updates;
    private final ClientTokens<UpdateEntry> tokens = new ClientTokens<>();

    IdentityProviders(ClusterStore store) {
        this.store = store;
        this.account = store.account();
        this.updates = new ClusterUpdateStart(account);
    }

    public AssociateIdentityProviderConfigResponse associate(
            AssociateIdentityProviderConfigRequest request, Call call) {
        ClusterState cluster = store.cluster(request.clusterName());
        EksTags tags = EksTags.ofCreate(request.tags());
        AssociateIdentityProviderConfigRequest parameters = request.copy(b -> b.clientRequestToken(null));
        Optional<UpdateEntry> earlier = tokens.earlier(request.clientRequestToken(), parameters);
        UpdateEntry entry = earlier.isPresent() ? earlier.get() : associated(cluster, request, tags, call);
        tokens.remember(request.clientRequestToken(), parameters, entry);
        return AssociateIdentityProviderConfigResponse.builder()
                .update(entry.describe())
                .tags(tags.asMap())
                .build();
    }

    public DescribeIdentityProviderConfigResponse describe(DescribeIdentityProviderConfigRequest request) {
        IdentityProviderState state = config(store.cluster(request.clusterName()), request.identityProviderConfig());
        return DescribeIdentityProviderConfigResponse.builder()
                .identityProviderConfig(config -> config.oidc(state.describe()))
                .build();
    }

    public ListIdentityProviderConfigsResponse list(ListIdentityProviderConfigsRequest request) {
        List<IdentityProviderConfig> found = store.cluster(request.clusterName()).identityProviders().values().stream()
                .map(state -> IdentityProviderConfig.builder()
                        .type(IdentityProviderState.TYPE)
                        .name(state.name())
                        .build())
                .toList();
        EksPages<IdentityProviderConfig> page = EksPages.of(found, request.maxResults(), request.nextToken());
        return ListIdentityProviderConfigsResponse.builder()
                .identityProviderConfigs(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    public DisassociateIdentityProviderConfigResponse disassociate(
            DisassociateIdentityProviderConfigRequest request, Call call) {
        ClusterState cluster = store.cluster(request.clusterName());
        DisassociateIdentityProviderConfigRequest parameters = request.copy(b -> b.clientRequestToken(null));
        Optional<UpdateEntry> earlier = tokens.earlier(request.clientRequestToken(), parameters);
        UpdateEntry entry = earlier.isPresent() ? earlier.get() : disassociated(cluster, request, call);
        tokens.remember(request.clientRequestToken(), parameters, entry);
        return DisassociateIdentityProviderConfigResponse.builder()
                .update(entry.describe())
                .build();
    }

    private UpdateEntry associated(
            ClusterState cluster, AssociateIdentityProviderConfigRequest request, EksTags tags, Call call) {
        OidcIdentityProviderConfigRequest asked = EksInput.required("oidc", request.oidc());
        String name = EksInput.required("identityProviderConfigName", asked.identityProviderConfigName());
        EksInput.required("clientId", asked.clientId());
        checkIssuer(cluster, EksInput.required("issuerUrl", asked.issuerUrl()));
        updates.refuseBusy(cluster, UpdateType.ASSOCIATE_IDENTITY_PROVIDER_CONFIG);
        if (!cluster.identityProviders().isEmpty()) {
            throw EksRefusals.inUse("Cluster " + cluster.name() + " already has an identity provider config associated")
                    .with("clusterName", cluster.name());
        }
        IdentityProviderState state = new IdentityProviderState(config(cluster, asked), tags);
        cluster.identityProviders().put(name, state);
        UpdateEntry entry =
                updates.begin(cluster, UpdateType.ASSOCIATE_IDENTITY_PROVIDER_CONFIG, List.of(param(name)), call.now());
        Duration duration = account.latencies().sample("eks.identityProvider.associate", cluster.name() + "/" + name);
        account.transitions().at(call.now().plus(duration), "identityProvider/" + name + " becomes ACTIVE", () -> {
            state.change(b -> b.status(ConfigStatus.ACTIVE));
            entry.succeed();
        });
        return entry;
    }

    private UpdateEntry disassociated(
            ClusterState cluster, DisassociateIdentityProviderConfigRequest request, Call call) {
        updates.refuseBusy(cluster, UpdateType.DISASSOCIATE_IDENTITY_PROVIDER_CONFIG);
        IdentityProviderState state = config(cluster, request.identityProviderConfig());
        state.change(b -> b.status(ConfigStatus.DELETING));
        UpdateEntry entry = updates.begin(
                cluster, UpdateType.DISASSOCIATE_IDENTITY_PROVIDER_CONFIG, List.of(param(state.name())), call.now());
        Duration duration =
                account.latencies().sample("eks.identityProvider.disassociate", cluster.name() + "/" + state.name());
        account.transitions().at(call.now().plus(duration), "identityProvider/" + state.name() + " is gone", () -> {
            cluster.identityProviders().remove(state.name());
            entry.succeed();
        });
        return entry;
    }

    private OidcIdentityProviderConfig config(ClusterState cluster, OidcIdentityProviderConfigRequest asked) {
        String name = asked.identityProviderConfigName();
        String arn = account.arn(
                "eks",
                "identityproviderconfig/" + cluster.name() + "/" + IdentityProviderState.TYPE + "/" + name + "/"
                        + account.ids().uuid());
        return OidcIdentityProviderConfig.builder()
                .identityProviderConfigName(name)
                .identityProviderConfigArn(arn)
                .clusterName(cluster.name())
                .issuerUrl(asked.issuerUrl())
                .clientId(asked.clientId())
                .usernameClaim(Objects.requireNonNullElse(asked.usernameClaim(), "sub"))
                .usernamePrefix(asked.usernamePrefix())
                .groupsClaim(asked.groupsClaim())
                .groupsPrefix(asked.groupsPrefix())
                .requiredClaims(asked.hasRequiredClaims() ? asked.requiredClaims() : null)
                .status(ConfigStatus.CREATING)
                .build();
    }

    private static void checkIssuer(ClusterState cluster, String issuerUrl) {
        if (!issuerUrl.startsWith("https://")) {
            throw EksRefusals.invalidParameter("The issuerUrl must begin with https://, but is " + issuerUrl)
                    .with("clusterName", cluster.name());
        }
        if (cluster.model().identity() != null
                && issuerUrl.equals(cluster.model().identity().oidc().issuer())) {
            throw EksRefusals.invalidParameter("Incorrect Identity Provider URL configuration. The Identity Provider"
                            + " URL cannot be same as OpenID Connect (OIDC) issuer URL")
                    .with("clusterName", cluster.name());
        }
    }

    private static IdentityProviderState config(ClusterState cluster, @Nullable IdentityProviderConfig asked) {
        IdentityProviderConfig given = EksInput.required("identityProviderConfig", asked);
        String type = EksInput.required("type", given.type());
        String name = EksInput.required("name", given.name());
        if (!type.equals(IdentityProviderState.TYPE)) {
            throw EksRefusals.invalidParameter("The type of an identity provider config must be oidc, but is " + type)
                    .with("clusterName", cluster.name());
        }
        IdentityProviderState found = cluster.identityProviders().get(name);
        if (found == null) {
            throw EksRefusals.notFound("No identity provider config found for name: " + name)
                    .with("clusterName", cluster.name());
        }
        return found;
    }

    private static UpdateParam param(String name) {
        return ConfigChange.param(
                UpdateParamType.IDENTITY_PROVIDER_CONFIG,
                Json.ofTree(List.of(Map.of("type", IdentityProviderState.TYPE, "name", name))));
    }
}

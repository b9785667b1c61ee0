package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.Properties;
import io.github.ekssdk.internal.resource.eks.IdentityProviderConfig;
import io.github.ekssdk.spec.IdentityProviderSpec;
import java.util.TreeMap;

/** An OpenID Connect provider for users. */
final class IdentityProviderLowering {

    private final LoweringContext context;

    IdentityProviderLowering(LoweringContext context) {
        this.context = context;
    }

    void lower(IdentityProviderSpec provider) {
        context.graph()
                .add(
                        Kinds.IDENTITY_PROVIDER_CONFIG,
                        provider.name(),
                        Properties.builder()
                                .set(IdentityProviderConfig.ISSUER_URL, provider.issuerUrl())
                                .set(IdentityProviderConfig.CLIENT_ID, provider.clientId())
                                .set(
                                        IdentityProviderConfig.USERNAME_CLAIM,
                                        provider.usernameClaim().orElse(""))
                                .set(
                                        IdentityProviderConfig.USERNAME_PREFIX,
                                        provider.usernamePrefix().orElse(""))
                                .set(
                                        IdentityProviderConfig.GROUPS_CLAIM,
                                        provider.groupsClaim().orElse(""))
                                .set(
                                        IdentityProviderConfig.GROUPS_PREFIX,
                                        provider.groupsPrefix().orElse(""))
                                .set(IdentityProviderConfig.REQUIRED_CLAIMS, new TreeMap<>(provider.requiredClaims()))
                                .set(IdentityProviderConfig.TAGS, context.tags(provider.tags()))
                                .build());
    }
}

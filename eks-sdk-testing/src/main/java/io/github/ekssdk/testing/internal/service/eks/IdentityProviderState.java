package io.github.ekssdk.testing.internal.service.eks;

import java.util.function.Consumer;
import software.amazon.awssdk.services.eks.model.ConfigStatus;
import software.amazon.awssdk.services.eks.model.OidcIdentityProviderConfig;

/** The OpenID Connect provider whose users may enter a cluster. */
final class IdentityProviderState {
    static final String TYPE = "oidc";

    private final EksTags tags;
    private OidcIdentityProviderConfig config;

    IdentityProviderState(OidcIdentityProviderConfig config, EksTags tags) {
        this.config = config;
        this.tags = tags;
    }

    String name() {
        return config.identityProviderConfigName();
    }

    String arn() {
        return config.identityProviderConfigArn();
    }

    EksTags tags() {
        return tags;
    }

    ConfigStatus status() {
        return config.status();
    }

    void change(Consumer<OidcIdentityProviderConfig.Builder> change) {
        config = config.copy(change);
    }

    OidcIdentityProviderConfig describe() {
        return config.copy(b -> b.tags(tags.asMap()));
    }
}

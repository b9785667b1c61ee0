package io.github.ekssdk.testing.internal.service.eks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.ConfigStatus;
import software.amazon.awssdk.services.eks.model.IdentityProviderConfig;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;
import software.amazon.awssdk.services.eks.model.OidcIdentityProviderConfig;
import software.amazon.awssdk.services.eks.model.OidcIdentityProviderConfigRequest;
import software.amazon.awssdk.services.eks.model.ResourceInUseException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateStatus;
import software.amazon.awssdk.services.eks.model.UpdateType;

class IdentityProviderTest {
    private static final IdentityProviderConfig OKTA =
            IdentityProviderConfig.builder().type("oidc").name("okta").build();

    private final EksWorld world = new EksWorld();

    @BeforeEach
    void make() {
        world.bareCluster("prod");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_provider_is_creating_as_long_as_its_update_runs() {
        Update update = associate("okta", b -> b.requiredClaims(Map.of("team", "ops")));

        OidcIdentityProviderConfig before = describe();
        world.pass(EksWorld.ENCRYPT);
        OidcIdentityProviderConfig after = describe();

        assertThat(update.type()).isEqualTo(UpdateType.ASSOCIATE_IDENTITY_PROVIDER_CONFIG);
        assertThat(before.status()).isEqualTo(ConfigStatus.CREATING);
        assertThat(after.status()).isEqualTo(ConfigStatus.ACTIVE);
        assertThat(after.usernameClaim()).isEqualTo("sub");
        assertThat(after.requiredClaims()).isEqualTo(Map.of("team", "ops"));
        assertThat(after.identityProviderConfigArn())
                .startsWith("arn:aws:eks:eu-west-1:123456789012:identityproviderconfig/prod/oidc/okta/");
        assertThat(world.update("prod", update.id()).status()).isEqualTo(UpdateStatus.SUCCESSFUL);
        assertThat(world.eks
                        .listIdentityProviderConfigs(r -> r.clusterName("prod"))
                        .identityProviderConfigs())
                .containsExactly(OKTA);
    }

    @Test
    void no_other_update_of_the_cluster_may_run() {
        Update update = associate("okta", b -> {});

        assertThatExceptionOfType(ResourceInUseException.class)
                .isThrownBy(
                        () -> world.eks.updateClusterConfig(r -> r.name("prod").logging(EksWorld.logging(true, "api"))))
                .withMessageContaining("currently has update " + update.id() + " in progress");
    }

    @Test
    void a_cluster_has_one_provider() {
        associate("okta", b -> {});
        world.pass(EksWorld.ENCRYPT);

        assertThatExceptionOfType(ResourceInUseException.class)
                .isThrownBy(() -> associate("other", b -> {}))
                .withMessageContaining("already has an identity provider config");
    }

    @Test
    void the_issuer_must_be_somebody_else_and_speak_https() {
        String own = world.describe("prod").identity().oidc().issuer();

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> associate("okta", b -> b.issuerUrl("http://okta.example.com")))
                .withMessageContaining("https://");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> associate("okta", b -> b.issuerUrl(own)))
                .withMessageContaining("The Identity Provider URL cannot be same as OpenID Connect (OIDC) issuer URL");
    }

    @Test
    void a_provider_that_is_taken_away_is_deleting_until_it_is_gone() {
        associate("okta", b -> {});
        world.pass(EksWorld.ENCRYPT);

        Update update = world.eks
                .disassociateIdentityProviderConfig(r -> r.clusterName("prod").identityProviderConfig(OKTA))
                .update();
        ConfigStatus during = describe().status();
        world.pass(EksWorld.ENCRYPT);

        assertThat(update.type()).isEqualTo(UpdateType.DISASSOCIATE_IDENTITY_PROVIDER_CONFIG);
        assertThat(during).isEqualTo(ConfigStatus.DELETING);
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(this::describe);
        assertThat(world.inventory("eks:identity-provider-config")).isEmpty();
    }

    private Update associate(String name, Consumer<OidcIdentityProviderConfigRequest.Builder> more) {
        OidcIdentityProviderConfigRequest oidc = OidcIdentityProviderConfigRequest.builder()
                .identityProviderConfigName(name)
                .issuerUrl("https://okta.example.com")
                .clientId("kubernetes")
                .build();
        return world.eks
                .associateIdentityProviderConfig(r -> r.clusterName("prod").oidc(oidc.copy(more)))
                .update();
    }

    private OidcIdentityProviderConfig describe() {
        return world.eks
                .describeIdentityProviderConfig(r -> r.clusterName("prod").identityProviderConfig(OKTA))
                .identityProviderConfig()
                .oidc();
    }
}

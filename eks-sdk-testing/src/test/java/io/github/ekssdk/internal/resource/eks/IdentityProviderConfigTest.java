package io.github.ekssdk.internal.resource.eks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.Eks;
import io.github.ekssdk.fixture.ClusterScenario;
import io.github.ekssdk.spec.ClusterSpec;
import io.github.ekssdk.spec.IdentityProviderSpec;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.ConfigStatus;
import software.amazon.awssdk.services.eks.model.OidcIdentityProviderConfig;

class IdentityProviderConfigTest extends ClusterScenario {
    private static final String STEP = "identityProviderConfig/okta";
    private static final ClusterSpec WITHOUT =
            Eks.cluster("prod").vpc(vpc -> vpc.availabilityZones(2)).build();

    private static ClusterSpec with(String name, Consumer<IdentityProviderSpec.Builder> settings) {
        return WITHOUT.toBuilder()
                .identityProvider(name, provider -> {
                    provider.issuerUrl("https://idp.example.com").clientId("eks");
                    settings.accept(provider);
                })
                .build();
    }

    private OidcIdentityProviderConfig config(String name) {
        try (EksClient client = aws.client(EksClient.builder())) {
            return client.describeIdentityProviderConfig(request -> request.clusterName("prod")
                            .identityProviderConfig(which -> which.type("oidc").name(name)))
                    .identityProviderConfig()
                    .oidc();
        }
    }

    @Test
    void every_setting_arrives_and_the_plan_is_done_when_it_works() {
        ClusterSpec spec = with(
                "okta",
                provider -> provider.usernameClaim("email")
                        .usernamePrefix("okta:")
                        .groupsClaim("groups")
                        .groupsPrefix("okta:")
                        .requiredClaim("team", "platform")
                        .tag("cost", "1742"));

        apply(spec);

        OidcIdentityProviderConfig made = config("okta");
        assertThat(made.status()).isEqualTo(ConfigStatus.ACTIVE);
        assertThat(made.issuerUrl()).isEqualTo("https://idp.example.com");
        assertThat(made.clientId()).isEqualTo("eks");
        assertThat(made.usernameClaim()).isEqualTo("email");
        assertThat(made.usernamePrefix()).isEqualTo("okta:");
        assertThat(made.groupsClaim()).isEqualTo("groups");
        assertThat(made.groupsPrefix()).isEqualTo("okta:");
        assertThat(made.requiredClaims()).isEqualTo(Map.of("team", "platform"));
        assertThat(made.tags()).containsEntry("cost", "1742").containsEntry("eks-sdk/resource", STEP);
        settled(spec);
    }

    @Test
    void what_is_left_to_eks_is_no_difference() {
        apply(with("okta", provider -> {}));

        settled(with("okta", provider -> {}));
    }

    @Test
    void other_settings_take_another_configuration() {
        apply(with("okta", provider -> provider.usernamePrefix("a:")));
        ClusterSpec changed = with("okta", provider -> provider.usernamePrefix("b:"));

        assertThat(steps(eks().plan(changed))).containsExactly("replace " + STEP);
        changesOf(eks().plan(changed).allowingReplacements());

        assertThat(config("okta").usernamePrefix()).isEqualTo("b:");
        settled(changed);
    }

    @Test
    void another_provider_takes_the_place_of_the_one_that_is_there() {
        apply(with("okta", provider -> {}));
        ClusterSpec changed = with("keycloak", provider -> {});

        assertThat(steps(eks().plan(changed)))
                .containsExactlyInAnyOrder("create identityProviderConfig/keycloak", "delete " + STEP);
        apply(changed);

        settled(changed);
    }

    @Test
    void tags_are_changed_in_place() {
        apply(with("okta", provider -> provider.tag("cost", "1")));

        assertThat(changesOf(with("okta", provider -> provider.tag("team", "a"))))
                .containsExactly("eks:TagResource", "eks:UntagResource");
    }

    @Test
    void a_provider_out_of_the_spec_is_taken_away() {
        apply(with("okta", provider -> {}));

        assertThat(steps(eks().plan(WITHOUT))).containsExactly("delete " + STEP);
        apply(WITHOUT);

        settled(WITHOUT);
    }
}

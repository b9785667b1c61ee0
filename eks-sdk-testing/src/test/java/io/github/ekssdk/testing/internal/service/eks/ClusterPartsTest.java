package io.github.ekssdk.testing.internal.service.eks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ekssdk.testing.Resource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.OidcIdentityProviderConfigRequest;

class ClusterPartsTest {
    private final EksWorld world = new EksWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void add_ons_associations_and_identity_providers_go_with_their_cluster() {
        furnish();

        world.eks.deleteCluster(r -> r.name("prod"));
        world.pass(EksWorld.DELETE_CLUSTER);

        assertThat(world.aws.inventory()).extracting(Resource::type).noneMatch(type -> type.startsWith("eks:"));
    }

    @Test
    void a_cluster_made_again_under_the_name_has_none_of_them() {
        furnish();
        world.eks.deleteCluster(r -> r.name("prod"));
        world.pass(EksWorld.DELETE_CLUSTER);

        world.bareCluster("prod");

        assertThat(world.eks.listAddons(r -> r.clusterName("prod")).addons()).isEmpty();
        assertThat(world.eks
                        .listPodIdentityAssociations(r -> r.clusterName("prod"))
                        .associations())
                .isEmpty();
        assertThat(world.eks
                        .listIdentityProviderConfigs(r -> r.clusterName("prod"))
                        .identityProviderConfigs())
                .isEmpty();
    }

    @Test
    void all_of_them_have_tags() {
        furnish();
        String addon = world.describeAddon("prod", "vpc-cni").addonArn();
        String association = world.eks
                .listPodIdentityAssociations(r -> r.clusterName("prod"))
                .associations()
                .get(0)
                .associationArn();

        world.eks.tagResource(r -> r.resourceArn(addon).tags(Map.of("x", "addon")));
        world.eks.tagResource(r -> r.resourceArn(association).tags(Map.of("x", "association")));

        assertThat(world.describeAddon("prod", "vpc-cni").tags()).isEqualTo(Map.of("x", "addon"));
        assertThat(world.eks
                        .listTagsForResource(r -> r.resourceArn(association))
                        .tags())
                .isEqualTo(Map.of("x", "association"));
    }

    private void furnish() {
        world.bareCluster("prod");
        world.addon("prod", "vpc-cni");
        String role =
                world.podRole("pods" + world.iam.listRoles(r -> {}).roles().size());
        world.eks.createPodIdentityAssociation(r ->
                r.clusterName("prod").namespace("shop").serviceAccount("cart").roleArn(role));
        OidcIdentityProviderConfigRequest oidc = OidcIdentityProviderConfigRequest.builder()
                .identityProviderConfigName("okta")
                .issuerUrl("https://okta.example.com")
                .clientId("kubernetes")
                .build();
        world.eks.associateIdentityProviderConfig(r -> r.clusterName("prod").oidc(oidc));
        world.pass(EksWorld.ENCRYPT);
    }
}

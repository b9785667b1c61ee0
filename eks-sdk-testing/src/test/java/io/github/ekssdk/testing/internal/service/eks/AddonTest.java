package io.github.ekssdk.testing.internal.service.eks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ekssdk.testing.Resource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.Addon;
import software.amazon.awssdk.services.eks.model.AddonStatus;
import software.amazon.awssdk.services.eks.model.CreateAddonRequest;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;
import software.amazon.awssdk.services.eks.model.InvalidRequestException;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociationSummary;
import software.amazon.awssdk.services.eks.model.ResolveConflicts;
import software.amazon.awssdk.services.eks.model.ResourceInUseException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.UpdateParam;
import software.amazon.awssdk.services.eks.model.UpdateParamType;
import software.amazon.awssdk.services.eks.model.UpdateStatus;
import software.amazon.awssdk.services.eks.model.UpdateType;

class AddonTest {
    private final EksWorld world = new EksWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void an_add_on_is_creating_until_its_time_has_passed() {
        world.bareCluster("prod");

        Addon created = world.eks
                .createAddon(r -> r.clusterName("prod").addonName("vpc-cni").tags(Map.of("team", "net")))
                .addon();
        world.pass(EksWorld.ADDON.minusSeconds(1));
        Addon before = world.describeAddon("prod", "vpc-cni");
        world.pass(EksWorld.SETTLE);
        Addon after = world.describeAddon("prod", "vpc-cni");

        assertThat(created.status()).isEqualTo(AddonStatus.CREATING);
        assertThat(created.addonVersion()).as("the default for 1.34").isEqualTo("v1.21.1-eksbuild.1");
        assertThat(created.addonArn()).matches("arn:aws:eks:eu-west-1:123456789012:addon/prod/vpc-cni/[0-9a-f-]{36}");
        assertThat(created.namespaceConfig().namespace()).isEqualTo("kube-system");
        assertThat(before.status()).isEqualTo(AddonStatus.CREATING);
        assertThat(after.status()).isEqualTo(AddonStatus.ACTIVE);
        assertThat(after.tags()).isEqualTo(Map.of("team", "net"));
    }

    @Test
    void the_same_token_gets_the_same_add_on() {
        world.bareCluster("prod");
        CreateAddonRequest request = CreateAddonRequest.builder()
                .clusterName("prod")
                .addonName("vpc-cni")
                .clientRequestToken("t".repeat(40))
                .build();

        Addon first = world.eks.createAddon(request).addon();
        Addon second = world.eks.createAddon(request).addon();

        assertThat(second.addonArn()).isEqualTo(first.addonArn());
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.eks.createAddon(request.copy(b -> b.configurationValues("{}"))))
                .withMessageContaining("already used with other parameters");
    }

    @Test
    void a_cluster_that_is_not_active_takes_no_add_ons() {
        world.eks.createCluster(world.clusterRequest("prod", world.clusterRole()));

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(
                        () -> world.eks.createAddon(r -> r.clusterName("prod").addonName("vpc-cni")))
                .withMessageContaining("not in ACTIVE status");
    }

    @Test
    void add_ons_are_listed_in_pages() {
        world.bareCluster("prod");
        world.addon("prod", "vpc-cni");
        world.addon("prod", "kube-proxy");
        world.addon("prod", "eks-pod-identity-agent");

        var first = world.eks.listAddons(r -> r.clusterName("prod").maxResults(2));
        var second =
                world.eks.listAddons(r -> r.clusterName("prod").maxResults(2).nextToken(first.nextToken()));

        assertThat(first.addons()).containsExactly("eks-pod-identity-agent", "kube-proxy");
        assertThat(second.addons()).containsExactly("vpc-cni");
        assertThat(second.nextToken()).isNull();
    }

    @Test
    void an_update_has_a_history_of_its_own() {
        world.bareCluster("prod");
        world.addon("prod", "vpc-cni");

        Update begun = world.eks
                .updateAddon(r -> r.clusterName("prod")
                        .addonName("vpc-cni")
                        .addonVersion("v1.22.4-eksbuild.3")
                        .resolveConflicts(ResolveConflicts.PRESERVE))
                .update();
        Addon during = world.describeAddon("prod", "vpc-cni");
        world.pass(EksWorld.ADDON);

        assertThat(begun.type()).isEqualTo(UpdateType.ADDON_UPDATE);
        assertThat(begun.status()).isEqualTo(UpdateStatus.IN_PROGRESS);
        assertThat(begun.params())
                .extracting(UpdateParam::type)
                .containsExactly(UpdateParamType.ADDON_VERSION, UpdateParamType.RESOLVE_CONFLICTS);
        assertThat(during.status()).isEqualTo(AddonStatus.UPDATING);
        assertThat(during.addonVersion()).isEqualTo("v1.21.1-eksbuild.1");
        assertThat(world.describeAddon("prod", "vpc-cni").addonVersion()).isEqualTo("v1.22.4-eksbuild.3");
        assertThat(world.eks
                        .listUpdates(r -> r.name("prod").addonName("vpc-cni"))
                        .updateIds())
                .containsExactly(begun.id());
        assertThat(world.eks.listUpdates(r -> r.name("prod")).updateIds()).isEmpty();
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> world.update("prod", begun.id()));
    }

    @Test
    void one_update_at_a_time() {
        world.bareCluster("prod");
        world.addon("prod", "vpc-cni");
        world.eks.updateAddon(r -> r.clusterName("prod").addonName("vpc-cni"));

        assertThatExceptionOfType(ResourceInUseException.class)
                .isThrownBy(
                        () -> world.eks.updateAddon(r -> r.clusterName("prod").addonName("vpc-cni")))
                .withMessageContaining("UPDATING")
                .satisfies(e -> assertThat(e.addonName()).isEqualTo("vpc-cni"));
    }

    @Test
    void an_update_that_names_no_role_takes_the_role_away_but_leaves_the_configuration() {
        world.bareCluster("prod");
        String role = world.podRole("cni");
        world.addon(
                "prod",
                "vpc-cni",
                b -> b.serviceAccountRoleArn(role).configurationValues("{\"enableNetworkPolicy\":\"true\"}"));

        world.eks.updateAddon(r -> r.clusterName("prod").addonName("vpc-cni"));
        world.pass(EksWorld.ADDON);

        Addon addon = world.describeAddon("prod", "vpc-cni");
        assertThat(addon.serviceAccountRoleArn()).isNull();
        assertThat(addon.configurationValues()).isEqualTo("{\"enableNetworkPolicy\":\"true\"}");
    }

    @Test
    void an_add_on_owns_its_Pod_Identity_associations() {
        world.bareCluster("prod");
        String one = world.podRole("one");
        String two = world.podRole("two");
        world.addon(
                "prod",
                "aws-ebs-csi-driver",
                b -> b.podIdentityAssociations(EksWorld.podIdentity("ebs-csi-controller-sa", one)));
        PodIdentityAssociationSummary made = associations().get(0);

        world.eks.updateAddon(r -> r.clusterName("prod")
                .addonName("aws-ebs-csi-driver")
                .podIdentityAssociations(EksWorld.podIdentity("ebs-csi-controller-sa", two)));
        world.pass(EksWorld.ADDON);
        String roleAfter = world.eks
                .describePodIdentityAssociation(r -> r.clusterName("prod").associationId(made.associationId()))
                .association()
                .roleArn();
        world.eks.deleteAddon(r -> r.clusterName("prod").addonName("aws-ebs-csi-driver"));
        world.pass(EksWorld.ADDON);

        assertThat(made.namespace()).isEqualTo("kube-system");
        assertThat(made.ownerArn()).contains(":addon/prod/aws-ebs-csi-driver/");
        assertThat(roleAfter).isEqualTo(two);
        assertThat(associations()).isEmpty();
    }

    @Test
    void an_empty_list_of_associations_deletes_them_and_preserve_keeps_them() {
        world.bareCluster("prod");
        String role = world.podRole("one");
        world.addon("prod", "vpc-cni", b -> b.podIdentityAssociations(EksWorld.podIdentity("aws-node", role)));

        world.eks.updateAddon(r -> r.clusterName("prod").addonName("vpc-cni").podIdentityAssociations(List.of()));
        world.pass(EksWorld.ADDON);
        List<PodIdentityAssociationSummary> emptied = associations();
        world.eks.updateAddon(r -> r.clusterName("prod")
                .addonName("vpc-cni")
                .podIdentityAssociations(EksWorld.podIdentity("aws-node", role)));
        world.pass(EksWorld.ADDON);
        world.eks.deleteAddon(r -> r.clusterName("prod").addonName("vpc-cni").preserve(true));
        world.pass(EksWorld.ADDON);

        assertThat(emptied).isEmpty();
        assertThat(associations()).hasSize(1);
    }

    @Test
    void service_accounts_that_an_add_on_does_not_have_are_refused() {
        world.bareCluster("prod");
        String role = world.podRole("one");

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.addon(
                        "prod", "vpc-cni", b -> b.podIdentityAssociations(EksWorld.podIdentity("default", role))))
                .withMessageContaining(
                        "Service account default in pod identity configuration is not supported for addon vpc-cni");
    }

    @Test
    void deleting_takes_its_time_and_leaves_nothing() {
        world.bareCluster("prod");
        world.addon("prod", "vpc-cni");

        Addon deleting = world.eks
                .deleteAddon(r -> r.clusterName("prod").addonName("vpc-cni"))
                .addon();
        List<Resource> before = world.inventory("eks:addon");
        world.pass(EksWorld.ADDON);

        assertThat(deleting.status()).isEqualTo(AddonStatus.DELETING);
        assertThat(before).singleElement().satisfies(one -> assertThat(one.id()).isEqualTo("prod/vpc-cni"));
        assertThat(world.inventory("eks:addon")).isEmpty();
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> world.describeAddon("prod", "vpc-cni"))
                .satisfies(e -> {
                    assertThat(e.awsErrorDetails().errorMessage())
                            .isEqualTo("No addon: vpc-cni found in cluster: prod");
                    assertThat(e.addonName()).isEqualTo("vpc-cni");
                });
    }

    @Test
    void a_test_that_names_what_is_not_there_is_told_so() {
        world.bareCluster("prod");

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> world.aws.inside("test").healAddon("vpc-cni"))
                .withMessage("There is no cluster 'test'.");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> world.aws.inside("prod").conflict("vpc", "kubectl", ".spec"))
                .withMessageContaining("There is no add-on 'vpc'; there are [vpc-cni, coredns");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> world.aws.inside("prod").breakAddon("vpc-cni", "Gone", ""))
                .withMessageContaining("Add-ons have no issue 'Gone'");
    }

    private List<PodIdentityAssociationSummary> associations() {
        return world.eks.listPodIdentityAssociations(r -> r.clusterName("prod")).associations();
    }
}

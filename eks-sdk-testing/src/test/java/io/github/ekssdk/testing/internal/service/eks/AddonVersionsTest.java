package io.github.ekssdk.testing.internal.service.eks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.AddonInfo;
import software.amazon.awssdk.services.eks.model.AddonVersionInfo;
import software.amazon.awssdk.services.eks.model.Compatibility;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;

class AddonVersionsTest {
    private final EksWorld world = new EksWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void each_Kubernetes_version_has_one_default_version_of_each_add_on_that_there_is_for_it() {
        for (String kubernetes : KubernetesVersions.names()) {
            for (AddonInfo addon : versions(kubernetes)) {
                List<Compatibility> compatibilities = addon.addonVersions().stream()
                        .flatMap(version -> version.compatibilities().stream())
                        .toList();

                assertThat(compatibilities)
                        .as("%s on %s", addon.addonName(), kubernetes)
                        .allSatisfy(one -> assertThat(one.clusterVersion()).isEqualTo(kubernetes))
                        .filteredOn(Compatibility::defaultVersion)
                        .hasSize(1);
            }
        }
    }

    @Test
    void the_network_add_ons_are_there_for_every_Kubernetes_version() {
        for (String kubernetes : KubernetesVersions.names()) {
            assertThat(versions(kubernetes))
                    .extracting(AddonInfo::addonName)
                    .contains("vpc-cni", "coredns", "kube-proxy", "aws-ebs-csi-driver", "eks-pod-identity-agent");
        }
    }

    @Test
    void kube_proxy_is_of_the_minor_version_of_the_cluster() {
        AddonInfo kubeProxy = world.eks
                .describeAddonVersions(r -> r.addonName("kube-proxy").kubernetesVersion("1.33"))
                .addons()
                .get(0);

        assertThat(kubeProxy.addonVersions())
                .extracting(AddonVersionInfo::addonVersion)
                .containsExactly("v1.33.10-eksbuild.2", "v1.33.5-eksbuild.2", "v1.33.0-eksbuild.2");
    }

    @Test
    void add_ons_are_found_by_owner_publisher_and_type_in_pages() {
        List<String> community = new ArrayList<>();
        @Nullable String token = null;
        do {
            @Nullable String next = token;
            var page = world.eks.describeAddonVersions(
                    r -> r.owners("community").maxResults(2).nextToken(next));
            page.addons().forEach(addon -> community.add(addon.addonName()));
            token = page.nextToken();
        } while (token != null);

        assertThat(community)
                .containsExactlyInAnyOrder(
                        "metrics-server",
                        "kube-state-metrics",
                        "prometheus-node-exporter",
                        "cert-manager",
                        "external-dns");
        assertThat(world.eks
                        .describeAddonVersions(r -> r.publishers("teleport"))
                        .addons())
                .singleElement()
                .satisfies(addon -> {
                    assertThat(addon.owner()).isEqualTo("aws-marketplace");
                    assertThat(addon.marketplaceInformation().productId()).isNotEmpty();
                });
        assertThat(world.eks.describeAddonVersions(r -> r.types("storage")).addons())
                .extracting(AddonInfo::addonName)
                .contains("aws-ebs-csi-driver", "snapshot-controller")
                .doesNotContain("coredns");
    }

    @Test
    void versions_say_what_they_run_on_and_whether_they_need_permissions() {
        AddonVersionInfo csi = world.eks
                .describeAddonVersions(r -> r.addonName("aws-ebs-csi-driver"))
                .addons()
                .get(0)
                .addonVersions()
                .get(0);
        AddonVersionInfo dns = world.eks
                .describeAddonVersions(r -> r.addonName("coredns"))
                .addons()
                .get(0)
                .addonVersions()
                .get(0);

        assertThat(csi.requiresIamPermissions()).isTrue();
        assertThat(csi.architecture()).containsExactly("amd64", "arm64");
        assertThat(dns.requiresIamPermissions()).isFalse();
        assertThat(dns.computeTypes()).contains("fargate");
    }

    @Test
    void the_configuration_schema_is_one() throws JsonProcessingException {
        for (AddonInfo addon : versions("1.34")) {
            String version = addon.addonVersions().get(0).addonVersion();
            var answer = world.eks.describeAddonConfiguration(
                    r -> r.addonName(addon.addonName()).addonVersion(version));
            JsonNode schema = new ObjectMapper().readTree(answer.configurationSchema());

            assertThat(schema.get("$schema").asText()).contains("json-schema.org");
            assertThat(schema.has("properties") || schema.has("$ref"))
                    .as(addon.addonName())
                    .isTrue();
        }
        assertThat(world.eks
                        .describeAddonConfiguration(r -> r.addonName("vpc-cni").addonVersion("v1.21.1-eksbuild.1"))
                        .podIdentityConfiguration())
                .singleElement()
                .satisfies(account -> {
                    assertThat(account.serviceAccount()).isEqualTo("aws-node");
                    assertThat(account.recommendedManagedPolicies())
                            .containsExactly("arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy");
                });
    }

    @Test
    void what_there_is_not_is_not_found() {
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> world.eks.describeAddonVersions(r -> r.addonName("nonsense")));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> world.eks.describeAddonConfiguration(
                        r -> r.addonName("coredns").addonVersion("v0")));
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.eks.describeAddonVersions(r -> r.kubernetesVersion("2.0")));
    }

    private List<AddonInfo> versions(String kubernetes) {
        return world.eks
                .describeAddonVersions(r -> r.kubernetesVersion(kubernetes))
                .addons();
    }
}

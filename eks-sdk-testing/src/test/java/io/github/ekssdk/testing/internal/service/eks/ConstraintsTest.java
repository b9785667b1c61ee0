package io.github.ekssdk.testing.internal.service.eks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ekssdk.testing.FakeAws;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.ArgoCdRoleMapping;
import software.amazon.awssdk.services.eks.model.BadRequestException;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.EksException;
import software.amazon.awssdk.services.eks.model.EncryptionConfig;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;
import software.amazon.awssdk.services.eks.model.InvalidRequestException;
import software.amazon.awssdk.services.eks.model.LogSetup;
import software.amazon.awssdk.services.eks.model.Taint;

class ConstraintsTest {
    private final FakeAws aws = FakeAws.create();
    private final EksClient eks = aws.client(EksClient.builder());

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void names_have_a_length_and_a_pattern() {
        assertInvalid(
                () -> eks.createCluster(r -> complete(r.name("n".repeat(101)))),
                "101 characters; at most 100 are allowed");
        assertInvalid(
                () -> eks.createCluster(r -> complete(r.name("two words"))), "'two words' must match ^[0-9A-Za-z]");
        assertInvalid(() -> eks.listAddons(r -> r.clusterName("two words")), "clusterName 'two words' must match");
        assertInvalid(
                () -> eks.createNodegroup(r -> r.clusterName("prod")
                        .nodegroupName("n".repeat(64))
                        .subnets("s")
                        .nodeRole("r")),
                "64 characters; at most 63 are allowed");
    }

    @Test
    void the_exception_says_of_what_it_speaks() {
        InvalidParameterException refused = catchThrowableOfType(
                InvalidParameterException.class,
                () -> eks.createNodegroup(r -> r.clusterName("prod")
                        .nodegroupName("general")
                        .subnets("s")
                        .nodeRole("r")
                        .scalingConfig(s -> s.maxSize(0))));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.clusterName()).isEqualTo("prod");
        assertThat(refused.nodegroupName()).isEqualTo("general");
        assertThat(refused).hasMessageContaining("The scalingConfig.maxSize must be at least 1, but is 0");
    }

    @Test
    void pages_have_one_to_a_hundred_items() {
        List<ThrowingCallable> listings = List.of(
                () -> eks.listClusters(r -> r.maxResults(101)),
                () -> eks.listNodegroups(r -> r.clusterName("c").maxResults(0)),
                () -> eks.listFargateProfiles(r -> r.clusterName("c").maxResults(101)),
                () -> eks.listAddons(r -> r.clusterName("c").maxResults(101)),
                () -> eks.listUpdates(r -> r.name("c").maxResults(101)),
                () -> eks.listAccessPolicies(r -> r.maxResults(101)),
                () -> eks.listCapabilities(r -> r.clusterName("c").maxResults(101)),
                () -> eks.listIdentityProviderConfigs(r -> r.clusterName("c").maxResults(101)),
                () -> eks.listPodIdentityAssociations(r -> r.clusterName("c").maxResults(101)),
                () -> eks.listEksAnywhereSubscriptions(r -> r.maxResults(101)),
                () -> eks.describeAddonVersions(r -> r.maxResults(101)),
                () -> eks.describeClusterVersions(r -> r.maxResults(101)));

        assertThat(listings)
                .allSatisfy(listing -> assertInvalid(listing, "maxResults must be between 1 and 100, but is"));
    }

    @Test
    void page_tokens_are_those_that_were_given_out() {
        List<ThrowingCallable> listings = List.of(
                () -> eks.listClusters(r -> r.nextToken("garbage")),
                () -> eks.listAccessPolicies(r -> r.nextToken("garbage")),
                () -> eks.listEksAnywhereSubscriptions(r -> r.nextToken("garbage")),
                () -> eks.describeAddonVersions(r -> r.nextToken("garbage")),
                () -> eks.describeClusterVersions(r -> r.nextToken("garbage")));

        assertThat(listings).allSatisfy(listing -> assertInvalid(listing, "nextToken is invalid"));
    }

    @Test
    void an_operation_that_does_not_know_invalid_parameters_refuses_in_its_own_way() {
        EksException request = catchThrowableOfType(
                EksException.class,
                () -> eks.listAssociatedAccessPolicies(
                        r -> r.clusterName("c").principalArn("p").maxResults(101)));
        EksException tags = catchThrowableOfType(
                EksException.class,
                () -> eks.tagResource(r -> r.resourceArn("arn:aws:eks").tags(many(51))));

        assertThat(request).isInstanceOf(InvalidRequestException.class);
        assertThat(tags).isInstanceOf(BadRequestException.class).hasMessageContaining("at most 50 are allowed");
    }

    @Test
    void words_that_an_enum_does_not_have_are_refused_however_deep_they_are() {
        assertInvalid(
                () -> eks.createAddon(r -> r.clusterName("c").addonName("a").resolveConflicts("MAYBE")),
                "The value 'MAYBE' of resolveConflicts is not one of [NONE, OVERWRITE, PRESERVE]");
        assertInvalid(
                () -> eks.createCluster(r -> complete(r.name("c"))
                        .logging(l -> l.clusterLogging(LogSetup.builder()
                                .typesWithStrings("api", "kubelet")
                                .build()))),
                "The value 'kubelet' of types is not one of");
        assertInvalid(
                () -> eks.updateNodegroupConfig(r -> r.clusterName("c")
                        .nodegroupName("n")
                        .taints(t -> t.addOrUpdateTaints(
                                Taint.builder().key("k").effect("NEVER").build()))),
                "The value 'NEVER' of effect is not one of [NO_EXECUTE, NO_SCHEDULE, PREFER_NO_SCHEDULE]");
        assertInvalid(
                () -> eks.updateCapability(r -> r.clusterName("c")
                        .capabilityName("n")
                        .configuration(x -> x.argoCd(a -> a.rbacRoleMappings(m -> m.addOrUpdateRoleMappings(
                                ArgoCdRoleMapping.builder().role("OWNER").build()))))),
                "The value 'OWNER' of role is not one of [ADMIN, EDITOR, VIEWER]");
    }

    @Test
    void lists_and_maps_have_sizes_and_what_is_in_them_lengths() {
        EncryptionConfig config = EncryptionConfig.builder().build();

        assertInvalid(
                () -> eks.createCluster(r -> complete(r.name("c")).encryptionConfig(config, config)),
                "encryptionConfig has 2 elements; at most 1 are allowed.");
        assertInvalid(
                () -> eks.createCluster(r -> complete(r.name("c")).tags(many(51))), "tags has 51 elements; at most 50");
        assertInvalid(
                () -> eks.createNodegroup(r -> r.clusterName("c")
                        .nodegroupName("n")
                        .subnets("s")
                        .nodeRole("r")
                        .labels(Map.of("k", "v".repeat(64)))),
                "has 64 characters; at most 63 are allowed");
        assertInvalid(
                () -> eks.updateNodegroupConfig(
                        r -> r.clusterName("c").nodegroupName("n").updateConfig(u -> u.maxUnavailablePercentage(101))),
                "The updateConfig.maxUnavailablePercentage must be between 1 and 100, but is 101");
        assertInvalid(
                () -> eks.associateIdentityProviderConfig(r -> r.clusterName("c")
                        .oidc(o -> o.identityProviderConfigName("n")
                                .issuerUrl("https://x")
                                .clientId("c")
                                .requiredClaims(Map.of("k".repeat(64), "v")))),
                "oidc.requiredClaims{key}");
    }

    private static CreateClusterRequest.Builder complete(CreateClusterRequest.Builder request) {
        return request.roleArn("arn:aws:iam::123456789012:role/cluster")
                .resourcesVpcConfig(vpc -> vpc.subnetIds("subnet-1", "subnet-2"));
    }

    private static Map<String, String> many(int count) {
        Map<String, String> tags = new HashMap<>();
        for (int i = 0; i < count; i++) {
            tags.put("k" + i, "v");
        }
        return tags;
    }

    private static void assertInvalid(ThrowingCallable call, String message) {
        InvalidParameterException refused = catchThrowableOfType(InvalidParameterException.class, call);

        assertThat(refused).hasMessageContaining(message);
    }
}

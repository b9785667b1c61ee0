package io.github.ekssdk.testing.internal.service.eks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.CreatePodIdentityAssociationRequest;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociation;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociationSummary;
import software.amazon.awssdk.services.eks.model.ResourceInUseException;
import software.amazon.awssdk.services.eks.model.ResourceLimitExceededException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;

class PodIdentityTest {
    private static final String TARGET = "arn:aws:iam::210987654321:role/target";

    private final EksWorld world = new EksWorld();
    private String role = "";

    @BeforeEach
    void make() {
        world.bareCluster("prod");
        role = world.podRole("reader");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void an_association_is_there_at_once() {
        PodIdentityAssociation created = create("shop", "cart", b -> b.tags(Map.of("team", "shop")));

        PodIdentityAssociation described = describe(created.associationId());

        assertThat(created.associationId()).matches("a-[a-z0-9]{17}");
        assertThat(created.associationArn())
                .isEqualTo("arn:aws:eks:eu-west-1:123456789012:podidentityassociation/prod/" + created.associationId());
        assertThat(created.disableSessionTags()).isFalse();
        assertThat(created.ownerArn()).isNull();
        assertThat(described).isEqualTo(created);
        assertThat(described.tags()).isEqualTo(Map.of("team", "shop"));
        assertThat(world.inventory("eks:pod-identity-association")).hasSize(1);
    }

    @Test
    void a_service_account_has_one_association() {
        PodIdentityAssociation first = create("shop", "cart", b -> {});

        create("shop", "other", b -> {});
        create("other", "cart", b -> {});
        assertThatExceptionOfType(ResourceInUseException.class)
                .isThrownBy(() -> create("shop", "cart", b -> {}))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorMessage())
                        .isEqualTo("Association already exists: " + first.associationId()));
    }

    @Test
    void the_same_token_gets_the_same_association() {
        PodIdentityAssociation first = create("shop", "cart", b -> b.clientRequestToken("t".repeat(40)));
        PodIdentityAssociation second = create("shop", "cart", b -> b.clientRequestToken("t".repeat(40)));

        assertThat(second.associationId()).isEqualTo(first.associationId());
    }

    @Test
    void associations_are_found_by_namespace_and_service_account_in_pages() {
        create("shop", "cart", b -> {});
        create("shop", "stock", b -> {});
        create("ops", "cart", b -> {});

        var page =
                world.eks.listPodIdentityAssociations(r -> r.clusterName("prod").maxResults(2));

        assertThat(page.associations()).hasSize(2);
        assertThat(page.nextToken()).isNotNull();
        assertThat(list("shop", null)).hasSize(2);
        assertThat(list("shop", "stock"))
                .singleElement()
                .satisfies(one -> assertThat(one.serviceAccount()).isEqualTo("stock"));
        assertThat(list(null, "cart")).hasSize(2);
    }

    @Test
    void the_role_must_be_one_that_pods_can_get() {
        String other = world.role("other", "ec2.amazonaws.com");
        world.pass(EksWorld.IAM);

        assertRefused(b -> b.roleArn(other), "does not allow pods.eks.amazonaws.com to assume it");
        assertRefused(b -> b.roleArn(other + "x"), "Role provided in the request does not exist.");
        assertRefused(b -> b.roleArn("reader"), "Role ARN is invalid: reader");
    }

    @Test
    void a_role_of_another_account_is_reached_with_an_external_id() {
        PodIdentityAssociation created = create("shop", "cart", b -> b.targetRoleArn(TARGET));

        PodIdentityAssociation without = world.eks
                .updatePodIdentityAssociation(r -> r.clusterName("prod")
                        .associationId(created.associationId())
                        .targetRoleArn(""))
                .association();

        assertThat(created.targetRoleArn()).isEqualTo(TARGET);
        assertThat(created.externalId()).isNotEmpty();
        assertThat(without.targetRoleArn()).isNull();
        assertThat(without.externalId()).isNull();
        assertThat(without.roleArn()).isEqualTo(role);
    }

    @Test
    void a_policy_needs_sessions_without_tags() {
        String policy = "{\"Version\":\"2012-10-17\"}";

        assertRefused(b -> b.policy(policy), "only be given when disableSessionTags is true");
        PodIdentityAssociation created =
                create("shop", "cart", b -> b.policy(policy).disableSessionTags(true));

        assertThat(created.policy()).isEqualTo(policy);
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> world.eks.updatePodIdentityAssociation(r -> r.clusterName("prod")
                        .associationId(created.associationId())
                        .disableSessionTags(false)));
    }

    @Test
    void ids_have_nineteen_characters() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> describe("a-1"))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorMessage())
                        .isEqualTo("The parameter associationId should be 19 characters long."));
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> describe("a-12345678901234567"));
    }

    @Test
    void there_is_a_quota() {
        world.aws.quota("eks.podIdentityAssociations", 1);
        create("shop", "cart", b -> {});

        assertThatExceptionOfType(ResourceLimitExceededException.class)
                .isThrownBy(() -> create("shop", "stock", b -> {}));
    }

    @Test
    void a_deleted_association_is_gone_at_once() {
        PodIdentityAssociation created = create("shop", "cart", b -> {});

        world.eks.deletePodIdentityAssociation(r -> r.clusterName("prod").associationId(created.associationId()));

        assertThat(list(null, null)).isEmpty();
        assertThat(create("shop", "cart", b -> {}).associationId()).isNotEqualTo(created.associationId());
    }

    private PodIdentityAssociation create(
            String namespace, String serviceAccount, Consumer<CreatePodIdentityAssociationRequest.Builder> more) {
        CreatePodIdentityAssociationRequest request = CreatePodIdentityAssociationRequest.builder()
                .clusterName("prod")
                .namespace(namespace)
                .serviceAccount(serviceAccount)
                .roleArn(role)
                .build();
        return world.eks.createPodIdentityAssociation(request.copy(more)).association();
    }

    private PodIdentityAssociation describe(String id) {
        return world.eks
                .describePodIdentityAssociation(r -> r.clusterName("prod").associationId(id))
                .association();
    }

    private List<PodIdentityAssociationSummary> list(@Nullable String namespace, @Nullable String serviceAccount) {
        return world.eks
                .listPodIdentityAssociations(
                        r -> r.clusterName("prod").namespace(namespace).serviceAccount(serviceAccount))
                .associations();
    }

    private void assertRefused(Consumer<CreatePodIdentityAssociationRequest.Builder> more, String message) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> create("shop", "cart", more))
                .withMessageContaining(message);
    }
}

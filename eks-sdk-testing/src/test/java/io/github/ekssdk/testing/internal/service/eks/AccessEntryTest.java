package io.github.ekssdk.testing.internal.service.eks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AccessEntry;
import software.amazon.awssdk.services.eks.model.AccessPolicy;
import software.amazon.awssdk.services.eks.model.AccessScopeType;
import software.amazon.awssdk.services.eks.model.AssociatedAccessPolicy;
import software.amazon.awssdk.services.eks.model.CreateAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;
import software.amazon.awssdk.services.eks.model.InvalidRequestException;
import software.amazon.awssdk.services.eks.model.ResourceInUseException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;

class AccessEntryTest {
    private static final String CREATOR = "arn:aws:iam::123456789012:user/developer";
    private static final String VIEW = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy";
    private static final String ADMIN = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy";

    private final EksWorld world = new EksWorld();

    @BeforeEach
    void make() {
        world.cluster("prod");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void who_creates_a_cluster_is_its_administrator() {
        List<AssociatedAccessPolicy> policies = policies(CREATOR);

        assertThat(policies).extracting(AssociatedAccessPolicy::policyArn).containsExactly(ADMIN);
        assertThat(policies.get(0).accessScope().type()).isEqualTo(AccessScopeType.CLUSTER);
    }

    @Test
    void nobody_is_administrator_when_the_request_says_so() {
        world.cluster(
                "strict",
                b -> b.accessConfig(a -> a.authenticationMode("API").bootstrapClusterCreatorAdminPermissions(false)));

        assertThat(world.eks.listAccessEntries(r -> r.clusterName("strict")).accessEntries())
                .containsExactly("arn:aws:iam::123456789012:role/aws-service-role/eks.amazonaws.com/"
                        + "AWSServiceRoleForAmazonEKS");
    }

    @Test
    void a_session_of_a_role_stands_for_the_role() {
        String role = role("builder");
        try (EksClient eks = EksClient.builder()
                .httpClient(world.aws.httpClient())
                .region(Region.EU_WEST_1)
                .credentialsProvider(world.aws.credentialsOf("arn:aws:sts::123456789012:assumed-role/builder/ci"))
                .build()) {
            eks.createCluster(world.clusterRequest("ci", "arn:aws:iam::123456789012:role/cluster"));
        }
        world.pass(EksWorld.CREATE_CLUSTER);

        assertThat(world.eks.listAccessEntries(r -> r.clusterName("ci")).accessEntries())
                .contains(role);
    }

    @Test
    void an_entry_is_made_shown_changed_and_deleted() {
        String role = role("team");

        AccessEntry made = create(role, b -> b.kubernetesGroups("readers"));
        world.eks.updateAccessEntry(
                r -> r.clusterName("prod").principalArn(role).kubernetesGroups("writers"));
        AccessEntry changed = describe(role);
        world.eks.deleteAccessEntry(r -> r.clusterName("prod").principalArn(role));

        assertThat(made.type()).isEqualTo("STANDARD");
        assertThat(made.username()).isEqualTo("arn:aws:sts::123456789012:assumed-role/team/{{SessionName}}");
        assertThat(made.accessEntryArn())
                .matches("arn:aws:eks:eu-west-1:123456789012:access-entry/prod/role/123456789012/team/[0-9a-f-]{36}");
        assertThat(made.kubernetesGroups()).containsExactly("readers");
        assertThat(changed.kubernetesGroups()).containsExactly("writers");
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> describe(role))
                .withMessageContaining("The specified principalArn could not be found");
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() ->
                        world.eks.deleteAccessEntry(r -> r.clusterName("prod").principalArn(role)));
    }

    @Test
    void I15_an_entry_of_the_principal_is_there_already() {
        ResourceInUseException refusal =
                catchThrowableOfType(ResourceInUseException.class, () -> create(CREATOR, b -> {}));

        assertThat(refusal.statusCode()).isEqualTo(409);
        assertThat(refusal.awsErrorDetails().errorMessage())
                .isEqualTo("The specified access entry resource is already in use on this cluster.");
    }

    @Test
    void I4_a_principal_that_eks_has_not_heard_of_yet() {
        String role = world.role("late", "ec2.amazonaws.com");

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> create(role, b -> {}))
                .withMessageContaining("The specified principalArn is invalid: invalid principal.");
        world.pass(EksWorld.IAM);

        assertThat(create(role, b -> {}).principalArn()).isEqualTo(role);
    }

    @Test
    void principals_types_groups_and_names_are_checked() {
        String role = role("team");

        assertRefused("arn:aws:sts::123456789012:assumed-role/team/x", b -> {}, "invalid principal");
        assertRefused("arn:aws-cn:iam::123456789012:role/team", b -> {}, "invalid principal");
        assertRefused("arn:aws:iam::123456789012:role/nobody", b -> {}, "invalid principal");
        assertRefused(role, b -> b.type("EC2_MAC"), "type is invalid");
        assertRefused(role, b -> b.type("EC2_LINUX").kubernetesGroups("x"), "of type STANDARD");
        assertRefused(role, b -> b.kubernetesGroups("system:masters"), "it cannot start with system:");
        assertRefused(role, b -> b.username("eks:me"), "it cannot start with eks:");
    }

    @Test
    void the_same_token_gets_the_same_entry() {
        String role = role("team");
        String token = "t".repeat(40);

        AccessEntry first = create(role, b -> b.clientRequestToken(token));
        AccessEntry second = create(role, b -> b.clientRequestToken(token));

        assertThat(second.accessEntryArn()).isEqualTo(first.accessEntryArn());
    }

    @Test
    void policies_are_associated_within_a_scope() {
        String role = role("team");
        create(role, b -> {});

        associate(role, VIEW, "apps");
        associate(role, VIEW, "apps", "jobs");
        List<AssociatedAccessPolicy> two = policies(role);
        var listed = world.eks
                .listAccessEntries(r -> r.clusterName("prod").associatedPolicyArn(VIEW))
                .accessEntries();
        world.eks.disassociateAccessPolicy(
                r -> r.clusterName("prod").principalArn(role).policyArn(VIEW));

        assertThat(two).hasSize(1);
        assertThat(two.get(0).accessScope().namespaces()).containsExactly("apps", "jobs");
        assertThat(listed).containsExactly(role);
        assertThat(policies(role)).isEmpty();
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> world.eks.disassociateAccessPolicy(
                        r -> r.clusterName("prod").principalArn(role).policyArn(VIEW)));
    }

    @Test
    void associations_are_checked() {
        String role = role("team");
        String nodes = role("workers");
        create(role, b -> {});
        create(nodes, b -> b.type("EC2_LINUX"));

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> associate(role, VIEW.replace("View", "Nothing"), "apps"))
                .withMessageContaining("policyArn is invalid");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> associate(role, VIEW))
                .withMessageContaining("needs namespaces");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> associate(nodes, VIEW, "apps"))
                .withMessageContaining("EC2_LINUX");
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> associate("arn:aws:iam::123456789012:role/nobody", VIEW, "apps"));
    }

    @Test
    void access_policies_are_of_the_partition() {
        assertThat(world.eks.listAccessPolicies(r -> {}).accessPolicies())
                .extracting(AccessPolicy::arn)
                .contains(VIEW, ADMIN);
    }

    private String role(String name) {
        String arn = world.role(name, "ec2.amazonaws.com");
        world.pass(EksWorld.IAM);
        return arn;
    }

    private AccessEntry create(String principal, Consumer<CreateAccessEntryRequest.Builder> more) {
        return world.eks
                .createAccessEntry(CreateAccessEntryRequest.builder()
                        .clusterName("prod")
                        .principalArn(principal)
                        .build()
                        .copy(more))
                .accessEntry();
    }

    private AccessEntry describe(String principal) {
        return world.eks
                .describeAccessEntry(r -> r.clusterName("prod").principalArn(principal))
                .accessEntry();
    }

    private List<AssociatedAccessPolicy> policies(String principal) {
        return world.eks
                .listAssociatedAccessPolicies(r -> r.clusterName("prod").principalArn(principal))
                .associatedAccessPolicies();
    }

    private void associate(String principal, String policy, String... namespaces) {
        world.eks.associateAccessPolicy(r -> r.clusterName("prod")
                .principalArn(principal)
                .policyArn(policy)
                .accessScope(s -> s.type(AccessScopeType.NAMESPACE).namespaces(namespaces)));
    }

    private void assertRefused(String principal, Consumer<CreateAccessEntryRequest.Builder> more, String message) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> create(principal, more))
                .withMessageContaining(message);
    }
}
